"""What is made here and how many plants have a capacity: plants outside are no plants of the district."""

from __future__ import annotations

from tests.local_client import TestClient

from liantu.chain.makers import PlantCounts, count_plants, list_made_products
from liantu.chain.terms import build_terms
from liantu.district import District
from liantu.model.tables import Tables
from liantu.web.core.app import create_app

from .bakery import AS_OF, Rows, made_of, of_product, product, works


def move_out(part: Rows) -> Rows:
    return {**part, "plants": [{**part["plants"][0], "place": "near"}]}


def make_town() -> Tables:
    """Two ovens, one of a stated amount; a patisserie of 35 t whose recipe nobody states; a neighbour's big oven."""
    return made_of(
        works("oven", "bread", "600"),
        works("oven-2", "bread", None),
        works("patisserie", "pastry", "35", stage="signed"),
        move_out(works("oven-3", "bread", "9999")),
        products=[product("pastry"), product("eclair", broader="pastry"), product("strudel", broader="pastry")],
        processes=[{"id": name, "product": name, "zh": name} for name in ("eclair", "strudel")],
        places=[{"id": "near", "zh": "邻县", "kind": "district", "basis": "ours", "outside": "yes", "distance": "80"}],
    )


def test_plants_outside_are_counted_apart_and_an_unknown_recipe_hides_no_amount() -> None:
    assert count_plants(make_town()) == PlantCounts(known=2, unknown=1, outside=1)


def test_what_is_made_here_is_without_the_neighbours() -> None:
    tables = make_town()
    made = list_made_products(tables, build_terms(tables, AS_OF))
    bread, pastry = of_product(made, "bread"), of_product(made, "pastry")
    assert (bread["operating"], bread["unknown"]) == (600, 1)
    assert (pastry["planned"], pastry["unknown"]) == (35, 0)


def test_the_first_page_says_so() -> None:
    text = TestClient(create_app(District(make_town(), AS_OF))).get("/").text
    assert "有产能2套，未掌握1套；另有区外1套" in text
