"""What is late or near its limit, and how long projects took from stage to stage."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.wording.sentences import LATE_BY_DOCUMENT
from liantu.wording.titles import LATE_AND_AT_RISK


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/projects/late", show, (FACETS,))


def show(view: RequestView) -> Page:
    """Late projects by rule; conversion and elapsed time below."""
    _ = view.tr
    late, passage = view.district.deliver.lateness(), view.district.deliver.conversion()
    fields = [
        FacetField("office", _("Responsible office"), view.name),
        FacetField("stage", _("Stage"), code_words(view, "stage")),
        FacetField("late", _("Late"), lambda code: view.word("yes_no", "yes" if code == "true" else "no")),
    ]
    late, bar = narrow_rows(view, late, fields)
    context = {
        "lead": [_("What is not dated cannot be late, and is not listed.")],
        "tables": [late_table(view, late), _conversion_table(view, passage)],
    }
    counts = {"all": late.height, "late": late.filter("late").height}
    title = _("Late and at risk: %(late)s of %(all)s matters are past their limit") % counts
    return Page("deliver/deliver.html", title, {"late": late, "passage": passage}, context, facets=bar)


def late_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """What is late or near its limit, with rule, limit and office."""
    _ = view.tr
    rows = [
        [
            project_cells.project_cell(view, row["project"]),
            project_cells.stage_cell(view, row["stage"]),
            text_cell(view.word("lateness_rule", row["rule"])),
            text_cell(view.word("lateness_ground", row["ground"])),
            project_cells.date_cell(view, row["limit"]),
            project_cells.lateness_cell(view, row["days"], row["late"]),
            text_cell(row["clause"]),
            project_cells.office_cell(view, row["office"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Project"), _("Stage"), _("Rule"), _("Ground"), _("Limit"), _("Late"), _("Clause")]
    columns = [Column(label) for label in [*labels, _("Responsible office")]]
    notes = [
        _("A stay is measured from the last day its entry may have been; its limit is a reminder of ours."),
        _(LATE_BY_DOCUMENT),
    ]
    return Table(_(LATE_AND_AT_RISK), columns, rows, name="late", notes=notes)


def _conversion_table(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            project_cells.stage_cell(view, row["from"]),
            project_cells.stage_cell(view, row["to"]),
            number_cell(str(row["reached"])),
            number_cell(str(row["passed"])),
            project_cells.share_cell(view, row["share"]),
            number_cell(str(row["dated"])),
            project_cells.count_cell(view, row["days_low"]),
            project_cells.count_cell(view, row["days_high"]),
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
