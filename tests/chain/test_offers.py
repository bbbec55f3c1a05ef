"""By-products: which are on offer and why others are not, and who could give them to whom.

A smelter gives off 3 t of acid for a tonne of copper and takes none; a dyer takes half a tonne for a tonne of dye.
"""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import look_at

from liantu.chain.balance import build_balance
from liantu.chain.gaps import find_gaps
from liantu.chain.membership import select_chain_terms
from liantu.chain.offer_pairs import pair_offers
from liantu.chain.offered_streams import list_streams
from liantu.chain.terms import build_terms, list_producers
from liantu.model.rules import run_rules
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, Rows, coefficient, made_of, of_product, product, works

STANDARD = "GB/T 534-2024"
TOWN: dict[str, list[Row]] = {
    "places": [{"id": "hill", "zh": "山镇", "kind": "town", "basis": "stated"}],
    "products": [product("copper"), product("acid", transport="ordinary"), product("dye")],
    "processes": [{"id": f"{made}-route", "product": made, "zh": made, "en": made} for made in ("copper", "dye")],
    "coefficients": [
        coefficient("copper-route", "acid", "3", role="byproduct", standard=STANDARD),
        coefficient("dye-route", "acid", "0.5"),
    ],
}


def at(place: str | None, part: Rows) -> Rows:
    return {**part, "plants": [part["plants"][0] | {"place": place}]}


def smelter(name: str, acid: float | None, place: str | None = "here", **more: str) -> Rows:
    return at(place, works(name, "copper", None if acid is None else f"{acid / 3:.6f}", firm="millers", **more))


def dyer(name: str, acid: float, place: str | None = "here") -> Rows:
    return at(place, works(name, "dye", f"{acid * 2:.6f}", firm="others"))


def town(*parts: Rows, **more: list[Row]) -> tuple[Tables, pl.DataFrame]:
    tables = made_of(TOWN, *parts, **more)
    return tables, build_terms(tables, AS_OF)


def exchanged(pairs: pl.DataFrame) -> dict[tuple[str, str], float]:
    return {(giver, taker): amount for giver, taker, amount in pairs.select("giver_row", "taker_row", "matched").rows()}


# -- which are on offer ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trait", "standard", "acid", "standing", "points"),
    [
        ({"transport": "ordinary"}, STANDARD, 300, "offered", []),
        ({"transport": "short"}, STANDARD, 300, "offered", []),
        ({"transport": "ordinary"}, None, 300, "standard_unnamed", ["standard:smelter"]),
        ({}, STANDARD, 300, "carriage_unknown", ["carriage:smelter"]),
        ({"transport": "pipe"}, STANDARD, 300, "pipe_only", []),
        ({"transport": "ordinary", "kind": "waste"}, STANDARD, 300, "waste", []),
        ({"transport": "ordinary"}, STANDARD, None, "amount_unknown", []),
    ],
)
def test_a_stream_that_is_no_offer_is_listed_with_the_reason_and_covers_nothing(
    trait: dict[str, str], standard: str | None, acid: float | None, standing: str, points: list[str]
) -> None:
    stream = coefficient("copper-route", "acid", "3", role="byproduct") | {"standard": standard}
    tables, terms = town(
        smelter("smelter", acid), dyer("dyer", 200), products=[product("acid", **trait)], coefficients=[stream]
    )
    (row,) = list_streams(tables, terms, list_producers(tables, AS_OF)).to_dicts()
    assert (row["product"], row["row"], row["standing"], row["standard"]) == ("acid", "smelter", standing, standard)
    assert row["left_over"] == (None if acid is None else pytest.approx(acid))
    link = of_product(find_gaps(tables, terms, ranges=False), "acid")
    assert link["list"] == ("offers" if standing == "offered" else "invite")
    assert link["offered_by"] == (["millers"] if standing == "offered" else [])
    assert [code for code in link["to_verify"] if code.endswith(":smelter")] == points
    assert pair_offers(tables, terms).height == (standing == "offered")


def test_what_a_process_emits_is_listed_as_waste() -> None:
    """At half load half of 200 t; of a plant outside nothing is listed."""
    emitted = coefficient("copper-route", "slag", "2", role="emission")
    away: list[Row] = [{"id": "far", "zh": "邻县", "kind": "district", "outside": "yes", "basis": "stated"}]
    tables, terms = town(
        smelter("smelter", 300),
        {**smelter("smelter-2", 300, "far"), "places": away},
        products=[product("slag")],
        coefficients=[emitted],
        loads=[{"plant": "smelter", "period": "2029", "utilisation": "50", "basis": "stated"}],
    )
    rows = list_streams(tables, terms, list_producers(tables, AS_OF)).select("product", "standing", "left_over")
    assert rows.rows() == [("acid", "offered", pytest.approx(150)), ("slag", "waste", pytest.approx(100))]


@pytest.mark.parametrize(
    ("listed", "then"), [("invite", "offers"), ("commodities", "offers"), ("utilities", "utilities")]
)
def test_a_utility_on_offer_stays_among_what_is_to_be_secured(listed: str, then: str) -> None:
    acid = product("acid", list=listed, transport="ordinary")
    tables, terms = town(smelter("smelter", 300), dyer("dyer", 200), products=[acid])
    link = of_product(find_gaps(tables, terms, ranges=False), "acid")
    assert (link["list"], link["evidence"]) == (then, "offered_here")


def test_an_offer_is_what_the_plant_gives_off_at_its_load() -> None:
    loads: list[Row] = [{"plant": "smelter", "period": "2029", "utilisation": "50", "basis": "stated"}]
    tables, terms = town(smelter("smelter", 300), dyer("dyer", 200), loads=loads)
    assert exchanged(pair_offers(tables, terms)) == pytest.approx({("smelter", "dyer"): 150})
    assert of_product(find_gaps(tables, terms, ranges=False), "acid")["list"] == "invite"  # 50 t are lacking


REFINERY: dict[str, list[Row]] = {
    "products": [product("silver"), product("pure", broader="acid", transport="ordinary"), product("fine-dye")],
    "processes": [{"id": f"{made}-route", "product": made, "zh": made, "en": made} for made in ("silver", "fine-dye")],
    "coefficients": [
        coefficient("silver-route", "pure", "3", role="byproduct", standard=STANDARD),
        coefficient("fine-dye-route", "pure", "0.5"),
    ],
}


def test_only_a_better_grade_serves_another_need() -> None:
    """Pure acid serves a dyer who takes acid of any grade; acid of any grade does not serve who needs it pure."""
    tables, terms = town(REFINERY, works("refinery", "silver", "100", firm="millers"), dyer("dyer", 200))
    pairs = pair_offers(tables, terms)
    assert pairs.select("product", "offered", "matched").rows() == [("acid", "pure", pytest.approx(200))]
    assert of_product(find_gaps(tables, terms, ranges=False), "acid")["list"] == "offers"
    tables, terms = town(REFINERY, smelter("smelter", 300), works("dyer", "fine-dye", "400", firm="others"))
    assert pair_offers(tables, terms).height == 0
    assert of_product(find_gaps(tables, terms, ranges=False), "pure")["list"] == "invite"


def test_a_grade_counted_in_another_unit_serves_no_broader_need() -> None:
    cubic = product("pure", broader="acid", transport="ordinary", unit="m3")
    refinery = works("refinery", "silver", "100", firm="millers")
    assert pair_offers(*town(REFINERY, refinery, dyer("dyer", 200), products=[cubic])).height == 0


def test_a_better_grade_gives_only_what_the_grade_itself_does_not() -> None:
    """100 t of acid and 300 t of pure acid for a need of 200 t of acid."""
    refinery = works("refinery", "silver", "100", firm="millers")
    pairs = pair_offers(*town(REFINERY, refinery, smelter("smelter", 100), dyer("dyer", 200)))
    assert exchanged(pairs) == pytest.approx({("smelter", "dyer"): 100, ("refinery", "dyer"): 100})


# -- who to whom -------------------------------------------------------------------------------------------------------


def test_pairs_in_one_park_come_first_then_the_largest() -> None:
    """Here 100 t for the 60 t of the dyer here; on the hill 240 t for 90 t and 250 t, of which the larger goes first.

    The 40 t left here then find the 10 t left of the larger need, and the 90 t of the smaller one 30 t.
    """
    tables, terms = town(
        *(smelter("s-here", 100), smelter("s-hill", 240, "hill")),
        *(dyer("d-here", 60), dyer("d-hill", 250, "hill"), dyer("d-small", 90, "hill")),
    )
    pairs = pair_offers(tables, terms)
    assert exchanged(pairs) == pytest.approx(
        {("s-here", "d-here"): 60, ("s-hill", "d-hill"): 240, ("s-here", "d-hill"): 10, ("s-here", "d-small"): 30}
    )
    assert dict(pairs.select("taker_row", "taker_left").iter_rows()) == pytest.approx(
        {"d-here": 0, "d-hill": 0, "d-small": 60}
    )
    assert pairs["giver_left"].to_list() == pytest.approx([0, 0, 0, 0])
    assert pairs["same_place"].to_list() == [True, True, False, False]  # by amount: 240, 60, 30, 10


def test_a_pair_names_both_sides() -> None:
    millers: Row = {"id": "millers", "zh": "磨坊", "en": "Mills", "kind": "firm", "basis": "stated"}
    (pair,) = pair_offers(*town(smelter("smelter", 300), dyer("dyer", 200, None), firms=[millers])).to_dicts()
    assert (pair["giver_firm"], pair["giver_firm_zh"], pair["giver_firm_en"]) == ("millers", "磨坊", "Mills")
    assert (pair["giver_place"], pair["taker_firm_en"]) == ("here", "others")  # without a name in English its own
    assert (pair["taker_firm"], pair["taker_status"], pair["taker_place"]) == ("others", "operating", None)
    assert (pair["standard"], pair["same_place"]) == (STANDARD, False)
    assert (pair["matched"], pair["giver_left"], pair["taker_left"]) == pytest.approx((200, 100, 0))


def test_what_an_owner_makes_and_others_sell_is_no_open_need() -> None:
    """100 t of 200 are made for own use and 40 t are sold here: 60 t are open."""
    made = [product("acid", transport="ordinary")]
    own = works("own", "acid", "100", firm="others", self_use="100")
    tables, terms = town(smelter("smelter", 300), dyer("dyer", 200), own, works("seller", "acid", "40"), products=made)
    assert exchanged(pair_offers(tables, terms)) == pytest.approx({("smelter", "dyer"): 60})


def test_an_offer_from_outside_a_chain_covers_the_need_in_it_too() -> None:
    chains: list[Row] = [{"id": "dyes", "zh": "dyes", "root": "dye", "basis": "stated"}]
    tables, terms = town(smelter("smelter", 300), dyer("dyer", 200), chains=chains)
    chain = select_chain_terms(tables, terms, "dyes")
    rows = find_gaps(tables, chain, ranges=False, chain="dyes", pairs=pair_offers(tables, terms))
    link = of_product(rows, "acid")
    assert (link["list"], link["offer"], link["offered_by"]) == ("offers", pytest.approx(300), ["millers"])


SIDES = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["here", "hill", None])), min_size=1, max_size=4)


@pytest.mark.hypothesis
@settings(max_examples=look_at(15))
@given(SIDES, SIDES)
def test_no_pair_takes_more_than_offer_or_need(
    givers: list[tuple[int, str | None]], takers: list[tuple[int, str | None]]
) -> None:
    tables, terms = town(
        *(smelter(f"s{n}", acid, place) for n, (acid, place) in enumerate(givers)),
        *(dyer(f"d{n}", acid, place) for n, (acid, place) in enumerate(takers)),
    )
    pairs = pair_offers(tables, terms)
    given_away = dict(pairs.group_by("giver_row").agg(pl.col("matched").sum()).iter_rows())
    taken = dict(pairs.group_by("taker_row").agg(pl.col("matched").sum()).iter_rows())
    assert all(given_away.get(f"s{n}", 0) <= acid + 1e-3 for n, (acid, _place) in enumerate(givers))
    assert all(taken.get(f"d{n}", 0) <= acid + 1e-3 for n, (acid, _place) in enumerate(takers))
    offered, needed = sum(acid for acid, _place in givers), sum(acid for acid, _place in takers)
    assert pairs["matched"].sum() == pytest.approx(min(offered, needed), abs=1e-2)
    book = build_balance(terms)
    if needed:
        assert pairs["matched"].sum() <= of_product(book, "acid")["gap"] + 1e-6


# -- the standard as it is written -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "standard", "code"),
    [
        ("byproduct", STANDARD, []),
        ("byproduct", "DB50/T 1234-2022", []),
        ("byproduct", "Q/LK 0002S-2021", []),
        ("byproduct", "国家标准", ["standard_number"]),
        ("byproduct", "GB/T 534", ["standard_number"]),
        ("byproduct", "GB 534-82", ["standard_number"]),
        ("byproduct", "GB/T 534-2024 优等品", ["standard_number"]),
        ("byproduct", "见GB/T 534-2024", ["standard_number"]),
        ("input", STANDARD, ["standard_of_input"]),
    ],
)
def test_a_standard_has_number_and_year_and_is_of_a_by_product(role: str, standard: str, code: list[str]) -> None:
    tables = made_of(TOWN, coefficients=[coefficient("dye-route", "copper", "1", role=role, standard=standard)])
    assert [problem.code for problem in run_rules(tables) if problem.code.startswith("standard_")] == code
