"""Flows of a market that do not fit: output and imports less exports beside consumption, by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.messages import says
from tests.model.small import Row, product, tables

from liantu.library.market_checks import check_market_balance, list_unbalanced_markets
from liantu.model.problems import Problem

DAY = date(2023, 12, 31)


def flow(measure: str, value: str, **fields: str | None) -> Row:
    row: Row = {"product": "glue", "measure": measure, "period": "2023", "scope": "nation", "source": "report"}
    return {**row, "region": None, "value": value, "low": None, "high": None, "unit": "t", "grade": "B", **fields}


def found(*rows: Row) -> list[Problem]:
    return check_market_balance(tables(markets=[*rows], products=[product("glue")]), DAY)


@pytest.mark.parametrize(
    ("used", "fits"),
    # 1,000 made and 200 bought less 100 sold are 1,100: a tenth of what is used may lie between
    [("1000", True), ("999", False), ("1222", True), ("1223", False)],
)
def test_what_is_used_fits_what_is_made_and_traded(used: str, fits: bool) -> None:
    rows = [flow("output", "1000"), flow("imports", "200"), flow("exports", "100"), flow("consumption", used)]
    problems = found(*rows)
    assert [(p.code, p.row, p.column, p.value) for p in problems] == (
        [] if fits else [("market_unbalanced", 5, "value", "glue")]
    )
    assert all(says(p.code, p.message("en")) and p.slots == {"limit": "10"} for p in problems)


def test_ranges_count_and_what_nobody_gave_is_none() -> None:
    assert found(flow("output", "1000", low="900", high="1300"), flow("consumption", "1400", low="1300")) == []
    assert len(found(flow("output", "1000"), flow("consumption", "1400"))) == 1
    assert found(flow("imports", "5"), flow("consumption", "1400")) == []
    assert found(flow("output", "1000", period="2022"), flow("consumption", "1400")) == []
    assert found(flow("output", "1", unit="kt"), flow("consumption", "1400")) == []


def test_the_library_is_balanced() -> None:
    assert list_unbalanced_markets(DAY).is_empty()
