"""The lists offices print: the week, the quarter, and what documents count beside what is itemised."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.model.reporting_periods import Span, find_quarter, find_week, format_reporting_period, name_quarter
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.record_rows import citation_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.web.rooms.deliver.period_choice import period_form, read_chosen_period
from liantu.wording import N_
from liantu.wording.labels import CONTRACT_MONEY, MONEY_IN_PLACE
from liantu.wording.sentences import MONEY_NOT_ADDED, NO_TABLE

_BY = {"place": N_("Park or place"), "office": N_("Responsible office"), "sector": N_("Sector")}
_COUNTS = {
    "signed": N_("Signed"),
    "landed": N_("Landed"),
    "started": N_("Started"),
    "operating": N_("In production"),
    "undated": N_("Undated"),
}


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/projects/weekly", show_weekly, ("day", "period", FACETS))
    add_page(app, "/projects/quarterly", show_quarterly, ("by", "day", "period", FACETS))
    add_page(app, "/projects/claims", show_claims, (FACETS,))


def show_weekly(view: RequestView) -> Page:
    """The list of a week in the sections offices print; those without a row are named in a line."""
    _ = view.tr
    span = read_chosen_period(view, find_week) or view.district.deliver.week()
    fields = [
        FacetField("section", _("Section"), code_words(view, "weekly_section")),
        FacetField("office", _("Responsible office"), view.name),
        FacetField("project", _("Project"), view.name),
    ]
    frame, bar = narrow_rows(view, view.district.deliver.weekly(format_reporting_period(span)), fields)
    sections = schema.read_codelist("weekly_section")
    filled = {name: frame.filter(pl.col("section") == name) for name in sections if name in frame["section"]}
    tables = [(_matters if name == "matters" else _week)(view, name, rows) for name, rows in filled.items()]
    empty = [view.word("weekly_section", name) for name in sections if name not in filled]
    lead = _("A step dated only to a month is in no week; talks, visits and matters are entered in the follow-up log.")
    context = {
        "lead": [*([_("Nothing this week under: %s") % view.join(empty)] if empty else []), lead],
        "span": period_form(view, span, find_week, format_reporting_period),
        "earlier": _("Previous week"),
        "later": _("Next week"),
        "any_day": _("Any day of the week"),
        "tables": tables,
        "papers": paper_links(view, "weekly", ("pdf", "docx", "xlsx"), period=format_reporting_period(span)),
    }
    title = _("Weekly list %(days)s: %(count)s steps and matters") % {
        "days": view.period(format_reporting_period(span)),
        "count": frame.height,
    }
    return Page("deliver/span.html", title, {"weekly": frame}, context, facets=bar)


def _week(view: RequestView, section: str, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            project_cells.project_cell(view, row["project"]) if row["project"] else text_cell(""),
            text_cell(_event_text(view, row["what"])),
            project_cells.date_cell(view, row["period"]),
            # Of a step the words are the project's name, which stands there already.
            text_cell("" if row["what"] in schema.read_codelist("stage") else view.pick(row)),
            project_cells.office_cell(view, row["office"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Project"), _("Step"), _("Time"), _("Matter"), _("Responsible office")]
    return _section(view, section, labels, rows)


def _matters(view: RequestView, section: str, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            text_cell(view.pick(row)),
            project_cells.office_cell(view, row["office"]),
            project_cells.date_cell(view, row["due"]),
            project_cells.project_cell(view, row["project"]) if row["project"] else text_cell(""),
            project_cells.date_cell(view, row["period"]),
            text_cell(row["settled"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Matter"), _("Responsible office"), _("Due"), _("Project"), _("Raised"), _("Settled")]
    return _section(view, section, labels, rows)


def _section(view: RequestView, section: str, labels: list[str], rows: list[list[Cell]]) -> Table:
    return Table(view.word("weekly_section", section), [Column(label) for label in labels], rows, name=section)


def _event_text(view: RequestView, code: str) -> str:
    return view.word("stage" if code in schema.read_codelist("stage") else "follow_up_kind", code)


def show_quarterly(view: RequestView) -> Page:
    """The table of a quarter by park, office or sector."""
    _ = view.tr
    by = view.request.query_params.get("by") or "place"
    if by not in _BY:
        raise PageNotFound(_(NO_TABLE))
    span = read_chosen_period(view, find_quarter) or view.district.deliver.quarter()
    frame = view.district.deliver.quarterly(format_reporting_period(span), by)
    field = FacetField(by, _(_BY[by]), lambda key: project_cells.group_name(view, by, key))
    frame, bar = narrow_rows(view, frame, [field])
    rows = [
        [
            text_cell(project_cells.group_name(view, by, row[by])),
            *(number_cell(str(row[name])) for name in _COUNTS),
            *(
                project_cells.count_cell(view, None if row[n] is None else row[n] / 1e8)
                for n in ("contract", "in_place")
            ),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_(_BY[by])),
        *(Column(_(label), number=True) for label in _COUNTS.values()),
        Column(_(CONTRACT_MONEY), number=True),
        Column(_(MONEY_IN_PLACE), number=True),
    ]
    name = _quarter_name(span)
    title = _("Quarterly table")
    counts = {name: int(frame[name].sum()) for name in _COUNTS}
    heading = _("%(quarter)s: %(signed)s signed, %(landed)s landed, %(started)s started, %(operating)s in production")
    notes = [
        _("Undated: projects with a step without a date, which may belong here."),
        _(MONEY_NOT_ADDED),
    ]
    context = {
        "tabs": [[(_(label), view.page_url(by=key), key == by) for key, label in _BY.items()]],
        "tables": [Table(f"{title} {view.period(name)}", columns, rows, name="quarterly", notes=notes)],
        "span": period_form(view, span, find_quarter, _quarter_name),
        "earlier": _("Previous quarter"),
        "later": _("Next quarter"),
        "any_day": _("Any day of the quarter"),
        "papers": paper_links(view, "quarterly", ("pdf", "docx", "xlsx"), period=name),
    }
    heading %= {"quarter": view.period(name), **counts}
    return Page("deliver/span.html", heading, {"quarterly": frame}, context, facets=bar)


def _quarter_name(span: Span) -> str:
    """A quarter by its name, another span by its days."""
    return name_quarter(span[0]) if span == find_quarter(span[0]) else format_reporting_period(span)


def show_claims(view: RequestView) -> Page:
    """What documents count, beside what is on record; neither is corrected to the other."""
    _ = view.tr
    fields = [
        FacetField("counts", _("What is counted"), code_words(view, "claim_counts")),
        FacetField("stage", _("Step"), code_words(view, "stage")),
        FacetField("sector", _("Sector"), code_words(view, "sector")),
        FacetField("tier", _("Tier"), view.name),
    ]
    frame, bar = narrow_rows(view, view.district.deliver.claims(), fields)
    rows = [
        [
            text_cell(view.word("claim_counts", row["counts"])),
            text_cell(_scope(view, row)),
            project_cells.date_cell(view, row["period"]),
            number_cell(given_figure_text(view, f"{row['value']:.10g}", row["unit"])),
            _itemised_cell(view, row),
            number_cell(str(row["undated"])),
            citation_cell(view, row),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_("What is counted")),
        Column(_("Of which")),
        Column(_("Time")),
        Column(_("As stated"), number=True),
        Column(_("Itemised here"), number=True),
        Column(_("Undated"), number=True),
        Column(_("Source, paragraph, quote")),
    ]
    lead = _("Counts and sums of the documents, beside the projects on record. The rest is not itemised in them.")
    table = Table(_("Counts and claims"), columns, rows, name="claims")
    context = {"lead": [lead], "tables": [table]}
    title = _("Counts and claims: %s figures of documents beside the projects on record") % frame.height
    return Page("deliver/deliver.html", title, {"claims": frame}, context, facets=bar)


def _scope(view: RequestView, row: dict[str, object]) -> str:
    parts = [view.word(name, str(row[name])) for name in ("stage", "sector") if row[name]]
    return view.join([*parts, *([view.name(str(row["tier"]))] if row["tier"] else [])])


def _itemised_cell(view: RequestView, row: dict[str, object]) -> Cell:
    value = row["itemised"]
    return project_cells.count_cell(view, value if isinstance(value, float) else None)
