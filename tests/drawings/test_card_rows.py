"""Rows of cards: as high as their highest card, a gap between them."""

from __future__ import annotations

from liantu.drawings.card_rows import GAP, draw_card_rows


def test_a_row_is_as_high_as_its_highest_card() -> None:
    def draw(card: int, left: float, top: float, room: float, height: float) -> list[str]:
        return [f"{card}: {left:g} {top:g} {room:g} {height:g}"]

    shapes, end = draw_card_rows([3, 9, 5], 2.0, 100.0, 2, lambda card, room: card * room / 100, draw)
    assert shapes == ["3: 1 2 98 9", "9: 111 2 98 9", "5: 1 21 98 5"]
    assert end == 2 + 9 + GAP + 5 + GAP
