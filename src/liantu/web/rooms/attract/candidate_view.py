"""What the pages of candidates are asked: which product, with or without recalled makers."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from liantu.web.core.request_view import RequestView

PATH = "/candidates"
QUERY = ("product", "recalled")
_YES = "yes"


class CandidateView(NamedTuple):
    """The product that is shown, all that candidates are known of, and the rows of the one."""

    product: str
    recalled: bool
    everything: pl.DataFrame
    rows: pl.DataFrame
    #: The factors of every row, in their order.
    terms: pl.DataFrame


def read_candidates(view: RequestView) -> CandidateView:
    """The candidates that the address asks for: of the first link to fill that has any unless it names a product."""
    query = view.request.query_params
    recalled = query.get("recalled") == _YES and _is_on_screen(view)
    named, room = query.get("product"), view.district.attract
    everything = room.candidates(recalled=recalled)
    product = named or _find_first(view, everything)
    rows = room.candidates(product, recalled) if product else everything
    terms = room.factors_of(product, recalled) if product else pl.DataFrame()
    return CandidateView(product, recalled, everything, rows, terms)


def _is_on_screen(view: RequestView) -> bool:
    """Whether the page itself is asked for, and no file or data."""
    _stem, dot, form = view.request.url.path.rpartition("/")[2].rpartition(".")
    return not view.leaves and (not dot or form == "html")


def _find_first(view: RequestView, everything: pl.DataFrame) -> str:
    """The link to fill that stands first on the list of those with a candidate; empty where there is none."""
    order = view.district.chain.gaps("invite")["product"]
    found = order.filter(order.is_in(everything["product"].implode()))
    return str(found[0]) if len(found) else str(order[0]) if len(order) else ""


def name_firm(view: RequestView, brief: str | None, name: str, en: str | None) -> str:
    """A firm by its short name, or its English one on an English page."""
    return (en if not view.zh else None) or brief or name
