"""What a market takes: which figure holds at a date, how large the market is, and what of it may be printed."""

from __future__ import annotations

from datetime import date
from math import log10

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.chain.market_caps import (
    compute_market_caps,
    find_market_scopes,
    hide_recalled_caps,
    hide_recalled_figures,
    hide_recalled_markets,
)
from liantu.chain.market_rows import list_market_rows
from liantu.library.recalled_markets import FIGURES, KEY, read_recalled_markets
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables

from .bakery import Row, made_of, product

AS_OF = date(2023, 12, 31)
SHARES = {"nation": 0.1, "region": 1.0}
NOTHING = pl.DataFrame(schema=dict.fromkeys(KEY, pl.String) | dict.fromkeys(FIGURES, pl.Float64))


def market(measure: str, value: str | None, period: str = "2023", **fields: str) -> Row:
    """A figure of the market of bread, read in a report of the year after, in tonnes."""
    row: Row = {"product": "bread", "measure": measure, "period": period, "scope": "nation", "source": "report"}
    return row | {"value": value, "unit": "t", "grade": "B"} | fields


def district(*markets: Row, sources: list[Row] | None = None, **bread: str) -> Tables:
    published = [{"id": "report", "kind": "study", "zh": "报告"}, {"id": "other", "kind": "study", "zh": "另一报告"}]
    return made_of(products=[product("bread", **bread)], sources=sources or published, markets=[*markets])


def chosen(tables: Tables, known_at: date | None = None, as_of: date = AS_OF) -> list[tuple[object, ...]]:
    rows = list_market_rows(tables, NOTHING, as_of, known_at).filter("chosen")
    return rows.select("measure", "period", "value", "later").rows()


def cap(tables: Tables, regions: tuple[str, ...] = (), recalled: pl.DataFrame = NOTHING) -> dict[str, object]:
    rows = list_market_rows(tables, recalled, AS_OF)
    return compute_market_caps(tables, rows, SHARES, regions).row(by_predicate=pl.col("product") == "bread", named=True)


# -- which figure holds ------------------------------------------------------------------------------------------------


def test_the_latest_figure_not_after_the_date_holds_else_the_earliest_later_one() -> None:
    years = [market("consumption", str(year), str(year)) for year in (2021, 2022, 2024, 2025)]
    assert chosen(district(*years)) == [("consumption", "2022", 2022, False)]
    assert chosen(district(*years[2:])) == [("consumption", "2024", 2024, True)]
    # a year is over on its last day, not before
    assert chosen(district(market("output", "7")), as_of=date(2023, 12, 30)) == [("output", "2023", 7, True)]
    assert chosen(district(market("output", "7"))) == [("output", "2023", 7, False)]


def test_what_had_not_been_published_takes_no_part_in_a_test_of_foresight() -> None:
    published = [{"id": "report", "zh": "r", "kind": "study", "published": "2023-03"}]
    published += [{"id": "other", "zh": "o", "kind": "study", "published": "2024-02"}]
    rows = [market("consumption", "22", "2022"), market("consumption", "23", "2023", source="other")]
    rows += [market("exports", "24", "2024", source="undated"), market("exports", "21", "2021", source="undated")]
    tables = district(*rows, sources=[*published, {"id": "undated", "zh": "u", "kind": "ours"}])
    assert chosen(tables) == [("consumption", "2023", 23, False), ("exports", "2021", 21, False)]
    assert chosen(tables, date(2023, 12, 31)) == [("consumption", "2022", 22, False), ("exports", "2021", 21, False)]
    # without a day of publication a figure is known when its time is over
    assert chosen(tables, date(2023, 2, 1)) == [("exports", "2021", 21, False)]
    assert chosen(tables, date(2020, 2, 1)) == []
    # a forecast of a time that is not over is none, however early it was published
    forecast = district(market("consumption", "30", "2024"), sources=[*published])
    assert (chosen(forecast), chosen(forecast, AS_OF)) == ([("consumption", "2024", 30, True)], [])


def test_a_flow_of_part_of_a_year_never_counts_and_a_stock_of_a_day_does() -> None:
    rows = [
        market("imports", "9", "2023-01..08"),
        market("capacity", "5", "2023-12"),
        market("installed", "6", "2023-12"),
    ]
    assert chosen(district(*rows)) == [("capacity", "2023-12", 5, False), ("installed", "2023-12", 6, False)]
    assert list_market_rows(district(*rows), NOTHING, AS_OF).height == 3


def test_of_one_time_the_best_grade_holds_then_the_smallest_and_nothing_is_averaged() -> None:
    read = [market("consumption", "110"), market("consumption", "101", source="other")]
    assert chosen(district(*read)) == [("consumption", "2023", 101, False)]
    recalled = market("consumption", "50", source="memory", grade="C")
    assert chosen(district(*read, recalled)) == [("consumption", "2023", 101, False)]


def test_figures_stand_in_the_unit_of_the_product() -> None:
    rows = [market("output", "3", unit="万吨", low="2", high="4"), market("utilisation", "0.8", unit="1")]
    rows += [market("capacity", "5", unit="GWh")]
    found = {row[1]: row[6:9] for row in list_market_rows(district(*rows), NOTHING, AS_OF).iter_rows()}
    assert found["output"] == (30_000, 20_000, 40_000)
    assert found["utilisation"] == (80, None, None)
    assert found["capacity"] == (None, None, None)


def test_a_figure_of_the_districts_own_stands_before_what_was_recalled_for_its_row() -> None:
    blank = market("consumption", None, grade="C", low="1000", high="10000")
    recalled = pl.DataFrame(
        [{**{name: blank.get(name) for name in KEY}, "value": 2600.0, "low": 2000.0, "high": 3000.0}]
    )
    recalled = recalled.with_columns(pl.col("region").cast(pl.String))
    rows = list_market_rows(district(blank), recalled, AS_OF)
    assert rows.select(*FIGURES, "recalled", "chosen").rows() == [(2600, 2000, 3000, True, True)]
    rows = list_market_rows(district({**blank, "value": "2400", "low": None, "high": None}), recalled, AS_OF)
    assert rows.select(*FIGURES).rows() == [(2400, None, None)]


# -- how large a market is ---------------------------------------------------------------------------------------------


def test_a_market_is_consumption_and_exports_and_a_tenth_of_it_is_open() -> None:
    rows = [market("consumption", "1000", low="900", high="1200"), market("exports", "200", "2024")]
    found = cap(district(*rows, market("imports", "500"), market("output", "700")))
    assert (found["market"], found["market_low"], found["market_high"]) == (1200, 1100, 1400)
    assert (found["cap"], found["cap_low"], found["cap_high"]) == pytest.approx((120, 110, 140))
    assert (found["market_periods"], found["market_later"], found["market_sources"]) == (
        ["2023", "2024"],
        True,
        ["report"],
    )
    assert cap(district(market("exports", "200")))["market"] is None


def test_the_worst_figure_makes_the_market_recalled() -> None:
    found = cap(district(market("consumption", "1000"), market("exports", "200", grade="C")))
    assert (found["market_grade"], found["market_recalled"]) == ("C", True)


@pytest.mark.parametrize("transport", ["short", "pipe"])
def test_what_does_not_travel_is_sold_to_its_region_alone(transport: str) -> None:
    rows = [market("consumption", "1000"), market("consumption", "70", scope="region", region="重庆")]
    rows += [market("consumption", "9", scope="region", region="涪陵区")]
    assert cap(district(*rows, transport="easy"), ("重庆",))["market"] == 1000
    near = district(*rows, transport=transport)
    assert (cap(near, ("重庆", "涪陵区"))["market"], cap(near, ("重庆", "涪陵区"))["cap"]) == (70, 70)
    assert cap(near, ("涪陵区",))["market"] == 9
    assert (cap(near, ("四川",))["market"], cap(near)["market"], cap(near)["market_scope"]) == (None, None, "region")


@pytest.mark.parametrize(
    ("made", "size", "low", "high", "open_part"),
    [
        # reckoned by hand by the compiler of the figures, for extensions of Fuling: consumption and exports of 2024
        ("ess", 176, 140, 222, 17.6),
        ("pbat", 240_000, 144_000, 374_000, 24_000),
        ("pa66", 870_000, 739_500, 1_000_500, 87_000),
        ("hdo", 69_000, 41_400, 110_400, 6_900),
        ("adn", 510_000, 306_000, 814_000, 51_000),
        ("melamine", 1_630_000, 1_385_500, 1_874_500, 163_000),
        ("spandex", 1_105_700, 1_076_000, 1_131_000, 110_570),
        ("superfibre", 161_000_000, 98_000_000, 250_000_000, 16_100_000),
    ],
)
def test_markets_of_the_library_are_those_reckoned_by_hand(
    made: str, size: float, low: float, high: float, open_part: float
) -> None:
    rows = list_market_rows(load_library(), read_recalled_markets(), date(2024, 12, 31))
    found = compute_market_caps(load_library(), rows, SHARES, ()).row(
        by_predicate=pl.col("product") == made, named=True
    )
    figures = [found[name] for name in ("market", "market_low", "market_high", "cap")]
    assert figures == pytest.approx([size, low, high, open_part], rel=1e-9)
    assert found["market_later"] is False


def test_pa66_of_2023_is_that_of_2021_and_exports_of_2024_with_the_mark() -> None:
    rows = list_market_rows(load_library(), read_recalled_markets(), AS_OF)
    found = compute_market_caps(load_library(), rows, SHARES, ()).row(
        by_predicate=pl.col("product") == "pa66", named=True
    )
    assert (found["market"], found["market_periods"], found["market_later"]) == (850_000, ["2021", "2024"], True)


# -- what may be printed -----------------------------------------------------------------------------------------------


def is_power_of_ten(number: float) -> bool:
    return number == 0 or log10(number) == pytest.approx(round(log10(number)), abs=1e-9)


@given(value=st.floats(1e-6, 1e15), made=st.floats(1e-6, 1e15))
def test_no_digit_of_what_was_recalled_leaves(value: float, made: float) -> None:
    about = {
        "market_recalled": True,
        "market_share": made / value,
        "price_low": 1.0,
        "price_typical": 1.0,
        "price_high": 1.0,
    }
    sizes = {f"{name}{end}": value for name in ("market", "cap", "possible") for end in ("", "_low", "_high")}
    possible = dict.fromkeys(("possible", "possible_low", "possible_high"), min(made, value))
    (row,) = hide_recalled_caps(pl.DataFrame([{**about, **sizes, **possible, "makes_up_to": made}])).to_dicts()
    assert row["market"] is row["cap"] is row["market_share"] is None
    assert row["value_typical"] == row["possible"]
    assert row["market_low"] <= value * (1 + 1e-9) < row["market_high"] * (1 + 1e-8)
    assert all(is_power_of_ten(row[name]) for name in ("market_low", "market_high", "cap_low", "cap_high"))
    if value < made:  # the market alone limits what is possible
        assert row["possible"] is None
        assert is_power_of_ten(row["possible_low"])
        assert row["possible_high"] == made or is_power_of_ten(row["possible_high"])
    else:
        assert row["possible"] == row["possible_low"] == row["possible_high"] == made


def test_what_was_read_keeps_its_figures() -> None:
    rows = list_market_rows(district(market("consumption", "1234", low="1200", high="1300")), NOTHING, AS_OF)
    assert hide_recalled_figures(rows).equals(rows)
    recalled = hide_recalled_figures(rows.with_columns(pl.lit(True).alias("recalled")))
    assert recalled.select(FIGURES).rows() == [(None, 1000, 10_000)]
    caps = compute_market_caps(district(), rows, SHARES, ())
    assert hide_recalled_markets(caps).equals(caps)


def test_battery_packs_travel() -> None:
    scopes = dict(find_market_scopes(load_library()).iter_rows())
    assert (scopes["pack"], scopes["concrete"]) == ("nation", "region")
