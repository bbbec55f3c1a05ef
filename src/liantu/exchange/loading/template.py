"""A workbook to be filled in: a sheet a table, with headings, notes, examples and drop-downs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format

from liantu.exchange.loading.file_reader import CHOICES
from liantu.exchange.loading.references import choice_label
from liantu.exchange.loading.sheet_grid import column_letters
from liantu.exchange.reading.number_formats import format_stored_number
from liantu.model import schema
from liantu.model.disclaimer import read_disclaimer
from liantu.model.schema import Field, Table
from liantu.model.tables import Tables
from liantu.wording import N_, translator

#: Rows, counted from 0: title, explanation, headings, field names, first row of data.
TITLE, EXPLAINED, HEADINGS, NAMES, DATA = range(5)
#: Rows below the data that have drop-downs and text cells already.
_ROOM = 1_000
_INSTRUCTION = N_(
    "%(table)s: to be filled in. Columns with * are required; the grey row explains. Begin in row %(row)s and leave "
    "the headings as they are."
)
_UNIT_ASIDE = N_("A number; its unit goes in the column “%s”; blank when unknown")
_ID = N_("An id, once only; leave blank to have it made from the name")
#: What to write into a field, by its type.
_BY_TYPE = {
    "text": N_("Text"),
    "id": _ID,
    "key": N_("Text"),
    "decimal": N_("A number; blank when unknown"),
    "integer": N_("A whole number; blank when unknown"),
    "code": N_("Choose from the list"),
    "reference": N_("Choose from the list, or write an id or a name"),
    "period": N_("2023, 2023-05, 2023-Q1, 2023-01..09, 2006.."),
}


def write_template(tables: Tables, names: Sequence[str], language: str = "zh_CN", filled: bool = False) -> bytes:
    """A workbook with a sheet for each of the named tables; with their rows when ``filled``.

    Codes and references stand as words, with drop-downs; the names of the fields are in a hidden row.
    ``parse_sheets`` reads it back. Raises KeyError for a table the schema does not know.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    pages = [(name, book.add_worksheet(_title(schema.read_tables()[name], language))) for name in names]
    choices = _ChoiceSheet(book, tables, language)
    formats = _formats(book)
    disclaimer = read_disclaimer(tables.about, language)
    for name, page in pages:
        rows = tables[name] if filled else tables[name].clear()
        _sheet(page, schema.read_tables()[name], rows, choices, formats, language)
        if disclaimer:
            page.write_comment(TITLE, 0, disclaimer, {"visible": True})
    choices.page.hide()
    book.close()
    return stream.getvalue()


class _ChoiceSheet:
    """The hidden sheet of lists that drop-downs point to; each list stands once."""

    def __init__(self, book: Any, tables: Tables, language: str) -> None:
        self.page = book.add_worksheet(CHOICES)
        self.tables, self.zh = tables, language.startswith("zh")
        self.words: dict[tuple[str, ...], dict[str, str]] = {}
        self.places: dict[tuple[str, ...], str] = {}

    def words_of(self, field: Field) -> dict[str, str]:
        """How each value of a field is written, by the value."""
        key = field.refers_to or (field.choices,)
        if key not in self.words:
            self.words[key] = self._references(field) if field.refers_to else self._codes(field)
            self._write(key, list(self.words[key].values()))
        return self.words[key]

    def range(self, field: Field) -> str:
        """Where the list of a field stands; blank when it is empty."""
        self.words_of(field)
        return self.places[field.refers_to or (field.choices,)]

    def _codes(self, field: Field) -> dict[str, str]:
        return {code.code: code.zh if self.zh else code.en for code in schema.read_codelist(field.choices).values()}

    def _references(self, field: Field) -> dict[str, str]:
        found: dict[str, str] = {}
        for table in field.refers_to:
            frame = self.tables[table]
            key = schema.read_tables()[table].key[0]
            for row in frame.select(pl.col(f"^({key}|zh|en)$")).iter_rows(named=True):
                name = row.get("zh") if self.zh else row.get("en") or row.get("zh")
                found.setdefault(row[key], choice_label(row[key], name))
        return found

    def _write(self, key: tuple[str, ...], words: list[str]) -> None:
        position = len(self.places)
        for row, word in enumerate(words):
            self.page.write_string(row, position, word)
        column = column_letters(position)
        self.places[key] = f"={CHOICES}!${column}$1:${column}${len(words)}" if words else ""


def _sheet(
    page: Any, table: Table, frame: pl.DataFrame, choices: _ChoiceSheet, formats: dict[str, Format], language: str
) -> None:
    title = translator(language)(_INSTRUCTION) % {"table": _title(table, language), "row": DATA + 1}
    page.write_string(TITLE, 0, title, formats["title"])
    last = DATA + frame.height + _ROOM
    for column, field in enumerate(table.fields):
        page.set_column(column, column, 24 if field.type == "reference" else 16, formats["text"])
        page.write_string(EXPLAINED, column, _field_explanation(field, table, language), formats["explained"])
        page.write_string(HEADINGS, column, field_heading(field, language), formats["head"])
        page.write_string(NAMES, column, field.name, formats["explained"])
        if field.description:
            page.write_comment(HEADINGS, column, field.description)
        place = choices.range(field) if field.type in ("code", "reference") else ""
        if place:
            # A reference may be written by its id or name as well; a code may not be anything else.
            stern = "stop" if field.type == "code" else "information"
            page.data_validation(DATA, column, last, column, {"validate": "list", "source": place, "error_type": stern})
        shown = choices.words_of(field) if place else {}
        for row, value in enumerate(frame[field.name], DATA):
            if value is not None:
                _write(page, row, column, shown.get(value, value), field, formats["text"])
    page.set_row(EXPLAINED, 60)
    page.set_row(NAMES, None, None, {"hidden": True})
    page.freeze_panes(DATA, 1)


def field_heading(field: Field, language: str = "zh_CN") -> str:
    """A field's heading: its label, the unit it is always in, and a mark when it is required."""
    label = field.zh if language.startswith("zh") else field.en
    unit = field.quantity if field.quantity and not field.unit_field else ""
    bracket = translator(language)(" (%s)") % unit if unit else ""
    return f"{label}{bracket}{' *' if field.required else ''}"


def _write(page: Any, row: int, column: int, text: str, field: Field, style: Any) -> None:
    """Numbers as numbers where they come back as they went; everything else as text, never as a formula."""
    if field.type in ("decimal", "integer"):
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if format_stored_number(repr(number)) == text:
            page.write_number(row, column, number)
            return
    page.write_string(row, column, text, style)


def _field_explanation(field: Field, table: Table, language: str) -> str:
    tr = translator(language)
    if field.unit_field:
        unit = table.field(field.unit_field)
        return tr(_UNIT_ASIDE) % (unit.zh if language.startswith("zh") else unit.en)
    explanation = _ID if table.key == [field.name] == ["id"] else _BY_TYPE[field.type]
    return tr(explanation)


def _title(table: Table, language: str) -> str:
    return (table.zh if language.startswith("zh") else table.en)[:31]


def _formats(book: Any) -> dict[str, Format]:
    return {
        "title": book.add_format({"bold": True}),
        "explained": book.add_format({"italic": True, "font_color": "#777777", "text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "border": 1, "bg_color": "#E8EEF4", "text_wrap": True}),
        "text": book.add_format({"num_format": "@"}),
    }
