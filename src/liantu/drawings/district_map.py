"""A deployer's map of his district: shapes as he drew them, places filled by what they make, and labelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from liantu.drawings.drawing import Drawing
from liantu.drawings.meanings import DASHES, INK, INKS, fill_state
from liantu.drawings.shapes import draw_link, draw_text
from liantu.drawings.svg_text import escape_attribute, text_width
from liantu.model.drawn_map import DrawnMap, MapShape


@dataclass(frozen=True)
class MapPlace:
    """A place of the map: its address, the firmest state of what it makes (none: no plant is on record), its name, what
    is free, all in words."""

    to: str
    state: str
    name: str
    free: str
    words: str


def draw_district_map(
    drawn: DrawnMap, places: Mapping[str, MapPlace], title: str, *, name: str = "district-map", width: float = 955.0
) -> Drawing:
    """The map at a width; words are of the size of the page. Labels stand in shapes whose place on it is known."""
    scale = width / drawn.width
    shapes = [_draw_shape(shape, places) for shape in drawn.shapes]
    placement = f"scale({scale:.6g}) translate({-drawn.left:.6g} {-drawn.top:.6g})"
    labels = []
    for top in drawn.shapes:
        for shape in top.walk():
            if shape.key in places and shape.box:
                x = (shape.box[0] + shape.box[2]) / 2 - drawn.left
                y = (shape.box[1] + shape.box[3]) / 2 - drawn.top
                labels += _draw_label(places[shape.key], x * scale, y * scale, width)
    described = "; ".join(place.words for place in places.values())
    body = [f'<g transform="{placement}">{"".join(shapes)}</g>', *labels]
    return Drawing(name, title, described, width, drawn.height * scale, body)


def _draw_shape(shape: MapShape, places: Mapping[str, MapPlace]) -> str:
    """A shape by its attributes alone; ids are left out, so that none is one of the page."""
    place = places.get(shape.key)
    attributes = {key: value for key, value in shape.attributes.items() if key != "id"}
    if place is not None:
        ink = INKS["made" if place.state not in ("unknown", "") else "unknown"]
        look = {"fill": fill_state("made", place.state), "stroke": ink, "stroke-dasharray": DASHES.get(place.state, "")}
        attributes |= {**look, "fill-opacity": "0.35", "stroke-width": "2" if place.state else "1"}
    inside = escape_attribute(shape.words) + "".join(_draw_shape(child, places) for child in shape.children)
    written = "".join(f' {key}="{escape_attribute(value)}"' for key, value in attributes.items() if value)
    hint = f"<title>{escape_attribute(place.words)}</title>" if place else ""
    return draw_link(place.to if place else "", [f"<{shape.tag}{written}>{hint}{inside}</{shape.tag}>"])


def _draw_label(place: MapPlace, x: float, y: float, width: float) -> list[str]:
    """Name and what is free, within the drawing and readable over any fill."""
    halo = 'paint-order="stroke" stroke="#FFFFFF" stroke-width="3"'
    drawn = []
    for number, (words, bold) in enumerate(((place.name, True), (place.free, False))):
        half = text_width(words, 12.5) / 2 * 1.06
        middle = min(max(x, half), width - half)
        text = draw_text(middle, y + number * 16, words, 12.5, INK, bold=bold, anchor="middle")
        drawn.append(text.replace("<text ", f"<text {halo} ", 1))
    return drawn
