"""The lists offices print: the week, the quarter, and what documents count beside what is itemised."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.web import projects
from liantu.web.answer import NotHere, Page, add_page
from liantu.web.pages.paper import links
from liantu.web.records import cite
from liantu.web.tables import Cell, Column, Table, number, words
from liantu.web.view import View
from liantu.wording import N_

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
    add_page(app, "/projects/weekly", weekly)
    add_page(app, "/projects/quarterly", quarterly)
    add_page(app, "/projects/claims", claims)


def weekly(view: View) -> Page:
    """The list of a week in the sections offices print."""
    _ = view.tr
    frame = view.district.weekly(view.request.query_params.get("period") or None)
    tables = [
        _week(view, name, frame.filter(pl.col("section") == name))
        for name in schema.codelist("weekly_section")
        if name in set(frame["section"])
    ]
    none = _(
        "Nothing is dated in this week. A step dated only to a month is in no week; talks, visits and matters are"
        " entered in the follow-up log (table follow_ups)."
    )
    context = {
        "lead": [_("The seven days up to the date; another week: add ?period=2023-12-25..2023-12-31 to the address.")],
        "tables": tables,
        "nothing": [] if tables else [none],
        "papers": links(view, "weekly", ("pdf", "docx", "xlsx")),
    }
    return Page("deliver.html", _("Weekly list"), {"weekly": frame}, context)


def _week(view: View, section: str, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            projects.project(view, row["project"]) if row["project"] else words(""),
            words(_what(view, row["what"])),
            projects.when(view, row["period"]),
            words(view.pick(row)),
            projects.office(view, row["office"]),
            words(row["due"]) if section != "matters" else projects.when(view, row["due"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Project"), _("Step"), _("Time"), _("Matter"), _("Responsible office"), _("Due")]
    return Table(view.word("weekly_section", section), [Column(label) for label in labels], rows, name=section)


def _what(view: View, code: str) -> str:
    return view.word("stage" if code in schema.codelist("stage") else "follow_up_kind", code)


def quarterly(view: View) -> Page:
    """The table of a quarter by park, office or sector."""
    _ = view.tr
    by, period = view.request.query_params.get("by") or "place", view.request.query_params.get("period") or None
    if by not in _BY:
        raise NotHere(_("There is no such table."))
    frame = view.district.quarterly(period, by)
    rows = [
        [
            words(projects.group(view, by, row[by])),
            *(number(str(row[name])) for name in _COUNTS),
            *(projects.count(view, None if row[n] is None else row[n] / 1e8) for n in ("contract", "in_place")),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_(_BY[by])),
        *(Column(_(label), number=True) for label in _COUNTS.values()),
        Column(_("Contract money (100 m CNY)"), number=True),
        Column(_("Money in place (100 m CNY)"), number=True),
    ]
    day = view.district.as_of
    name = period or f"{day.year}-Q{(day.month + 2) // 3}"
    title = _("Quarterly table")
    notes = [
        _("Undated: projects with a step without a date, which may belong here."),
        _("Kinds of money are never added to each other; not known is not zero."),
    ]
    context = {
        "tabs": [[(_(label), view.here(by=key), key == by) for key, label in _BY.items()]],
        "tables": [Table(f"{title} {name}", columns, rows, name="quarterly", notes=notes)],
        "papers": links(view, "quarterly", ("pdf", "docx", "xlsx"), period=period),
    }
    return Page("deliver.html", title, {"quarterly": frame}, context)


def claims(view: View) -> Page:
    """What documents count, beside what is on record; neither is corrected to the other."""
    _ = view.tr
    frame = view.district.claims()
    rows = [
        [
            words(view.word("claim_counts", row["counts"])),
            words(_scope(view, row)),
            projects.when(view, row["period"]),
            number(f"{row['value']:,.10g} {row['unit']}"),
            _itemised(view, row),
            number(str(row["undated"])),
            cite(view, row),
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
    table = Table(_("Counts and claims"), columns, rows, name="claims", wide=True)
    return Page("deliver.html", _("Counts and claims"), {"claims": frame}, {"lead": [lead], "tables": [table]})


def _scope(view: View, row: dict[str, object]) -> str:
    parts = [view.word(name, str(row[name])) for name in ("stage", "sector") if row[name]]
    return view.join([*parts, *([view.name(str(row["tier"]))] if row["tier"] else [])])


def _itemised(view: View, row: dict[str, object]) -> Cell:
    value = row["itemised"]
    return projects.count(view, value if isinstance(value, float) else None)
