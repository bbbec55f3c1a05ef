"""What is needed behind links usually made on the site, if they are made there; by hand."""

from __future__ import annotations

import pytest

from liantu.chain.conditional_needs import list_conditional_needs
from liantu.chain.terms import build_terms
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, coefficient, made_of, of_product, product, works


def made_with(*more: Row) -> Tables:
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
