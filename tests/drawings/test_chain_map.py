"""Where cards and lines of a chain map stand."""

from __future__ import annotations

import itertools
import re

import liantu
from liantu.drawings.card_layout import lay_out_cards
from liantu.drawings.chain_cards import make_chain_cards
from liantu.drawings.svg_text import text_width, wrap_text
from liantu.papers import gather_chain_content


def test_a_long_link_passes_beside_the_cards_between() -> None:
    laid = lay_out_cards(
        {"a": 0, "b": 1, "c": 2}, dict.fromkeys("abc", 50.0), [("a", "b"), ("b", "c"), ("a", "c")], above=10
    )
    ((column, height),) = laid.passes("a", "c")
    assert column == 1
    assert not laid.tops["b"] <= height <= laid.tops["b"] + 50


def test_cards_of_a_column_do_not_overlap() -> None:
    heights = {f"k{n}": 30.0 + n for n in range(9)}
    laid = lay_out_cards({key: n % 2 for n, key in enumerate(heights)}, heights, [("k0", "k1"), ("k2", "k3")], above=8)
    for keys in laid.order.values():
        for one, next_one in itertools.pairwise(keys):
            assert laid.tops[one] + heights[one] <= laid.tops[next_one]


def test_unfolding_moves_no_other_card() -> None:
    columns, heights = {"x": 1, "y": 1, "z": 2}, dict.fromkeys(("x", "y", "z", "p", "q"), 40.0)
    links = [("x", "z"), ("y", "z")]
    folded = lay_out_cards(columns, heights, links, above=8, folded=0)
    unfolded = lay_out_cards({**columns, "p": 0, "q": 0}, heights, [*links, ("p", "y"), ("q", "x")], above=8, folded=0)
    assert folded.order[1] == unfolded.order[1]
    assert unfolded.order[0] == ["q", "p"] if unfolded.order[1] == ["x", "y"] else ["p", "q"]


def test_a_line_stays_in_its_room_and_loses_nothing() -> None:
    for text in (
        "N-methyl-2-pyrrolidone",
        "need 0 / 0.495 / 1.19 billion m²/yr",
        "聚酯多元醇(乙二醇/二甘醇系)",
        "x" * 90,
    ):
        lines = wrap_text(text, 13.5, 120, 20)
        assert all(text_width(line, 13.5) <= 120 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_no_figure_of_a_map_is_cut() -> None:
    district = liantu.open("districts/fuling")
    for chain in district.tables["chains"]["id"]:
        for language in ("zh_CN", "en"):
            drawing = make_chain_cards(gather_chain_content(district, chain), language, induced=True)
            words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawing.drawing("map").svg()))
            for lines in drawing.cards["lines"]:
                for line in lines:
                    assert set(re.findall(r"[\d.]+", line)) <= set(re.findall(r"[\d.]+", words)), line


def test_spandex_is_drawn_per_ten_thousand_tonnes() -> None:
    drawing = make_chain_cards(gather_chain_content(liantu.open("districts/fuling"), "spandex"), "en")
    lines = {row["id"]: row["lines"] for row in drawing.cards.iter_rows(named=True)}
    said = " ".join(word for words in lines.values() for word in words)
    assert drawing.per_unit
    assert "uses 0.785 t/t" in said
    assert "uses 0.185 t/t" in said
    assert "capacity unknown" in lines["spandex"]


def test_what_could_become_says_of_the_market_what_the_list_of_extensions_says() -> None:
    """A market that is recalled is known by its size: of cells for storage, 市场可容 in the list and on the card."""
    fuling = liantu.open("districts/fuling")
    cards = make_chain_cards(gather_chain_content(fuling, "battery"), "zh_CN").cards
    lines = dict(cards.select("id", "lines").iter_rows())
    fits = dict(fuling.chain.extensions().select("makes", "fit").iter_rows())
    words = {"market_takes": "市场可容", "market_unknown": "市场容量未掌握"}
    assert {fits["ess"], fits["packtw"]} == set(words)
    for key in ("ess", "packtw"):
        assert lines[key][-1] == words[fits[key]]
