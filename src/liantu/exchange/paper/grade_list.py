"""The list for public notice of an evaluation: grades only."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.exchange.paper.gap_lists import INDEX
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.wording import N_, NC_

NOTICE = N_("Evaluation per mu: list for public notice")
GRADES_ONLY = N_("Grades only: no values, points or ranks.")


_AGAIN = N_("Unstable: to be looked at again before publication")
_REMARK = PaperColumn("remark", N_("Remark (to be taken out when published)"), width=2.0)


def grade_list(
    grades: pl.DataFrame,
    name: str,
    state: str,
    setting: Setting,
    notes: tuple[str, ...] = (),
    groups: Mapping[str, str] | None = None,
) -> PaperSheet:
    """The list for public notice: columns firm, group, grade of ``grades``; ``name`` of the run and its ``state``.

    ``notes`` are what must be seen to before it is published; where ``grades`` says which are ``stable``, the others
    are marked. ``groups`` are the names of the groups.
    """
    columns = (
        INDEX,
        PaperColumn("firm", N_("Firm"), width=3.0),
        PaperColumn("group", NC_("notice list", "Group"), width=1.2),
        PaperColumn("grade", N_("Grade"), width=1.0),
        *((_REMARK,) if "stable" in grades.columns else ()),
    )
    rows = [
        {
            "firm": setting.name(row["firm"]),
            "group": (groups or {}).get(row["group"], row["group"]),
            "grade": row["grade"],
            "remark": setting.tr(_AGAIN) if row.get("stable") == "no" else "",
        }
        for row in grades.iter_rows(named=True)
    ]
    about = name + setting.tr(" (%s)") % state
    return PaperSheet(
        setting.tr(NOTICE), about, columns, rows, setting, (setting.tr(GRADES_ONLY), *notes), computed=False
    )
