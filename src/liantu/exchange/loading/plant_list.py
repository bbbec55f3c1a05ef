"""A list of plants: what the one form of a plant asks, a plant a line, read as plants, capacities and steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from liantu.exchange.loading.field_match import find_titled_table, match_field
from liantu.exchange.loading.heading_columns import SheetHeading, read_heading_columns
from liantu.exchange.loading.merged_cells import spread_merged_cells
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.loading.start_times import separate_start_times
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.loading.unnamed_plants import name_after_products, refuse_unnamed_lines
from liantu.model import schema
from liantu.model.joint_forms import CITATION, JOINT_FORMS
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.units import Units

_PLANTS = "plants"
#: How a capacity is measured that is a part of another.
_PHASE = "increment"
_FORM = JOINT_FORMS[_PLANTS]
#: The fields that a line may say of its plant, of what that makes, and of how far it is.
_PARTS = {
    _PLANTS: _FORM.fields,
    **{part.table: (*part.fields, *(["measure"] if part.says else [])) for part in _FORM.parts},
}
#: A list has these, and one of those that a sheet of plants alone lacks.
_NEEDED, _MORE = {"zh", "firm"}, {"product", "amount", "stage"}
#: One without names of plants has these, and one of those more.
_NAMELESS, _NAMELESS_MORE = {"firm", "product"}, {"amount", "stage"}


def find_plant_list(grid: SheetGrid, file: str, units: Units) -> list[SheetHeading]:
    """The headings of a list of plants, one for each table that its lines speak of; none of another sheet."""
    titled = find_titled_table(grid)
    if titled is not None and titled.name not in _PARTS:
        return []
    rows = spread_merged_cells(grid)
    for row, cells in enumerate(rows):
        owners = {column: _find_owner(text, titled is not None) for column, text in enumerate(cells) if text}
        fields = [field for _table, field in filter(None, owners.values())]
        if _is_list(set(fields), cells) and len(fields) == len(set(fields)):
            tables = {column: owner[0] for column, owner in owners.items() if owner}
            return list(_read_headings(grid, file, rows, row, tables, units))
    return []


def _is_list(fields: set[str], cells: list[str]) -> bool:
    """Whether a row of headings is that of a list of plants, with their names or without."""
    if fields >= _NEEDED:
        return bool(_MORE & fields)
    return fields >= _NAMELESS and bool(_NAMELESS_MORE & fields) and not any(map(_names_project, cells))


def _names_project(text: str) -> bool:
    """Whether a heading is that of the names of projects, of which the sheet is then a list."""
    match = match_field(text, "events") if text else None
    return bool(match and match.exact and match.field == "project")


def _find_owner(text: str, is_titled: bool) -> tuple[str, str] | None:
    """The table and the field that a column is of; the source of a line is that of its plant."""
    called = match_field(text, "capacities")
    if called and called.exact and called.field == "plant":
        return _PLANTS, "zh"
    for table, fields in _PARTS.items():
        match = match_field(text, table)
        if match and match.exact and match.field in (*fields, *CITATION):
            return None if match.field == "zh" and not is_titled else (table, match.field)
    return None


def _read_headings(
    grid: SheetGrid, file: str, rows: list[list[str]], row: int, owners: dict[int, str], units: Units
) -> Iterator[SheetHeading]:
    """The heading of each table with its own columns; what no table has is told once, with the plants."""
    found = []
    for name in _PARTS:
        texts = [cell if owners.get(column, _PLANTS) == name else "" for column, cell in enumerate(rows[row])]
        above = [*rows[:row], _name_plants(texts) if name == _PLANTS else texts]
        heading = read_heading_columns(grid, file, above, row, schema.read_tables()[name], units)
        others = {column_letters(column) for column in range(grid.cells.width) if owners.get(column, _PLANTS) != name}
        problems = tuple(p for p in heading.problems if p.slots["cell"].rstrip("0123456789") not in others)
        columns = {c: replace(known, heading=" ".join(rows[row][c].split())) for c, known in heading.columns.items()}
        found.append(replace(heading, columns=columns, problems=problems))
    last = max(heading.row for heading in found)
    yield from (replace(heading, row=last) for heading in found if heading.columns)


def _name_plants(line: list[str]) -> list[str]:
    """The heading of a plant's name as that of the table of plants."""
    label = schema.read_tables()[_PLANTS].field("zh").zh
    called = [match_field(text, "capacities") if text else None for text in line]
    return [label if match and match.field == "plant" else text for text, match in zip(line, called, strict=True)]


def list_plant_fields() -> list[tuple[str, str]]:
    """The table and the field of each column that a list of plants may have; its plant is that of its capacities."""
    named = [
        (table, field) for table, fields in _PARTS.items() for field in fields if (table, field) != (_PLANTS, "zh")
    ]
    return [("capacities", "plant"), *named, *((_PLANTS, field) for field in CITATION)]


def join_lines_to_plants(sheets: list[TableSheet]) -> list[TableSheet]:
    """The sheets of one list: each plant once, and each other row with the line of its plant.

    What a later line says otherwise of a plant that stands above is a problem at its cell; so is a line of no plant.
    """
    plants, *others = map(separate_start_times, sheets)
    products = _find_products(others)
    plants, *others = refuse_unnamed_lines([name_after_products(plants, products), *others])
    frame, rows = plants.frame, plants.rows.to_list()
    first: dict[tuple[str | None, str | None], int] = {}
    lines: dict[int, int] = {}
    problems = list(plants.problems)
    for index, row in enumerate(frame.iter_rows(named=True)):
        name = row["zh"], row.get("firm")
        above = first.setdefault(name, index)
        lines[rows[index]] = rows[above]
        for field, text in row.items():
            if above != index and text is not None and text != frame[field][above]:
                slots = {"above": str(frame[field][above] or "")}
                otherwise = Problem("plant_said_otherwise", _PLANTS, value=text, slots=slots)
                problems.append(plants.locate(otherwise, field, rows[index]))
    chosen = sorted(first.values())
    made = pl.Series([products.get(rows[index]) for index in chosen], dtype=pl.String)
    unique = replace(plants, frame=frame[chosen], rows=plants.rows[chosen], problems=tuple(problems), makes=made)
    return [unique, *(_link_rows(unique, sheet, lines) for sheet in others)]


def _find_products(others: list[TableSheet]) -> dict[int, str | None]:
    """The product of each line, in the words of the file."""
    made_by = next((sheet for sheet in others if "product" in sheet.frame.columns), None)
    return dict(zip(made_by.rows, made_by.frame["product"], strict=True)) if made_by else {}


def _link_rows(plants: TableSheet, sheet: TableSheet, lines: dict[int, int]) -> TableSheet:
    """The rows of another table with the line of their plant."""
    frame = sheet.frame
    for field in (name for name in CITATION if name in plants.columns):
        cited = dict(zip(plants.rows, plants.frame[field], strict=True))
        texts = [cited.get(lines.get(row, row)) for row in sheet.rows]
        frame = frame.with_columns(pl.Series(field, texts, pl.String))
    cited_columns = {field: column for field, column in plants.columns.items() if field in CITATION}
    columns = {"plant": plants.columns["zh"], **cited_columns, **sheet.columns}
    owners = pl.Series([lines.get(row) for row in sheet.rows], dtype=pl.Int64)
    linked = replace(sheet, frame=frame, columns=columns, owners=owners)
    return replace(linked, problems=(*sheet.problems, *_find_doubles(linked)))


def _find_doubles(sheet: TableSheet) -> Iterator[Problem]:
    """Capacities that the list has given before of the same plant and product, other than phases of a total."""
    if sheet.table != "capacities" or sheet.owners is None or "product" not in sheet.frame.columns:
        return
    measure = pl.col("measure") if "measure" in sheet.frame.columns else pl.lit(None, pl.String)
    first: dict[tuple[int, str], int] = {}
    lines = sheet.frame.select("product", measure.alias("measure")).iter_rows()
    for row, owner, (product, stated) in zip(sheet.rows, sheet.owners, lines, strict=True):
        if owner is None or product is None or stated == _PHASE:
            continue
        above = first.setdefault((owner, product), row)
        if above != row:
            double = Problem("plant_makes_twice", sheet.table, value=product, slots={"above": str(above)})
            yield sheet.locate(double, "product", row)


def list_unsaid(sheet: TableSheet) -> dict[str, str]:
    """What new rows of a sheet say without its saying so: a capacity of a list is the total of its plant, a figure that
    was observed is the one that stands there."""
    if sheet.table == "observations" and "comparator" not in sheet.columns:
        return {"comparator": "eq"}
    return next((part.says for part in _FORM.parts if sheet.lists_plants and part.table == sheet.table), {})


def link_plants(sheet: TableSheet, frame: pl.DataFrame, plants: dict[tuple[str, int], str]) -> pl.DataFrame:
    """The rows of a sheet with the ids of the plants of their lines (by sheet and row), where it is one of a list."""
    if sheet.owners is None:
        return frame
    ids = [plants.get((sheet.title, row)) if row is not None else None for row in sheet.owners]
    return frame.with_columns(pl.Series("plant", ids, pl.String))


def find_known_steps(frame: pl.DataFrame, tables: Tables) -> pl.Series:
    """Which steps of a list are there: of the plant or of one of its capacities, at the same time where one is said."""
    of_plant = dict(tables["capacities"].select("id", "plant").iter_rows())
    steps = tables["events"].select("plant", "capacity", "stage", "period").iter_rows()
    known = {
        (plant or of_plant.get(capacity), stage, time)
        for plant, capacity, stage, period in steps
        for time in (period, None)
    }
    period = pl.col("period") if "period" in frame.columns else pl.lit(None, pl.String)
    listed = frame.select("plant", "stage", period.alias("period")).rows()
    return pl.Series([step in known for step in listed], dtype=pl.Boolean)
