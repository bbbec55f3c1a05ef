"""What a coefficient rests on, and which of the district's own stand in the place of the library's; by hand."""

from __future__ import annotations

import pytest

from liantu.chain.account import build_account
from liantu.chain.coefficient_origins import find_need_origins, find_origins
from liantu.chain.gaps import find_gaps
from liantu.chain.own_coefficients import find_own_coefficients, find_products_on_own
from liantu.chain.terms import build_terms

from .bakery import AS_OF, Row, coefficient, made_of, of_product, works

_SOURCES: list[Row] = [
    {"id": "own", "kind": "ours", "zh": "本库", "class": "public"},
    {"id": "norm", "kind": "official", "zh": "标准", "class": "public"},
]
_BREAD, _CAKE = "bread-route/flour/input", "cake-route/flour/input"


@pytest.mark.parametrize(
    ("grade", "source", "basis", "origin"),
    [
        ("B", "norm", "published figure", "read"),
        ("C", "norm", "1 200 read", "read"),
        ("A", "own", "stoichiometry and usual yield", "computed"),
        ("B", "own", "one set a car", "computed"),
        ("A", "norm", "stoichiometry and usual yield", "computed"),
        ("C", "own", "stoichiometry and usual yield", "recalled"),  # a margin nobody looked up
        ("C", "own", "engineering estimate", "recalled"),
        ("B", "norm", "norm, recalled", "recalled"),
        ("C", "norm", "engineering estimate", "recalled"),
        ("B", "norm", "0.5 read, 1.3 recalled", "read"),
        ("A", None, "our books", "unstated"),
    ],
)
def test_what_a_coefficient_rests_on(grade: str, source: str | None, basis: str, origin: str) -> None:
    use = coefficient("bread-route", "flour", "0.5", grade) | {"basis": basis, "source": source}
    found = find_origins(made_of(sources=_SOURCES, coefficients=[use]))
    assert dict(found.iter_rows())[_BREAD] == origin


def test_a_need_rests_on_what_carries_a_tenth_of_it() -> None:
    uses = [
        coefficient("bread-route", "flour", "0.5") | {"source": "norm"},
        coefficient("cake-route", "flour", "0.25", "C") | {"source": "own"},
    ]
    for cake, origins in (("200", ["read", "recalled"]), ("30", ["read"])):  # 50 of 250 t of flour, then 7.5 of 207.5
        tables = made_of(
            works("oven", "bread", "400"), works("shop", "cake", cake), sources=_SOURCES, coefficients=uses
        )
        terms = build_terms(tables, AS_OF)
        assert of_product(find_need_origins(tables, terms, 0.1), "flour")["rests_on"] == origins
        assert of_product(find_gaps(tables, terms, ranges=False, weighty=0.1), "flour")["rests_on"] == origins


def test_a_plant_of_open_process_rests_on_what_all_routes_do() -> None:
    routes: list[Row] = [{"id": name, "product": "bread", "zh": name, "en": name} for name in ("stone", "steel")]
    uses = [
        coefficient("stone", "flour", "0.4") | {"source": "norm"},
        coefficient("steel", "flour", "0.6", "C") | {"source": "own"},
    ]
    tables = made_of(works("oven", "bread", "400"), processes=routes, sources=_SOURCES, coefficients=uses)
    found = of_product(find_need_origins(tables, build_terms(tables, AS_OF), 0.1), "flour")
    assert set(found["rests_on"]) == {"read", "recalled", "unstated"}  # the third route, of the rules, names no source


def test_the_own_coefficient_counts_and_the_account_says_in_place_of_what() -> None:
    """400 t of bread take 0.55 t of flour each by the plant's report: 220 t, where the library's 0.5 made 200."""
    shipped = made_of(sources=_SOURCES, coefficients=[coefficient("bread-route", "flour", "0.5") | {"source": "own"}])
    report = coefficient("bread-route", "flour", "0.55", "B") | {"source": "norm", "basis": "table 3"}
    here = made_of(works("oven", "bread", "400"), sources=_SOURCES, coefficients=[report])
    replaced, terms = find_own_coefficients(here, shipped), build_terms(here, AS_OF)
    assert replaced.select("coefficient", "library_typical", "library_source").rows() == [(_BREAD, 0.5, "own")]
    account = build_account(here, terms, "flour", own_coefficients=replaced)
    (term,) = account["terms"]
    assert account["typical"] == pytest.approx(220)
    assert term["coefficient"] is not None
    assert term["coefficient"]["origin"] == "read"
    library = term["coefficient"]["replaces"]
    assert library is not None
    assert (library["typical"], library["grade"], library["source_title"]) == (0.5, "A", "本库")
    assert of_product(find_products_on_own(here, terms, replaced), "flour")["own_coefficients"] == [_BREAD]


def test_a_row_said_again_as_the_library_has_it_replaces_nothing() -> None:
    tables = made_of(works("oven", "bread", "400"))
    assert find_own_coefficients(tables, made_of()).is_empty()
    replaced = find_own_coefficients(tables, made_of())
    account = build_account(tables, build_terms(tables, AS_OF), "flour", own_coefficients=replaced)
    assert [term["coefficient"]["replaces"] for term in account["terms"] if term["coefficient"]] == [None]


def test_a_coefficient_that_the_library_lacks_replaces_none() -> None:
    added = made_of(coefficients=[coefficient("cake-route", "sugar", "0.2")])
    assert _CAKE not in set(find_own_coefficients(added, made_of())["coefficient"])
    assert find_own_coefficients(added, made_of()).is_empty()
