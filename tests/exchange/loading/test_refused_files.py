"""Every bad workbook is refused with its message at its cell, in both languages, and never with a traceback."""

from __future__ import annotations

import re
from functools import cache

import pytest
from tests.messages import says

from liantu.exchange.loading.annotated_workbook import annotate_workbook
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import preview_sheets
from liantu.exchange.loading.table_sheet import problem_cell
from liantu.model.problems import Problem, Problems

from ..frames import district
from .bad import CASES, CELLS, SHEETS, Case

TABLES = district()


@cache
def told(case: Case) -> list[Problem]:
    try:
        sheets = parse_sheets(case.content, case.file, TABLES.units)
    except Problems as refused:
        return list(refused.problems)
    seen = preview_sheets(TABLES, sheets)
    assert not seen.ok
    return list(seen.problems)


def test_there_are_sixty_at_least() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_refused_for_what_is_wrong_where_it_is_wrong(case: Case) -> None:
    found = told(case)
    assert {(p.code, problem_cell(p)[1]) for p in found} == {(case.code, case.cell)}
    for problem in found:
        zh, en = problem.message("zh_CN"), problem.message("en")
        assert says(case.code, zh)
        assert says(case.code, en)
        assert re.search("[一-鿿].*。$", zh)
        assert en.endswith(".")
        assert "{" not in zh + en
        if case.cell:
            assert f"!{case.cell}" in zh
            assert f"!{case.cell}" in en


@pytest.mark.parametrize(
    "case", [c for c in [*CELLS, *SHEETS] if c.code not in ("empty_file", "too_wide")], ids=lambda c: c.name
)
def test_it_comes_back_marked_and_listed(case: Case) -> None:
    import io

    from openpyxl import load_workbook

    found = told(case)
    back = load_workbook(io.BytesIO(annotate_workbook(case.content, case.file, found, language="en")))
    listed = [row[3] for row in back["Findings"].iter_rows(min_row=2, values_only=True)]
    assert listed == [problem.message("en") for problem in found]
    for problem in found:
        sheet, cell = problem_cell(problem)
        if cell:
            first = cell.split(":")[0]
            marked = back[sheet][first if first[0].isalpha() else f"A{first}"]
            assert problem.message("en") in marked.comment.text
            assert marked.fill.fgColor.rgb.endswith("F8CBAD")
