"""The picture of what to ask first: how far the answers to each question move the lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from fastapi import FastAPI

from liantu.drawings.question_bars import (
    QuestionBar,
    QuestionBarWords,
    draw_narrow_question_bars,
    draw_question_bars,
)
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Link
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.question_rows import QuestionEffect, effect_words, field_text, question_table
from liantu.wording.amounts import HUNDRED_MILLION
from liantu.wording.labels import VALUE_UNIT
from liantu.wording.titles import ASK_FIRST

PATH = "/ask/picture/effects"
#: Questions that are drawn.
_SHOWN = 12


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_question_picture)


def make_question_picture(view: RequestView) -> Picture:
    """The questions whose answers move the lists most, a bar each."""
    _ = view.tr
    every = view.district.chain.questions()
    frame = every.head(_SHOWN)
    bars = [_bar(view, row) for row in frame.iter_rows(named=True)]
    words = QuestionBarWords(_("Who can answer"), _("What about"), _("The lists move by up to"), _(VALUE_UNIT))
    first = bars[0]
    slots = {"all": every.height, "source": first.source, "subject": first.subject, "effect": first.effect_words}
    slots |= {"unit": _(VALUE_UNIT)}
    heading = (
        _(
            "Of %(all)s questions ask first: %(source)s, %(subject)s; "
            "the answers move the lists by %(effect)s (%(unit)s)"
        )
        % slots
    )
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_question_bars(bars, heading, words),
        narrow=draw_narrow_question_bars(bars, heading, words),
        table=question_table(view, frame, _(ASK_FIRST)),
        frames={"questions": frame},
        note=_("Value of links to fill and bulk materials that enters or leaves the lists between two answers."),
        links=[Link(_("All questions"), view.url("/ask"))],
    )


def _bar(view: RequestView, row: Mapping[str, object]) -> QuestionBar:
    """A question; one that no firm answers is asked of whoever holds its capacity."""
    capacity = link_cells.capacity_link(view, str(row["capacity"])).text if row["capacity"] else ""
    firm, product = view.name(str(row["firm"])) if row["firm"] else "", view.name(str(row["product"]))
    effect = row["effect"]
    words = effect_words(view, cast("QuestionEffect", row))
    return QuestionBar(
        source=firm or capacity.split(" · ")[0],
        subject=view.tr(": ").join([product, field_text(view, str(row["field"]))]),
        to=view.url("/what-if", plant=row["plant"]),
        effect=effect / HUNDRED_MILLION if isinstance(effect, float) else None,
        effect_words=words,
    )
