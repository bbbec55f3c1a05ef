"""Plan, actual and deadline of every project on one axis of time, with its table."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

import polars as pl
from fastapi import FastAPI

from liantu.drawings import gantt as drawing
from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_table
from liantu.web.core.page import Page
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.web.rooms.deliver.gantt_table import chart_table, find_axis, find_late_texts
from liantu.web.rooms.deliver.timeline_picture import make_timeline_picture
from liantu.wording.days import number_ranges
from liantu.wording.labels import GANTT_KINDS

#: Pixels of a month; of one project, so that a weekend is seen; months beyond which it is not drawn so wide.
_MONTH, _WIDE_MONTH, _LONG = 30, 40, 36


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/projects/gantt", show, (FACETS,))


def show(view: RequestView) -> Page:
    """One line a project, below it folded one line a step, and the table of the same rows."""
    _ = view.tr
    frame, title = view.district.deliver.gantt(), _("Plan and progress")
    lead = _("Light: plan. Dark: what happened, as exactly as it is dated. Upright line: deadline with its clause.")
    keys, lines = view.district.deliver.projects()["project"].to_list(), make_timeline_picture(view)
    fields = [
        FacetField("project", _("Project"), view.name),
        FacetField("stage", _("Stage"), code_words(view, "stage")),
        FacetField("kind", _("Plan or actual"), mapped_words(view, GANTT_KINDS)),
        FacetField("office", _("Responsible office"), view.name),
    ]
    table, listed, bar = narrow_table(view, ListedTable(chart_table(view, frame), frame, fields))
    context = {
        "lead": [] if _has_plan(frame) else [_("No plans or deadlines are on record.")],
        "svg": lines.drawing.svg(),
        "narrow_svg": lines.narrow_svg,
        "note": lines.note,
        "steps": draw_chart(view, frame, keys, title),
        "steps_lead": lead,
        "tables": [table],
    }
    late = view.district.deliver.lateness().filter("late")["project"].n_unique()
    heading = _("Plan and progress: %(projects)s projects, %(late)s late") % {"projects": len(keys), "late": late}
    return Page("deliver/deliver.html", heading, {"gantt": listed}, context, facets=bar)


def _has_plan(frame: pl.DataFrame) -> bool:
    return bool((frame["kind"].cast(pl.String) != "actual").any())


def draw_project_chart(view: RequestView, frame: pl.DataFrame, key: str, title: str) -> str:
    """The chart of one project, wide enough for days; rest days by the calendar are shaded."""
    first, last = find_axis(frame, view.district.as_of)
    if (last.year - first.year) * 12 + last.month - first.month > _LONG:
        return draw_chart(view, frame, [key], title)
    last = date(last.year, last.month, monthrange(last.year, last.month)[1])
    rest_days = view.district.deliver.calendar().rests(first.replace(day=1), last)
    return draw_chart(view, frame, [key], title, rest_days=rest_days, month=_WIDE_MONTH)


def rest_day_note(view: RequestView, frame: pl.DataFrame) -> str:
    """What the shading is, and in which of its years it goes by weekends because they are not announced."""
    years = view.district.deliver.calendar().list_unannounced_years(*find_axis(frame, view.district.as_of))
    note = view.tr("Shaded: rest days by the working-day calendar.")
    if not years:
        return note
    return note + view.tr(" (%s by weekends for now)") % number_ranges(years, chinese=view.lang.startswith("zh"))


def draw_chart(
    view: RequestView,
    frame: pl.DataFrame,
    keys: list[str],
    title: str,
    *,
    rest_days: Sequence[tuple[date, date]] = (),
    month: int = _MONTH,
) -> str:
    """The chart of some projects; ``rest_days`` are shaded, ``month`` is the width of one in pixels."""
    today = view.district.as_of
    rows: dict[str, list[drawing.GanttBar]] = {key: [] for key in keys}
    late_texts = find_late_texts(view)
    for row in frame.iter_rows(named=True):
        if row["project"] in rows:
            label = view.word("stage", row["stage"])
            if row["kind"] == "deadline" and row["clause"]:
                label = f"{label} ({row['clause']})"
            late = late_texts.get((row["project"], row["stage"], row["kind"]), "")
            rows[row["project"]].append(drawing.GanttBar(row["kind"], label, row["first"], row["last"], late))
    lines = [
        drawing.GanttLine(view.name(key), link_cells.row_address(view, "projects", key), bars)
        for key, bars in rows.items()
    ]
    first, last = find_axis(frame, today)
    fixed = {"today": view.tr("as of"), "earlier": view.tr("since"), "unknown": project_cells.unknown_text(view)}
    return drawing.draw_gantt(lines, first, last, today, title, fixed, rest_days, month)
