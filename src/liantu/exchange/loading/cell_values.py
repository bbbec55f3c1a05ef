"""Cells as the tables mean them: codes for labels, periods for dates, plain digits, units from headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.reading.industry_codes import INDUSTRY_FIELDS, find_false_industries
from liantu.exchange.reading.stored_texts import join_lines
from liantu.exchange.reading.written_dates import read_period
from liantu.exchange.reading.written_numbers import read_numbers
from liantu.model import schema
from liantu.model.choice_words import list_every_word
from liantu.model.problems import Problem
from liantu.model.schema import Field
from liantu.model.written_periods import may_be_two_months

#: How many different readings of one column are told one by one.
MAX_LISTED = 200
#: Fields that hold the name of their row.
_NAMES = ("id", "zh", "en")
_NUMBER = r"^[-+]?[\d,]+(?:\.\d+)?$"


def read_values(
    sheet: TableSheet, frame: pl.DataFrame, rows: pl.Series, units: Mapping[str, str]
) -> tuple[pl.DataFrame, list[Problem]]:
    """The cells of a sheet in the notation of the tables, and what is said of those that stood otherwise: notes, and
    problems of those that can be read two ways."""
    table = schema.read_tables()[sheet.table]
    notes: list[Problem] = []
    for name in frame.columns:
        field = table.field(name)
        if field.type == "reference" or name in _NAMES:
            frame = frame.with_columns(_names(frame[name], sheet, rows, notes))
        elif name in INDUSTRY_FIELDS:
            _check_industries(frame[name], sheet, rows, notes)
        if field.type == "code":
            frame = frame.with_columns(_codes(frame[name], field))
        elif field.type == "period":
            frame = frame.with_columns(_periods(frame[name], sheet, rows, notes))
        elif field.type in ("decimal", "integer"):
            read, not_applicable = _numbers(frame[name], sheet, rows, notes)
            frame = frame.with_columns(read)
            if not_applicable is not None:
                frame = _note_not_applicable(frame, not_applicable)
    for name, unit in units.items():
        frame = _fill_heading_unit(frame, table.field(name), unit)
    return frame, notes


def note_changed_texts(
    notes: list[Problem], code: str, sheet: TableSheet, before: pl.Series, after: Mapping[str, str], rows: pl.Series
) -> None:
    """A note for each different text of a column that was read otherwise, at the first cell that has it."""
    changed = pl.DataFrame({"text": before, "row": rows}).filter(pl.col("text").is_in(list(after)))
    firsts = changed.group_by("text").agg(pl.col("row").first(), pl.len().alias("times")).sort("row").head(MAX_LISTED)
    for text, row, times in firsts.iter_rows():
        slots = {"read": after[text], "times": str(times)}
        notes.append(sheet.locate(Problem(code, sheet.table, value=text, slots=slots), before.name, row))


def _names(cells: pl.Series, sheet: TableSheet, rows: pl.Series, notes: list[Problem]) -> pl.Series:
    """Names on one line: a cell too narrow for them breaks them."""
    changed = _map_distinct(cells.filter(cells.str.contains("[\r\n]").fill_null(False)), join_lines)[1]
    note_changed_texts(notes, "joined_name", sheet, cells, changed, rows)
    return cells.replace(changed) if changed else cells


def _check_industries(cells: pl.Series, sheet: TableSheet, rows: pl.Series, notes: list[Problem]) -> None:
    false = find_false_industries(cells)
    for index in cells.is_in(list(false)).fill_null(False).arg_true() if false else ():
        text = cells[index]
        problem = Problem("unknown_industry", sheet.table, value=text, slots={"nearest": false[text]})
        notes.append(sheet.locate(problem, cells.name, rows[index]))


def _codes(cells: pl.Series, field: Field) -> pl.Series:
    """Codes for their labels in either language; what is no label, or that of two, stays for the checks."""
    codes = list_every_word(field)
    return _map_distinct(cells, lambda text: codes.get(text.strip().lower()))[0]


def _periods(cells: pl.Series, sheet: TableSheet, rows: pl.Series, notes: list[Problem]) -> pl.Series:
    read, changed = _map_distinct(cells, read_period)
    note_changed_texts(notes, "read_period", sheet, cells, changed, rows)
    for text in filter(may_be_two_months, cells.drop_nulls().unique(maintain_order=True)):
        slots = {"january": f"{text[:4]}-01", "october": f"{text[:4]}-10"}
        for index in (cells == text).arg_true():
            problem = Problem("two_months", sheet.table, value=text, slots=slots)
            notes.append(sheet.locate(problem, cells.name, rows[index]))
    return read


def _numbers(
    cells: pl.Series, sheet: TableSheet, rows: pl.Series, notes: list[Problem]
) -> tuple[pl.Series, pl.Series | None]:
    """Numbers made plain and marks made blank, and where a mark says that no value is due; units are left to
    ``normalise_cells``."""
    found = read_numbers(cells)
    changed: dict[str, str | None] = {text: number for text, (number, unit) in found.numbers.items() if not unit}
    note_changed_texts(notes, "read_number", sheet, cells, {text: str(read) for text, read in changed.items()}, rows)
    note_changed_texts(notes, "read_missing", sheet, cells, dict.fromkeys(found.missing, ""), rows)
    changed |= dict.fromkeys(found.missing)
    due = None
    if sheet.table == "returns" and found.not_applicable:
        due = cells.is_in(list(found.not_applicable)).fill_null(False)
        changed |= dict.fromkeys(found.not_applicable)
    return (cells.replace(list(changed), pl.Series(list(changed.values()), dtype=pl.String)) if changed else cells), due


def _note_not_applicable(frame: pl.DataFrame, due: pl.Series) -> pl.DataFrame:
    """The rows with their state where a mark says that no value is due."""
    stated = pl.col("state") if "state" in frame.columns else pl.lit(None, pl.String)
    return frame.with_columns(
        pl.when(due & stated.is_null()).then(pl.lit("not_applicable")).otherwise(stated).alias("state")
    )


def _fill_heading_unit(frame: pl.DataFrame, field: Field, unit: str) -> pl.DataFrame:
    """The unit of the heading for every row that has a number and no unit of its own."""
    cell = pl.col(field.name)
    if not field.unit_field:
        if unit == field.quantity:
            return frame
        return frame.with_columns(
            pl.when(cell.str.contains(_NUMBER)).then(cell + unit).otherwise(cell).alias(field.name)
        )
    unit_cell = pl.col(field.unit_field) if field.unit_field in frame.columns else pl.lit(None, pl.String)
    # A cell that carries a unit of its own ("2万吨") is read against the heading's; a blank cell gets none.
    filled = pl.when(unit_cell.is_null() & cell.is_not_null()).then(pl.lit(unit)).otherwise(unit_cell)
    return frame.with_columns(filled.alias(field.unit_field))


def _map_distinct(cells: pl.Series, read: Callable[[str], str | None]) -> tuple[pl.Series, dict[str, str]]:
    """A column with each different text read once, and the texts that became another."""
    changed = {}
    for text in cells.drop_nulls().unique():
        value = read(text)
        if value is not None and value != text:
            changed[text] = value
    return (cells.replace(changed) if changed else cells), changed
