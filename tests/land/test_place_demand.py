"""What projects ask of a place beside what it states: sums of what is known, nothing computed from two measures."""

from __future__ import annotations

import polars as pl
import pytest
from tests.deliver.district import project, tables

from liantu.land.place_demand import sum_place_demand

_LIMITS = {
    "place": pl.String,
    "resource": pl.String,
    "measure": pl.String,
    "period": pl.String,
    "comparator": pl.String,
    "amount": pl.Float64,
    "unit": pl.String,
}


@pytest.fixture(scope="module")
def demand() -> pl.DataFrame:
    made = tables(
        projects=[
            project("a", land="50", energy="100", fixed_investment="2.5"),
            project("b", land="30"),
            project("c", energy="40"),
        ]
    )
    projects = pl.DataFrame(
        {"project": ["a", "b", "c"], "place": ["east", "east", "west"], "landed": [True, False, True]}
    )
    limits = pl.DataFrame(
        [
            ("east", "land", "free", "2023", "about", 1.0, "km2"),
            ("east", "energy", "total", "2023", None, 1.0, "万tce"),
            ("east", "energy", "used", "2023", None, 9000.0, "tce"),
        ],
        schema=_LIMITS,
        orient="row",
    )
    return sum_place_demand(made, projects, limits, pl.DataFrame({"project": ["a", "b"], "base": [9e7, None]}))


def read(demand: pl.DataFrame, place: str, resource: str, *columns: str) -> tuple[object, ...]:
    row = demand.filter(pl.col("place") == place, pl.col("resource") == resource).select(columns)
    return row.row(0)


def test_what_is_asked_is_split_by_whether_the_project_has_its_land(demand: pl.DataFrame) -> None:
    assert read(demand, "east", "land", "projects", "known", "landed", "ahead") == (2, 2, 50.0, 30.0)
    assert read(demand, "east", "energy", "projects", "known", "landed", "ahead") == (2, 1, 100.0, None)
    assert read(demand, "west", "land", "known", "landed", "ahead") == (0, None, None)


def test_what_a_place_states_is_in_the_unit_that_is_asked_in(demand: pl.DataFrame) -> None:
    assert read(demand, "east", "land", "free", "free_comparator") == (pytest.approx(1500), "about")
    # a total of 10,000 and 9,000 used leave what is free unknown
    assert read(demand, "east", "energy", "total", "used", "free") == (10000.0, 9000.0, None)
    assert read(demand, "west", "energy", "total", "used", "free", "stated") == (None, None, None, 0)


def test_money_stands_beside_money_in_place(demand: pl.DataFrame) -> None:
    assert read(demand, "east", "money", "landed", "known", "used", "paid") == (2.5, 1, pytest.approx(0.9), 1)
    assert read(demand, "east", "electricity", "known", "landed", "free") == (0, None, None)
