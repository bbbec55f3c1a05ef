"""Rows of any table as a page shows them; labels, codes and references come from the schema alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from liantu.model import schema
from liantu.model.tables import Row
from liantu.web.core import link_cells
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.coded_words import coded_words
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.basis_labels import basis_label
from liantu.wording.library_notes import note_text, translate_note
from liantu.wording.periods import period_text
from liantu.wording.scope_words import scope_text

#: Said once in the citation, not as fields.
_PROVENANCE = {"basis", "source", "locator", "quote", "note", "note_en"}
#: Texts that the library writes in free words, beside the basis.
_FREE = {"note", "reason", "spec"}
#: Above so many columns they stand closer.
_MANY = 10
#: Rows with a page of their own show so many fields on others' pages, where they have more than _MANY.
_FIRST_FIELDS = 8
#: A table of so many rows is a list: it can be narrowed where it stands, or leads to where it can.
LIST_ROWS = 10
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER = {True: "_en", False: "_zh"}


def shown_fields(view: RequestView, table: str) -> list[schema.Field]:
    """The fields worth showing in the language of the request: identity and provenance are shown elsewhere."""
    names = schema.read_tables()[table].columns
    shown = []
    for field in schema.read_tables()[table].fields:
        other = field.name.endswith(_OTHER[view.zh]) or field.name == ("en" if view.zh else "zh")
        if (field.name in _PROVENANCE and table != "sources") or (other and len(names) > 1):
            continue
        if view.zh and f"{field.name}_zh" in names:
            continue
        if field.name == "unit" and any(f.unit_field == "unit" for f in schema.read_tables()[table].fields):
            continue
        shown.append(field)
    return shown


def field_cell(view: RequestView, field: schema.Field, row: Row) -> Cell:
    """One field of a row: a code in words, a reference as a link, a quantity with its unit, a period in words."""
    value = row.get(field.name)
    if value is None:
        return Cell()
    if field.choices:
        return text_cell(view.word(field.choices, value))
    if field.refers_to:
        return Cell((link_cells.row_link(view, field.refers_to, value),))
    if field.type == "decimal":
        unit = row.get(field.unit_field) if field.unit_field else field.quantity
        return Cell((Link(given_figure_text(view, value, unit)),), number=True)
    if field.type == "period":
        return text_cell(period_text(value, view.lang))
    # The groups of an evaluation are called as the scopes of figures are.
    if field.name == "scope" or (field.name == "group" and field.type == "text"):
        return text_cell(scope_text(value, view.lang))
    if field.name in _FREE:
        return Cell((_words(view, translate_note(value, view.lang)),))
    if words := coded_words(view, field, row):
        return text_cell(words)
    if field.name.startswith(("zh", "en")) or field.name.endswith(("_zh", "_en")):
        stem = field.name.removesuffix("zh").removesuffix("en").removesuffix("_")
        return text_cell(view.pick(row, stem))
    if f"{field.name}_zh" in row:
        # An English word beside a Chinese one, written as an identifier.
        return text_cell(value.replace("_", " "))
    return text_cell(value)


def field_facts(view: RequestView, table: str, row: Row) -> list[tuple[str, Cell]]:
    """The filled fields of one row with their labels."""
    shown = [
        (field_label(view, field), field_cell(view, field, row))
        for field in shown_fields(view, table)
        if field.name != "id"
    ]
    return [(name, cell) for name, cell in shown if cell.text]


def field_label(view: RequestView, field: schema.Field) -> str:
    """The label of a field, without the note of which language it is in."""
    return (field.zh if view.zh else field.en.removesuffix(" (Chinese)")) or field.name


def _name_label(view: RequestView, definition: schema.Table) -> str:
    """The heading of names: what has no id has no page, and its words are what was said, not a name."""
    return view.tr("Name") if "id" in definition.columns else field_label(view, definition.field("zh"))


def row_table(
    view: RequestView, table: str, rows: pl.DataFrame, title: str = "", *, leave_out: Sequence[str] = ()
) -> Table:
    """Rows of a table with their citation as the last column; columns without a value are left out."""
    definition = schema.read_tables()[table]
    named = "zh" in definition.columns
    filled = _filled_fields(view, table, rows, {*leave_out, *(("id", "zh", "en") if named else ("id",))})
    if len(filled) > _MANY and table in link_cells.PAGES:
        filled = filled[:_FIRST_FIELDS]
    columns = [Column(field_label(view, f), number=f.type == "decimal") for f in filled]
    if named:
        columns.insert(0, Column(_name_label(view, definition)))
    cited = "basis" in definition.columns
    if cited:
        columns.append(Column(view.tr("Source, paragraph, quote")))
    lines = []
    for row in rows.iter_rows(named=True):
        line = [field_cell(view, f, row) for f in filled]
        if named:
            to = link_cells.row_address(view, table, row["id"]) if "id" in row else ""
            line.insert(0, Cell((Link(view.pick(row), to),)))
        if cited:
            line.append(citation_cell(view, row, table))
        lines.append(line)
    heading = title or (definition.zh if view.zh else definition.en)
    onward = _lead_on(view, table, rows, leave_out)
    return Table(heading, columns, lines, name=table, dense=len(columns) > _MANY, onward=onward)


def link_to_list(view: RequestView, rows: int, path: str, **chosen: str | None) -> Link | None:
    """Where so many rows stand as a list that can be narrowed; None where they are too few to be one."""
    return Link(view.tr("Narrow the list"), view.url(path, **chosen)) if rows >= LIST_ROWS else None


def _lead_on(view: RequestView, table: str, rows: pl.DataFrame, shared: Sequence[str]) -> Link | None:
    """The list of a table: its rows of the page where all of them share one value, else all."""
    name = shared[0] if len(shared) == 1 else ""
    same = rows[name].unique().to_list() if name in rows.columns else []
    chosen = {f"has.{name}": str(same[0])} if len(same) == 1 and same[0] is not None else {}
    return link_to_list(view, rows.height, f"/tables/{table}", **chosen)


def _filled_fields(view: RequestView, table: str, rows: pl.DataFrame, leave_out: set[str]) -> list[schema.Field]:
    """The fields of a table that some of the rows have a value of."""
    fields = [field for field in shown_fields(view, table) if field.name not in leave_out]
    return [field for field in fields if rows[field.name].null_count() < rows.height]


def citation_cell(view: RequestView, row: Row, table: str = "") -> Cell:
    """The citation of a row in one cell: basis, source with paragraph, quote, note.

    Of a price its ``basis`` is a kind of quote, of a coefficient a text: the table says which list its words are of.
    """
    source, basis = row.get("source"), row.get("basis")
    choices = schema.read_tables()[table].field("basis").choices if table else ""
    parts = [_words(view, view.word(choices, basis) if choices else basis_label(basis, view.lang))]
    if source:
        locator = row.get("locator")
        where = view.tr("%(source)s, paragraph %(paragraph)s") % {
            "source": view.source_name(source),
            "paragraph": locator,
        }
        parts.append(
            Link(
                where if locator else view.source_name(source),
                view.url(f"/source/{source}") + (f"#p{locator}" if locator else ""),
            )
        )
    if row.get("quote"):
        parts.append(Link(f"“{row['quote']}”"))
    if note := note_text(row.get("note"), row.get("note_en"), view.lang):
        parts.append(_words(view, note))
    return Cell(tuple(part for part in parts if part.text))


def _words(view: RequestView, text: str) -> Link:
    """Words of a row; English ones say so on a page in Chinese, for readers who hear it."""
    return Link(text, lang="en" if view.zh and not _HAN.search(text) else "")


def find_row(view: RequestView, table: str, key: str) -> Row | None:
    """The row of that id; None when there is none."""
    return view.district.tables.rows(table).get(key)
