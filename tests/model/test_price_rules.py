"""Bad prices are named, where they stand and why: by the rules, and by what a folder's check says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.messages import says

import liantu
from liantu.model.problems import Problem, Problems

FULING = Path(__file__).parents[2] / "districts" / "fuling"
HEADER = "product,period,low,typical,high,unit,basis,tax,grade,source\n"
GOOD = "lfp,2023-Q4,40000,50000,60000,,works,excl,B,paper-a"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FULING, tmp_path / "fuling"))


def price_findings(folder: Path) -> list[Problem]:
    """What a check finds of prices and products."""
    return [problem for problem in liantu.open(folder).check() if problem.table in ("prices", "products")]


def write(folder: Path, row: str) -> None:
    (folder / "prices.csv").write_text(HEADER + row + "\n", encoding="utf-8")


def refused(folder: Path) -> list[tuple[str, str | None, int | None]]:
    with pytest.raises(Problems) as wrong:
        liantu.open(folder)
    return [(problem.code, problem.column, problem.row) for problem in wrong.value.problems]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (GOOD.removesuffix("paper-a"), "price_without_source", "source"),
        (GOOD.replace("2023-Q4", "2031-02"), "price_of_the_future", "period"),
        (GOOD.replace("60000,,", "60000,元/kWh,"), "price_in_another_unit", "unit"),
        (GOOD.replace("60000,,", "60000,t,"), "price_in_another_unit", "unit"),
        (GOOD.replace("50000", "70000"), "low_typical_high", "low"),
        (GOOD.replace("2023-Q4", "2023.."), "price_period_open", "period"),
        (GOOD.replace("works", "hearsay"), "not_a_choice", "basis"),
        (GOOD.replace("lfp", "lfpp"), "unknown_product", "product"),
    ],
)
def test_a_wrong_price_is_refused_where_it_stands(folder: Path, row: str, code: str, column: str) -> None:
    write(folder, row)
    assert (code, column, 2) in refused(folder)


def test_a_districts_own_price_counts_and_says_so(folder: Path) -> None:
    write(folder, GOOD)
    district = liantu.open(folder)
    assert district.check() == liantu.open(FULING).check()
    row = district.chain.gaps().filter(product="lfp").to_dicts()[0]
    assert row["value_typical"] == pytest.approx(162_000 * 50_000)
    assert (row["price_period"], row["price_source"]) == ("2023-Q4", "paper-a")


def test_a_wide_band_and_a_price_after_the_date_are_doubted(folder: Path) -> None:
    write(folder, GOOD.replace("40000", "20000") + "x")  # three times is allowed
    (folder / "sources.csv").open("a", encoding="utf-8").write("paper-ax,ours,后来的价格,,,,public,,\n")
    assert price_findings(folder) == []
    write(folder, GOOD.replace("40000", "19999").replace("2023-Q4", "2024-01") + "x")
    found = price_findings(folder)
    assert [(problem.code, problem.column, problem.row) for problem in found] == [
        ("price_after_the_date", "period", 2),
        ("wide_price_band", "high", 2),
    ]
    texts = [problem.message("en") for problem in found]
    assert all(says(problem.code, text) for problem, text in zip(found, texts, strict=True))
    assert "19999–60000" in texts[1]


def test_a_price_of_a_product_without_a_year_is_doubted_and_counts_nowhere(folder: Path) -> None:
    path = folder / "products.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{lines[0]},price_low,price_high,price_year", *(f"{line},100,200," for line in lines[1:])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    district = liantu.open(folder)
    assert {problem.code for problem in price_findings(folder)} == {"price_without_year"}
    assert district.chain.prices().filter(product="cfpart-piece").is_empty()
    path.write_text(path.read_text(encoding="utf-8").replace(",100,200,", ",100,200,2023"), encoding="utf-8")
    (row,) = liantu.open(folder).chain.prices().filter(product="cfpart-piece").to_dicts()
    assert (row["period"], row["low"], row["high"], row["grade"]) == ("2023", 100, 200, "C")
    assert liantu.open(folder, as_of=date(2023, 12, 30)).chain.prices().filter(product="cfpart-piece").is_empty()
