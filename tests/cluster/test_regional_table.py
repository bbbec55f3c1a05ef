"""A table of regions by industry: what is left out of it, quotients, complexity and growth against figures by hand."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.cluster.regional_structure import measure_quotients, measure_regions, split_change
from liantu.cluster.regional_table import RegionalTable, build_regional_table

Rows = dict[str, dict[str, float | None]]


def table(rows: Rows, home: str | None = None) -> RegionalTable:
    """The table of amounts by region and industry; what is not named has no row."""
    given = [(region, code, amount, "人") for region, cells in rows.items() for code, amount in cells.items()]
    schema = {"region": pl.String, "industry": pl.String, "amount": pl.Float64, "unit": pl.String}
    return build_regional_table(pl.DataFrame(given, schema=schema, orient="row"), home)


def test_quotients_are_shares_over_shares() -> None:
    found = measure_quotients(table({"a": {"13": 30, "26": 10}, "b": {"13": 30, "26": 30}}))
    # of a's 40 are 30 in food (0.75); of all 100 are 60 (0.6): 1.25
    assert found["lq"].round(4).to_list() == [1.25, 0.625, 0.8333, 1.25]
    assert found["present"].to_list() == [True, False, False, True]


def test_a_cell_without_a_value_is_no_zero() -> None:
    rows: Rows = {"a": {"13": 30, "26": 10, "36": 5}, "b": {"13": 30, "26": 30}, "c": {"13": 4, "26": 9, "36": None}}
    known = table(rows)
    assert (known.industries, known.left_industries, known.left_regions) == (("13", "26"), ("36",), ())
    (left,) = measure_quotients(known).filter(state="left_out").rows(named=True)
    assert (left["industry"], left["region"], left["lq"]) == ("36", None, None)


def test_the_region_that_lacks_more_goes_first_unless_it_is_the_district_itself() -> None:
    rows: Rows = {"a": {"13": 1, "26": 2, "36": 3}, "b": {"13": 1, "26": 2, "36": 3}, "c": {"13": 5}}
    assert table(rows).left_regions == ("c",)
    assert (table(rows, "c").left_regions, table(rows, "c").left_industries) == ((), ("26", "36"))


def test_nothing_complete_leaves_nothing() -> None:
    found = table({"a": {"13": None}, "b": {"13": None}})
    assert found.values.size == 0
    assert measure_regions(found).is_empty()


def test_a_region_with_nothing_is_named_and_a_separate_block_has_no_order() -> None:
    rows: Rows = {
        "a": {"13": 9, "26": 1, "36": 0},
        "b": {"13": 5, "26": 6, "36": 0},
        "c": {"13": 1, "26": 9, "36": 0},
        "d": {"13": 0, "26": 0, "36": 7},
        "e": {"13": 0, "26": 0, "36": 0},
    }
    states = dict(measure_regions(table(rows)).select("region", "state").iter_rows())
    assert states["e"] == "empty"
    assert states["d"] == "other_block"


def test_change_is_parted_over_what_both_periods_know() -> None:
    before = table({"a": {"13": 100, "26": 50, "36": 1}, "b": {"13": 900, "26": 950, "36": 2}})
    after = table({"a": {"13": 130, "26": 45}, "b": {"13": 1070, "26": 955, "36": 3}})
    found = split_change(before, after, "a")
    # all: 2,000 → 2,200 (+10 %); food 1,000 → 1,200 (+20 %), chemicals 1,000 → 1,000
    food = found.filter(industry="13").row(0, named=True)
    assert [food[part] for part in ("change", "share", "mix", "competitive")] == pytest.approx([30, 10, 10, 10])
    assert found.filter(state="left_out")["industry"].to_list() == ["36"]
    assert split_change(before, after, "c")["state"].unique().to_list() == ["left_out"]
