"""The map of a deployment: a file of whoever serves the district, read once and checked before anything is served."""

from __future__ import annotations

from pathlib import Path

from liantu.model.drawn_map import DrawnMap
from liantu.model.problems import Problem, Problems


def read_park_map(path: Path, places: list[str]) -> DrawnMap:
    """The map in a file. Raises Problems: it cannot be opened, is refused, or none of its ids is one of the places."""
    from liantu.exchange.drawn_map import read_drawn_map

    try:
        content = path.read_bytes()
    except OSError:
        raise Problems([Problem("unopened_file", value=str(path))]) from None
    drawn = read_drawn_map(content, path.name)
    if not drawn.keys & set(places):
        raise Problems([Problem("map_without_places", file=path.name, slots={"choices": ", ".join(places[:12])})])
    return drawn
