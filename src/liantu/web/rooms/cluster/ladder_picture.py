"""The picture of the ladders: how many firms are stated on each step, how many are listed, and what is aimed at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

from fastapi import FastAPI

from liantu.drawings.ladder_steps import LadderRow, StepCard, draw_ladder_steps
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import format_significant, unit_word
from liantu.wording.comparators import add_comparator
from liantu.wording.ladder_words import (
    AIM,
    BOTH_TOGETHER,
    DRAWN_STATES,
    LADDER,
    LISTED,
    NONE_LISTED,
    OVERDUE,
    OVERDUE_COUNT,
    STATED,
    STATED_AND_LISTED,
    STATED_UNKNOWN,
    STEP,
)

PATH = "/cultivation/picture/ladders"
#: Ladders whose steps follow on each other; the others stand side by side.
_STAIRS = ("output", "title")


class StepRow(TypedDict):
    """A step with the firms that are listed, stated and aimed at."""

    step: str
    ladder: str
    recognised: int
    applied: int
    candidate: int
    lapsed: int
    overdue: int
    stated: float | None
    stated_comparator: str
    stated_unit: str
    stated_period: str | None
    observation: str | None
    aim: float | None
    aim_comparator: str
    aim_unit: str
    aim_period: str | None


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_ladder_picture)


def make_ladder_picture(view: RequestView) -> Picture:
    """The ladder of output and that of titles apart, listing and factories beside them."""
    _ = view.tr
    frame = view.district.cluster.ladders()
    rows = [*cast("Iterable[StepRow]", frame.iter_rows(named=True))]
    ladders: dict[str, list[StepCard]] = {}
    for row in rows:
        ladders.setdefault(row["ladder"], []).append(_make_card(view, row))
    drawn = [LadderRow(view.word("ladder", ladder), steps, ladder in _STAIRS) for ladder, steps in ladders.items()]
    words = [(drawn_as, view.word("cultivation_state", state)) for state, drawn_as in DRAWN_STATES.items()]
    heading = _make_heading(view, rows)
    unknown = _(STATED_UNKNOWN)
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_ladder_steps(drawn, words, unknown, heading),
        narrow=draw_ladder_steps(drawn, words, unknown, heading, name="ladders-narrow", width=NARROW),
        table=make_ladder_table(view, rows),
        frames={"ladders": frame},
        note=f"{_('A square is a listed firm.')} {_(STATED_AND_LISTED)} {_(BOTH_TOGETHER)}",
    )


def _make_heading(view: RequestView, rows: list[StepRow]) -> str:
    """The steps that a source counts, each with how many of its firms are listed."""
    _ = view.tr
    stated = [
        _("%(step)s: %(stated)s stated, %(listed)s listed")
        % {"step": view.word("ladder_step", row["step"]), "stated": stated_text(view, row), "listed": row["recognised"]}
        for row in rows
        if row["stated"] is not None
    ]
    return _("; ").join(stated) or _("No source on record states how many firms are on any step")


def _make_card(view: RequestView, row: StepRow) -> StepCard:
    _ = view.tr
    lines = [_(LISTED).format(count=row["recognised"])] if row["recognised"] else []
    if row["overdue"]:
        lines.append(_(OVERDUE_COUNT).format(count=row["overdue"]))
    if not row["recognised"] and row["stated"] != 0:
        lines.append(_(NONE_LISTED))
    if row["aim"] is not None:
        lines.append(
            _("aim of %(period)s: %(aim)s") % {"period": _period(view, row["aim_period"]), "aim": aim_text(view, row)}
        )
    stated = ""
    if row["stated"] is not None:
        stated = _("stated: %(stated)s (%(period)s)") % {
            "stated": stated_text(view, row),
            "period": _period(view, row["stated_period"]),
        }
    listed = {drawn_as: count for state, drawn_as in DRAWN_STATES.items() if (count := _count(row, state))}
    to = view.url("/cultivation", **{"has.step": row["step"]}) if listed else ""
    return StepCard(view.word("ladder_step", row["step"]), to, stated, lines, listed)


def _count(row: StepRow, state: str) -> int:
    return {"recognised": row["recognised"], "applied": row["applied"], "candidate": row["candidate"]}[state]


def _period(view: RequestView, period: str | None) -> str:
    return view.period(period) if period else view.tr("time not stated")


def stated_text(view: RequestView, row: StepRow) -> str:
    """How many are stated, with the unit; unknown where no source states it."""
    return _figure(view, row["stated"], row["stated_comparator"], row["stated_unit"])


def aim_text(view: RequestView, row: StepRow) -> str:
    """How many are aimed at, with the unit; empty where there is no aim."""
    return "" if row["aim"] is None else _figure(view, row["aim"], row["aim_comparator"], row["aim_unit"])


def _figure(view: RequestView, value: float | None, comparator: str, unit: str) -> str:
    if value is None:
        return view.tr("unknown")
    figure = add_comparator(format_significant(value), comparator, view.lang)
    return figure + (unit_word(unit) if view.zh else "")


def make_ladder_table(view: RequestView, rows: list[StepRow]) -> Table:
    """The steps with what is stated, listed by state and aimed at."""
    _ = view.tr
    cells = []
    for row in rows:
        listed = [row["recognised"], row["applied"], row["candidate"], row["lapsed"], row["overdue"]]
        cells.append(
            [
                text_cell(view.word("ladder", row["ladder"])),
                text_cell(view.word("ladder_step", row["step"])),
                number_cell(stated_text(view, row)),
                text_cell(_period(view, row["stated_period"]) if row["stated"] is not None else ""),
                *(number_cell(str(count) if count else _("none listed")) for count in listed),
                number_cell(aim_text(view, row)),
                text_cell(view.period(row["aim_period"]) if row["aim_period"] else ""),
            ]
        )
    states = [view.word("cultivation_state", state) for state in ("recognised", "applied", "candidate", "lapsed")]
    states.append(_(OVERDUE))
    columns = [Column(_(LADDER)), Column(_(STEP)), Column(_(STATED), number=True), Column(_("Period"))]
    columns += [Column(state, _("Listed firms"), number=True) for state in states]
    columns += [Column(_(AIM), number=True), Column(_("Year of the aim"))]
    notes = [_(STATED_AND_LISTED), _(BOTH_TOGETHER)]
    return Table(_("Firms by step"), columns, cells, notes=notes, name="ladders")
