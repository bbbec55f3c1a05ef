"""Which gaps moved between two moments of the workspace."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from liantu.chain.list_changes import compare_gap_lists
from liantu.district import District
from liantu.web.core.forms import current_row
from liantu.web.core.request_view import RequestView


def changed_gaps(view: RequestView, one: int, other: int) -> pl.DataFrame:
    """The products whose gap moved; see ``chain.list_changes``."""
    return compare_gap_lists(
        district_after_change(view, one).chain.gaps("all"), district_after_change(view, other).chain.gaps("all")
    )


def district_after_change(view: RequestView, number: int) -> District:
    """The district as it stood after a change; the last few are kept, for their results."""
    present = view.present
    if number == present.number:
        return present
    known = view.moments
    if number not in known:
        if len(known) > 3:
            known.clear()
        known[number] = replace(view.inside, given=current_row.require_workspace(view).tables(number), number=number)
    return known[number].for_purpose(view.purpose, view.reader)
