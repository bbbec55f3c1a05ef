"""The picture of what projects ask of the land, energy and power of their place, beside what it states."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import FastAPI

from liantu.drawings.demand_grid import DemandCell, DemandRow, DemandWords, draw_demand_grid
from liantu.web.core import link_cells
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.comparators import add_comparator
from liantu.wording.resource_words import NO_VERDICT

PATH = "/projects/picture/places"
_MONEY = "money"
_MEASURES = {"free": N_("free"), "total": N_("total"), "used": N_("used")}


class PlaceDemand(NamedTuple):
    """A row of ``LandRoom.place_demand``."""

    place: str
    resource: str
    unit: str
    projects: int
    known: int
    ahead: float | None
    landed: float | None
    total: float | None
    total_comparator: str | None
    total_period: str | None
    used: float | None
    used_comparator: str | None
    used_period: str | None
    free: float | None
    free_comparator: str | None
    free_period: str | None
    stated: int
    paid: int

    @property
    def demanded(self) -> float | None:
        """What is asked in all by those that state it."""
        return None if self.ahead is None and self.landed is None else (self.ahead or 0.0) + (self.landed or 0.0)


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_place_demand_picture)


def make_place_demand_picture(view: RequestView) -> Picture:
    """What projects that do not operate yet ask of their place, and what the place states it has; no verdict."""
    _ = view.tr
    frame = view.district.land.place_demand()
    rows = [PlaceDemand(*row) for row in frame.iter_rows()]
    resources = list(dict.fromkeys(row.resource for row in rows))
    heads = [_resource_word(view, resource) for resource in resources]
    drawn = [_row(view, place, rows) for place in dict.fromkeys(row.place for row in rows)]
    states = sum(any(row.stated for row in rows if row.place == place) for place in {row.place for row in rows})
    heading = _("What projects ask of %(places)s places; %(states)s state what they have") % {
        "places": len(drawn),
        "states": states,
    }
    words = DemandWords(
        _("asked by projects with their land"), _("by projects without"), _("stated by the place; money: in place")
    )
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_demand_grid(drawn, heads, words, heading),
        narrow=draw_demand_grid(drawn, heads, words, heading, name="demand-grid-narrow", width=NARROW),
        table=_table(view, rows),
        frames={"demand": frame},
        unit=_("every column has its own scale; grey: unknown; in brackets: projects that state it, of all"),
        note=_(NO_VERDICT),
        links=[Link(_("Parks"), view.url("/parks")), Link(_("Project board"), view.url("/projects"))],
    )


def _resource_word(view: RequestView, resource: str) -> str:
    if resource == _MONEY:
        return view.word("money_kind", "fixed_total")
    return view.word("place_resource", resource)


def _row(view: RequestView, place: str, rows: list[PlaceDemand]) -> DemandRow:
    return DemandRow(
        name=view.name(place),
        to=link_cells.row_address(view, "places", place),
        cells=[_cell(view, row) for row in rows if row.place == place],
    )


def _cell(view: RequestView, row: PlaceDemand) -> DemandCell:
    """What stands beside is what is free; else the total, said to be one."""
    counts = {"known": row.known, "all": row.projects, "amount": _amount(view, row.demanded, row.unit)}
    demand_words = view.tr("asked %(amount)s (%(known)s/%(all)s)") % counts
    if row.resource == _MONEY:
        slots = {"amount": _amount(view, row.used, row.unit), "known": row.paid, "all": row.projects}
        return DemandCell(
            row.ahead, row.landed, row.used, demand_words, view.tr("in place %(amount)s (%(known)s/%(all)s)") % slots
        )
    return DemandCell(row.ahead, row.landed, row.free, demand_words, _stated(view, row))


def _stated(view: RequestView, row: PlaceDemand) -> str:
    """What is free; where nobody says so, that it is unknown, with total and used as they are stated."""
    free = _compared(view, row.free, row.free_comparator, row.unit)
    words = view.tr("free %s") % free
    if row.free is None and row.total is not None:
        total, used = _amount(view, row.total, ""), _compared(view, row.used, row.used_comparator, "")
        words += view.tr(" (total %(total)s, used %(used)s)") % {"total": total, "used": used}
    return words


def _compared(view: RequestView, value: float | None, comparator: str | None, unit: str) -> str:
    return view.tr("unknown") if value is None else add_comparator(_amount(view, value, unit), comparator, view.lang)


def _amount(view: RequestView, value: float | None, unit: str) -> str:
    return view.tr("unknown") if value is None else given_figure_text(view, f"{value:.10g}", unit)


def _table(view: RequestView, rows: list[PlaceDemand]) -> Table:
    """The same figures; every measure of a place with the day it is stated of."""
    _ = view.tr
    lines = [
        [
            link_cells.row_links_cell(view, "places", [row.place]),
            text_cell(_resource_word(view, row.resource)),
            number_cell(f"{row.known} / {row.projects}"),
            number_cell(_amount(view, row.landed, row.unit)),
            number_cell(_amount(view, row.ahead, row.unit)),
            *_measure_cells(view, row),
        ]
        for row in rows
    ]
    columns = [Column(_("Park or place")), Column(_("Resource")), Column(_("Projects that state it"), number=True)]
    columns += [Column(_("Asked, with land"), number=True), Column(_("Asked, without"), number=True)]
    columns += [Column(_(label), _("Stated by the place")) for label in _MEASURES.values()]
    columns.append(Column(_("Money in place"), number=True))
    notes = [
        _("Projects state no power; what a place has of money is not asked: money in place stands beside the plan."),
        _("Free is what a place states, never total less used."),
    ]
    return Table(_("Asked of places, and stated by them"), columns, lines, name="demand", notes=notes)


def _measure_cells(view: RequestView, row: PlaceDemand) -> list[Cell]:
    if row.resource == _MONEY:
        paid = {"amount": _amount(view, row.used, row.unit), "known": row.paid, "all": row.projects}
        return [Cell(), Cell(), Cell(), number_cell(view.tr("%(amount)s (%(known)s of %(all)s)") % paid)]
    found = (
        (row.free, row.free_comparator, row.free_period),
        (row.total, row.total_comparator, row.total_period),
        (row.used, row.used_comparator, row.used_period),
    )
    cells = []
    for value, comparator, period in found:
        text = _compared(view, value, comparator, row.unit)
        dated = f"{text}{view.tr(' (%s)') % view.period(period)}" if period else text
        cells.append(text_cell(dated))
    return [*cells, Cell()]
