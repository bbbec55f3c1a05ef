"""What a what-if does to a list, and to what is made."""

from __future__ import annotations

import polars as pl

from liantu.chain.what_if_effects import compare_lists, compare_made_products, vary_supposed_size


def listed(**tiers: int) -> pl.DataFrame:
    return pl.DataFrame({"product": list(tiers), "tier": list(tiers.values())})


def test_who_enters_leaves_and_stands_elsewhere() -> None:
    found = compare_lists(listed(a=1, b=1, c=2, d=3), listed(a=2, c=1, d=3, e=1))
    assert (found.before, found.after) == (4, 4)
    assert (found.entered, found.left, found.later, found.earlier) == (("e",), ("b",), ("a",), ("c",))
    assert found.reordered == ("a", "c")


def made(**amounts: tuple[float, float, float]) -> pl.DataFrame:
    rows = [(key, key, key, "t", *parts) for key, parts in amounts.items()]
    return pl.DataFrame(rows, ["product", "zh", "en", "unit", "operating", "building", "planned"], orient="row")


def test_what_is_made_differs_by_all_statuses_together() -> None:
    before, after = (
        made(a=(0.0, 30.0, 42.0), b=(5.0, 0.0, 0.0)),
        made(a=(0.0, 0.0, 42.0), b=(0.0, 5.0, 0.0), c=(0.0, 30.0, 0.0)),
    )
    rows = compare_made_products(before, after).select("product", "made_before", "made_after").rows()
    assert rows == [("a", 72.0, 42.0), ("c", 0.0, 30.0)]


def test_other_sizes_go_in_a_straight_line_from_what_was_made_before() -> None:
    """20 were local before and 50 after, of 80 needed: at half the size 35, at half the need 40."""
    grown = pl.DataFrame({"made_before": [20.0], "made_after": [60.0]})
    before = pl.DataFrame({"direct": [80.0], "supply": [20.0], "captive": [0.0]})
    after = pl.DataFrame({"direct": [80.0], "supply": [40.0], "captive": [10.0]})
    grid = vary_supposed_size(grown, before, after, [0.5, 1.0], [0.5, 1.0])
    assert grid["made"].to_list() == [20.0, 20.0, 40.0, 40.0]
    assert grid["gap"].to_list() == [5.0, 45.0, 0.0, 30.0]
    assert grid["surplus"].to_list() == [0.0, 0.0, 10.0, 0.0]
    unknown = before.with_columns(pl.lit(None, pl.Float64).alias("supply"))
    assert vary_supposed_size(grown, unknown, after, [1.0], [1.0])["gap"].to_list() == [30.0]
    assert vary_supposed_size(grown, after, before, [1.0], [1.0]).is_empty()
    assert vary_supposed_size(grown.clear(), before, after, [1.0], [1.0]).is_empty()
