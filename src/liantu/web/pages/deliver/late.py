"""What is late or near its limit, and how long projects took from stage to stage."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web import projects
from liantu.web.answer import Page, add_page
from liantu.web.tables import Column, Table, number, words
from liantu.web.view import View


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/projects/late", page)


def page(view: View) -> Page:
    """Late projects by rule; conversion and elapsed time below."""
    _ = view.tr
    late, passage = view.district.late(), view.district.passage()
    context = {
        "lead": [_("What is not dated cannot be late, and is not listed.")],
        "tables": [_late(view, late), _passage(view, passage)],
    }
    return Page("deliver.html", _("Late and at risk"), {"late": late, "passage": passage}, context)


def _late(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            projects.project(view, row["project"]),
            projects.stage(view, row["stage"]),
            words(view.word("lateness_rule", row["rule"])),
            words(view.word("lateness_ground", row["ground"])),
            projects.when(view, row["limit"]),
            projects.late(view, row),
            words(row["clause"]),
            projects.office(view, row["office"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Project"), _("Stage"), _("Rule"), _("Ground"), _("Limit"), _("Late"), _("Clause")]
    columns = [Column(label) for label in [*labels, _("Responsible office")]]
    notes = [_("A stay is measured from the last day its entry may have been; its limit is a reminder of ours.")]
    return Table(_("Late and at risk"), columns, rows, name="late", notes=notes, wide=True)


def _passage(view: View, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            projects.stage(view, row["from"]),
            projects.stage(view, row["to"]),
            number(str(row["reached"])),
            number(str(row["passed"])),
            number(f"{row['share']:.0f} %"),
            number(str(row["dated"])),
            projects.count(view, row["days_low"]),
            projects.count(view, row["days_high"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_("From stage")),
        Column(_("To stage")),
        Column(_("Reached"), number=True),
        Column(_("Went on"), number=True),
        Column(_("Conversion"), number=True),
        Column(_("Dated"), number=True),
        Column(_("Days, at least"), number=True),
        Column(_("Days, at most"), number=True),
    ]
    notes = [_("Medians of what the dates allow; a passage with an unknown date is in none.")]
    return Table(_("Conversion and elapsed time between stages"), columns, rows, name="passage", notes=notes)
