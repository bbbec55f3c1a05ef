"""A source with everything that cites it, paragraph by paragraph; the list of sources."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, link_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.wording.basis_labels import basis_label

#: So many citing rows are shown.
_ROWS = 400
#: Codes that say what a row without a name is about.
_TELLING = ("role", "name_kind", "stage", "status", "member_role")


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/sources", show_sources, (FACETS,))
    add_page(app, "/source/{key}", show_source)


def show_sources(view: RequestView) -> Page:
    """All sources, the district's before the library's, with how many rows cite each."""
    _ = view.tr
    frame = view.district.tables["sources"]
    counts = view.district.links.citation_counts()
    frame = frame.with_columns(pl.col("id").replace_strict(counts, default=0, return_dtype=pl.Int64).alias("cited"))
    fields = [
        FacetField("kind", _("Kind"), code_words(view, "source_kind")),
        FacetField("class", _("Class"), code_words(view, "class")),
        FacetField("issuer", _("Issuer"), str),
    ]
    frame, bar = narrow_rows(view, frame, fields)
    rows = [
        [
            link_cell(view.pick(row), view.url(f"/source/{row['id']}")),
            text_cell(view.word("source_kind", row["kind"])),
            text_cell(row["issuer"]),
            text_cell(view.period(row["published"] or "")),
            text_cell(view.word("class", row["class"])),
            number_cell(str(row["cited"])),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_("Title")),
        Column(_("Kind")),
        Column(_("Issuer")),
        Column(_("Published")),
        Column(_("Class")),
        Column(_("Rows citing it"), number=True),
    ]
    context = {"tables": [Table(_("Sources"), columns, rows, name="sources")]}
    title = _("Sources: %(count)s, cited by %(rows)s rows") % {"count": frame.height, "rows": frame["cited"].sum()}
    return Page("data/tables.html", title, {"sources": frame}, context, facets=bar)


def show_source(view: RequestView) -> Page:
    """One source with all that cites it."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "sources", key)
    if row is None:
        raise PageNotFound(_("There is no such source."))
    frame = view.district.links.citing(key)
    paragraphs = [
        (locator, [_line(view, cited) for cited in rows.iter_rows(named=True)])
        for (locator,), rows in frame.head(_ROWS).group_by("locator", maintain_order=True)
    ]
    context = {
        "document": row["document"] if row["document"] in view.present.documents.list_shown() else None,
        "facts": record_rows.field_facts(view, "sources", row),
        "paragraphs": paragraphs,
        "count": frame.height,
        "shown": min(frame.height, _ROWS),
    }
    return Page("data/source.html", view.pick(row), {"citing": frame, "source": pl.DataFrame([row])}, context)


def _label(view: RequestView, definition: schema.Table, key: str) -> str:
    """A row in words: its name, or what it is about."""
    row = view.district.tables.rows(definition.name).get(key, {})
    if "zh" in definition.columns and definition.key == ["id"] and (called := view.pick(row)):
        return called
    about = [f for f in definition.fields if (f.refers_to and f.name != "source") or f.choices in _TELLING]
    words = [record_rows.field_cell(view, field, row).text for field in about if row.get(field.name)]
    return view.join(dict.fromkeys(words)) or view.name(key)


def _line(view: RequestView, cited: dict[str, str | None]) -> dict[str, Cell | str]:
    table = str(cited["table"])
    definition = schema.read_tables()[table]
    row = str(cited["row"])
    label = _label(view, definition, row)
    href = link_cells.row_address(view, table, row) if definition.key == ["id"] else ""
    if not href:
        # A row without a page of its own leads to the first thing it speaks of that has one.
        href = next(
            (
                to.href
                for to in (link_cells.row_link(view, link_cells.PAGES, part) for part in row.split("/"))
                if to.href
            ),
            "",
        )
    return {
        "table": definition.zh if view.zh else definition.en,
        "row": Cell((Link(label, href),)),
        "quote": cited["quote"] or "",
        "basis": _basis(view, definition, cited["basis"]),
    }


def _basis(view: RequestView, definition: schema.Table, basis: str | None) -> str:
    """The word for a basis: of a price it is the kind of price, of a coefficient a text, else how a passage says it."""
    codelist = definition.field("basis").choices if "basis" in definition.columns else ""
    return view.word(codelist, basis) if codelist else basis_label(basis, view.lang)
