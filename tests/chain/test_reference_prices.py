"""Which price counts on a day, by hand; and the values of Fuling's links beside figures that others worked out."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import liantu
from liantu.chain.extensions import MARKETS, find_extensions
from liantu.chain.gaps import find_gaps
from liantu.chain.information_value import rank_questions
from liantu.chain.price_rows import add_price_years
from liantu.chain.recalled_values import hide_recalled_prices
from liantu.chain.reference_prices import choose_prices
from liantu.chain.terms import build_terms
from liantu.library.price_rules import PriceRules, TaxRates, read_price_rules
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, coefficient, made_of, of_product, prices_on, product, works
from .test_extensions import open_market

HERE = Path(__file__)
#: What 25 gaps of Fuling were worth at the end of 2023, reckoned apart from the program: gap, and net values in 亿元.
VALUES = HERE.with_name("fuling_values.csv")
#: Thirteen per cent on all goods but flour (nine); half a year for butter, two years for the rest.
RULES = PriceRules(24, 6, ("butter",), [TaxRates(date(2019, 4, 1), 0.13, 0.09, ("1312",))], {"library"})
BARE = {"price_low": None, "price_high": None}


def price(period: str, typical: str = "200", name: str = "bread", **more: str | None) -> Row:
    figures: Row = {"low": "100", "typical": typical, "high": "300", "tax": "excl", "grade": "B"}
    return {"product": name, "period": period, "basis": "market", "source": "library"} | figures | more


def bakery(*rows: Row, products: tuple[Row, ...] = (), **more: list[Row]) -> Tables:
    bare = [product(name) | BARE for name in ("bread", "flour", "cake", "butter")]
    return made_of(prices=[*rows], products=[*bare, *products], **more)


def chosen(day: str, *rows: Row, name: str = "bread", **more: list[Row]) -> Row | None:
    found = choose_prices(bakery(*rows, **more), RULES, date.fromisoformat(day)).filter(product=name).to_dicts()
    return found[0] if found else None


def period_on(day: str, *rows: Row, name: str = "bread", **more: list[Row]) -> str | None:
    found = chosen(day, *rows, name=name, **more)
    return found["period"] if found else None


@pytest.mark.parametrize(
    ("day", "period"),
    [
        ("2023-11-29", "2022"),  # November is not over
        ("2023-11-30", "2023-11"),
        ("2023-12-30", "2023-11"),
        ("2023-12-31", "2023-12"),  # its middle lies nearer than that of the year and the quarter
        ("2025-12-15", "2023-12"),  # 24 months after 2023-12-16
        ("2025-12-17", None),
        ("2022-12-30", None),
    ],
)
def test_the_nearest_that_is_over_and_not_too_old(day: str, period: str | None) -> None:
    rows = [price(text) for text in ("2022", "2023", "2023-Q4", "2023-11", "2023-12", "2031")]
    assert period_on(day, *rows) == period


def test_a_fast_product_has_a_shorter_limit() -> None:
    assert period_on("2023-12-31", price("2023-06", name="butter"), name="butter") is None
    assert period_on("2023-12-31", price("2023-07", name="butter"), name="butter") == "2023-07"


def test_equal_middles_go_by_days_then_grade() -> None:
    # the middle of the year and of 1 July to 3 July are both 2 July
    assert period_on("2023-12-31", price("2023"), price("2023-07-01..2023-07-03")) == "2023-07-01..2023-07-03"
    worse, better = price("2023", grade="C", basis="works"), price("2023", grade="A", basis="tariff")
    found = chosen("2023-12-31", worse, price("2023"), better)
    assert found is not None
    assert found["grade"] == "A"


def test_a_districts_own_price_comes_before_a_nearer_one_of_the_library() -> None:
    own = price("2022", "150", source="local-report")
    assert period_on("2023-12-31", price("2023-12"), own) == "2022"
    assert period_on("2025-01-31", price("2023-12"), own) == "2023-12"  # its own is too old


def test_tax_comes_off_where_the_quote_has_it() -> None:
    rows = [
        price("2023", "226", tax="incl"),
        price("2023", "218", "flour", tax="incl"),
        price("2023", name="cake", tax=None),
    ]
    flour = product("flour") | BARE | {"gbt4754": "1312"}
    got = {name: chosen("2023-12-31", *rows, name=name, products=(flour,)) for name in ("bread", "flour", "cake")}
    assert [(row["typical"], row["vat"], row["tax"]) for row in got.values() if row] == [
        (pytest.approx(200), 0.13, "incl"),
        (pytest.approx(200), 0.09, "incl"),
        (200, None, "unknown"),
    ]
    # before the first rate on record nothing is taken off
    old = chosen("2018-12-31", price("2018", "226", tax="incl"))
    assert old is not None
    assert (old["typical"], old["vat"]) == (226, None)


def test_a_price_in_another_spelling_of_the_unit_is_converted_and_one_of_another_kind_is_none() -> None:
    kilo = chosen("2023-12-31", price("2023", "0.2", low="0.1", high="0.3", unit="元/kg"))
    assert kilo is not None
    assert [kilo[end] for end in ("low", "typical", "high")] == pytest.approx([100, 200, 300])
    assert chosen("2023-12-31", price("2023", unit="元/kWh")) is None


def test_a_band_alone_has_no_typical_price() -> None:
    found = chosen("2023-12-31", price("2023", low="100", typical=None, high="400"))
    assert found is not None
    assert [found[name] for name in ("low", "typical", "high", "quoted_typical")] == [100, None, 400, None]


def test_a_recalled_typical_price_is_handed_to_the_engine_and_does_not_leave() -> None:
    row = price("2023", low="100", typical=None, high="400", grade="C", tax="incl")
    key = {"product": "bread", "period": "2023", "region": None, "basis": "market", "source": "library"}
    beside = pl.DataFrame([{**key, "typical": 113.0}], schema_overrides={"region": pl.String})
    rules = replace(RULES, recalled=beside)
    prices = choose_prices(bakery(row), rules, date(2023, 12, 31))
    assert prices.select("typical", "quoted_typical", "grade").row(0) == (pytest.approx(100), 113, "C")
    assert hide_recalled_prices(prices).select("low", "typical", "quoted_typical", "quoted_high").row(0) == (
        pytest.approx(100 / 1.13),
        None,
        None,
        400,
    )
    # a typical price of a row's own stays, and is as little shown while the row is recalled
    own = choose_prices(bakery(row | {"typical": "226"}), rules, date(2023, 12, 31))
    assert own["typical"].item() == pytest.approx(200)
    assert hide_recalled_prices(own)["typical"].item() is None


def test_the_fields_of_a_product_are_a_row_of_their_year() -> None:
    pie = product("pie") | {"price_low": None, "price_high": None}
    tables = bakery(products=(pie,))
    fields = pl.lit("100").alias("price_low"), pl.lit("400").alias("price_high")
    for year, period in (("2023", "2023"), (None, None)):
        written = tables["products"].with_columns(*fields, pl.lit(year, pl.String).alias("price_year"))
        found = choose_prices(tables.replace(products=written), RULES, date(2023, 12, 31)).filter(product="pie")
        assert found["period"].to_list() == ([period] if period else [])


RYE = product("rye") | BARE | {"broader": "bread"}
BUN = product("bun") | BARE | {"broader": "bread"}
NARROW = (price("2023", "150", "rye", low="120", high="180"), price("2023", "250", "bun", low="210", high="400"))


def test_a_generic_product_without_a_price_spans_its_narrower_ones() -> None:
    found = chosen("2023-12-31", *NARROW, products=(RYE, BUN))
    assert found is not None
    assert (found["low"], found["typical"], found["high"]) == (120, 150, 400)
    banded = chosen("2023-12-31", NARROW[0], NARROW[1] | {"typical": None}, products=(RYE, BUN))
    assert banded is not None
    assert (banded["low"], banded["typical"], banded["high"]) == (120, None, 400)
    assert (found["grade"], found["price_of"]) == ("C", ["bun", "rye"])
    own = chosen("2023-12-31", *NARROW, price("2023"), products=(RYE, BUN))
    assert own is not None
    assert own["price_of"] == ["bread"]


@pytest.mark.parametrize("active", ["yes", "no"])
def test_a_generic_product_takes_the_price_of_what_was_assumed(active: str) -> None:
    supposed: Row = {"id": "all-rye", "table": "capacities", "row": "oven", "operation": "update", "active": active}
    supposed |= {"field": "process", "value": "rye-route"}
    route: Row = {"id": "rye-route", "product": "rye", "zh": "rye"}
    rows = (*NARROW, price("2023-12"))
    found = chosen("2023-12-31", *rows, products=(RYE, BUN), assumptions=[supposed], processes=[route])
    assert found is not None
    assert found["price_of"] == (["rye"] if active == "yes" else ["bread"])


@given(
    st.lists(st.tuples(st.dates(date(2021, 1, 1), date(2026, 1, 1)), st.integers(0, 400)), min_size=1, max_size=6),
    st.lists(st.dates(date(2021, 1, 1), date(2028, 1, 1)), min_size=2, max_size=4),
)
def test_no_price_is_ever_later_than_the_day_and_a_later_day_has_no_earlier_price(
    spans: list[tuple[date, int]], days: list[date]
) -> None:
    periods = {f"{first}..{first + timedelta(days=length)}" for first, length in spans}
    tables = bakery(*(price(period) for period in periods))
    before = ""
    for day in sorted(days):
        found = choose_prices(tables, RULES, day).filter(product="bread")
        for text in found["period"]:
            first, last = map(date.fromisoformat, text.split(".."))
            assert last <= day
            middle = (first + timedelta(days=((last - first).days + 1) // 2)).isoformat()
            assert middle >= before
            before = middle


# -- what rests on a price ---------------------------------------------------------------------------------------------


def test_without_a_price_a_gap_has_no_value_and_does_not_count_as_zero() -> None:
    """Bread takes half its weight of flour, 400 t and 200 t a usual plant, and as much sugar and salt."""
    goods = [product("sugar"), product("salt"), product("flour") | BARE]
    uses = [
        coefficient("bread-route", name, use) for name, use in (("flour", "0.5"), ("sugar", "0.6"), ("salt", "0.3"))
    ]
    tables = made_of(works("oven", "bread", "1000"), products=goods, coefficients=uses)
    rows = find_gaps(tables, build_terms(tables, AS_OF), ranges=False, prices=prices_on(tables))
    flour = of_product(rows, "flour")
    assert flour["gap_typical"] == 500
    assert [flour[name] for name in ("value_low", "value_typical", "value_high", "band", "price_period")] == [None] * 5
    # 2.5 plants of flour stand between 3 of sugar and 1.5 of salt
    assert rows["product"].to_list() == ["sugar", "flour", "salt"]


def test_the_order_goes_by_the_typical_price_not_by_the_middle_of_the_band() -> None:
    skewed = {"period": "2029", "basis": "market", "tax": "excl", "grade": "C", "source": "library"}
    rows = [
        skewed | {"product": "sugar", "low": "1000", "typical": "1100", "high": "9000"},
        skewed | {"product": "salt", "low": "1000", "typical": "1200", "high": "1300"},
    ]
    tables = made_of(
        works("oven", "bread", "1000"),
        products=[product(name) | BARE for name in ("sugar", "salt")],
        coefficients=[coefficient("bread-route", name, "0.5") for name in ("sugar", "salt")],
        prices=rows,
    )
    found = find_gaps(tables, build_terms(tables, AS_OF), ranges=False, prices=prices_on(tables))
    assert found.filter(pl.col("product").is_in(["sugar", "salt"]))["product"].to_list() == ["salt", "sugar"]


def salt_and_sugar(salt: Row, sugar: Row) -> pl.DataFrame:
    """The gaps of 500 t of salt and of sugar that a thousand tonnes of bread leave, at these prices of 2029."""
    about = {"period": "2029", "basis": "market", "tax": "excl", "source": "library"}
    tables = made_of(
        works("oven", "bread", "1000"),
        products=[product(name) | BARE for name in ("sugar", "salt")],
        coefficients=[coefficient("bread-route", name, "0.5") for name in ("sugar", "salt")],
        prices=[about | salt | {"product": "salt"}, about | sugar | {"product": "sugar"}],
    )
    found = find_gaps(tables, build_terms(tables, AS_OF), ranges=False, prices=prices_on(tables))
    return found.filter(pl.col("product").is_in(["sugar", "salt"]))


def test_a_band_alone_is_ordered_by_its_low_end_and_behind_a_typical_value_of_that_size() -> None:
    band: Row = {"low": "1000", "typical": None, "high": "9000", "grade": "B"}
    for typical, order in (("999", ["sugar", "salt"]), ("1000", ["salt", "sugar"]), ("1100", ["salt", "sugar"])):
        rows = salt_and_sugar({"low": "900", "typical": typical, "high": "1200", "grade": "B"}, band)
        assert rows["product"].to_list() == order
    sugar = rows.filter(product="sugar").select("value_low", "value_typical", "value_high", "band", "band_high").row(0)
    assert sugar == (500_000, None, 4_500_000, "<10", "<10")


def test_a_recalled_price_orders_by_its_typical_figure_and_shows_a_band_alone() -> None:
    dear: Row = {"low": "4000000", "typical": "7000000", "high": "9000000", "grade": "C"}
    cheap: Row = {"low": "5000000", "typical": "5500000", "high": "9000000", "grade": "B"}
    rows = salt_and_sugar(dear, cheap)  # 500 t of salt at seven million are 35 亿元
    assert rows["product"].to_list() == ["salt", "sugar"]
    shown = rows.select("value_low", "value_typical", "value_high", "band", "band_low", "band_high", "price_grade")
    assert shown.row(0) == (2e9, None, 4.5e9, "30–100", "10–30", "30–100", "C")
    assert shown["value_typical"].to_list() == [None, 2.75e9]


def test_links_without_a_price_say_of_which_years_prices_are_held() -> None:
    tables = bakery(price("2023-05"), price("2023-Q1", basis="works"), price("2021"), price("2023", name="cake"))
    links = pl.DataFrame({"product": ["bread", "cake", "flour"], "price_period": [None, "2023", None]})
    years = [["2021", "2023"], None, None]
    assert add_price_years(links, tables)["price_years"].to_list() == years


@pytest.mark.parametrize(("grade", "effect"), [("B", 246_000), ("C", 200_000)])
def test_an_effect_that_rests_on_a_recalled_price_is_told_to_one_digit(grade: str, effect: float) -> None:
    """200 t of bread, the usual plant, take 100 t of flour at 2,460."""
    quote: Row = {"product": "flour", "period": "2029", "basis": "market", "tax": "excl", "source": "library"}
    quote |= {"low": "2000", "typical": "2460", "high": "3000", "grade": grade}
    tables = made_of(works("oven", "bread", None), products=[product("flour") | BARE], prices=[quote])
    tried = {"capacity": [0, "usual"], "self_use": [0, 100], "load": [50, 100]}
    (row,) = rank_questions(tables, AS_OF, 150, tried, prices_on(tables)).filter(field="amount").to_dicts()
    assert row["effect"] == pytest.approx(effect)


def test_a_question_on_what_has_no_price_moves_an_unknown_amount() -> None:
    tables = made_of(works("oven", "bread", None), products=[product("flour") | BARE])
    tried = {"capacity": [0, "usual"], "self_use": [0, 100], "load": [50, 100]}
    (row,) = rank_questions(tables, AS_OF, 150, tried, prices_on(tables)).filter(field="amount").to_dicts()
    assert (row["effect"], row["unpriced"], row["lists"]) == (None, ["flour"], ["flour"])
    dear = made_of(works("oven", "bread", None), products=[product("flour")])
    (row,) = rank_questions(dear, AS_OF, 150, tried, prices_on(dear)).filter(field="amount").to_dicts()
    assert (row["effect"], row["unpriced"]) == (200_000, [])  # 200 t of bread take 100 t at 2,000


def test_an_extension_without_a_price_has_no_value() -> None:
    tables = made_of(works("mill", "flour", "1000"), products=[product("bread") | BARE])
    sold = pl.DataFrame([open_market(name, 9e9) for name in ("bread", "cake")], schema=MARKETS)
    rows = find_extensions(tables, build_terms(tables, AS_OF), AS_OF, 0.05, 2024, sold, prices_on(tables))
    values = dict(rows.select("makes", "value_typical").iter_rows())
    assert values == {"bread": None, "cake": 4000 * 2000}


# -- Fuling at the end of 2023 -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def fuling() -> liantu.District:
    return liantu.open(HERE.parents[2] / "districts" / "fuling")


def test_fulings_links_are_worth_what_was_reckoned_apart(fuling: liantu.District) -> None:
    chosen_prices = choose_prices(fuling.tables, read_price_rules(fuling.as_of), fuling.as_of)
    prices = {row["product"]: row for row in chosen_prices.to_dicts()}
    with VALUES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 25
    for row in rows:
        price_row = prices[row["product"]]
        assert price_row["period"] == row["price_period"], row["product"]
        values = [float(row["gap"]) * price_row[end] / 1e8 for end in ("low", "typical", "high")]
        reckoned = [float(row[f"net_{end}"]) for end in ("low", "typical", "high")]
        assert values == pytest.approx(reckoned, abs=0.0051), row["product"]


def test_fulings_largest_link_is_worth_64_not_155(fuling: liantu.District) -> None:
    row = fuling.chain.gaps().filter(product="lfp").to_dicts()[0]
    assert row["gap_typical"] == pytest.approx(162_000)
    assert row["value_typical"] / 1e8 == pytest.approx(64.51, abs=0.01)
    assert (row["band"], row["price_period"], row["price_tax"], row["price_grade"]) == (
        "30–100",
        "2023-12",
        "excl",
        "B",
    )


def test_140_yi_at_the_end_of_2023_are_at_most_32_to_41_gwh_of_cells(fuling: liantu.District) -> None:
    rows = fuling.chain.stated_output().select("sold_as", "bound", "price_period", "implied_low", "implied_high").rows()
    rounded = [(*row[:3], round(row[3]), round(row[4])) for row in rows]
    assert rounded == [("cell", "most", "2023-12", 32, 41), ("pack", "most", "2023-12", 20, 33)]


def test_what_was_published_later_is_not_known_yet(fuling: liantu.District) -> None:
    # the page with the price of December 2023 is of October 2024; what is recalled of the quarter stands in
    then = fuling.at(known_at=date(2023, 12, 31)).chain.prices().filter(product="lfp")
    assert then.select("period", "grade").rows() == [("2023-Q4", "C")]


def test_a_price_of_2025_counts_from_2025(fuling: liantu.District) -> None:
    periods = [
        fuling.at(as_of=day).chain.prices().filter(product="lfp")["period"].item()
        for day in (date(2023, 12, 31), date(2024, 12, 31), date(2025, 10, 30), date(2025, 10, 31))
    ]
    assert periods == ["2023-12", "2024-Q4", "2025-08", "2025-10"]
