"""Rows of a balance as a picture: what is needed of a product, and how much of it is made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from liantu.drawings.supply_bars import SupplyBar, SupplyBarWords, draw_narrow_supply_bars, draw_supply_bars
from liantu.model.bounds import read_bound, read_coverage
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Link, Table
from liantu.web.core.picture import Picture
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.labels import OWN_SCALES

#: How far what is made here covers a need: the word, and the ink of its meaning.
COVERAGE = {
    "covered": (N_("covered here"), "made"),
    "partly": (N_("covered in part"), "short"),
    "unknown": (N_("made here, amount unknown"), "unknown"),
    "unstated": (N_("maker not stated"), "unknown"),
    "none": (N_("not made here"), "missing"),
}


def make_supply_picture(
    view: RequestView,
    path: str,
    heading: str,
    rows: Iterable[Mapping[str, object]],
    states: Mapping[str, tuple[str, str]],
    table: Table,
    frames: Mapping[str, pl.DataFrame],
    links: Sequence[Link],
    note: str,
) -> Picture:
    """Rows of a balance as bars; ``states`` are the word and the meaning beside each product."""
    _ = view.tr
    bars = [_bar(view, row, *states[str(row["product"])]) for row in rows]
    words = SupplyBarWords(
        made=_("covered by what is made here"),
        lacking=_("not covered"),
        unsaid=_("not known whether covered"),
        over=_("made beyond the need"),
        need=_("Need"),
        supply=_("Supply"),
        gap=_("Gap"),
        scales=_(OWN_SCALES),
    )
    return Picture(
        address=path,
        heading=heading,
        drawing=draw_supply_bars(bars, heading, words),
        narrow=draw_narrow_supply_bars(bars, heading, words),
        table=table,
        frames=frames,
        note=note,
        links=links,
    )


def _bar(view: RequestView, row: Mapping[str, object], state: str, meaning: str) -> SupplyBar:
    need, supply, gap = (read_bound(row, measure) for measure in ("direct", "supply", "gap"))
    captive = row.get("captive")
    made = supply.value
    if isinstance(captive, float) and captive:
        made = (made or 0.0) + captive
    printed = printed_scale(view, [need.value, made, gap.value], str(row["unit"]))
    known = need.value if isinstance(need.value, float) else None
    return SupplyBar(
        name=view.pick(row),
        to=view.url(f"/product/{row['product']}"),
        need=known,
        made=made,
        need_words=figure_text(view, need.value, printed, at_least=need.at_least),
        made_words=figure_text(view, made, printed, at_least=supply.at_least),
        gap_words=figure_text(view, gap.value, printed, at_least=gap.at_least, at_most=gap.at_most),
        unit=printed.unit,
        state=state,
        meaning=meaning,
        unsaid=read_coverage({"captive": 0.0, **row}) in ("unknown", "unstated"),
    )
