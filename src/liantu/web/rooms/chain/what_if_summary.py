"""What a what-if comes to, beside its picture: one sentence, the list in counts, the chains that do not move."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.web.core.amount_text import amount_with_unit
from liantu.web.core.page_tables import Column, Link, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.what_if_heading import gap_words, order_moves
from liantu.wording.sentences import NO_AMOUNT_MOVES
from liantu.wording.titles import LINKS_TO_FILL

#: Links that the sentence names.
_NAMED = 2


@dataclass(frozen=True)
class WhatIfSummary:
    """The sentence, the counts of the list, who stands elsewhere in its order, the chains that do not move, and the
    firms that run what is changed, each leading to its open questions."""

    sentence: str
    counts: Table
    reordered: str
    unmoved: str
    runners: tuple[Link, ...]


def summarise_what_if(view: RequestView) -> WhatIfSummary:
    """What the what-if of the address comes to."""
    _, room, before = view.tr, view.district.chain, view.before.chain
    effects, frame = room.list_effects(before), room.moves_since(before)
    names = [view.name(product) for product in effects.reordered]
    still = [view.name(chain) for chain in room.unmoved_chains(frame)]
    return WhatIfSummary(
        sentence=_sentence(view, frame, effects.entered),
        counts=_counts(view, effects.before, effects.after, len(effects.entered), len(effects.left), len(names)),
        reordered=_("In another place of the order: %s.") % view.join(names) if names else "",
        unmoved=_("Chains without a link that moves: %s.") % view.join(still) if still else "",
        runners=_find_runners(view),
    )


def _find_runners(view: RequestView) -> tuple[Link, ...]:
    """The firms whose capacities on record are changed; who is only supposed cannot be asked."""
    changed = {row.key.split("/")[0] for row in view.district.supposed.rows if row.table in ("capacities", "loads")}
    capacities = view.before.tables["capacities"].filter(pl.col("id").is_in(changed))
    plants = view.before.tables["plants"].filter(pl.col("id").is_in(capacities["plant"].to_list()))
    firms = plants["firm"].drop_nulls().unique(maintain_order=True).to_list()
    return tuple(Link(view.name(firm), view.url("/ask", firm=firm)) for firm in firms[:_NAMED])


def _sentence(view: RequestView, frame: pl.DataFrame, entered: tuple[str, ...]) -> str:
    """The changed products, what enters, then what moves in the list, then how many more rise and fall."""
    _, parts = view.tr, []
    changed = view.district.chain.made_since(view.before.chain)["product"]
    frame = order_moves(view, frame)
    first = frame.filter(pl.col("product").is_in(changed.to_list()) & ~pl.col("product").is_in(entered))
    parts += [gap_words(view, row) for row in first.head(_NAMED).iter_rows(named=True)]
    for row in frame.filter(pl.col("product").is_in(entered)).iter_rows(named=True):
        slots = {"link": view.pick(row), "amount": amount_with_unit(view, row["gap_after"], row["unit"])}
        parts.append(_("%(link)s enters the list with %(amount)s") % slots)
    named = [*entered, *first.head(_NAMED)["product"]]
    others = frame.filter(~pl.col("product").is_in(named), pl.col("difference").fill_null(0.0) != 0)
    parts += [gap_words(view, row) for row in others.head(_NAMED).iter_rows(named=True)]
    further = others.slice(_NAMED)["difference"]
    falls, rises = int((further < 0).sum()), int((further > 0).sum())
    parts += [_("%s more fall") % falls] if falls else []
    parts += [_("%s more rise") % rises] if rises else []
    return _("; ").join(parts) + _(".") if parts else _(NO_AMOUNT_MOVES)


def _counts(view: RequestView, before: int, after: int, entered: int, left: int, reordered: int) -> Table:
    _ = view.tr
    rows = [
        [text_cell(_(LINKS_TO_FILL)), number_cell(str(before)), number_cell(str(after))],
        [text_cell(_("of these entered")), number_cell("—"), number_cell(str(entered))],
        [text_cell(_("of these left")), number_cell("—"), number_cell(str(left))],
        [text_cell(_("in another place of the order")), number_cell("—"), number_cell(str(reordered))],
    ]
    columns = [Column(""), Column(_("before"), number=True), Column(_("after"), number=True)]
    return Table(_("How the list moves"), columns, rows, name="list-effects")
