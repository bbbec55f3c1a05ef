"""The picture of a what-if: the changed products, and the links that move with them, before and after."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from fastapi import FastAPI

from liantu.drawings.empty_frame import draw_empty_frame
from liantu.drawings.move_bars import MoveBar, MoveWords, draw_move_bars, draw_narrow_move_bars
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Link
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.moves_table import moves_table
from liantu.wording.amounts import Scale
from liantu.wording.sentences import NESTED_LINKS

PATH = "/what-if/picture/moves"


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_moves_picture)


def make_moves_picture(view: RequestView) -> Picture:
    """What a what-if moves, before and after: the changed products first."""
    _, room, before = view.tr, view.district.chain, view.before.chain
    frame, made, effects = room.moves_since(before), room.made_since(before), room.list_effects(before)
    listed = (pl.col("list_before") == "invite") | (pl.col("list_after") == "invite")
    drawn_rows = frame.filter(listed.fill_null(value=False))
    drawn_rows = drawn_rows.sort(pl.col("product").is_in(effects.entered), descending=True, maintain_order=True)
    words = {
        **dict.fromkeys(effects.entered, (_("new in the list"), "missing")),
        **dict.fromkeys(effects.left, (_("leaves the list"), "made")),
        **dict.fromkeys(effects.later, (_("stands later: less than a plant"), "short")),
        **dict.fromkeys(effects.earlier, (_("stands earlier"), "short")),
    }
    changed_bars, changed_unit = _make_bars(view, made, ("made_before", "made_after"), {})
    moved_bars, unit = _make_bars(view, drawn_rows, ("gap_before", "gap_after"), words)
    headings = MoveWords(
        changed=_("Changed products, capacity a year"),
        follows=_("Links that move with them (typical gap)"),
        before=_("before"),
        after=_("after"),
        change=_("Moves by"),
        another=_("another unit"),
        changed_unit=changed_unit,
        unit=unit,
        same=_(", as much in all"),
        supposed=_(" (supposed)"),
    )
    counts = {"moved": drawn_rows.height, "entered": len(effects.entered), "left": len(effects.left)}
    heading = _("Links to fill before and after: moving %(moved)s, entering %(entered)s, leaving %(left)s") % counts
    if not changed_bars and frame.is_empty():
        return _make_empty(view, frame, made)
    others = [view.pick(row) for row in frame.filter(~listed.fill_null(value=False)).iter_rows(named=True)]
    elsewhere = _("On other lists, not drawn: %s.") % view.join(others) if others else ""
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_move_bars(changed_bars, moved_bars, headings, heading),
        narrow=draw_narrow_move_bars(changed_bars, moved_bars, headings, heading),
        table=moves_table(view, frame),
        frames={"moves": frame, "made": made},
        note=" ".join(filter(None, [elsewhere, _(NESTED_LINKS)])),
        links=[Link(_("What if"), view.url("/what-if"))],
    )


def _make_empty(view: RequestView, frame: pl.DataFrame, made: pl.DataFrame) -> Picture:
    """The picture of a change that moves nothing, or of no change."""
    heading = view.tr("Nothing is supposed that moves a link: choose a link or write a change on the page of what if")
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_empty_frame(heading, heading, "moves"),
        narrow=draw_empty_frame(heading, heading, "moves-narrow", 340.0),
        table=moves_table(view, frame),
        frames={"moves": frame, "made": made},
        links=[Link(view.tr("What if"), view.url("/what-if"))],
    )


def _make_bars(
    view: RequestView, frame: pl.DataFrame, sides: tuple[str, str], words: Mapping[str, tuple[str, str]]
) -> tuple[list[MoveBar], str]:
    """The rows as bars, and the unit of the axis: that of most of them."""
    if frame.is_empty():
        return [], ""
    unit = str(frame["unit"].mode(maintain_order=True)[0])
    same = frame.filter(unit=unit)
    axis = printed_scale(view, [*same[sides[0]], *same[sides[1]]], unit)
    return [_bar(view, row, sides, unit, axis, words) for row in frame.iter_rows(named=True)], axis.unit


def _bar(
    view: RequestView,
    row: Mapping[str, object],
    sides: tuple[str, str],
    unit: str,
    axis: Scale,
    words: Mapping[str, tuple[str, str]],
) -> MoveBar:
    product, own_unit = str(row["product"]), str(row["unit"])
    before, after = (value if isinstance(value, float) else None for value in (row[side] for side in sides))
    printed = printed_scale(view, [before, after], own_unit)
    scale = axis if own_unit == unit else printed
    word, meaning = words.get(product, ("", "short"))
    return MoveBar(
        name=view.pick(row),
        to=view.url(f"/product/{product}"),
        before=None if before is None else before / scale.divisor,
        after=None if after is None else after / scale.divisor,
        before_words=figure_text(view, before, scale),
        after_words=figure_text(view, after, scale),
        change_words=_change_words(view, before, after, scale),
        word=word,
        meaning=meaning,
        another_unit="" if own_unit == unit else printed.unit,
    )


def _change_words(view: RequestView, before: float | None, after: float | None, scale: Scale) -> str:
    """By how much, in a word and a figure, so that no sign is overlooked."""
    if before is None or after is None:
        return view.tr("unknown")
    amount = figure_text(view, abs(after - before), scale)
    if after == before:
        return view.tr("unchanged")
    return (view.tr("more by %s") if after > before else view.tr("less by %s")) % amount
