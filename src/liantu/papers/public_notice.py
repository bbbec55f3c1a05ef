"""The list for public notice of a kept run: grades only, and before it is published which of them are unstable."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper import PaperSheet, grade_list
from liantu.papers.paper_setting import evaluation_setting

if TYPE_CHECKING:
    from liantu.district import District

#: A list in this state has not been published: only then does it tell what has to be looked at again.
_BEFORE = "draft"


def notice_paper(district: District, run: str, language: str = "zh_CN", recipient: str | None = None) -> PaperSheet:
    """The list for public notice of a kept run: grades only. Raises Problems when there is no such run."""
    from liantu.access import Purpose
    from liantu.exchange.paper.setting import is_chinese
    from liantu.model import schema
    from liantu.model.problems import Problem, Problems

    district = district.for_purpose(Purpose.LEAVING)
    rows = district.tables["evaluations"].filter(pl.col("id") == run)
    if rows.is_empty():
        raise Problems([Problem("dangling", value=run, slots={"wanted": "evaluations", "nearest": ""})])
    row = rows.row(0, named=True)
    name = row["zh"] if is_chinese(language) else row["en"] or row["zh"]
    setting = evaluation_setting(district, language)
    state = schema.label_code("evaluation_state", row["state"], language) if row["state"] else ""
    unstable = unstable_firms(district, run)
    notes = (unstable_note(len(unstable), language),) if unstable else ()
    groups = {} if setting.chinese else _english_group_names(row["scheme_text"])
    firms = notice_rows(district, run)
    district.score.record_grades(firms.with_columns(pl.lit(run).alias("evaluation")), recipient)
    return grade_list(firms, name, state, setting, notes, groups)


def notice_rows(district: District, run: str) -> pl.DataFrame:
    """Graded firms in the order of the list: firm, group, grade; before it is published ``stable`` (yes, no, null)."""
    rows = district.tables["grades"].filter(pl.col("evaluation") == run).drop_nulls("grade")
    beside = ["stable"] if _is_before(district, run) else []
    return rows.sort("group", "grade", "firm").select("firm", "group", "grade", *beside)


def unstable_firms(district: District, run: str) -> list[str]:
    """Firms of a run not yet published whose grade another weight, cap or benchmark changes."""
    rows = notice_rows(district, run)
    return rows.filter(stable="no")["firm"].to_list() if "stable" in rows.columns else []


def _is_before(district: District, run: str) -> bool:
    return not district.tables["evaluations"].filter(id=run, state=_BEFORE).is_empty()


def _english_group_names(text: str | None) -> dict[str, str]:
    """English names of the groups in the scheme a run was made by; none when its text is no scheme.

    In Chinese a group stands in the list as it was kept.
    """
    from liantu.district.schemes import read_archived_scheme
    from liantu.model.problems import Problems

    with suppress(Problems):
        return {group.id: group.en or group.zh for group in read_archived_scheme(text or "").groups}
    return {}


def unstable_note(count: int, language: str) -> str:
    """What a list for public notice says before it is published."""
    from liantu.wording import translator

    tr = translator(language)
    return tr("Before publication: %s grades are unstable and have to be looked at again.") % count
