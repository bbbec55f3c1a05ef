"""The rows below a heading: merged cells filled down, totals, footnotes and repeated headings left out."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.exchange.loading.heading_columns import SheetHeading
from liantu.exchange.loading.lost_digits import find_lost_digits
from liantu.exchange.loading.rounded_periods import find_rounded_periods
from liantu.exchange.loading.sheet_grid import MergedRange, SheetGrid
from liantu.exchange.loading.stated_sums import note_unequal_sums
from liantu.exchange.loading.table_sheet import TableSheet, place_problem
from liantu.model.names_alike import NAMES_OF_SUMS, SUMS_FOR_FIRMS
from liantu.model.problems import Problem

_TOTALS = r"^(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|本页合计|本页小计|其中合计|grand total|sub-?total|total)[:：]?$"
#: What only ends so, as 规上小计, is a total where it stands first in its row.
_ENDS = r"^\S{1,12}(?:合\s*计|小\s*计|总\s*计)[:：]?$"
FOOT_LINES = (
    r"^(?:注|注释|备注|说明|数据来源|资料来源|填表人|填报人|填表说明|填报单位|制表|审核|单位负责人|note|source)"
    r"\s*[:：0-9]"
)


@dataclass
class SheetBody:
    """Rows of a sheet on their way to a table: position in the grid, and what was said."""

    frame: pl.DataFrame
    rows: pl.Series
    notes: list[Problem]
    problems: list[Problem]


def read_body(grid: SheetGrid, heading: SheetHeading, sheet: TableSheet) -> SheetBody:
    """The rows of a table as texts by field, with the sheet's row numbers."""
    notes: list[Problem] = []
    problems: list[Problem] = []
    cells = grid.cells.slice(heading.row + 1)
    numbers = grid.numbers.slice(heading.row + 1)
    left_out, totals = _find_left_out(cells, numbers, heading, sheet, notes)
    names = {str(number): column.field for number, column in heading.columns.items()}
    cells = _fill_merged(cells, numbers, left_out, grid.merges, heading, sheet, (notes, problems))
    frame = cells.select(pl.col(number).alias(name) for number, name in names.items())
    filled = ~left_out & frame.select(pl.any_horizontal(pl.all().is_not_null()).alias("any"))["any"]
    if totals.any():
        notes += note_unequal_sums(cells, numbers, totals, filled, heading, sheet)
    frame, rows = frame.filter(filled), numbers.filter(filled)
    problems += find_lost_digits(frame, rows, grid, heading.table, sheet)
    problems += find_rounded_periods(frame, rows, grid, heading.table, sheet)
    if frame.is_empty() and not problems:
        notes.append(place_problem(Problem("no_rows", sheet.table), sheet.file, sheet.title))
    return SheetBody(frame, rows, notes, problems)


def _find_left_out(
    cells: pl.DataFrame, numbers: pl.Series, heading: SheetHeading, sheet: TableSheet, notes: list[Problem]
) -> tuple[pl.Series, pl.Series]:
    """Which rows are no rows of the table, and which of these are sums; each is noted."""
    if cells.is_empty():
        return pl.Series("out", [], pl.Boolean), pl.Series("sum", [], pl.Boolean)
    first = cells.select(pl.coalesce(pl.all()).str.normalize("NFKC").str.to_lowercase().alias("first"))["first"]
    alone = cells.select(pl.sum_horizontal(pl.all().is_not_null()).alias("given"))["given"] <= 2
    totals = (
        first.str.contains(_TOTALS)
        | first.str.contains(NAMES_OF_SUMS)
        | first.str.contains(_ENDS)
        | _find_total_rows(cells, heading)
    ).fill_null(False)
    feet = (first.str.contains(FOOT_LINES) & alone).fill_null(False)
    again = _find_repeated_headings(cells, heading)
    for code, mask in (("totals_row", totals), ("foot_line", feet & ~totals), ("repeated_heading", again)):
        for index in mask.fill_null(False).arg_true():
            notes.append(sheet.locate(Problem(code, sheet.table, value=str(first[index])), "", numbers[index]))
    names = _find_field_name_row(cells, heading)
    return (totals | feet | again | names).fill_null(False), totals


def _find_total_rows(cells: pl.DataFrame, heading: SheetHeading) -> pl.Series:
    """Rows without a key that are called a total in one of their texts; a row with its key is one of the table."""
    kinds = {number: heading.table.field(column.field) for number, column in heading.columns.items()}
    texts = [
        pl.col(str(number)).str.contains(NAMES_OF_SUMS).fill_null(False)
        for number, field in kinds.items()
        if field.type in ("text", "reference")
    ]
    keys = [pl.col(str(number)) for number, field in kinds.items() if field.key == 1]
    keyed = pl.any_horizontal(*(key.is_not_null() for key in keys), False)
    # Nothing is called a sum by its key; so a firm's row that is one after its number in the first column.
    of_firms = heading.table.key[:1] == ["firm"]
    sums = f"{NAMES_OF_SUMS}|{SUMS_FOR_FIRMS}" if of_firms else NAMES_OF_SUMS
    called = pl.any_horizontal(*(key.str.contains(sums).fill_null(False) for key in keys), False)
    return cells.select((called | (pl.any_horizontal(*texts, False) & ~keyed)).alias("total"))["total"]


def _find_repeated_headings(cells: pl.DataFrame, heading: SheetHeading) -> pl.Series:
    """Rows whose cells are all headings of their own columns: printed sheets repeat them on each page."""
    fields = {column.field: heading.table.field(column.field) for column in heading.columns.values()}
    return _find_rows_of_words(
        cells, {column: [c.heading, fields[c.field].zh, fields[c.field].en] for column, c in heading.columns.items()}
    )


def _find_field_name_row(cells: pl.DataFrame, heading: SheetHeading) -> pl.Series:
    """The row of field names our own workbooks carry below the headings."""
    return _find_rows_of_words(cells, {number: [column.field] for number, column in heading.columns.items()})


def _find_rows_of_words(cells: pl.DataFrame, words: dict[int, list[str]]) -> pl.Series:
    """Rows of two cells or more, each of them one of its column's words."""
    masks = [pl.col(str(column)).is_null() | pl.col(str(column)).is_in(headings) for column, headings in words.items()]
    filled = pl.sum_horizontal(pl.col(str(column)).is_not_null() for column in words) >= 2
    return cells.select((pl.all_horizontal(masks) & filled).alias("all"))["all"]


def _fill_merged(
    cells: pl.DataFrame,
    numbers: pl.Series,
    left_out: pl.Series,
    merges: tuple[MergedRange, ...],
    heading: SheetHeading,
    sheet: TableSheet,
    logs: tuple[list[Problem], list[Problem]],
) -> pl.DataFrame:
    """Cells with what is merged down filled in; a merged number, or a merge over several fields, is a problem."""
    notes, problems = logs
    filled: dict[int, tuple[list[int], list[str]]] = {}
    for merge in merges:
        first = int(numbers.search_sorted(merge.top))
        covered = [c for c in range(merge.left, merge.right + 1) if c in heading.columns]
        if not covered or first >= numbers.len() or numbers[first] != merge.top or left_out[first]:
            continue
        column = heading.columns[covered[0]]
        value = cells[str(merge.left)][first] if merge.left < cells.width else None
        if value is None:
            continue
        if len(covered) > 1:
            problems.append(sheet.locate(Problem("merged_across", sheet.table, value=value), column.field, merge.top))
        elif merge.bottom > merge.top:
            if heading.table.field(column.field).type in ("decimal", "integer"):
                problems.append(
                    sheet.locate(Problem("merged_number", sheet.table, value=value), column.field, merge.top)
                )
                continue
            end = int(numbers.search_sorted(merge.bottom, side="right"))
            places, values = filled.setdefault(covered[0], ([], []))
            places += range(first + 1, end)
            values += [value] * (end - first - 1)
            slots = {"last": f"{column.letter}{merge.bottom}"}
            note = Problem("merged_filled", sheet.table, value=value, slots=slots)
            notes.append(sheet.locate(note, column.field, merge.top))
    return cells.with_columns(
        cells[str(column)].scatter(places, values) for column, (places, values) in filled.items() if places
    )
