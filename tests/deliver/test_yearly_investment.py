"""The year's investment against its plan, reckoned by hand; what nobody states is unknown and in no sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.deliver.district import event, project, tables

import liantu
from liantu.deliver.yearly_investment import list_yearly_investment, sum_yearly_investment

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    return liantu.open(YUNXI).deliver.yearly_investment()


def test_each_project_has_its_plan_and_what_was_done(rows: pl.DataFrame) -> None:
    seven = rows.row(by_predicate=pl.col("project") == "project-7", named=True)
    assert (seven["plan"], seven["done"], seven["entered"], seven["period"]) == (5e7, 4.2e7, "2023-10", "2023-01..11")
    assert (round(seven["share"], 2), round(seven["elapsed"], 2)) == (84.0, 91.51)  # 334 of 365 days
    eight = rows.row(by_predicate=pl.col("project") == "project-8", named=True)
    assert (eight["plan"], eight["done"], eight["share"], eight["entered"]) == (8e7, None, None, None)


def test_the_sum_says_how_many_are_known(rows: pl.DataFrame) -> None:
    found = sum_yearly_investment(rows)
    assert (found.projects, found.entered, found.planned, found.reported, found.both) == (8, 4, 4, 4, 3)
    assert (found.plan, found.done) == (3.3e8, 2.48e8)
    # of those that state both: 1.1 + 0.66 + 0.42 of 1.4 + 0.6 + 0.5
    assert found.share == pytest.approx(2.18 / 2.5 * 100)
    assert (found.plan_at_least, found.done_at_least) == (False, True)


def test_nothing_known_is_no_zero() -> None:
    found = liantu.open(YUNXI.parent / "fuling").deliver
    total = found.sum_investment(found.yearly_investment())
    assert (total.plan, total.done, total.share, total.planned) == (None, None, None, 0)
    assert total.projects > 0


def test_two_amounts_of_one_year_are_unknown_and_other_years_and_extents_do_not_count() -> None:
    about = {"project": "a", "kind": "fixed_done", "unit": "亿元"}
    moneys = [
        {**about, "id": "1", "extent": "year", "period": "2023", "amount": "1"},
        {**about, "id": "2", "extent": "year", "period": "2023", "amount": "2"},
        {**about, "id": "3", "project": "b", "extent": "cumulative", "period": "2023", "amount": "9"},
        {**about, "id": "4", "project": "b", "extent": "year", "period": "2022", "amount": "3"},
        {**about, "id": "5", "project": "c", "extent": "year", "period": "2023-01..06", "amount": "4"},
        {**about, "id": "6", "project": "c", "extent": "year", "period": "2023-01..09", "amount": "5"},
    ]
    made = tables(
        projects=[project(name) for name in "abc"],
        events=[event(name, "started", "2023-02") for name in "abc"],
        moneys=moneys,
    )
    rows = list_yearly_investment(made, 2023, date(2023, 12, 31))
    assert dict(rows.select("project", "done").iter_rows()) == {"a": None, "b": None, "c": 5e8}
    assert sum_yearly_investment(rows).reported == 1


def test_what_operated_before_the_year_invests_no_more() -> None:
    made = tables(
        projects=[project("a"), project("b")],
        events=[event("a", "operating", "2022-06"), event("b", "operating", "2023-06")],
    )
    assert list_yearly_investment(made, 2023, date(2023, 12, 31))["project"].to_list() == ["b"]
