"""Concentration of firms: figures by hand, what the rules of disclosure say of them, and nothing outside the house."""

from __future__ import annotations

import polars as pl
import pytest

import liantu
from liantu.access import Purpose
from liantu.cluster.firm_concentration import measure_firm_concentration
from liantu.disclosure import DisclosureRules
from liantu.model.problems import Problems

RULES = DisclosureRules(3, (2, 85.0), 20, 10, 2, True)


def measure(*amounts: float | None) -> dict[str, object]:
    rows = {"group": ["g"] * len(amounts), "firm": [str(n) for n in range(len(amounts))], "value": list(amounts)}
    schema = {"group": pl.String, "firm": pl.String, "value": pl.Float64}
    return measure_firm_concentration(pl.DataFrame(rows, schema=schema), RULES).row(0, named=True)


def test_shares_of_the_largest_by_hand() -> None:
    found = measure(10, 40, 30, None, 20)
    assert (found["firms"], found["missing"]) == (4, 1)
    assert (found["cr1"], found["cr4"], found["hhi"]) == pytest.approx((0.4, 1, 0.3))


def test_the_rest_is_a_cell_too() -> None:
    # Four equal firms are safe; a fifth alone is what the share of four leaves over.
    assert measure(10, 10, 10, 10)["state"] == "shown"
    assert measure(10, 10, 10, 10, 9)["state"] == "small"
    assert measure(10, 10, 10, 10, 9, 9, 9)["state"] == "shown"
    # Of twelve firms the four largest are one and three dwarfs.
    assert measure(1000, 12, 11, 10, *[9] * 8)["state"] == "dominant"
    assert measure(5, 3)["state"] == "small"


def test_losses_and_zeros_have_no_shares() -> None:
    assert measure(5, -1, 3, 2)["cr4"] is None
    assert measure(0, 0, 0, 0)["hhi"] is None
    assert (measure(None, None)["firms"], measure(None, None)["state"]) == (0, "small")


def test_the_made_up_district_by_industry_and_cluster(yunxi: liantu.District) -> None:
    rows = yunxi.cluster.concentration("industry", "revenue", "2023")
    cars = rows.filter(pl.col("group") == "36").row(0, named=True)
    returns = yunxi.tables.numbers("returns").filter(pl.col("item") == "revenue", pl.col("year") == "2023")
    makers = yunxi.tables["firms"].filter(pl.col("industry").str.starts_with("36"))["id"]
    values = returns.filter(pl.col("firm").is_in(makers.implode()))["value"].drop_nulls().sort(descending=True)
    assert cars["firms"] == len(values)
    assert cars["cr4"] == pytest.approx(values.head(4).sum() / values.sum())
    assert set(yunxi.cluster.concentration("cluster", "tax")["group"]) >= {"c-battery", "city-materials"}
    with pytest.raises(Problems, match="industry, cluster"):
        yunxi.cluster.concentration("park")
    with pytest.raises(Problems, match="--item"):
        yunxi.cluster.concentration("industry", "revenues")


def test_no_figure_leaves_the_house_nor_the_order_of_the_groups(yunxi: liantu.District) -> None:
    outside = yunxi.for_purpose(Purpose.LEAVING).cluster.concentration()
    assert outside["group"].to_list() == sorted(outside["group"])
    assert {*outside["state"]} == {"internal"}
    assert all(
        outside[name].null_count() == outside.height for name in outside.columns if name not in ("group", "state")
    )


def test_nobody_returns_anything(fuling: liantu.District) -> None:
    assert fuling.cluster.concentration().is_empty()
