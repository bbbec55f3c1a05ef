"""What has changed since a day, on the first screen: the day the reader last looked up to, or one he sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liantu.model.reporting_periods import find_quarter
from liantu.model.written_periods import read_last_day
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Link
from liantu.web.core.reader_days import find_last_day
from liantu.web.core.request_view import RequestView
from liantu.wording import N_

#: Events on the first screen.
_FIRST = 5
_REASONS = {
    "set": N_("the day you set"),
    "looked": N_("the day you last looked up to"),
    "quarter": N_("the end of the quarter before"),
}


@dataclass(frozen=True)
class HomeEvent:
    """Something that happened: when, to what, which stage it reached, and a remark."""

    period: str
    subject: Link
    stage: str
    remark: str


@dataclass(frozen=True)
class HomeChanges:
    """What happened after ``since``; ``reason`` says where that day comes from."""

    since: date
    reason: str
    events: list[HomeEvent]
    further: int
    #: Events whose period lies across the day.
    undecided: int


def list_home_changes(view: RequestView) -> HomeChanges:
    """The events after the day, the latest first."""
    since, reason = _find_day(view)
    room = view.district.deliver
    frame = room.recent_events(since)
    events = []
    for row in frame.head(_FIRST).iter_rows(named=True):
        if row["capacity"]:
            subject = link_cells.capacity_link(view, row["capacity"])
        else:
            key = row["project"] or row["plant"] or row["entity"]
            tables = ["projects", "plants", "firms", "institutes", "places", "clusters"]
            subject = link_cells.row_link(view, tables, key)
        remark = row["note"] if view.zh else row["note_en"]
        events.append(HomeEvent(view.period(row["period"]), subject, view.word("stage", row["stage"]), remark or ""))
    further = max(frame.height - _FIRST, 0)
    return HomeChanges(since, view.tr(_REASONS[reason]), events, further, room.count_undecided_events(since))


def _find_day(view: RequestView) -> tuple[date, str]:
    """The day of the address, else that up to which the reader last looked, else the end of the quarter before."""
    text = view.request.query_params.get("since") or ""
    if text:
        return read_last_day(text), "set"
    as_of = view.district.as_of
    last_day = find_last_day(view.request, as_of)
    return (last_day, "looked") if last_day else (find_quarter(as_of)[0] - timedelta(days=1), "quarter")
