"""The rows of plan, actual and deadline as a table, the days they span, and what of them is late."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.web.core.page_tables import Column, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.wording.labels import GANTT_KINDS


def chart_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """The rows of the chart."""
    _ = view.tr
    late_texts = find_late_texts(view)
    rows = [
        [
            project_cells.project_cell(view, row["project"]),
            project_cells.stage_cell(view, row["stage"]),
            text_cell(_(GANTT_KINDS[row["kind"]])),
            project_cells.date_cell(view, row["period"]),
            text_cell(late_texts.get((row["project"], row["stage"], row["kind"]), "")),
            text_cell(row["clause"]),
            project_cells.office_cell(view, row["office"]) if row["kind"] != "actual" else text_cell(""),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Project"), _("Stage"), _("Plan or actual"), _("Time"), _("Late"), _("Clause"), _("Responsible office")]
    return Table(_("Plan, actual and deadline by stage"), [Column(label) for label in labels], rows, name="gantt")


def find_axis(frame: pl.DataFrame, today: date) -> tuple[date, date]:
    """From two years before the date, or the first thing after that, to what is known ahead of it."""
    floor = date(today.year - 2, 1, 1) if today.year < 9000 else date(2020, 1, 1)
    days = [day for name in ("first", "last") for day in frame[name].drop_nulls() if day >= floor]
    first, last = min(days, default=floor), max(days, default=floor)
    last = max(last, min(today, date(last.year + 1, 12, 31)))
    return first, min(last, date(first.year + 6, 12, 31))


def find_late_texts(view: RequestView) -> dict[tuple[str, str, str], str]:
    """What is late, by project, stage and kind of bar; a stay too long marks what happened."""
    kinds = {"stay": "actual"}
    return {
        (row["project"], row["stage"], kinds.get(row["rule"], row["rule"])): project_cells.lateness_cell(
            view, row["days"]
        ).text
        for row in view.district.deliver.lateness().filter("late").iter_rows(named=True)
    }
