"""Rows at the width of a telephone: no name runs onto its own bar."""

from __future__ import annotations

import re

from liantu.drawings.gap_bars import GapBar, draw_narrow_gap_bars
from liantu.drawings.gap_value_bars import ValueBar, ValueBarWords, draw_narrow_value_bars
from liantu.drawings.narrow_head import draw_narrow_head

LONG = "synthetic graphite anode material of battery grade"
STATES = [("operating", "Operating"), ("building", "Building"), ("planned", "Planned")]
PARTS = {"operating": 1.0, "building": 2.0, "planned": 3.0}


def test_a_name_on_two_lines_lowers_its_bar() -> None:
    heads = {name: draw_narrow_head(0, 340, name, "/", "82.8 thousand t/yr", strong=True) for name in ("PVDF", LONG)}
    assert heads["PVDF"][1] == 0
    shapes, lower = heads[LONG]
    baselines = sorted(float(y) for y in re.findall(r'<text[^>]* y="([\d.]+)"', "".join(shapes)))
    assert lower > 0
    assert baselines[-1] + 3 < 23 + lower  # what hangs below the line ends above the bar


def test_rows_after_such_a_name_stand_lower_and_the_drawing_ends_below_them() -> None:
    words = ValueBarWords("Link", "Value", "Need", "Gap", "100 m CNY", STATES)

    def heights(name: str) -> list[float]:
        value = ValueBar(name, "/", "", "missing", True, PARTS, 5.0, 7.0, "5–7", "", "82.8 thousand t/yr")
        gap = GapBar(name, "/", PARTS, 5.0, 7.0, "5–7", "low to high", "/", "82.8 thousand t/yr")
        drawings = (
            draw_narrow_value_bars([value, value], words, "T"),
            draw_narrow_gap_bars([gap, gap], "T", STATES, "low to high"),
        )
        assert "P10" not in "".join(shape for drawing in drawings for shape in drawing.shapes)
        return [drawing.height for drawing in drawings]

    assert [long - short for long, short in zip(heights(LONG), heights("PVDF"), strict=True)] == [22.0, 22.0]
