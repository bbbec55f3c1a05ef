"""What stands beside a gap: from when it is needed, how sure it is, what to verify; worked out by hand."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from liantu.chain.account import build_account
from liantu.chain.balance import build_balance
from liantu.chain.gaps import find_gaps
from liantu.chain.membership import select_chain_terms
from liantu.chain.terms import build_terms
from liantu.model.bounds import read_bound

from .bakery import AS_OF, Row, Rows, coefficient, made_of, of_product, prices_on, product, works


def all_gaps(*parts: Rows, **more: list[Row]) -> pl.DataFrame:
    tables = made_of(*parts, **more)
    return find_gaps(tables, build_terms(tables, AS_OF), ranges=False, prices=prices_on(tables), weighty=0.1)


def flour(*parts: Rows, **more: list[Row]) -> dict[str, Any]:
    return of_product(all_gaps(*parts, **more), "flour")


# -- from when ---------------------------------------------------------------------------------------------------------


def coming(name: str, year: str, stage: str = "building") -> Rows:
    """Bread works that are being built and are to run from a year on."""
    given = works(name, "bread", "400", stage=stage, period="2030-01")
    start: Row = {"id": f"{name} runs", "capacity": name, "stage": "operating", "period": year, "basis": "stated"}
    return given | {"events": [*given["events"], start]}


def test_it_is_needed_by_the_first_year_in_which_works_to_come_need_it() -> None:
    assert flour(coming("oven-1", "2033"), coming("oven-2", "2031"), coming("oven-3", "2032"))["needed_by"] == 2031
    assert flour(coming("oven-1", "2033"), coming("oven-2", "2031", "signed"))["needed_by"] == 2031


def test_works_that_run_already_say_nothing_on_from_when() -> None:
    assert flour(works("oven", "bread", "400"), coming("oven-1", "2033"))["needed_by"] == 2033
    assert flour(works("oven", "bread", "400"))["needed_by"] is None


# -- how sure ----------------------------------------------------------------------------------------------------------


def assumed(capacity: str, amount: str, active: str = "yes") -> dict[str, list[Row]]:
    about: Row = {"zh": "设", "en": "Assumed", "reason_zh": "因", "reason_en": "because", "active": active}
    claim: Row = {"id": "size", "table": "capacities", "row": capacity, "operation": "update", "field": "amount"}
    return {"assumptions": [claim | {"value": amount} | about]}


@pytest.mark.parametrize(
    ("made", "alone", "on_assumption"),
    [
        ("bread", "A", "B"),  # a coefficient of grade A is no longer A where the amount is assumed
        ("cake", "C", "C"),  # and never better for it
    ],
)
def test_what_rests_on_an_assumption_is_graded_no_better_than_b(made: str, alone: str, on_assumption: str) -> None:
    oven = works("oven", made, "400")
    assert flour(oven)["grade"] == alone
    row = flour(oven, **assumed("oven", "400"))
    assert (row["grade"], row["assumptions"], row["to_verify"][0]) == (on_assumption, ["size"], "assumption:size")


def test_an_assumption_that_is_off_or_that_a_fact_replaced_is_none() -> None:
    oven = works("oven", "bread", "400")
    for rows in (assumed("oven", "400", active="no"), assumed("oven", "500")):
        row = flour(oven, **rows)
        assert (row["grade"], row["assumptions"]) == ("A", [])


def test_the_grade_is_the_worst_of_what_matters() -> None:
    # bread needs 500 t (A); cake counts (C) from a tenth of the whole on: 500 / 9 = 55.6 t
    bread = works("oven", "bread", "1000")
    assert flour(bread, works("oven-2", "cake", "220"))["grade"] == "A"  # 55 of 555 t
    assert flour(bread, works("oven-2", "cake", "224"))["grade"] == "C"  # 56 of 556 t


# -- what to verify ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trait", ["energy_intensive", "hazardous"])
@pytest.mark.parametrize(("answer", "listed"), [("yes", True), ("no", False), (None, False)])
def test_a_trait_is_to_be_verified_where_the_product_has_it(trait: str, answer: str | None, listed: bool) -> None:
    fields = {trait: answer} if answer else {}
    row = flour(works("oven", "bread", "400"), products=[product("flour", **fields)])
    assert row[trait] == answer
    assert (trait in row["to_verify"]) is listed


def utilised(plant: str, share: str) -> Row:
    return {"plant": plant, "period": "2029", "utilisation": share, "basis": "stated"}


def test_the_load_is_to_be_verified_as_soon_as_one_of_the_works_has_none() -> None:
    ovens = works("oven", "bread", "400"), works("oven-2", "bread", "600")
    first, second = utilised("oven", "50"), utilised("oven-2", "50")
    rows = [flour(*ovens, loads=loads) for loads in ([first], [first, second])]
    assert [("load" in row["to_verify"], row["direct"]) for row in rows] == [(True, 100 + 300), (False, 100 + 150)]


# -- how much, and which first -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("built", "tier"),
    [
        ({"amount": "200"}, 1),  # 100 t: just the smallest usual plant
        ({"amount": "198"}, 3),  # 99 t
        ({"amount": "200", "stage": "building"}, 1),
        ({"amount": "200", "stage": "signed"}, 2),  # only with what is planned
        ({"amount": "198", "stage": "signed"}, 3),
        ({"amount": None}, 4),
    ],
    ids=str,
)
def test_links_that_fill_the_smallest_usual_plant_come_first(built: dict[str, Any], tier: int) -> None:
    assert flour(works("oven", "bread", **built))["tier"] == tier


def test_own_use_that_is_planned_fills_no_need_of_today() -> None:
    # 100 t are needed today; a mill that is to use all of its 100 t itself is planned: short today, not when it stands
    mill = works("mill", "flour", "100", self_use="100", stage="signed")
    sale = works("mill", "flour", "100", firm="millers", stage="signed")
    for planned in (mill, sale):
        tables = made_of(works("oven", "bread", "200"), planned)
        row = of_product(build_balance(build_terms(tables, AS_OF)), "flour")
        assert (row["gap"], row["gap_soon"]) == (0, 100)
    building = works("mill", "flour", "60", firm="millers", stage="building")
    row = of_product(build_balance(build_terms(made_of(works("oven", "bread", "200"), building), AS_OF)), "flour")
    assert (row["gap"], row["gap_soon"]) == (40, 40)


@pytest.mark.parametrize(
    ("bread", "band"),
    [("998", "<10"), ("1000", "10–30"), ("2998", "10–30"), ("3000", "30–100"), ("10000", "30–100"), ("10002", ">100")],
)
def test_bands_of_value(bread: str, band: str) -> None:
    # flour at 2 million yuan a tonne (1 to 3): the band changes at 500, 1,500 and after 5,000 t
    dear = product("flour", price_low="1000000", price_high="3000000")
    row = flour(works("oven", "bread", bread), products=[dear])
    tonnes = float(bread) / 2
    values = [row[name] for name in ("gap_typical", "value_low", "value_typical", "value_high")]
    assert values == pytest.approx([tonnes, tonnes * 1e6, tonnes * 2e6, tonnes * 3e6])
    assert (row["band"], row["plants_filled"]) == (band, tonnes / 200)


def test_within_a_tier_what_a_document_names_comes_first_then_value() -> None:
    """Bread takes 500 t of flour, 300 of salt, 400 of sugar, 200 of yeast and 50 of spice, all at one price."""
    needs = {"salt": "0.3", "sugar": "0.4", "yeast": "0.2", "spice": "0.05"}
    named: Row = {"group": "bakery", "entity": "yeast", "role": "missing", "source": "report", "basis": "stated"}
    rows = all_gaps(
        works("oven", "bread", "1000"),
        products=[product(name) for name in needs],
        coefficients=[coefficient("bread-route", name, amount) for name, amount in needs.items()],
        members=[named, {**named, "entity": "spice"}],
    )
    # spice is named too, but 50 t are less than a plant
    assert rows["product"].to_list() == ["yeast", "flour", "sugar", "salt", "spice"]
    assert rows["tier"].to_list() == [1, 1, 1, 1, 3]


# -- what speaks for it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cake", "evidence"), [("2000", "on_site"), ("1996", "not_stated")])
def test_half_of_the_need_usually_made_on_site_decides(cake: str, evidence: str) -> None:
    # cakes of 2,000 t take 500 t of flour, usually milled on site; bread of 1,000 t takes 500 t from anywhere
    on_site = coefficient("cake-route", "flour", "0.25", on_site="yes")
    row = flour(works("oven", "bread", "1000"), works("oven-2", "cake", cake), coefficients=[on_site])
    assert (row["evidence"], row["list"]) == (evidence, "onsite" if evidence == "on_site" else "invite")


def test_a_site_that_covers_only_part_of_its_need_is_short_of_its_own() -> None:
    mill = works("mill", "flour", "400", self_use="100")
    row = flour(works("oven", "bread", "2000"), mill)
    assert (row["captive"], row["gap_typical"], row["list"]) == (400, 600, "onsite")
    whole = flour(works("oven", "bread", "800"), mill)
    assert (whole["captive"], whole["evidence"], whole["list"]) == (400, "on_site_used", "onsite")


def test_a_need_of_unknown_size_is_listed_with_the_supply_beside_it() -> None:
    oven, mill = works("oven", "bread", None), works("mill", "flour", "1", firm="millers")
    row = flour(oven)
    assert (row["gap_typical"], row["direct"], row["unknown_demand_by"], row["tier"]) == (None, None, ["oven"], 4)
    beside = flour(oven, mill)
    assert (beside["gap_typical"], beside["supply"], beside["evidence"]) == (None, 1, "need_unknown")
    assert beside["unknown_demand_by"] == ["oven"]


# -- what nobody speaks of ---------------------------------------------------------------------------------------------


def outside(distance: str | None) -> dict[str, list[Row]]:
    """A mill of 300 t a year in the next county."""
    there: Row = {"id": "there", "zh": "邻县", "kind": "district", "outside": "yes", "basis": "stated"}
    mill = works("far-mill", "flour", "300", firm="millers")
    return {**mill, "places": [there | {"distance": distance}], "plants": [mill["plants"][0] | {"place": "there"}]}


def test_supply_is_unknown_where_nobody_speaks_of_a_maker() -> None:
    oven = works("oven", "bread", "400")
    assert (flour(oven)["supply"], flour(oven)["nearby"]) == (None, None)
    none = works("mill", "flour", "0", firm="millers")
    assert flour(oven, none)["supply"] == 0
    named: Row = {"group": "baking", "entity": "flour", "role": "missing", "basis": "stated", "source": "paper"}
    assert flour(oven, members=[named])["supply"] == 0


@pytest.mark.parametrize(("distance", "nearby", "unknown"), [("80", 300, []), ("900", 0, []), (None, 0, ["far-mill"])])
def test_a_plant_outside_of_unknown_distance_is_unknown_not_zero(
    distance: str | None, nearby: float, unknown: list[str]
) -> None:
    row = flour(works("oven", "bread", "400"), outside(distance))
    assert (row["nearby"], row["unknown_nearby_by"]) == (nearby, unknown)
    assert read_bound(row, "nearby").value == (None if unknown else nearby)


def test_a_mill_that_has_stopped_is_no_unknown_supply() -> None:
    oven = works("oven", "bread", "400")
    assert flour(oven, works("mill", "flour", None, firm="millers", stage="stopped"))["unknown_supply_by"] == []
    talked_of = works("mill", "flour", None, firm="millers") | {"events": []}
    assert flour(oven, talked_of)["unknown_supply_by"] == ["mill"]


def test_a_link_that_a_document_names_leads_although_nobody_is_known_to_need_it() -> None:
    named: Row = {"group": "baking", "entity": "yeast", "role": "missing", "basis": "stated", "source": "paper"}
    rows = all_gaps(works("oven", "bread", "400"), products=[product("yeast")], members=[named])
    assert rows["product"].to_list() == ["yeast", "flour"]
    yeast = of_product(rows, "yeast")
    assert (yeast["evidence"], yeast["direct"], yeast["gap_typical"]) == ("named_missing", None, None)
    dry = product("dry-yeast", broader="yeast")  # a narrower one that is needed stands for it
    uses = coefficient("bread-route", "dry-yeast", "0.01")
    known = all_gaps(
        works("oven", "bread", "400"), products=[product("yeast"), dry], members=[named], coefficients=[uses]
    )
    assert sorted(known["product"]) == ["dry-yeast", "flour"]


# -- chains ------------------------------------------------------------------------------------------------------------


def test_needs_of_unknown_size_stay_in_their_chain() -> None:
    """Pie has two routes, so that nobody knows what its oven needs; bread takes flour only."""
    routes: list[Row] = [{"id": f"pie-{n}", "product": "pie", "zh": n, "en": n} for n in ("sweet", "salty")]
    uses = [coefficient("pie-sweet", "sugar", "0.2"), coefficient("pie-salty", "salt", "0.1")]
    chains: list[Row] = [{"id": name, "zh": name, "root": name, "basis": "ours"} for name in ("bread", "pie")]
    tables = made_of(
        works("oven", "bread", "400"),
        works("oven-2", "pie", None, firm="others"),
        products=[product("pie"), product("sugar"), product("salt")],
        processes=routes,
        coefficients=uses,
        chains=chains,
    )
    terms = build_terms(tables, AS_OF)

    def listed(chain: str) -> list[str]:
        found = find_gaps(tables, select_chain_terms(tables, terms, chain), ranges=False, chain=chain)
        return sorted(found["product"])

    assert listed("bread") == ["flour"]
    assert listed("pie") == ["salt", "sugar"]
    account = build_account(tables, terms, "salt", "demand")
    assert [term["capacity"]["id"] for term in account["terms"]] == ["oven-2"]


def test_what_every_route_needs_is_a_range_over_the_routes() -> None:
    """Sweet pie takes 850 kg of sugar and 2 t of jam a tonne, salty pie 1,300 kg of sugar and salt."""
    uses = [coefficient("pie-sweet", "sugar", "0.85"), coefficient("pie-salty", "sugar", "1.3")]
    uses += [coefficient("pie-sweet", "jam", "2"), coefficient("pie-salty", "salt", "0.1", "B")]
    tables = made_of(
        works("oven", "pie", "1000"),
        products=[product(name) for name in ("pie", "sugar", "salt", "jam")],
        processes=[{"id": f"pie-{n}", "product": "pie", "zh": n, "en": n} for n in ("sweet", "salty")],
        coefficients=uses,
    )
    terms = build_terms(tables, AS_OF)
    rows = find_gaps(tables, terms)
    sugar = of_product(rows, "sugar")
    assert (sugar["direct"], sugar["unknown_demand_by"]) == (pytest.approx(1075), [])
    assert 850 < sugar["gap_p10"] < 1075 < sugar["gap_p90"] < 1300
    assert "route:oven" in sugar["to_verify"]
    assert {name: of_product(rows, name)["direct"] for name in ("jam", "salt")} == {"jam": None, "salt": None}
    (term,) = build_account(tables, terms, "sugar", "demand")["terms"]
    assert term["coefficient"] is not None
    assert (term["coefficient"]["low"], term["coefficient"]["high"]) == (0.85, 1.3)
    assert (term["coefficient"]["process_zh"], term["coefficient"]["any_route"]) == ("salty; sweet", True)


def test_what_stands_on_no_list_is_listed_where_a_document_names_it() -> None:
    """拟引进医药中间体: a placeholder for hundreds of substances names no link by itself, a document does."""
    named: Row = {"group": "bread", "entity": "flour", "role": "missing", "basis": "stated"}
    chain: Row = {"id": "bread", "zh": "面包", "root": "bread", "basis": "ours"}
    for members, lists in (([], []), ([named], ["invite"])):
        tables = made_of(
            works("oven", "bread", "400"),
            products=[product("flour", list="none")],
            coefficients=[coefficient("bread-route", "flour", "0.5")],
            chains=[chain],
            members=members,
        )
        rows = find_gaps(tables, build_terms(tables, AS_OF), ranges=False)
        assert rows.filter(pl.col("product") == "flour")["list"].to_list() == lists
