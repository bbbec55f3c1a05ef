"""Codes of industries keep their zeros, and what is no code of GB/T 4754 is refused with the code that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from liantu.district.returns_files import evaluate_file
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.returns.returns_file import read_returns
from liantu.model.industry_codes import suggest_industry
from liantu.model.problems import Problems
from liantu.score.scheme.reader import read_scheme

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("name", ["base.xlsx", "x1_inline_phonetic.xlsx", "x4_x000d.xlsx"])
def test_a_code_shown_0610_is_0610_in_both_rooms(name: str) -> None:
    assert read_returns(CASES / "s" / name).returns["industry"].to_list() == ["0610", "0610"]
    assert parse_sheets(CASES / "s" / name)[0].frame["industry"].to_list() == ["0610", "0610"]


def test_the_zeros_of_a_format_are_kept() -> None:
    (sheet,) = parse_sheets(CASES / "i02_leading_zero_format.xlsx")
    assert sheet.frame["industry"].to_list() == ["0610", "0810", "1011"]
    assert not sheet.problems


def test_a_code_that_lost_its_zero_is_refused_at_its_cell_with_what_is_meant(tmp_path: Path) -> None:
    with pytest.raises(Problems) as told:
        read_returns(CASES / "sc_ind.csv")
    (problem,) = told.value.problems
    assert (problem.code, problem.row, problem.column, problem.value) == ("unknown_industry", 3, "行业代码", "610")
    assert "(0610?)" in problem.message("en")
    (sheet,) = parse_sheets("编号,名称,类型,行业代码,依据类型\nz0,甲,firm,610,ours\n".encode(), "企业.csv")
    assert [(p.code, p.slots["cell"], p.slots["nearest"]) for p in sheet.problems] == [
        ("unknown_industry", "D2", " (0610?)")
    ]


def test_a_mine_whose_code_has_its_zero_is_of_the_class_of_coal(tmp_path: Path) -> None:
    """Both mines are of division 06, which the scheme does not grade; 610 was the lodging of division 61."""
    path = tmp_path / "sc_ind.csv"
    path.write_text((CASES / "sc_ind.csv").read_text("utf-8").replace(",610,", ",0610,"), encoding="utf-8")
    run = evaluate_file(path, read_scheme((CASES / "sch_cls.yaml").read_text("utf-8")), None, {}, None)
    classes = dict(run.firms.select("firm", "class").iter_rows())
    assert classes == {"虚构煤矿甲": "coal", "虚构煤矿乙": "coal", "虚构机械丙": None}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("810", " (0810?)"), ("6", " (06?)"), ("36701", " (3670?)"), ("C3679", " (3670?)"), ("99", ""), ("3511", None)],
)
def test_the_nearest_code(written: str, meant: str | None) -> None:
    assert suggest_industry(written) == meant


@pytest.mark.parametrize(
    "written",
    ["610煤炭开采", "610 煤炭", "0,610", "06 10", "06-10", "06.10", "'0610", "(0610)", "0610/0620", "0610、3511"],
)
def test_digits_that_are_no_code_are_refused_with_words_and_signs_between(written: str) -> None:
    assert suggest_industry(written) == " (0610?)"


@pytest.mark.parametrize(
    "written", ["0610煤炭", "B 0610", "３６７０", "0610\u200b", "煤炭开采", "3D打印", "5G", "2.5产业", ""]
)
def test_codes_and_words_are_let_through(written: str) -> None:
    assert suggest_industry(written) is None
