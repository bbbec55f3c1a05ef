"""What pictures are made of: axes, bars, hatches of their own, and the file that stands alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as tree
from datetime import date
from itertools import pairwise

import pytest

from liantu.drawings.chain_thumbnails import Thumbnail, draw_thumbnails
from liantu.drawings.drawing import Drawing
from liantu.drawings.drawing_sheet import draw_sheet
from liantu.drawings.indicator_scatter import Scatter, ScatterAxis, ScatterLine, ScatterPoint, draw_scatter
from liantu.drawings.linear_axis import LinearAxis
from liantu.drawings.meanings import INKS, STATES, fill_state
from liantu.drawings.project_lines import AgreedLimit, LineWords, ProjectLine, draw_narrow_project_lines
from liantu.drawings.shapes import draw_link, draw_name, draw_text
from liantu.drawings.stage_squares import StageRow, draw_stage_squares
from liantu.drawings.status_bar import draw_status_bar
from liantu.drawings.svg_text import wrap_text

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(68.8, [0, 20, 40, 60]), (17.2, [0, 5, 10, 15]), (0.9, [0, 0.5]), (4, [0, 1, 2, 3, 4]), (0, [0])],
)
def test_an_axis_begins_at_zero_in_round_steps(highest: float, ticks: list[float]) -> None:
    axis = LinearAxis(100, 300, highest)
    assert axis.ticks() == pytest.approx(ticks)
    assert axis.locate(0) == 100
    assert axis.locate(highest) == (400 if highest else 100)


@pytest.mark.parametrize("width", [500.0, 340.0])
def test_no_line_beside_a_small_map_stands_on_another(width: float) -> None:
    name, lines = "light-alloy materials for vehicle parts", ["capacity unknown", "not stated: 1"]
    chains = [Thumbnail(short, "/", [], [], lines) for short in ("spandex", name, "ammonia and urea")]
    drawing = draw_thumbnails(chains, "chains", width=width, across=2)
    root = tree.fromstring(drawing.svg())
    for card in root.iter(f"{_SVG}a"):
        (box,) = card.iter(f"{_SVG}rect")
        heights = sorted(float(text.get("y", "0")) for text in card.iter(f"{_SVG}text"))
        assert min(lower - upper for upper, lower in pairwise(heights)) >= 14
        top, bottom = float(box.get("y", "0")), float(box.get("y", "0")) + float(box.get("height", "0"))
        assert top + 9 <= heights[0]
        assert heights[-1] <= bottom - 3
        assert bottom <= drawing.height


def test_a_bar_is_as_long_as_its_parts() -> None:
    drawn = draw_status_bar(10, 0, 14, {"operating": 0.0, "building": 30.0, "planned": 50.0}, "missing")
    widths = [float(width) for part in drawn for width in re.findall(r'width="([\d.]+)" height', part)]
    assert widths == [30, 50]
    assert 'x="40"' in drawn[1]


def test_every_meaning_and_state_looks_its_own_way() -> None:
    known = [name for name in INKS if name != "unknown"]
    looks = {(name, state): (INKS[name], fill_state(name, state)) for name in known for state in STATES[:3]}
    assert len(set(looks.values())) == len(looks)
    assert {fill_state(name, "unknown") for name in INKS} == {"url(#unknown)"}


def test_two_drawings_of_a_page_share_no_id() -> None:
    shapes = draw_status_bar(0, 0, 10, {"building": 10.0, "unknown": 5.0}, "made")
    both = "".join(Drawing(name, "Title", "Words", 20, 10, shapes).svg() for name in ("first", "second"))
    found = re.findall(r' id="([^"]+)"', both)
    assert len(found) == len(set(found)) == 8
    assert set(re.findall(r"url\(#([^)]+)\)", both)) <= set(found)


def test_a_drawing_is_told_in_words() -> None:
    root = tree.fromstring(Drawing("plain", "A < B", "Two & two", 20, 10, [draw_text(0, 5, "<&>")]).svg())
    assert [root.findtext(f"{_SVG}{name}") for name in ("title", "desc", "text")] == ["A < B", "Two & two", "<&>"]
    assert root.get("role") == "img"
    linked = Drawing("linked", "A", "B", 20, 10, [draw_link("/product/lfp", [draw_text(0, 5, "C")])])
    assert 'role="group"' in linked.svg()


def test_a_file_has_heading_unit_and_foot_and_leads_nowhere() -> None:
    drawing = Drawing("plain", "A", "B", 300, 40, [draw_link("/product/lfp", [draw_text(0, 20, "bar")])])
    sheet = draw_sheet(drawing, "A heading that is longer than one line of it", "10,000 t", ["Sources: one", "As of"])
    root = tree.fromstring(sheet.svg())
    words = [element.text for element in root.iter(f"{_SVG}text")]
    assert " ".join(str(word) for word in words) == (
        "A heading that is longer than one line of it 10,000 t bar Sources: one As of"
    )
    assert not [*root.iter(f"{_SVG}a")]
    assert sheet.height > drawing.height + 100


@pytest.mark.parametrize(
    ("name", "room", "rows"),
    [("PVDF", 120, 1), ("prismatic cell aluminium can and cap", 150, 2), ("磷酸铁锂正极材料", 130, 1)],
)
def test_a_long_name_goes_on_below_and_is_not_cut(name: str, room: float, rows: int) -> None:
    drawn = draw_name(0, 20, name, room)
    words = [re.sub(r"<[^>]+>", "", text) for text in drawn]
    assert len(words) == rows
    assert " ".join(words) == name
    heights = [float(re.findall(r' y="([\d.]+)"', text)[0]) for text in drawn]
    assert sum(heights) / rows == pytest.approx(24.4, abs=0.6)


def test_words_of_a_cap_stand_over_the_marks() -> None:
    point = ScatterPoint(5.0, 5.0, 0, "firm", "")
    axis = ScatterAxis("tax", [ScatterLine(5.0, "cap", dashed=True)], 10.0)
    shapes = draw_scatter(Scatter(axis, axis, [point], ["A"]), "t", "d").shapes
    first_word = next(n for n, shape in enumerate(shapes) if "cap" in shape)
    assert first_word > max(n for n, shape in enumerate(shapes) if "<title>firm" in shape)
    assert "paint-order" in shapes[first_word]


def test_no_line_begins_with_what_closes() -> None:
    """The full stop behind a quotation goes with its last character; an opening mark goes with what it opens."""
    for room in range(30, 200, 10):
        for row in wrap_text("今天没有需求，也未见供给：不是“已经配齐”。", 10, room, 20):
            assert row[0] not in "，：”。", (room, row)
            assert row[-1] != "“", (room, row)


def test_a_diamond_on_the_last_day_of_a_narrow_axis_is_whole() -> None:
    first, last = date(2023, 1, 1), date(2024, 12, 31)
    limits = [AgreedLimit("limit", day, late=False) for day in (first, last)]
    line = ProjectLine("project", "", "", "stage", "", documented=False, spans=(), plans=(), limits=limits)
    words = LineWords((), "plan", "limit", "today")
    drawing = draw_narrow_project_lines([line], (first, last), first, words, "Title")
    points = re.findall(r'points="([^"]+)"', drawing.svg())
    across = [float(pair.split(",")[0]) for point in points for pair in point.split()]
    assert min(across) > 0
    assert max(across) < drawing.width


def test_what_has_stopped_is_a_square_within_dashes() -> None:
    """As what is planned or was lost: the grammar of pictures has no fifth state."""
    stopped, lost = (
        draw_stage_squares([StageRow("end", "/", state, 1, "")], "where they stand") for state in ("stopped", "planned")
    )
    assert stopped.shapes == lost.shapes
