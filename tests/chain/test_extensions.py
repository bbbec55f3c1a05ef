"""What a surplus could become, and what rests on few: extensions and weak links of a few bakeries, by hand."""

from __future__ import annotations

import pytest
from polars import DataFrame as Frame

from liantu.chain.extensions import find_extensions
from liantu.chain.main_inputs import compute_input_shares
from liantu.chain.market_caps import MARKETS
from liantu.chain.terms import build_terms
from liantu.chain.weak_links import find_weak_links

from .bakery import AS_OF, Row, Rows, coefficient, made_of, prices_on, product, works

MILL = works("mill", "flour", "1000", firm="millers")
#: Half of its 1,000 t of bread is flour.
OVEN = works("oven", "bread", "1000")


def extensions(*parts: Rows, markets: dict[str, float] | None = None, share: float = 0.05, **more: list[Row]) -> Frame:
    tables = made_of(*parts, **more)
    sold = None if markets is None else Frame([open_market(*market) for market in markets.items()], schema=MARKETS)
    return find_extensions(tables, build_terms(tables, AS_OF), AS_OF, share, 2024, sold, prices_on(tables))


def open_market(name: str, size: float, *, share: float = 1.0, recalled: bool = False) -> dict[str, object]:
    """The market of a product, of which a share is open to new plants."""
    sizes: dict[str, object] = {f"market{end}": size for end in ("", "_low", "_high")}
    sizes |= {f"cap{end}": size * share for end in ("", "_low", "_high")}
    about: dict[str, object] = {"market_scope": "nation", "market_periods": ["2029"], "market_later": False}
    sources = {"market_grade": "C" if recalled else "B", "market_recalled": recalled, "market_sources": ["s"]}
    sources |= {"market_source_zh": "来源", "market_source_en": "source"}
    return {"product": name, **sizes, **about, **sources}


def weak_links(*parts: Rows, **more: list[Row]) -> Frame:
    tables = made_of(*parts, **more)
    return find_weak_links(tables, build_terms(tables, AS_OF))


# -- extensions --------------------------------------------------------------------------------------------------------


SALT: Rows = {"products": [product("salt")], "coefficients": [coefficient("bread-route", "salt", "0.02")]}
#: A tonne of rolls takes five kilograms of flour and little else than filling.
ROLL: Rows = {
    "products": [product("filling"), product("roll")],
    "processes": [{"id": "roll-route", "product": "roll", "zh": "roll"}],
    "coefficients": [coefficient("roll-route", "flour", "0.0052"), coefficient("roll-route", "filling", "0.9948")],
}


def test_what_a_surplus_could_become_the_most_valuable_first() -> None:
    # 1,000 t of flour make 2,000 t of bread (0.5 each) or 4,000 t of cake (0.25), at 1,000 to 3,000 yuan a tonne
    rows = extensions(MILL, markets={"bread": 50_000, "cake": 50_000}, **SALT)
    columns = ("makes", "use", "surplus", "makes_up_to", "value_low", "value_high", "also_needs", "made_by")
    assert rows.select(columns).rows() == [
        ("cake", 0.25, 1000, 4000, 4e6, 12e6, [], []),
        ("bread", 0.5, 1000, 2000, 2e6, 6e6, ["salt"], []),
    ]
    # an oven takes 500 t and makes bread already
    rows = extensions(MILL, OVEN, markets={"bread": 50_000, "cake": 50_000}, **SALT)
    assert rows.select("makes", "surplus", "makes_up_to", "made_by").rows() == [
        ("cake", 500, 2000, []),
        ("bread", 500, 1000, ["bakers"]),
    ]


def test_half_a_per_cent_of_flour_does_not_make_a_roll_of_it() -> None:
    # 1,000 t of flour would be in 192,308 t of rolls
    assert "roll" not in extensions(MILL, ROLL)["makes"].to_list()
    assert "roll" in extensions(MILL, ROLL, share=0.005)["makes"].to_list()


def test_a_costly_input_is_a_main_one_though_it_weighs_little() -> None:
    # 0.0052 t at 200,000 yuan cost 1,040; 0.9948 t of filling at 2,000 cost 1,990
    priced = [product(name, price_year="2024") for name in ("filling", "roll")]
    saffron = product("flour", price_low="200000", price_high="200000", price_year="2024")
    tables = made_of(ROLL, products=[*priced, saffron])
    (row,) = compute_input_shares(tables, 2024).filter(process="roll-route", product="flour").to_dicts()
    assert (row["mass_share"], row["cost_share"]) == pytest.approx((0.0052, 1040 / (1040 + 1989.6)))
    assert "roll" in extensions(MILL, ROLL, products=[*priced, saffron])["makes"].to_list()
    # a price of another year is no reference price of this one
    earlier = {**saffron, "price_year": "2023"}
    assert "roll" not in extensions(MILL, ROLL, products=[*priced, earlier])["makes"].to_list()


def test_what_is_heavy_and_costs_next_to_nothing_is_no_main_input() -> None:
    # half a roll is flour: at 10 yuan a tonne 0.5 % of its cost, at 60 yuan 2.9 %, where chlorine of PVC stands
    filling = product("filling", price_low="2000", price_high="2000", price_year="2024")
    uses = [coefficient("roll-route", item, "0.5") for item in ("flour", "filling")]
    for price, floor, main in (("10", 0.01, 5 / 1005), ("10", 0.0, 0.5), ("60", 0.01, 0.5)):
        cheap = product("flour", price_low=price, price_high=price, price_year="2024")
        tables = made_of({**ROLL, "coefficients": uses}, products=[cheap, filling])
        (row,) = (
            compute_input_shares(tables, 2024, None, floor).filter(process="roll-route", product="flour").to_dicts()
        )
        assert row["main_share"] == pytest.approx(main)


def test_a_product_has_one_line_whatever_its_routes() -> None:
    second: Rows = {
        "processes": [{"id": "bread-2", "product": "bread", "zh": "bread"}],
        "coefficients": [coefficient("bread-2", "flour", "0.8")],
    }
    default: list[Row] = [{"product": "bread", "process": "bread-2"}]
    rows = extensions(MILL, second, defaults=default).filter(makes="bread")
    assert rows.select("process", "use", "makes_up_to", "routes").rows() == [
        ("bread-2", 0.8, 1250, ["bread-2", "bread-route"])
    ]


@pytest.mark.parametrize(
    ("market", "possible", "fit", "value"),
    [
        (500.0, 500, "market_takes", 1.5e6),  # 500 of the 2,000 t that the flour would make
        (99.0, 99, "market_small", 0.297e6),  # the smallest usual plant makes 100 t
        (None, None, "market_unknown", None),
    ],
)
def test_no_more_is_extended_than_the_market_takes(
    market: float | None, possible: float | None, fit: str, value: float | None
) -> None:
    (row,) = extensions(MILL, markets={"bread": market} if market else {}).filter(makes="bread").to_dicts()
    assert (row["makes_up_to"], row["possible"], row["fit"], row["value_high"]) == (2000, possible, fit, value)
    assert row["market_share"] == (2000 / market if market else None)


@pytest.mark.parametrize(
    ("size", "recalled", "possible", "fit"),
    [
        # 2,000 t of bread; a tenth of the market is open, and a usual plant makes 100 t at least
        (5000.0, False, (500, 500, 500, 0.5e6, 1.5e6), "market_takes"),
        (5000.0, True, (None, 100, 1000, 0.1e6, 3e6), "market_takes"),  # the order of 500 t and no more
        (15_000.0, True, (None, 1000, 2000, 1e6, 6e6), "market_takes"),  # thousands, and not above what is made
        (50_000.0, True, (2000, 2000, 2000, 2e6, 6e6), "market_takes"),  # the surplus limits, which is known
        (990.0, True, (None, 10, 100, 0.01e6, 0.3e6), "market_small"),
    ],
)
def test_a_recalled_market_caps_and_shows_powers_of_ten_alone(
    size: float, recalled: bool, possible: tuple[float | None, ...], fit: str
) -> None:
    markets = Frame([open_market("bread", size, share=0.1, recalled=recalled)], schema=MARKETS)
    tables = made_of(MILL)
    rows = find_extensions(tables, build_terms(tables, AS_OF), AS_OF, 0.05, 2024, markets, prices_on(tables)).filter(
        makes="bread"
    )
    (row,) = rows.to_dicts()
    shown = tuple(row[name] for name in ("possible", "possible_low", "possible_high", "value_low", "value_high"))
    assert shown == pytest.approx(possible)
    assert (row["fit"], row["makes_up_to"]) == (fit, 2000)
    assert (row["market"], row["cap"], row["market_share"]) == (
        (None, None, None) if recalled else (size, size / 10, 2000 / size)
    )


def test_what_was_recalled_orders_though_it_is_not_printed() -> None:
    # markets of 3,000 and 7,000 t are both thousands of tonnes; the larger is worth more
    sizes = {"bread": 3000.0, "cake": 7000.0}
    markets = Frame([open_market(made, size, share=0.1, recalled=True) for made, size in sizes.items()], schema=MARKETS)
    tables = made_of(MILL)
    rows = find_extensions(tables, build_terms(tables, AS_OF), AS_OF, 0.05, 2024, markets, prices_on(tables))
    assert rows.select("makes", "market_low", "possible_low").rows() == [("cake", 1000, 100), ("bread", 1000, 100)]


def test_the_best_fit_comes_first() -> None:
    # 20 t of flour make 40 t of bread and 80 t of cake, both below the smallest plant
    few = extensions(works("mill", "flour", "20", firm="millers"))
    assert few["fit"].to_list() == ["surplus_small", "surplus_small"]
    rows = extensions(MILL, markets={"bread": 150})
    assert rows.select("makes", "fit").rows() == [("bread", "market_takes"), ("cake", "market_unknown")]


def crumbs(trait: dict[str, str], **stream: str) -> Rows:
    """An oven of 1,000 t gives 0.3 t of crumbs a tonne; breading is made of them, pudding takes half a tonne."""
    return {
        "products": [product("crumbs", list="commodities", **trait), *map(product, ("breading", "pudding"))],
        "processes": [{"id": f"{made}-route", "product": made, "zh": made} for made in ("breading", "pudding")],
        "coefficients": [
            coefficient("bread-route", "crumbs", "0.3", role="byproduct", **stream),
            coefficient("breading-route", "crumbs", "1.2"),
            coefficient("pudding-route", "crumbs", "0.5"),
        ],
    }


LORRY = {"transport": "ordinary"}
STANDARD = {"standard": "Q/LK 0002S-2021"}


def test_a_by_product_on_offer_is_extended_too() -> None:
    (row,) = extensions(OVEN, crumbs(LORRY, **STANDARD)).filter(product="crumbs", makes="breading").to_dicts()
    assert (row["surplus"], row["offered"], row["makes_up_to"]) == (0, 300, 250)
    # a kitchen takes 60 t of them
    kitchen = works("kitchen", "pudding", "120", firm="others")
    rows = extensions(OVEN, kitchen, crumbs(LORRY, **STANDARD)).filter(product="crumbs", makes="breading")
    assert rows["offered"].to_list() == [240]


@pytest.mark.parametrize(
    ("trait", "stream"),
    [(LORRY, {}), ({}, STANDARD), ({"transport": "pipe"}, STANDARD), ({**LORRY, "kind": "waste"}, STANDARD)],
)
def test_what_is_no_offer_is_no_extension(trait: dict[str, str], stream: dict[str, str]) -> None:
    """Without a named standard, of unknown carriage, by pipe alone, or waste."""
    assert extensions(OVEN, crumbs(trait, **stream)).filter(product="crumbs").is_empty()


def test_what_a_better_grade_gives_a_broader_need_is_not_extended() -> None:
    """Fine crumbs serve a kitchen that takes crumbs of any kind: 60 of 300 t."""
    fine: Rows = {
        "products": [product("fine", broader="crumbs", **LORRY)],
        "coefficients": [
            coefficient("bread-route", "fine", "0.3", role="byproduct", **STANDARD),
            coefficient("breading-route", "fine", "1"),
        ],
    }
    plain = crumbs(LORRY)
    plain["coefficients"] = plain["coefficients"][1:]
    rows = extensions(OVEN, works("kitchen", "pudding", "120", firm="others"), plain, fine).filter(product="fine")
    assert rows.select("makes", "offered").rows() == [("breading", 240)]


@pytest.mark.parametrize(
    ("parts", "makes"),
    [
        ([product("flour", kind="waste")], []),
        ([product("bread", list="commodities")], ["cake"]),  # nothing to invite
    ],
)
def test_waste_is_no_extension_nor_is_what_nobody_is_invited_for(parts: list[Row], makes: list[str]) -> None:
    assert extensions(MILL, products=parts)["makes"].to_list() == makes


@pytest.mark.parametrize(("share", "found"), [("99", [None, None]), ("100", [])])
def test_an_unknown_amount_is_a_surplus_unless_all_of_it_is_used(share: str, found: list[None]) -> None:
    unknown = works("mill", "flour", None, firm="millers", self_use=share)
    assert extensions(unknown)["surplus"].to_list() == found


def test_what_is_unknown_comes_last() -> None:
    # icing takes malt, whose amount nobody knows; its price would put it first
    rows = extensions(
        MILL,
        works("malthouse", "malt", None, firm="others"),
        products=[product("malt"), product("icing", price_high="90000")],
        processes=[{"id": "icing-route", "product": "icing", "zh": "icing", "en": "icing"}],
        coefficients=[coefficient("icing-route", "malt", "1")],
    )
    assert rows["makes"].to_list() == ["bread", "cake", "icing"]


# -- weak links --------------------------------------------------------------------------------------------------------


def test_a_link_that_rests_on_one_plant_is_weak_where_others_need_it() -> None:
    (row,) = weak_links(MILL, OVEN).to_dicts()
    assert (row["product"], row["reason"], row["plants"]) == ("flour", "one_plant", 1)
    assert (row["made_by"], row["needed_by"]) == (["millers"], ["bakers"])
    same_firm = works("mill", "flour", "1000", firm="bakers")
    assert weak_links(same_firm, OVEN).is_empty()
    assert weak_links(MILL, works("mill-2", "flour", "1", firm="others"), OVEN).is_empty()


def test_short_links_come_before_those_that_rest_on_one_plant() -> None:
    # flour: 300 + 100 t of 500 t; butter: 50 t where 20 t are needed, from one plant
    rows = weak_links(
        works("mill", "flour", "300", firm="millers"),
        works("mill-2", "flour", "100", firm="others"),
        works("dairy", "butter", "50", firm="others"),
        OVEN,
        products=[product("butter")],
        coefficients=[coefficient("bread-route", "butter", "0.02")],
    )
    assert rows.select("product", "reason", "plants", "supply", "direct", "gap").rows() == [
        ("flour", "short", 2, 400, 500, 100),
        ("butter", "one_plant", 1, 50, 20, 0),
    ]


def test_what_is_made_in_an_unknown_amount_is_not_called_short() -> None:
    mills = (works(name, "flour", None, firm="millers") for name in ("mill", "mill-2"))
    assert weak_links(*mills, OVEN).is_empty()


def test_a_weak_link_says_whose_amounts_are_unknown() -> None:
    # the second baker's amount is nobody's to say, nor that of the second mill
    second = works("oven-2", "bread", None, firm="others")
    (row,) = weak_links(MILL, OVEN, second).to_dicts()
    assert (row["unknown_supply_by"], row["unknown_demand_in"]) == ([], ["operating"])
    assert row["unknown_demand_by"] == second["capacities"][0]["id"].split()
    known = weak_links(MILL, OVEN).to_dicts()[0]
    assert (known["unknown_supply_by"], known["unknown_demand_by"]) == ([], [])


def test_an_input_beside_counted_parts_is_not_main_by_its_weight() -> None:
    # 0.0006 t of flour beside one casket: all that is weighed, and next to nothing of the roll
    counted = product("filling", unit="件")
    weighed = [coefficient("roll-route", "flour", "0.0006"), coefficient("roll-route", "filling", "1")]
    tables = made_of({**ROLL, "products": [counted, product("roll")], "coefficients": weighed})
    (row,) = compute_input_shares(tables, 2024).filter(process="roll-route", product="flour").to_dicts()
    assert row["mass_share"] is None
