"""Which products of a chain have a card, and what their links rest on."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import liantu
from liantu.district import District
from liantu.drawings.chain_cards import make_chain_cards
from liantu.drawings.chain_content import MOST_CARDS
from liantu.model.problems import Problems
from liantu.papers import gather_chain_content


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open("districts/fuling")


def test_inputs_stand_in_the_order_to_fill_them(fuling: District) -> None:
    content = gather_chain_content(fuling, "battery")
    order = [key for key in fuling.chain.gaps("all", "battery")["product"] if key in content.needed.products]
    assert content.needed.products[: len(order)] == order
    assert len(content.needed.products) <= MOST_CARDS
    assert not content.needed.per_unit


def test_utilities_have_no_card(fuling: District) -> None:
    content = gather_chain_content(fuling, "battery")
    utilities = fuling.tables["products"].filter(pl.col("list") == "utilities")["id"]
    assert not {*utilities} & {*content.needed.products}
    assert not any(content.is_drawn(key) for key in utilities)


def test_only_links_that_could_be_filled_are_followed_upstream(fuling: District) -> None:
    content = gather_chain_content(fuling, "battery")
    fill = content.links_to_fill()
    assert fill.height
    assert {product for product, _input in content.route_inputs} <= {*fill["product"]}
    assert content.induced == dict(fuling.chain.induced_needs(fill).iter_rows())


def test_a_chain_of_unknown_capacity_shows_its_root(fuling: District) -> None:
    content = gather_chain_content(fuling, "spandex")
    unknown = replace(content, terms=content.terms.clear())
    assert unknown.made == [content.root]
    assert unknown.needed.per_unit
    assert {via for _input, via in unknown.needed.pairs} == {content.root}


def test_cards_are_drawn_of_content_alone(fuling: District) -> None:
    content = gather_chain_content(fuling, "battery")
    assert make_chain_cards(content, "en").cards.equals(make_chain_cards(content, "en").cards)
    with pytest.raises(Problems):
        gather_chain_content(fuling, "nothing")
