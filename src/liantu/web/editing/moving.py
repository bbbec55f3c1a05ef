"""Which gaps moved between two moments of the workspace."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from liantu.chain.moves import moves
from liantu.district import District
from liantu.web.editing import kept
from liantu.web.view import View


def moved(view: View, one: int, other: int) -> pl.DataFrame:
    """The products whose gap moved; see ``chain.moves``."""
    return moves(at(view, one).gaps("all"), at(view, other).gaps("all"))


def at(view: View, number: int) -> District:
    """The district as it stood after a change; the last few are kept, for their results."""
    present = view.present
    if number == present.number:
        return present
    if view.shared:
        return replace(present, given=kept.tables(view, number), number=number)
    known = view.moments
    if number not in known:
        if len(known) > 3:
            known.clear()
        known[number] = replace(present, given=kept.tables(view, number), number=number)
    return known[number]
