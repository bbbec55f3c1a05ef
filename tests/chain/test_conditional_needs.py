"""What is needed behind links usually made on the site, if they are made there; by hand."""

from __future__ import annotations

import pytest

from liantu.chain.conditional_needs import list_conditional_needs
from liantu.chain.terms import build_terms
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, Rows, coefficient, made_of, of_product, product, works


def made_with(*more: Rows) -> Tables:
    """400 t of bread: 200 t of flour milled on site from 250 t of grain, threshed on site from 500 t of sheaves."""
    routes: list[Row] = [
        {"id": f"{name}-route", "product": name, "zh": name, "en": name} for name in ("flour", "grain", "sheaf")
    ]
    uses = [
        coefficient("bread-route", "flour", "0.5", on_site="yes"),
        coefficient("flour-route", "grain", "1.25", on_site="yes"),
        coefficient("grain-route", "sheaf", "2"),
        coefficient("sheaf-route", "seed", "0.1"),
    ]
    return made_of(
        works("oven", "bread", "400"),
        *more,
        products=[product(name) for name in ("flour", "bread", "grain", "sheaf", "seed")],
        processes=[*routes, {"id": "bread-route", "product": "bread", "zh": "bread", "en": "bread"}],
        coefficients=uses,
    )


def test_needs_are_followed_through_links_on_site_and_no_further() -> None:
    tables = made_with()
    needs = list_conditional_needs(tables, build_terms(tables, AS_OF))
    assert dict(needs.select("product", "conditional").iter_rows()) == pytest.approx({"grain": 250, "sheaf": 500})
    assert of_product(needs, "sheaf")["behind"] == ["grain"]


def test_only_the_part_that_is_missing_here_would_be_made() -> None:
    """A mill sells 50 of the 200 t of flour: 150 are left, of 187.5 t of grain. The mill's grain is of sheaves too."""
    tables = made_with(works("mill", "flour", "50"))
    needs = list_conditional_needs(tables, build_terms(tables, AS_OF))
    assert of_product(needs, "grain")["conditional"] == pytest.approx(187.5)
    assert of_product(needs, "sheaf")["conditional"] == pytest.approx((187.5 + 50 * 1.25) * 2)


def test_a_link_of_unknown_need_leaves_what_is_needed_too_at_least() -> None:
    """An oven of unknown amount needs flour as well: 250 t of grain and 500 t of sheaves are the least."""
    known, tables = made_with(), made_with(works("kiln", "bread", None))
    assert list_conditional_needs(known, build_terms(known, AS_OF))["at_least"].to_list() == [False, False]
    needs = list_conditional_needs(tables, build_terms(tables, AS_OF))
    assert dict(needs.select("product", "conditional").iter_rows()) == pytest.approx({"grain": 250, "sheaf": 500})
    assert needs["at_least"].to_list() == [True, True]


def test_another_link_of_wholly_unknown_need_counts_too() -> None:
    """Malt is made on site from grain, and nobody knows how much beer there is; of hops alone no figure is given."""
    brewing: Rows = {
        "products": [product(name) for name in ("malt", "beer", "hop")],
        "processes": [{"id": f"{name}-route", "product": name, "zh": name, "en": name} for name in ("malt", "beer")],
        "coefficients": [
            coefficient("beer-route", "malt", "1", on_site="yes"),
            coefficient("malt-route", "grain", "1"),
            coefficient("malt-route", "hop", "1"),
        ],
    }
    tables = made_with(works("brewery", "beer", None), brewing)
    needs = list_conditional_needs(tables, build_terms(tables, AS_OF))
    assert needs["product"].to_list() == ["grain", "sheaf"]
    assert (of_product(needs, "grain")["conditional"], of_product(needs, "grain")["at_least"]) == (250, True)
    assert of_product(needs, "grain")["behind"] == ["flour", "malt"]
    # grain is milled on site for flour alone
    assert not of_product(needs, "sheaf")["at_least"]
