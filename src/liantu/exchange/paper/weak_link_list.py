"""强链清单: links made and needed here that fall short, or rest on one plant."""

from __future__ import annotations

import polars as pl

from liantu.exchange.paper.gap_lists import (
    INDEX,
    NAME,
    NOT_SUMMED,
    OFFICE,
    REMARK,
    ROW_UNIT,
    UNIT,
)
from liantu.exchange.paper.printed_rows import Row, iter_rows, join_names, product_name, scale_amounts
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet

TITLE = Text("强链清单", "Links to strengthen")
ONE_PLANT = Text(
    "单一装置在化工行业属常态，仅在本地其他企业依赖时列出。",
    "Resting on one plant is normal in chemicals; it is listed only where others here depend on it.",
)


REASONS = {
    "short": Text("本地有，产能不足", "made here but short"),
    "one_plant": Text("仅一套装置", "rests on one plant"),
}


def weak_link_list(weak: pl.DataFrame, setting: Setting) -> PaperSheet:
    """强链清单 from the weak frame, a row a link."""
    columns = (
        INDEX,
        NAME,
        PaperColumn("reason", "薄弱之处", "What is weak", width=1.4),
        PaperColumn("made", "生产企业", "Made by", width=1.6),
        PaperColumn("plants", "装置数", "Plants", "number", width=0.7),
        UNIT,
        PaperColumn("direct", "本地需求", "Local demand", "number", width=0.9),
        PaperColumn("supply", "本地商品量", "Local supply", "number", width=0.9),
        PaperColumn("gap", "缺口（中值）", "Gap (typical)", "number", width=0.9),
        PaperColumn("needed", "需求企业", "Needed by", width=1.8),
        OFFICE,
        REMARK,
    )
    rows = [_row(row, setting) for row in iter_rows(weak)]
    return PaperSheet(TITLE, ROW_UNIT, columns, rows, setting, (NOT_SUMMED, ONE_PLANT))


def _row(row: dict[str, object], setting: Setting) -> Row:
    reason = REASONS.get(str(row.get("reason")))
    return scale_amounts(row, ("direct", "supply", "gap"), setting) | {
        "name": product_name(row, setting),
        "reason": reason.say(setting.language) if reason else str(row.get("reason") or ""),
        "made": join_names(row.get("made_by"), setting),
        "plants": row.get("plants"),
        "needed": join_names(row.get("needed_by"), setting),
        "office": join_names(row.get("office") or [], setting),
    }
