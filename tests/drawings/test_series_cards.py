"""Cards of series: bars as high as their values, ranges as whiskers, and a year begun in two parts."""

from __future__ import annotations

import re

import pytest

from liantu.drawings.meanings import INKS
from liantu.drawings.series_cards import SeriesCard, YearBar, draw_series_cards


def find_heights(body: str, fill: str) -> list[float]:
    """Of bars, which are taller than the lines of a hatch."""
    found = [float(high) for high in re.findall(rf'height="([\d.]+)" fill="{re.escape(fill)}"', body)]
    return [high for high in found if high > 6]


def test_bars_and_what_is_reckoned_stand_on_one_axis() -> None:
    bars = [YearBar("2022", 50.0), YearBar("2023", 25.0, 100.0, 90.0, 110.0)]
    body = draw_series_cards([SeriesCard("output", "", "t", bars, ["2023: 90–110"])], "t").body
    known = find_heights(body, INKS["made"])
    assert known[0] == 2 * known[1]
    assert find_heights(body, "url(#series-made-building)") == [pytest.approx(2 * known[0], abs=0.2)]


def test_nothing_known_draws_no_bar_of_zero() -> None:
    body = draw_series_cards([SeriesCard("output", "", "t", [YearBar("2024", None, 10.0, 8.0, 12.0)], [])], "t").body
    assert find_heights(body, INKS["made"]) == []


def test_an_aim_is_a_line_with_its_words_and_part_of_the_description() -> None:
    card = SeriesCard("output", "", "t", [YearBar("2022", 50.0)], [], aim=(60.0, "aim 60"))
    drawing = draw_series_cards([card], "t")
    assert "aim 60" in drawing.description
    assert 'stroke-dasharray="5 3"' in drawing.body
