"""The heading of a what-if: what is supposed and what comes of it, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.web.core.amount_text import amount_with_unit, figure_text, printed_scale
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.gap_rows import assumption_text
from liantu.web.rooms.chain.supposed_parts import list_supposed_parts
from liantu.wording import NC_
from liantu.wording.scenario import MORE_CHANGES, count_links, count_moves
from liantu.wording.sentences import GAP_MOVES

#: What is no difference of a gap, in the unit of its product a year.
_NOTHING = 1e-6


def head_what_if(view: RequestView) -> str:
    """What the what-if of the address supposes, and what the gaps do then; empty when nothing is supposed."""
    _ = view.tr
    texts = [part.text for part in list_supposed_parts(view)]
    switched_off = sorted(view.district.off)
    texts += [_("the assumption “%s” were off") % assumption_text(view, key) for key in switched_off]
    if not texts:
        return ""
    more = len(texts) - 1
    supposed = texts[0] + (_(MORE_CHANGES) % more if more else "")
    return _("If %(supposed)s, %(answer)s") % {"supposed": supposed, "answer": _answer(view)}


def gap_words(view: RequestView, row: Mapping[str, object]) -> str:
    """A gap before and after, both in one unit; unknown has none."""
    before, after = (side if isinstance(side, float) else None for side in (row["gap_before"], row["gap_after"]))
    printed = printed_scale(view, [before, after], str(row["unit"]))
    slots = {
        "product": view.pick(row),
        "before": figure_text(view, before, printed),
        "after": figure_text(view, after, printed),
        "unit": printed.unit,
    }
    if before is None and after is None:
        return view.tr("the gap of %(product)s is unknown before and after") % slots
    if before is None or after is None:
        slots |= {
            side: amount_with_unit(view, amount, str(row["unit"])) if amount else text
            for side, amount, text in (("before", before, slots["before"]), ("after", after, slots["after"]))
        }
        return view.tr("the gap of %(product)s goes from %(before)s to %(after)s") % slots
    return view.tr(GAP_MOVES) % slots


def order_moves(view: RequestView, frame: pl.DataFrame) -> pl.DataFrame:
    """What moves: the changed products, then what enters the list to fill, what stands in it, and the others."""
    room, before = view.district.chain, view.before.chain
    changed = pl.col("product").is_in(room.made_since(before)["product"].to_list())
    listed = (pl.col("list_before") == "invite") | (pl.col("list_after") == "invite")
    entered = pl.col("product").is_in(room.list_effects(before).entered)
    return frame.sort(changed, entered, listed.fill_null(value=False), descending=True, maintain_order=True)


def _answer(view: RequestView) -> str:
    """The gap of the changed product, else of the link that moves first in the list; then how the list moves."""
    _, room, before = view.tr, view.district.chain, view.before.chain
    frame, effects = room.moves_since(before), room.list_effects(before)
    if frame.is_empty():
        return _("no amount moves")
    moving = frame.filter(pl.col("difference").is_null() | (pl.col("difference").abs() > _NOTHING))
    counts = count_links(len(effects.entered), len(effects.left), _)
    movement = count_moves(frame.select("list_before", "list_after").iter_rows(), _)
    between = _(NC_("clauses", ", "))
    if moving.is_empty():
        return between.join([_("no gap changes, only what of it is needed soon, in %s links") % frame.height, *counts])
    if not moving["difference"].count():
        return between.join([movement, _("amounts unknown so far")])
    first = gap_words(view, order_moves(view, moving).row(0, named=True))
    return first + _("; ") + movement
