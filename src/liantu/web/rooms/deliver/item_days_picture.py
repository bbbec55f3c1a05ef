"""The picture of how long approval items take beside what is promised."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import FastAPI

from liantu.drawings.duration_bars import DurationBar, DurationWords, draw_duration_bars
from liantu.drawings.empty_frame import draw_empty_frame
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, project_cells

PATH = "/cases/picture/days"
#: The unit that is drawn: items promised in calendar days stand in the table alone, they are not compared by length.
WORKDAY, CALENDAR_DAY = "workday", "day"


class ItemDays(NamedTuple):
    """A row of ``DeliverRoom.item_days``."""

    item: str
    unit: str | None
    cases: int
    decided: int
    measured: int
    median: float | None
    p90: float | None
    limit: int | None
    within: float | None


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_days_picture)


def make_days_picture(view: RequestView) -> Picture:
    """Median and ninetieth percentile of the days that each item took, beside the promise."""
    _ = view.tr
    frame = view.district.deliver.item_days()
    rows = [ItemDays(*row) for row in frame.iter_rows()]
    names = _read_names(view)
    drawn = [row for row in rows if row.unit == WORKDAY]
    bars = [_bar(view, row, _name_of_promise(view, row, names, drawn)) for row in drawn]
    note = _("Red: in one case of ten it takes longer than promised. The clock of an item stops while others act.")
    if undrawn := len({row.item for row in rows if row.unit == CALENDAR_DAY}):
        note += _(" Items promised in calendar days are in the table alone: %s.") % undrawn
    slow = len({row.item for row, bar in zip(drawn, bars, strict=True) if bar.exceeds})
    heading = _("Of %(items)s items, %(slow)s take longer than promised in one case of ten") % {
        "items": len({row.item for row in drawn}),
        "slow": slow,
    }
    if not bars:
        heading = _("No case promised in working days is decided yet: cases with their events show how long it takes")
    words = DurationWords(_("Median days"), _("90th percentile"), _("Promised days"), "")
    small = DurationWords(_("median"), "90%", _("promise"), "")
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_duration_bars(bars, words, heading) if bars else draw_empty_frame(heading, heading, "durations"),
        narrow=draw_duration_bars(bars, small, heading, name="durations-narrow", width=340, names=112)
        if bars
        else draw_empty_frame(heading, heading, "durations-narrow", 340.0),
        table=_table(view, rows, names),
        frames={"items": frame},
        unit=_("working days: median / 90th percentile / promise (cases measured)"),
        note=note if bars else "",
    )


def _table(view: RequestView, rows: list[ItemDays], names: dict[str, str]) -> Table:
    """The days that items take, with how many cases they rest on."""
    _ = view.tr
    kinds = {WORKDAY: _("Working days"), CALENDAR_DAY: _("Calendar days")}
    cells = [
        [
            text_cell(names.get(row.item, row.item)),
            text_cell(kinds.get(row.unit or "", _("unknown"))),
            *(number_cell(str(count)) for count in (row.cases, row.decided, row.measured)),
            *(project_cells.count_cell(view, days) for days in (row.median, row.p90, row.limit)),
            project_cells.share_cell(view, row.within, known=row.limit is not None and row.measured > 0),
        ]
        for row in rows
    ]
    labels = [_("Cases"), _("Decided"), _("Measured"), _("Median days"), _("90th percentile"), _("Promised days")]
    numbers = [Column(label, number=True) for label in [*labels, _("Within the promise")]]
    columns = [Column(_("Item")), Column(_("Kind of days")), *numbers]
    return Table(_("Days that items take"), columns, cells, name="items")


def _name_of_promise(view: RequestView, row: ItemDays, names: dict[str, str], rows: list[ItemDays]) -> str:
    """The item, with the days of the promise where it has several."""
    name = names.get(row.item, row.item)
    if sum(other.item == row.item for other in rows) == 1:
        return name
    if row.limit is None:
        return view.tr("%s (nothing promised)") % name
    promise = view.tr("%(name)s (%(days)s days promised)") % {"name": "", "days": row.limit}
    # No line of the picture ends inside the brackets.
    bound = promise.strip().replace(" ", "\N{NO-BREAK SPACE}")
    return name + promise.replace(promise.strip(), bound)


def _bar(view: RequestView, row: ItemDays, name: str) -> DurationBar:
    days = [view.tr("unknown") if value is None else f"{value:g}" for value in (row.median, row.p90, row.limit)]
    return DurationBar(name, row.median, row.p90, row.limit, f"{' / '.join(days)} ({row.measured})")


def _read_names(view: RequestView) -> dict[str, str]:
    """Each item of a case by code and name, as the graph of its first case has it."""
    deliver = view.district.deliver
    first = deliver.all_cases().unique("item", keep="first", maintain_order=True)
    names = {}
    for graph, version, key in first.select("graph", "version", "item").iter_rows():
        item = deliver.find_item(graph, version, key)
        names[key] = f"{key} {graph_view.item_name(view, item)}" if item else key
    return names
