"""Targets as cards: a bar only from a base that is known, possible bases where it is not."""

from __future__ import annotations

import re

from liantu.drawings.target_bridge import BridgeColumn
from liantu.drawings.target_cards import BaseRow, CheckRow, TargetBar, TargetCard, draw_target_cards

_FRAME = r'width="([\d.]+)" height="[\d.]+" fill="#FFFFFF" stroke="#5'


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


def test_a_bridge_is_two_cards_wide_and_its_columns_stand_on_each_other() -> None:
    columns = [
        BridgeColumn("base", "2023", "3", 0, 3),
        BridgeColumn("expected", "named", "at most 1", 3, 4, ["cluster"]),
        BridgeColumn("target", "2027", "4", 0, 4),
    ]
    drawing = draw_target_cards([card(bridge=columns), card(), card()], "t", width=1000)
    frames = [float(wide) for wide in re.findall(_FRAME, drawing.body)]
    assert frames[0] > 2 * frames[-1]
    heights = [float(high) for high in re.findall(r'height="([\d.]+)"[^>]*stroke="#0B5394"', drawing.body)]
    assert max(heights) == 3 * min(high for high in heights if high > 25)
    narrow = draw_target_cards([card(bridge=columns)], "t", width=340, across=1)
    assert "cluster" in narrow.body


def test_comparisons_are_rows_of_a_card() -> None:
    drawing = draw_target_cards([card(verdict="", aim="", checks=[CheckRow("1 ÷ 4", "25%", "of one year")])], "t")
    assert "1 ÷ 4 = 25% of one year" in drawing.description
