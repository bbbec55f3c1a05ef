"""Tiers as rows of cards, and the matrix of who could sell to whom."""

from __future__ import annotations

import re

from liantu.drawings.flow_matrix import FlowCell, FlowGroup, draw_flow_list, draw_flow_matrix
from liantu.drawings.tier_rows import TierCard, TierRow, draw_tier_rows


def card(name: str, **known: object) -> TierCard:
    return TierCard(name, "", ["output unknown"], **{"on_record": True, **known})  # type: ignore[arg-type]


def test_a_bar_stands_only_where_output_is_stated() -> None:
    tiers = [TierRow("2", "leading", [card("metal", share=0.5), card("battery")])]
    drawing = draw_tier_rows(tiers, "two clusters")
    bars = re.findall(r'<rect[^>]*height="12"[^>]*>', drawing.body)
    widths = [float(found) for bar in bars for found in re.findall(r' width="([\d.]+)"', bar)]
    assert len(bars) == 2  # the frame of one bar and its filled part
    assert widths[1] * 2 == widths[0]


def test_what_nobody_names_is_hatched() -> None:
    drawing = draw_tier_rows([TierRow("1", "new", [TierCard("1 not named", "", [], False, named=False)])], "one")
    assert "url(#tiers-unknown)" in drawing.body
    assert "1 not named" in drawing.description


def test_a_tier_of_four_stands_in_one_row_and_of_one_column_on_a_telephone() -> None:
    tiers = [TierRow("4", "special", [card(name) for name in "abcd"])]
    broad, narrow = draw_tier_rows(tiers, "t"), draw_tier_rows(tiers, "t", name="n", width=340, across=1)
    assert narrow.height > 2 * broad.height


GROUPS = [FlowGroup("a", "metal", "/a"), FlowGroup("b", "battery", "/b")]
CELLS = {("a", "b"): FlowCell(["scrap", "need 2, made 1"], "short")}


def test_cells_without_a_flow_say_so() -> None:
    drawing = draw_flow_matrix(GROUPS, CELLS, "no flow found", "one flow")
    assert drawing.body.count("no flow") == 3
    assert drawing.description == "metal → battery: scrap, need 2, made 1"


def test_a_telephone_lists_the_flows() -> None:
    drawing = draw_flow_list(GROUPS, CELLS, "one flow")
    assert drawing.width == 340
    assert "metal → battery" in drawing.body
    assert "no flow" not in drawing.body


def test_nobody_sells_anything() -> None:
    assert draw_flow_matrix([], {}, "no flow found", "none").height > 0
