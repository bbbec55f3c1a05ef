"""A workbook or CSV as sheets of our tables. Reading never writes, never follows a link, never reckons a formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from liantu.exchange.loading.cell_values import read_values
from liantu.exchange.loading.chosen_columns import leave_columns, rename_headings
from liantu.exchange.loading.container import LIMIT, file_kind, open_archive
from liantu.exchange.loading.field_match import find_titled_table
from liantu.exchange.loading.heading_columns import SheetHeading
from liantu.exchange.loading.heading_match import find_heading
from liantu.exchange.loading.hidden_parts import note_hidden_parts
from liantu.exchange.loading.ods_stream import read_ods
from liantu.exchange.loading.plant_list import find_plant_list, join_lines_to_plants
from liantu.exchange.loading.printed_figures import FIGURE_TITLES, read_printed_figures
from liantu.exchange.loading.printed_places import read_place_figures
from liantu.exchange.loading.sheet_body import read_body
from liantu.exchange.loading.sheet_grid import SheetGrid, column_number
from liantu.exchange.loading.table_sheet import TableSheet, place_problem
from liantu.exchange.loading.text_table import GUARDED, read_csv_table
from liantu.exchange.loading.unknown_sheet import describe_unknown_sheet, find_items_as_columns, leave_sheet
from liantu.exchange.loading.workbook_parts import Progress
from liantu.exchange.loading.xlsx_stream import read_grids
from liantu.exchange.regular_files import read_regular_file
from liantu.exchange.workbook_cells import ERRORS
from liantu.library.shipped_tables import load_library
from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables
from liantu.model.units import Units
from liantu.wording import LANGUAGES, N_, translator

#: The hidden sheet of choices in our templates.
CHOICES = "_choices"
_FORMULA = r"^=|^[+\-@].*[|!(]"


def parse_sheets(
    source: Path | str | bytes,
    name: str = "",
    units: Units | None = None,
    progress: Progress | None = None,
    columns: Mapping[str, str] | None = None,
    chosen_tables: Mapping[str, str] | None = None,
) -> list[TableSheet]:
    """The sheets of an .xlsx, .ods, .csv or .txt.

    Problems of a sheet stand on it; what makes the whole file unreadable raises Problems. ``progress`` is called with
    (done, total) and cancels by raising. ``units`` are the district's; the library's when left out.
    ``columns`` are headings that a person has chosen a field for, by its label, or chosen to leave;
    ``chosen_tables`` the tables chosen for sheets by their titles, nothing for a sheet that is left.
    """
    content, name = read_content(source, name)
    grids, notes = read_file(content, name, progress)
    known = units or Tables({}, {"units": load_library()["units"]}).units
    tables = chosen_tables or {}
    grids = [replace(grid, table=tables[grid.title]) if tables.get(grid.title) else grid for grid in grids]
    sheets: list[TableSheet] = []
    for grid in grids:
        is_left = tables.get(grid.title) == ""
        sheets += (
            [leave_sheet(TableSheet(name, grid.title))] if is_left else _read_grid(grid, name, known, columns or {})
        )
    if not sheets:
        raise Problems([Problem("empty_file", file=name)])
    return [replace(sheets[0], notes=(*notes, *sheets[0].notes)), *sheets[1:]]


def findings_title(language: str) -> str:
    """The title of the sheet of findings that ``annotate_workbook`` adds; of any language it is never read back."""
    return translator(language)(N_("Findings"))


def read_content(source: Path | str | bytes, name: str = "") -> tuple[bytes, str]:
    """The bytes of a file and its name. Raises Problems when it cannot be read."""
    if isinstance(source, bytes):
        return source, name
    path = Path(source)
    return read_regular_file(path, LIMIT), name or path.name


def read_file(content: bytes, name: str, progress: Progress | None = None) -> tuple[list[SheetGrid], list[Problem]]:
    """The sheets of a file as they stand, and notes on the file. Raises Problems."""
    found = file_kind(content, name)
    if found == "csv":
        grid, notes = read_csv_table(content, name, progress)
        return [grid], notes
    archive, notes = open_archive(content, name)
    with archive:
        if found == "xlsx":
            return read_grids(archive, name, progress), notes
        return read_ods(archive, name, progress), notes


def _read_grid(grid: SheetGrid, file: str, units: Units, chosen: Mapping[str, str]) -> list[TableSheet]:
    """The tables of a sheet: one, or those of a list of plants or of printed figures; none of a sheet of our own."""
    if grid.title == CHOICES or grid.title.startswith(tuple(map(findings_title, LANGUAGES))) or grid.cells.is_empty():
        return []
    grid = rename_headings(grid, chosen)
    if parts := find_plant_list(grid, file, units):
        return join_lines_to_plants([_read_table(grid, file, leave_columns(part, chosen)) for part in parts])
    titled = find_titled_table(grid)
    if (titled is None or titled.name in FIGURE_TITLES) and (printed := _read_printed(grid, file, units)):
        return printed
    heading = find_heading(grid, file, units)
    if heading is None:
        return [describe_unknown_sheet(grid, TableSheet(file, grid.title))]
    return [_read_table(grid, file, leave_columns(heading, chosen))]


def _read_printed(grid: SheetGrid, file: str, units: Units) -> list[TableSheet]:
    """The figures of a printed table, by places or by indicators; none of another sheet."""
    return read_place_figures(grid, file, units) or read_printed_figures(grid, file, units)


def _read_table(grid: SheetGrid, file: str, heading: SheetHeading) -> TableSheet:
    """The rows below a heading as a table, with all that is said of them."""
    empty = TableSheet(file, grid.title)
    columns = {column.field: column for column in heading.columns.values()}
    sheet = replace(empty, table=heading.table.name, columns=columns)
    body = read_body(grid, heading, sheet)
    problems = [*_list_heading_problems(grid, heading, sheet), *body.problems]
    notes = [
        *heading.notes,
        *_note_hidden_parts(grid, heading, sheet, body.rows),
        *_note_formulas(grid, heading, sheet, body.rows, problems),
        *body.notes,
    ]
    frame = body.frame
    if grid.outside:
        frame = _strip_formula_guard(frame, sheet, body.rows, problems)
    _find_formula_errors(frame, sheet, body.rows, problems)
    frame, findings = read_values(sheet, frame, body.rows, heading.units)
    problems += [problem for problem in findings if problem.severity == "error"]
    value_notes = [problem for problem in findings if problem.severity != "error"]
    for field in heading.table.fields:
        if field.unit_field and field.name in columns:  # a unit that has no column of its own is told at its number
            columns.setdefault(field.unit_field, replace(columns[field.name], field=field.unit_field))
    problems = [replace(problem, table=sheet.table) for problem in problems]
    return replace(sheet, frame=frame, rows=body.rows, problems=tuple(problems), notes=(*notes, *value_notes))


def _list_heading_problems(grid: SheetGrid, heading: SheetHeading, sheet: TableSheet) -> list[Problem]:
    """What is wrong with the headings; of items of returns as columns, in a sheet of no title of ours, only that."""
    found = list(heading.problems)
    strange = any(problem.code == "unknown_column" for problem in found)
    wide = find_items_as_columns(grid, sheet) if strange and not find_titled_table(grid) else None
    return [wide] if wide else found


def _note_hidden_parts(grid: SheetGrid, heading: SheetHeading, sheet: TableSheet, rows: pl.Series) -> list[Problem]:
    found = note_hidden_parts(grid, rows, {number: column.heading for number, column in heading.columns.items()})
    return [place_problem(replace(note, table=sheet.table), sheet.file, sheet.title) for note in found]


def _note_formulas(
    grid: SheetGrid, heading: SheetHeading, sheet: TableSheet, rows: pl.Series, problems: list[Problem]
) -> list[Problem]:
    """Formulas are read as they were last saved; those without a value, or that reach outside, are told."""
    known = set(rows)
    for code, cells in (("formula_without_value", grid.without_value), ("forbidden_formula", grid.forbidden)):
        for cell in cells:
            letters, number = cell.rstrip("0123456789"), int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            column = heading.columns.get(column_number(letters))
            if column and (number in known or code == "forbidden_formula"):
                problems.append(sheet.locate(Problem(code, sheet.table, value=cell), column.field, number))
    notes = []
    if grid.formulas:
        notes.append(
            place_problem(Problem("read_formulas", sheet.table, value=str(grid.formulas)), sheet.file, sheet.title)
        )
    notes += [
        place_problem(Problem("foreign_formula", sheet.table, value=cell), sheet.file, sheet.title, cell)
        for cell in grid.foreign
    ]
    return notes


def _strip_formula_guard(
    frame: pl.DataFrame, sheet: TableSheet, rows: pl.Series, problems: list[Problem]
) -> pl.DataFrame:
    """Texts of a CSV without the apostrophe of our own export; one a spreadsheet would run is refused."""
    table = schema.read_tables()[sheet.table]
    for name in frame.columns:
        if table.field(name).type in ("decimal", "integer"):
            continue
        for index in frame[name].str.contains(_FORMULA).fill_null(False).arg_true():
            problems.append(
                sheet.locate(Problem("formula_text", sheet.table, value=frame[name][index]), name, rows[index])
            )
    guarded = pl.all().str.contains(GUARDED)
    return frame.with_columns(pl.when(guarded).then(pl.all().str.slice(1)).otherwise(pl.all()).name.keep())


def _find_formula_errors(frame: pl.DataFrame, sheet: TableSheet, rows: pl.Series, problems: list[Problem]) -> None:
    for name in frame.columns:
        for index in frame[name].is_in(ERRORS).fill_null(False).arg_true():
            problems.append(
                sheet.locate(Problem("cell_error", sheet.table, value=frame[name][index]), name, rows[index])
            )
