"""Cells as the tables mean them: codes for labels, periods for dates, plain digits, units from headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.loading.written_dates import read_period
from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.schema import Field

#: How many different readings of one column are told one by one.
MAX_LISTED = 200
_THOUSANDS = r"^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:\D.*)?$"
_NUMBER = r"^[-+]?[\d,]+(?:\.\d+)?$"


def read_values(
    sheet: TableSheet, frame: pl.DataFrame, rows: pl.Series, units: Mapping[str, str]
) -> tuple[pl.DataFrame, list[Problem]]:
    """The cells of a sheet in the notation of the tables, and notes on those that stood otherwise."""
    table = schema.read_tables()[sheet.table]
    notes: list[Problem] = []
    for name in frame.columns:
        field = table.field(name)
        if field.type == "code":
            frame = frame.with_columns(_codes(frame[name], field))
        elif field.type == "period":
            frame = frame.with_columns(_periods(frame[name], sheet, rows, notes))
        elif field.type in ("decimal", "integer"):
            frame = frame.with_columns(_numbers(frame[name], sheet, rows, notes))
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


def _codes(cells: pl.Series, field: Field) -> pl.Series:
    """Codes for their labels in either language; what is no label stays for the checks."""
    labels: dict[str, str] = {}
    for code in schema.read_codelist(field.choices).values():
        for label in (code.code, code.zh, code.en):
            labels.setdefault(label.strip().lower(), code.code)
    return _map_distinct(cells, lambda text: labels.get(text.strip().lower()))[0]


def _periods(cells: pl.Series, sheet: TableSheet, rows: pl.Series, notes: list[Problem]) -> pl.Series:
    read, changed = _map_distinct(cells, read_period)
    note_changed_texts(notes, "read_period", sheet, cells, changed, rows)
    return read


def _numbers(cells: pl.Series, sheet: TableSheet, rows: pl.Series, notes: list[Problem]) -> pl.Series:
    """Full-width digits and commas between thousands made plain, in one pass; units are left to ``normalise``."""
    frame = cells.to_frame("text")
    wide = pl.col("text").str.contains(r"[０-９．，－＋　]")
    narrow = pl.when(wide).then(pl.col("text").str.normalize("NFKC").str.strip_chars()).otherwise(pl.col("text"))
    frame = frame.with_columns(narrow.alias("narrow"))
    bare = pl.when(pl.col("narrow").str.contains(_THOUSANDS)).then(_strip_commas(pl.col("narrow")))
    read = frame.select(bare.otherwise(pl.col("narrow")).alias(cells.name))[cells.name]
    odd = (read != cells).fill_null(False)
    if odd.any():
        pairs = pl.DataFrame({"before": cells, "after": read}).filter(odd).unique(maintain_order=True).head(MAX_LISTED)
        note_changed_texts(notes, "read_number", sheet, cells, dict(pairs.iter_rows()), rows)
    return read


def _strip_commas(cells: pl.Expr) -> pl.Expr:
    head = cells.str.extract(r"^([-+]?[\d,]+)").str.replace_all(",", "", literal=True)
    return head + cells.str.replace(r"^[-+]?[\d,]+", "")


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
