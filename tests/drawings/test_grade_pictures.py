"""Pictures of grades: lengths are the figures, and what has no room stands elsewhere instead of vanishing."""

from __future__ import annotations

import re

import pytest

from liantu.drawings.grade_flow import GradeRibbon, GradeYear, draw_grade_flow
from liantu.drawings.grade_shares import GradePart, GradePool, draw_grade_shares
from liantu.drawings.indicator_scatter import Scatter, ScatterAxis, ScatterPoint, choose_frame, draw_scatter
from liantu.drawings.ratio_bars import RatioBar, draw_ratio_bars


def widths(body: str, fill: str) -> list[float]:
    return [float(width) for width in re.findall(rf'width="([\d.]+)" height="[\d.]+" fill="{fill}"', body)]


def test_parts_of_a_pool_fill_its_bar() -> None:
    parts = [
        GradePart(name, "", place, share, None) for place, (name, share) in enumerate([("A", 20), ("B", 75), ("C", 5)])
    ]
    drawn = draw_grade_shares([GradePool("all", "20", parts)], "grades")
    found = [float(width) for width in re.findall(r'width="([\d.]+)" height="26"', drawn.body)]
    assert found == pytest.approx([0.20 * 476, 0.75 * 476, 0.05 * 476], abs=0.06)
    assert {"A", "B", "C"} <= set(re.findall(r">\s*([ABC]) ", drawn.body))


def test_ribbons_are_as_thick_as_their_firms() -> None:
    years = [
        GradeYear("2022", {0: 30, 1: 10}, {0: "A 30", 1: "B 10"}),
        GradeYear("2023", {0: 20, 1: 20}, {0: "A", 1: "B"}),
    ]
    ribbons = [[GradeRibbon(0, 0, 20, "same"), GradeRibbon(0, 1, 10, "down"), GradeRibbon(1, 1, 10, "same")]]
    drawn = draw_grade_flow(years, ribbons, [["moves"]], "flow")
    thick = [
        float(each)
        for each in re.findall(r'stroke-width="([\d.]+)"/><path|stroke-width="([\d.]+)"/>', drawn.body)
        for each in each
        if each
    ]
    nodes = [float(each) for each in re.findall(r'width="22" height="([\d.]+)"', drawn.body)]
    assert nodes[0] / nodes[1] == pytest.approx(3, rel=0.01)
    assert max(thick) == pytest.approx(nodes[0] * 20 / 30, rel=0.01)


def test_a_frame_leaves_out_what_would_press_the_others_together() -> None:
    end = choose_frame([10, 20, 30, 900], [18])
    assert end == pytest.approx(30 * 1.08)
    point = [ScatterPoint(5, value, 0, "", "") for value in (10, 30, 900, -1)]
    scatter = Scatter(ScatterAxis("x", [], 10), ScatterAxis("y", [], end), point, ["A", "B"])
    assert [scatter.is_inside(each) for each in point] == [True, True, False, False]
    assert draw_scatter(scatter, "t", "d").body.count("<g><title>") == 2


def test_a_hidden_ratio_has_no_length() -> None:
    bars = [RatioBar("north", "", 20, "20"), RatioBar("east", "", 5, "5"), RatioBar("west", "", None, "***")]
    drawn = draw_ratio_bars(bars, 10, "district 10", "ratios", name="r")
    dark, pale = widths(drawn.body, "#0B5394"), widths(drawn.body, "#DCEBF7")
    assert dark[0] / pale[0] == pytest.approx(4, rel=0.01)
    assert "***" in drawn.body
    assert "url(#r-unknown)" in drawn.body
