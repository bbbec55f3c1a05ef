"""Which gaps moved between two moments of the workspace."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from liantu.chain.list_changes import moves
from liantu.district import District
from liantu.web.core.forms import current_row
from liantu.web.core.request_view import View


def moved(view: View, one: int, other: int) -> pl.DataFrame:
    """The products whose gap moved; see ``chain.list_changes``."""
    return moves(at(view, one).gaps("all"), at(view, other).gaps("all"))


def at(view: View, number: int) -> District:
    """The district as it stood after a change; the last few are kept, for their results."""
    present = view.present
    if number == present.number:
        return present
    if view.shared:
        return replace(present, given=current_row.tables(view, number), number=number)
    known = view.moments
    if number not in known:
        if len(known) > 3:
            known.clear()
        known[number] = replace(present, given=current_row.tables(view, number), number=number)
    return known[number]
