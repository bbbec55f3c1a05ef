"""The chain map: cards in columns from upstream to downstream, as SVG text.

Status is told three times: word, colour, border. Colours are attributes, not styles, so that the same text
serves the page under its strict policy and the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from liantu.web.drawings.crossings import ordered
from liantu.web.drawings.text import attribute, number, width, wrap

CARD, BETWEEN, ABOVE, MARGIN = 216.0, 84.0, 12.0, 14.0
_HEAD = 34.0
_NAME, _LINE = 13.5, 11.5


@dataclass(frozen=True)
class Look:
    """Ink, fill and border of a status."""

    ink: str
    fill: str
    width: float
    dash: str = ""


#: Tested pairs: text on fill and border on white both pass WCAG AA.
LOOKS = {
    "made": Look("#0B5394", "#DCEBF7", 1.6),
    "short": Look("#8A5A00", "#FFF1D6", 1.6, "7 3"),
    "missing": Look("#A61B29", "#FBE3E4", 2.2),
    "unstated": Look("#A61B29", "#FFFFFF", 1.6, "2 3"),
    "unknown": Look("#555555", "url(#hatch)", 1.6, "2 3"),
    "induced": Look("#555555", "#FFFFFF", 1.2, "6 4"),
}
CARDS: dict[str, Any] = {
    "id": pl.String,
    "name": pl.String,
    "column": pl.Int64,
    "status": pl.String,
    "word": pl.String,
    "lines": pl.List(pl.String),
    "href": pl.String,
}
LINKS: dict[str, Any] = {"source": pl.String, "target": pl.String, "kind": pl.String}


def chain_map(
    cards: pl.DataFrame, links: pl.DataFrame, columns: Sequence[str], title: str, *, separator: str = ", "
) -> str:
    """The map as SVG. ``cards`` and ``links`` have the columns of ``CARDS`` and ``LINKS``.

    ``kind`` is ``given`` (a plant here needs it; solid) or ``inferred`` (dashed). A column without cards on
    the left is cut off, and the others keep their places.
    """
    rows = {row["id"]: row for row in cards.iter_rows(named=True)}
    ties = [t for t in links.iter_rows(named=True) if t["source"] in rows and t["target"] in rows]
    held: dict[int, list[str]] = {}
    for key, row in rows.items():
        held.setdefault(row["column"], []).append(key)
    order = ordered(held, [(t["source"], t["target"]) for t in ties])
    high = _height(rows.values())
    tall = max((len(keys) for keys in order.values()), default=1) * (high + ABOVE)
    spots = _spots(order, high, tall)
    first = min(order, default=0)
    left = MARGIN + first * (CARD + BETWEEN)
    wide = max(order, default=0) * (CARD + BETWEEN) + CARD + 2 * MARGIN - first * (CARD + BETWEEN)
    near = _near(ties)
    body = [
        *_headings(columns, sorted(order)),
        *(_tie(tie, spots, high) for tie in ties),
        *(
            _card(rows[key], spots[key], high, near.get(key, []), separator)
            for column in sorted(order)
            for key in order[column]
        ),
    ]
    box = f"{number(left - MARGIN)} 0 {number(wide)} {number(tall + _HEAD + MARGIN)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chain-map" role="list" viewBox="{box}" '
        f'width="{number(wide)}" height="{number(tall + _HEAD + MARGIN)}" aria-label="{attribute(title)}" '
        f'font-family="sans-serif"><title>{attribute(title)}</title>{_DEFS}{"".join(body)}</svg>'
    )


_DEFS = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#FFFFFF"/><rect width="1.6" height="7" fill="#E4E4E4"/></pattern>'
    '<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6.5" markerHeight="6.5" orient="auto">'
    '<path d="M0 0L8 4L0 8z" fill="#6F7F92"/></marker></defs>'
)


def _height(rows: Any) -> float:
    """One height for all cards: that of the fullest."""
    most = 1.0
    for row in rows:
        names = len(_name(row))
        most = max(most, names * (_NAME + 3) + len(row["lines"]) * (_LINE + 4))
    return most + 18


def _name(row: Mapping[str, Any]) -> list[str]:
    """The name in the room that the status word beside it leaves."""
    return wrap(row["name"], _NAME, CARD - 26 - width(row["word"], _LINE))


def _spots(order: Mapping[int, Sequence[str]], high: float, tall: float) -> dict[str, tuple[float, float]]:
    """The upper left corner of each card; a short column stands in the middle."""
    spots = {}
    for column, keys in order.items():
        room = tall / len(keys)
        for index, key in enumerate(keys):
            x = MARGIN + column * (CARD + BETWEEN)
            spots[key] = (x, _HEAD + index * room + (room - high) / 2)
    return spots


def _headings(columns: Sequence[str], present: Sequence[int]) -> list[str]:
    """The headings; one that several columns share stands once, in their middle."""
    shared: dict[str, list[int]] = {}
    for column in present:
        shared.setdefault(columns[column] if column < len(columns) else "", []).append(column)
    drawn = []
    for words, own in shared.items():
        x = MARGIN + (own[0] + own[-1]) / 2 * (CARD + BETWEEN) + CARD / 2
        drawn.append(
            f'<text x="{number(x)}" y="20" text-anchor="middle" font-size="14" font-weight="700" '
            f'fill="#1d2733" role="presentation">{attribute(words)}</text>'
        )
    return drawn


def _tie(tie: Mapping[str, Any], spots: Mapping[str, tuple[float, float]], high: float) -> str:
    (x1, y1), (x2, y2) = spots[tie["source"]], spots[tie["target"]]
    start, end = (x1 + CARD, y1 + high / 2), (x2, y2 + high / 2)
    bend = max(30.0, (end[0] - start[0]) / 2) if end[0] > start[0] else 60.0
    path = (
        f"M{number(start[0])} {number(start[1])}C{number(start[0] + bend)} {number(start[1])} "
        f"{number(end[0] - bend)} {number(end[1])} {number(end[0])} {number(end[1])}"
    )
    dash = ' stroke-dasharray="6 4"' if tie["kind"] == "inferred" else ""
    return (
        f'<path class="tie" data-from="{attribute(tie["source"])}" data-to="{attribute(tie["target"])}" d="{path}" '
        f'fill="none" stroke="#8494A7" stroke-width="1.3"{dash} marker-end="url(#arrow)" aria-hidden="true"/>'
    )


def _near(ties: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for tie in ties:
        near.setdefault(tie["source"], []).append(tie["target"])
        near.setdefault(tie["target"], []).append(tie["source"])
    return near


def _card(row: Mapping[str, Any], spot: tuple[float, float], high: float, near: Sequence[str], separator: str) -> str:
    look, (x, y) = LOOKS[row["status"]], spot
    label = separator.join([row["name"], row["word"], *row["lines"]])
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    parts = [
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(CARD)}" height="{number(high)}" rx="3" '
        f'fill="{look.fill}" stroke="{look.ink}" stroke-width="{look.width}"{dash}/>'
    ]
    at = y + 8
    for line in _name(row):
        at += _NAME + 3
        parts.append(_words(x + 9, at, line, _NAME, "#1d2733", bold=True))
    parts.append(_words(x + CARD - 8, y + 8 + _NAME + 3, row["word"], _LINE, look.ink, bold=True, end=True))
    for line in row["lines"]:
        at += _LINE + 4
        parts.append(_words(x + 9, at, wrap(line, _LINE, CARD - 16, 1)[0] if line else "", _LINE, "#333333"))
    inner = "".join(parts)
    if row["href"]:
        inner = f'<a href="{attribute(row["href"])}" aria-label="{attribute(label)}">{inner}</a>'
    return (
        f'<g class="card {row["status"]}" role="listitem" data-id="{attribute(row["id"])}" '
        f'data-near="{attribute(" ".join(near))}"><title>{attribute(label)}</title>{inner}</g>'
    )


def _words(x: float, y: float, text: str, size: float, ink: str, *, bold: bool = False, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{ink}"{weight}{anchor}>'
        f"{attribute(text)}</text>"
    )
