"""The list for public notice of a kept run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper import Sheet, grade_list
from liantu.papers.own import own_setting

if TYPE_CHECKING:
    from liantu.district import District


def notice_paper(district: District, run: str, language: str = "zh_CN") -> Sheet:
    """The list for public notice of a kept run: grades only. Raises Problems when there is no such run."""
    from liantu.exchange.paper.setting import is_chinese
    from liantu.model import schema
    from liantu.model.problems import Problem, Problems

    rows = district.tables["evaluations"].filter(pl.col("id") == run)
    if rows.is_empty():
        raise Problems([Problem("dangling", value=run, slots={"wanted": "evaluations", "nearest": ""})])
    row = rows.row(0, named=True)
    grades = district.tables["grades"].filter(pl.col("evaluation") == run).drop_nulls("grade")
    name = row["zh"] if is_chinese(language) else row["en"] or row["zh"]
    setting = own_setting(district, language)
    state = schema.label("evaluation_state", row["state"], language) if row["state"] else ""
    unstable = unstable_firms(district, run) if row["state"] == "draft" else []
    notes = (unstable_note(len(unstable), language),) if unstable else ()
    return grade_list(grades.sort("group", "grade", "firm"), name, state, setting, notes)


def unstable_firms(district: District, run: str) -> list[str]:
    """Firms of a kept run whose grade another weight, cap or benchmark changes."""
    own = (pl.col("evaluation") == run) & (pl.col("stable") == "no") & pl.col("grade").is_not_null()
    return district.tables["grades"].filter(own).sort("group", "grade", "firm")["firm"].to_list()


def unstable_note(count: int, language: str) -> str:
    """What a list for public notice says before it is published."""
    from liantu.wording import translator

    said = translator(language)("Before publication: %s grades are unstable and have to be looked at again.")
    return said % count
