"""强链清单: links made and needed here that fall short, or rest on one plant."""

from __future__ import annotations

from typing import cast

import polars as pl

from liantu.exchange.paper.gap_lists import (
    INDEX,
    NAME,
    NOT_SUMMED,
    OFFICE,
    REMARK,
    UNIT,
)
from liantu.exchange.paper.printed_rows import (
    PaperGap,
    PrintedRow,
    iter_rows,
    join_names,
    mark_unknown,
    product_name,
    scale_amounts,
)
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.wording import N_, NC_
from liantu.wording.labels import ROW_UNIT
from liantu.wording.sentences import KNOWN_PARTS

TITLE = N_("Links to strengthen")
ONE_PLANT = N_("Resting on one plant is normal in chemicals; it is listed only where others here depend on it.")


REASONS = {
    "short": N_("made here but short"),
    "one_plant": N_("rests on one plant"),
}


def weak_link_list(weak: pl.DataFrame, setting: Setting) -> PaperSheet:
    """强链清单 from the weak frame, a row a link."""
    columns = (
        INDEX,
        NAME,
        PaperColumn("reason", N_("What is weak"), width=1.4),
        PaperColumn("made", N_("Made by"), width=1.6),
        PaperColumn("plants", NC_("weak list", "Plants"), "number", width=0.7),
        UNIT,
        PaperColumn("direct", N_("Local demand"), "number", width=0.9),
        PaperColumn("supply", N_("Local supply"), "number", width=0.9),
        PaperColumn("gap", N_("Gap (typical)"), "number", width=0.9),
        PaperColumn("needed", N_("Needed by"), width=1.8),
        OFFICE,
        REMARK,
    )
    tr = setting.tr
    rows = [_row(row, setting) for row in iter_rows(weak)]
    notes = (tr(NOT_SUMMED), tr(ONE_PLANT), tr(KNOWN_PARTS))
    return PaperSheet(tr(TITLE), tr(ROW_UNIT), columns, rows, setting, notes, internal=True)


def _row(row: dict[str, object], setting: Setting) -> PrintedRow:
    reason = REASONS.get(str(row.get("reason")))
    printed = scale_amounts(row, ("direct", "supply", "gap"), setting)
    mark_unknown(printed, cast("PaperGap", row))
    return printed | {
        "name": product_name(row, setting),
        "reason": setting.tr(reason) if reason else str(row.get("reason") or ""),
        "made": join_names(row.get("made_by"), setting),
        "plants": row.get("plants"),
        "needed": join_names(row.get("needed_by"), setting),
        "office": join_names(row.get("office") or [], setting),
    }
