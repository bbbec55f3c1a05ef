"""The list for public notice of an evaluation: grades only."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.exchange.paper.gap_lists import INDEX
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet

NOTICE = Text("亩均效益评价结果公示名单", "Evaluation per mu: list for public notice")
GRADES_ONLY = Text("本名单只列等次，不列指标数值、得分和位次。", "Grades only: no values, points or ranks.")


_AGAIN = Text("等次不稳定，公示前请复核", "Unstable: to be looked at again before publication")
_REMARK = PaperColumn("remark", "备注（公示时删去）", "Remark (to be taken out when published)", width=2.0)


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
        PaperColumn("firm", "企业", "Firm", width=3.0),
        PaperColumn("group", "分组", "Group", width=1.2),
        PaperColumn("grade", "等次", "Grade", width=1.0),
        *((_REMARK,) if "stable" in grades.columns else ()),
    )
    rows = [
        {
            "firm": setting.name(row["firm"]),
            "group": (groups or {}).get(row["group"], row["group"]),
            "grade": row["grade"],
            "remark": _AGAIN.say(setting.language) if row.get("stable") == "no" else "",
        }
        for row in grades.iter_rows(named=True)
    ]
    about = Text(f"{name}（{state}）", f"{name} ({state})")
    return PaperSheet(
        NOTICE, about, columns, rows, setting, (GRADES_ONLY, *(Text(said, said) for said in notes)), computed=False
    )
