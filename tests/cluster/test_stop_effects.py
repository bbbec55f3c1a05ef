"""What stops when some lines stop: links of a small district and their effects, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from liantu.cluster.necessity import find_necessities
from liantu.cluster.stop_effects import compute_stop_effects, count_reached
from liantu.cluster.supply_links import add_cost_shares, add_stocks, build_supply_links, list_lines, list_needs
from liantu.cluster.supply_links import list_outputs as outputs_of
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame

#: product, measure, row, plant, firm, via, coefficient, value, covered, least; all run.
Flow = tuple[str, str, str, str, str, str | None, float | None, bool]
#: A mine gives ore to two smelters; the first also takes coke, of which a part comes from outside; the first smelter
#: feeds a mill. The mill takes grease too, of which nobody knows whether it is essential.
FLOWS: Sequence[Flow] = (
    ("ore", "supply", "mine", "m", "ore", None, 100.0, False),
    ("ore", "demand", "smelter-1", "s", "metal", "A/ore/input", 60.0, False),
    ("ore", "demand", "smelter-2", "t", "metal", "A/ore/input", 60.0, False),
    ("coke", "demand", "smelter-1", "s", "metal", "A/coke/input", 20.0, False),
    ("metal", "supply", "smelter-1", "s", "metal", None, 30.0, False),
    ("metal", "supply", "smelter-2", "t", "metal", None, 30.0, False),
    ("metal", "demand", "mill", "l", "sheet", "B/metal/input", 40.0, False),
    ("grease", "demand", "mill", "l", "sheet", "B/grease/input", 10.0, False),
    ("grease", "supply", "still", "g", "grease", None, 10.0, False),
    ("sheet", "supply", "mill", "l", "sheet", None, 40.0, False),
)
PRICES = {"ore": 1.0, "coke": 2.0, "metal": 5.0, "grease": 10.0}
RULES = {"hard": "essential"}


def build(
    flows: Sequence[Flow] = FLOWS, level: str = "plant", outside: float = 0.0
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lines and links of some flows."""
    columns = ("product", "measure", "plant", "firm", "via", "coefficient", "value", "least")
    terms = pl.DataFrame(flows, schema=columns, orient="row").with_columns(
        pl.col("plant").alias("row"),
        pl.col("value").cast(pl.Float64),
        pl.col("least").cast(pl.Boolean),
        pl.col("coefficient").cast(pl.String),
        status=pl.lit("operating"),
        covered=pl.lit(value=False),
    )
    stated = [
        {"product": "metal", "input": "ore", "necessity": "essential", "grade": "B"},
        {"product": "sheet", "input": "metal", "necessity": "essential", "grade": "B"},
        {"product": "metal", "input": "coke", "necessity": "replaceable", "grade": "B"},
    ]
    tables = load_library().replace(
        essential_inputs=conform_frame("essential_inputs", pl.DataFrame(stated)),
        coefficients=load_library()["coefficients"].head(0),
    )
    lines = list_lines(terms, level, ("operating",))
    prices = pl.DataFrame({"product": [*PRICES], "price": [*PRICES.values()]})
    needs = add_cost_shares(find_necessities(tables, list_needs(lines), RULES), prices)
    outputs = outputs_of(lines)
    links = build_supply_links(lines, needs, outputs, outside).rename({"line": "customer"})
    stocks = pl.DataFrame({"plant": ["smelter-1", "mill"], "product": ["ore", "metal"], "days": [3.0, 7.0]})
    return outputs, add_stocks(links, stocks)


def stop(subject: str, **options: object) -> dict[str, dict[str, float | None]]:
    lines, links = build(**options)  # type: ignore[arg-type]
    chosen = lines.filter(pl.col("subject") == subject)["line"]
    return {row["line"]: row for row in compute_stop_effects(lines, links, chosen).iter_rows(named=True)}


def test_a_pool_serves_all_alike_and_the_rest_comes_from_outside() -> None:
    _lines, links = build()
    ore = links.filter(pl.col("product") == "ore")
    # 100 for 120: five sixths of each need, 50 each.
    assert ore["weight_high"].to_list() == pytest.approx([5 / 6, 5 / 6])
    assert ore["amount"].to_list() == pytest.approx([50.0, 50.0])
    # 60 for 40: all of it, half from each smelter, 20 of the 30 that each makes.
    metal = links.filter(pl.col("product") == "metal")
    assert metal["weight_low"].to_list() == pytest.approx([0.5, 0.5])
    assert metal["sale_high"].to_list() == pytest.approx([2 / 3, 2 / 3])
    assert links.filter(pl.col("product") == "coke").is_empty()  # nobody here makes it


def test_the_mine_stops() -> None:
    found = stop("mine")
    # Each smelter loses five sixths; the mill what both lack of its metal, as nobody is left to replace them:
    # half of 5/6 of each, times the part of what is left of metal that a smelter has, 30 of 10: all of it.
    assert found["smelter-1/metal"]["high"] == pytest.approx(5 / 6)
    assert found["mill/sheet"]["high"] == pytest.approx(5 / 6)
    # Stocks along the way: 3 days of ore at the first smelter, none stated at the second, 7 of metal at the mill.
    assert (found["smelter-1/metal"]["days_earliest"], found["smelter-1/metal"]["days_known"]) == (3, 3)
    assert (found["smelter-2/metal"]["days_earliest"], found["smelter-2/metal"]["days_known"]) == (0, None)
    assert (found["mill/sheet"]["days_earliest"], found["mill/sheet"]["days_known"]) == (7, 10)


def test_if_no_input_were_essential() -> None:
    found = stop("mine")
    # Of the first smelter's cost of 60 + 40 ore is 0.6: it loses 0.5; the second buys ore alone and loses 5/6.
    assert found["smelter-1/metal"]["linear_low"] == pytest.approx(0.6 * 5 / 6)
    assert found["smelter-2/metal"]["linear_high"] == pytest.approx(5 / 6)
    # Metal is 200 of the mill's 300. When the smelters make 15 and 5 of 60, all of what they lose is lost.
    assert found["mill/sheet"]["linear_high"] == pytest.approx(2 / 3 * (0.5 * 0.5 + 0.5 * 5 / 6))


def test_an_input_of_unknown_necessity_is_a_range() -> None:
    mill = stop("still")["mill/sheet"]
    # Grease is 100 of the mill's 300: a third is lost if it can be replaced, all if it cannot.
    assert (mill["low"], mill["high"]) == pytest.approx((1 / 3, 1.0))
    assert (mill["linear_low"], mill["linear_high"]) == pytest.approx((1 / 3, 1 / 3))
    assert (mill["days_earliest"], mill["days_known"]) == (0, None)


def test_a_supplier_loses_its_customers() -> None:
    found = stop("mill")
    # Each smelter sells 20 of 30 to the mill; the mine gives 50 of 100 to each.
    assert found["smelter-1/metal"]["high"] == pytest.approx(2 / 3)
    assert found["mine/ore"]["high"] == pytest.approx(2 / 3)
    assert found["mine/ore"]["direction"] == "sales"
    assert found["mine/ore"]["days_earliest"] is None


def test_what_is_bought_elsewhere_goes_on() -> None:
    found = stop("mine", outside=0.4)
    assert found["smelter-1/metal"]["high"] == pytest.approx(5 / 6 * 0.6)
    assert stop("mine", outside=1.0).keys() == {"mine/ore", "smelter-1/metal", "smelter-2/metal", "mill/sheet"}
    assert stop("mine", outside=1.0)["mill/sheet"]["high"] == 0


def test_an_unknown_amount_is_nothing_or_all() -> None:
    unknown = [flow if flow[:3] != ("ore", "supply", "mine") else (*flow[:6], None, True) for flow in FLOWS]
    smelter = stop("mine", flows=unknown)["smelter-1/metal"]
    assert (smelter["low"], smelter["high"], smelter["linear_low"]) == (0, 1, 0)
    assert smelter["lost_high"] == 30


def test_by_product_no_plant_is_named() -> None:
    found = stop("ore", level="product")
    assert found.keys() == {"ore", "metal", "sheet"}
    assert {row["plant"] for row in found.values()} == {row["firm"] for row in found.values()} == {None}
    assert found["metal"]["days_known"] == 3  # the smallest stock among its plants


def test_how_many_each_reaches() -> None:
    lines, links = build()
    reached = dict(count_reached(lines, links).select("subject", "reached").iter_rows())
    assert reached == {"mine": 3, "smelter-1": 1, "smelter-2": 1, "still": 1, "mill": 0}


def test_chemistry_says_what_is_essential() -> None:
    tables: Tables = load_library()
    needs = pl.DataFrame(
        {
            "via": ["urea", "urea", "lfpcell", "puresin"],
            "product": ["ammonia", "steam", "lfp", "mdi"],
            "coefficient": ["UREA-STRIPPING/ammonia/input", "UREA-STRIPPING/steam/utility", None, None],
        }
    )
    found = find_necessities(tables, needs, {"hard": "essential", "steam": "essential"}).sort("via", "product")
    assert dict(found.select("product", "necessity_basis").iter_rows()) == {
        "ammonia": "stoichiometry",
        "steam": "rule",
        "lfp": "table",
        "mdi": None,
    }
