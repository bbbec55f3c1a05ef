"""Targets as cards: a bar only from a base that is known, possible bases where it is not."""

from __future__ import annotations

import re

from liantu.drawings.target_cards import BaseRow, TargetBar, TargetCard, draw_target_cards


def card(**known: object) -> TargetCard:
    given = {"name": "output", "to": "", "aim": "2027: 4000", "verdict": "still needed", "meaning": "made", "lines": []}
    return TargetCard(**{**given, **known})  # type: ignore[arg-type]


def find_widths(body: str, height: str) -> list[float]:
    bars = re.findall(rf'<rect[^>]* height="{height}"[^>]*>', body)
    return [float(re.findall(r' width="([\d.]+)"', bar)[0]) for bar in bars]


def test_base_range_and_what_is_needed_make_the_target() -> None:
    bar = TargetBar(2000, 3000, 4000, "2023: 2000–3000", "needed 1000–2000")
    widths = find_widths(draw_target_cards([card(bar=bar)], "t").body, "20")
    assert widths[1] == widths[0] / 2
    assert widths[2] == widths[1]


def test_a_target_that_is_met_needs_nothing() -> None:
    bar = TargetBar(12, 12, 10, "2023: 12", "needed 0")
    assert len(find_widths(draw_target_cards([card(bar=bar)], "t").body, "20")) == 1


def test_an_unknown_base_has_possible_bases_and_no_bar() -> None:
    bases = [BaseRow("if 2023 were 5", 20.0, "20%"), BaseRow("if 2023 were 10", 0.0, "0%")]
    drawing = draw_target_cards([card(meaning="unknown", bases=bases)], "t")
    assert find_widths(drawing.body, "20") == []
    assert "if 2023 were 5 20%" in drawing.description
    assert "url(#targets-unknown)" in drawing.body


def test_cards_stand_below_each_other_on_a_telephone() -> None:
    cards = [card() for _ in range(3)]
    broad, narrow = (draw_target_cards(cards, "t", width=w, across=n) for w, n in ((955, 3), (340, 1)))
    assert narrow.height > 2.5 * broad.height
