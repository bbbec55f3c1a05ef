"""The list for public notice of an evaluation: grades only."""

from __future__ import annotations

import polars as pl

from liantu.exchange.paper.fill import INDEX
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import Column, Sheet

NOTICE = Text("亩均效益评价结果公示名单", "Evaluation per mu: list for public notice")
GRADES_ONLY = Text("本名单只列等次，不列指标数值、得分和位次。", "Grades only: no values, points or ranks.")


def grade_list(grades: pl.DataFrame, name: str, state: str, setting: Setting, notes: tuple[str, ...] = ()) -> Sheet:
    """The list for public notice: columns firm, group, grade of ``grades``; ``name`` of the run and its ``state``.

    ``notes`` are what must be seen to before it is published.
    """
    columns = (
        INDEX,
        Column("firm", "企业", "Firm", width=3.0),
        Column("group", "分组", "Group", width=1.2),
        Column("grade", "等次", "Grade", width=1.0),
    )
    rows = [
        {"firm": setting.name(firm), "group": group, "grade": grade}
        for firm, group, grade in grades.select("firm", "group", "grade").iter_rows()
    ]
    about = Text(f"{name}（{state}）", f"{name} ({state})")
    return Sheet(
        NOTICE, about, columns, rows, setting, (GRADES_ONLY, *(Text(said, said) for said in notes)), computed=False
    )
