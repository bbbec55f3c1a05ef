"""The rows that sheets bring, complete and in the notation of the tables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from liantu.exchange.loading import references
from liantu.exchange.loading.capacities_of_none import find_capacities_of_none
from liantu.exchange.loading.existing_plants import keep_plant_names
from liantu.exchange.loading.existing_rows import mark_existing_rows
from liantu.exchange.loading.loading_choices import LoadingChoices, cite_changed_rows, fill_new_rows
from liantu.exchange.loading.plant_list import find_known_steps, link_plants, list_unsaid
from liantu.exchange.loading.settled_figures import settle_figures
from liantu.exchange.loading.table_sheet import TableSheet, place_problem
from liantu.model import schema
from liantu.model.field_checks import normalise_cells
from liantu.model.problems import Problem
from liantu.model.tables import Tables, build_row_keys, conform_frame

#: What a column that was there before ends in: no field may.
_BEFORE = "\0before"


@dataclass
class IncomingRows:
    """The rows of all sheets of one table; ``sheets`` and ``rows`` say where each came from."""

    table: str
    frame: pl.DataFrame
    origin: pl.DataFrame
    keys: pl.Series
    sheets: list[TableSheet]

    def locate(self, problem: Problem, name: str, index: int) -> Problem:
        """The problem in the cell of a field and the row at that place."""
        sheet, row = self.origin.row(index)
        placed: Problem = self.sheets[sheet].locate(problem, name, row)
        return placed


@dataclass
class ProblemLog:
    """Problems and notes as they are found."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep a problem or a note."""
        (self.problems if problem.severity == "error" else self.notes).append(problem)


def gather_rows(
    tables: Tables, sheets: list[TableSheet], log: ProblemLog, choices: LoadingChoices
) -> list[IncomingRows]:
    """The rows of the sheets complete: ids for names, numbers in their units, what a sheet leaves out as it was."""
    frames = {index: sheet.frame for index, sheet in enumerate(sheets)}
    known = tables

    def note_problem(sheet: TableSheet, problem: Problem, name: str, index: int) -> None:
        """Log a problem at its place in the sheet; one of no row as it is."""
        log.add(sheet.locate(problem, name, sheet.rows[index]) if index >= 0 else problem)

    def ids(named_first: bool) -> None:
        """Give ids to the rows of tables with names, or of those without."""
        nonlocal known
        for index, sheet in enumerate(sheets):
            if ("zh" in schema.read_tables()[sheet.table].columns) == named_first:
                frames[index] = mark_existing_rows(frames[index], sheet, tables, choices, partial(note_problem, sheet))
                frames[index] = references.assign_ids(frames[index], sheet.table, known, partial(note_problem, sheet))
                known = known.replace(**{sheet.table: _append_rows(known, sheet.table, frames[index])})

    ids(True)
    for index, sheet in enumerate(sheets):
        vintage = choices.filling.get("vintage")
        frames[index] = settle_figures(frames[index], sheet, known, partial(note_problem, sheet), vintage)
    plants = _find_listed_plants(sheets, frames)
    for index, sheet in enumerate(sheets):
        frames[index] = references.resolve_references(
            link_plants(sheet, frames[index], plants),
            sheet.table,
            known,
            sheet,
            sheet.rows,
            partial(note_problem, sheet),
        )
        sheets[index], frames[index] = _leave_known_steps(tables, sheet, frames[index], log)
    ids(False)
    order = [name for name in schema.read_tables() if any(sheet.table == name for sheet in sheets)]
    by_table = {name: [(s, frames[i]) for i, s in enumerate(sheets) if s.table == name] for name in order}
    return [_gather_table(tables, known, name, parts, log, choices) for name, parts in by_table.items()]


def _find_listed_plants(sheets: list[TableSheet], frames: dict[int, pl.DataFrame]) -> dict[tuple[str, int], str]:
    """The ids of the plants of lists, by sheet and row."""
    lists = [(sheet, frames[index]) for index, sheet in enumerate(sheets) if sheet.makes is not None]
    return {(sheet.title, row): key for sheet, frame in lists for row, key in zip(sheet.rows, frame["id"], strict=True)}


def _leave_known_steps(
    tables: Tables, sheet: TableSheet, frame: pl.DataFrame, log: ProblemLog
) -> tuple[TableSheet, pl.DataFrame]:
    """The steps of a list of plants without those that are there; each of these is noted. Other sheets as they are."""
    if sheet.owners is None or sheet.table != "events":
        return sheet, frame
    is_known = find_known_steps(frame, tables)
    for row in sheet.rows.filter(is_known):
        log.add(sheet.locate(Problem("step_as_it_is", sheet.table), "stage", row))
    rows, owners = sheet.rows.filter(~is_known), sheet.owners.filter(~is_known)
    return replace(sheet, rows=rows, owners=owners), frame.filter(~is_known)


def _append_rows(tables: Tables, name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The table with the sheet's rows below it, for looking up names and ids."""
    return pl.concat([tables[name], conform_frame(name, frame)]).unique(maintain_order=True)


def _gather_table(
    tables: Tables,
    known: Tables,
    name: str,
    sheets: list[tuple[TableSheet, pl.DataFrame]],
    log: ProblemLog,
    choices: LoadingChoices,
) -> IncomingRows:
    parts, origins = [], []
    for number, (sheet, frame) in enumerate(sheets):
        frame = keep_plant_names(frame, sheet, tables)
        full = fill_new_rows(
            tables, name, _complete_fields(tables, name, frame, sheet), {**choices.filling, **list_unsaid(sheet)}
        )
        full, notes = normalise_cells(name, full, known.units)
        for note in notes:
            log.add(sheet.locate(replace(note, row=None), note.column, sheet.rows[(note.row or 2) - 2]))
        full, uncited = cite_changed_rows(tables, name, full, choices.filling, frame.columns)
        if uncited and choices.finds_existing:
            note = Problem("old_source_stays", name, value=str(uncited))
            log.add(place_problem(note, sheet.file, sheet.title))
        _check_missing_columns(tables, name, sheet, frame, full, log)
        for index in find_capacities_of_none(name, full):
            log.add(sheet.locate(Problem("capacity_of_none", name), "plant", sheet.rows[index]))
        parts.append(full)
        origins.append(pl.DataFrame({"sheet": pl.Series([number] * full.height, dtype=pl.Int64), "row": sheet.rows}))
    frame = pl.concat(parts)
    return IncomingRows(name, frame, pl.concat(origins), build_row_keys(name, frame), [sheet for sheet, _ in sheets])


def _complete_fields(tables: Tables, name: str, frame: pl.DataFrame, sheet: TableSheet) -> pl.DataFrame:
    """The sheet's rows with every field: one the sheet does not have is as it was, and one that a list leaves blank."""
    table = schema.read_tables()[name]
    is_silent = [column for column in frame.columns if sheet.lists_plants and column not in table.key]
    absent = [column for column in table.columns if column not in frame.columns or column in is_silent]
    if not absent or any(part not in frame.columns for part in table.key) or tables[name].is_empty():
        return conform_frame(name, frame)
    before = tables[name].select(*table.key, *absent).unique(subset=table.key, keep="first")
    joined = frame.join(before, on=table.key, how="left", nulls_equal=True, maintain_order="left", suffix=_BEFORE)
    silent = joined.with_columns(pl.coalesce(column, column + _BEFORE).alias(column) for column in is_silent)
    return conform_frame(name, silent.drop(column + _BEFORE for column in is_silent))


def _check_missing_columns(
    tables: Tables, name: str, sheet: TableSheet, frame: pl.DataFrame, full: pl.DataFrame, log: ProblemLog
) -> None:
    """A required column that new rows need and the sheet does not have is told once, not row by row."""
    for schema_field in schema.read_tables()[name].fields:
        if schema_field.required and schema_field.name not in frame.columns and full[schema_field.name].null_count():
            problem = Problem("missing_column", name, value=schema_field.zh)
            log.add(place_problem(problem, sheet.file, sheet.title, field=schema_field.name))
