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


def test_every_row_of_a_long_sheet_is_read_and_no_sum_is_a_firm(tmp_path: Path) -> None:
    lines = [f"甲{number},2023,A" for number in range(82)]
    found = read_grades(sheet(tmp_path, "\n".join(["企业名称,年度,等次", *lines, "合计,2023,A"])))
    assert found["firm"].to_list() == [f"甲{number}" for number in range(82)]


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("firm,year\n甲,2022\n", "missing_column", None),
        ("firm,year,grade\n甲,,D\n", "required", 2),
        ("firm,year,grade\n甲,2022,D\n甲,last,D\n", "whole_year", 3),
        ("firm,year,grade\n甲,2022,D\n\n甲,2022,A\n", "duplicate_key", 4),
        ("firm,year,grade\n9.15001E+17,2022,D\n", "digits_lost", None),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, text: str, code: str, row: int | None) -> None:
    with pytest.raises(Problems) as found:
        read_grades(sheet(tmp_path, text))
    assert [(problem.code, problem.row) for problem in found.value.problems] == [(code, row)]
