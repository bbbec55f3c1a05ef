"""A schedule of the made-up district that was saved on a day, as an officer would have saved it then."""

from __future__ import annotations

from datetime import date

from liantu.deliver.applicability import select_applicable
from liantu.deliver.baselines import record_baseline
from liantu.deliver.cases.graph_answers import read_answers
from liantu.deliver.cases.graph_versions import Versions, find_newest_graph
from liantu.deliver.cases.item_progress import find_first_application, list_item_progress
from liantu.deliver.remaining_schedule import build_remaining_schedule
from liantu.library.calendar import read_calendar
from liantu.model.apply import apply_change
from liantu.model.tables import Tables

_PROJECT, _GRAPH, _DAY = "project-13", "yunxi-filed", date(2023, 12, 15)
_NAME = "12月15日调度会"


def save_schedule(tables: Tables, versions: Versions) -> Tables:
    """The tables with the schedule of one project as it stood on the day."""
    calendar, graph = read_calendar(), find_newest_graph(versions, _GRAPH, _DAY)
    assert graph is not None
    applied = select_applicable(graph, read_answers(tables, _PROJECT, graph)).graph
    progress = list_item_progress(tables, versions, applied, _PROJECT, _DAY, calendar)
    start = find_first_application(progress)
    assert start is not None
    found = build_remaining_schedule(applied, progress, start, _DAY, calendar)
    change = record_baseline(tables, graph, _PROJECT, _NAME, _DAY, found.items, source="made-up", note="虚构调度会")
    return apply_change(tables, change)
