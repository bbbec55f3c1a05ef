"""The picture of what the first missing links are worth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from fastapi import FastAPI

from liantu.drawings.chain_cards import STATUS
from liantu.drawings.gap_value_bars import ValueBar, ValueBarWords, draw_narrow_value_bars, draw_value_bars
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Link
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.gap_rows import gap_table, value_words
from liantu.wording import N_
from liantu.wording.amounts import HUNDRED_MILLION
from liantu.wording.evidence_words import evidence_word
from liantu.wording.labels import VALUE_UNIT
from liantu.wording.price_words import price_day_text
from liantu.wording.sentences import NESTED_LINKS

if TYPE_CHECKING:
    from liantu.district.results import SplitGap

PATH = "/picture/gap-values"
#: Links on the first screen.
FIRST = 8
_STATES = (
    ("operating", N_("need of operating plants")),
    ("building", N_("of plants being built")),
    ("planned", N_("of planned ones, not itemised among them")),
)


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_value_picture)


def make_value_picture(view: RequestView) -> Picture:
    """What the first missing links are worth, by how firm the need is."""
    _ = view.tr
    listed = view.district.chain.gaps("invite")
    frame = view.district.chain.gap_parts(listed.head(FIRST))
    bars = [_bar(view, row) for row in cast("Iterable[SplitGap]", frame.iter_rows(named=True))]
    words = ValueBarWords(
        link=_("Link (product)"),
        value=_("Value: bar typical, whisker low–high"),
        need=" / ".join(view.word("status", state) for state, _word in _STATES),
        gap=_("Gap"),
        unit=_(VALUE_UNIT),
        states=[(state, _(word)) for state, word in _STATES],
    )
    heading = _("What is missing: the first %s links") % len(bars)
    note = _("Of a recalled price the bar ends at its low end, and the figures are a band.")
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_value_bars(bars, words, heading),
        narrow=draw_narrow_value_bars(bars, words, heading),
        table=gap_table(view, frame, heading, brief=True, name="gap-values"),
        frames={"gaps": frame},
        unit=price_day_text(view.district.as_of, view.lang),
        note=" ".join([note, _(NESTED_LINKS)]),
        links=[Link(_("The whole list (%s)") % listed.height, view.url("/gaps/invite"))],
    )


def _bar(view: RequestView, row: SplitGap) -> ValueBar:
    needs = [row["operating"], row["building"], row["planned"]]
    printed = printed_scale(view, [*needs, row["gap_typical"]], row["unit"])
    status, _word = STATUS.get(row["evidence"], ("unknown", ""))
    parts = {"operating": row["value_operating"], "building": row["value_building"], "planned": row["value_planned"]}
    gap = figure_text(view, row["gap_typical"], printed)
    return ValueBar(
        name=view.pick(row),
        to=view.url(f"/product/{row['product']}"),
        evidence=evidence_word(row["evidence"], view.lang),
        meaning={"unstated": "missing"}.get(status, status),
        strong=bool(row["named_in"]),
        parts={state: (value or 0.0) / HUNDRED_MILLION for state, value in parts.items()},
        low=_hundred_million(row["value_low"]),
        high=_hundred_million(row["value_high"]),
        range_words=_range_words(view, row),
        need_words=" / ".join(figure_text(view, need, printed) for need in needs),
        gap_words=gap if row["gap_typical"] is None else f"{gap} {printed.unit}",
    )


def _hundred_million(value: float | None) -> float | None:
    return None if value is None else value / HUNDRED_MILLION


def _range_words(view: RequestView, row: SplitGap) -> str:
    return view.tr("value unknown") if row["value_low"] is None else value_words(view, row)
