"""Grades of earlier years from a file: headings in both languages, and what is wrong by its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from liantu.exchange.returns.grade_sheet import read_grades
from liantu.model.problems import Problems


def sheet(folder: Path, text: str) -> Path:
    path = folder / "grades.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("heading", ["firm,year,grade", "企业,年份,等次", "note,企业,年份,等次"])
def test_firm_year_and_grade(tmp_path: Path, heading: str) -> None:
    lead = "x," if heading.startswith("note") else ""
    found = read_grades(sheet(tmp_path, f"{heading}\n{lead}甲,2022,D\n\n{lead}甲,2023,D\n"))
    assert found.rows() == [("甲", 2022, "D"), ("甲", 2023, "D")]


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("firm,year\n甲,2022\n", "missing_column", None),
        ("firm,year,grade\n甲,,D\n", "required", 2),
        ("firm,year,grade\n甲,2022,D\n甲,last,D\n", "whole_year", 3),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, text: str, code: str, row: int | None) -> None:
    with pytest.raises(Problems) as found:
        read_grades(sheet(tmp_path, text))
    assert [(problem.code, problem.row) for problem in found.value.problems] == [(code, row)]
