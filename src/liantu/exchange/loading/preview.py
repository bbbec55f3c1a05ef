"""What sheets would do to the tables, row by row and cell by cell, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from liantu.exchange.loading.incoming_rows import IncomingRows, ProblemLog, gather_rows
from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.overlay import CELLS, keep_fields, overlay_rows
from liantu.exchange.loading.plain_findings import name_guesses, settle_unchanged
from liantu.exchange.loading.plants_to_choose import list_plants_to_choose
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model.change import Change, ChangeRow
from liantu.model.change_checks import FindProblems, check_tables, find_nothing, list_new_warnings
from liantu.model.problems import Problem
from liantu.model.tables import Tables, build_row_keys

_ROWS = {"table": pl.String, "key": pl.String, "state": pl.String, "sheet": pl.String, "row": pl.Int64}
#: Tables that a workspace writes itself: what stands there happened, and no file takes it back.
RECORDS = ("releases",)
STATES = ("added", "changed", "unchanged", "deleted", "refused")


@dataclass(frozen=True)
class LoadingPreview:
    """What would happen.

    ``rows``: table, key, state (added, changed, unchanged, deleted, refused), sheet, row. ``cells``: each changed cell
    with before and after. ``after``: the tables as they would be; to be kept only when ``ok``.
    """

    rows: pl.DataFrame
    cells: pl.DataFrame
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    after: Tables = field(repr=False)

    @property
    def ok(self) -> bool:
        """Whether nothing is refused."""
        return not self.problems

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows of each table are in each state."""
        found: dict[str, dict[str, int]] = {}
        for table, state, number in self.rows.group_by("table", "state", maintain_order=True).len().iter_rows():
            found.setdefault(table, dict.fromkeys(STATES, 0))[state] = number
        return found

    def under(self, about: Mapping[str, object]) -> LoadingPreview:
        """The same, and the district described otherwise (``district.yaml``)."""
        return replace(self, after=self.after.with_about(about, self.after.frames))

    def change(self, reason: str = "", source: str = "") -> Change:
        """The same as a Change: rows to insert, update and delete."""
        rows = []
        cells: dict[tuple[str, str], dict[str, str | None]] = {}
        for table, key, name, after in self.cells.select("table", "key", "field", "after").iter_rows():
            cells.setdefault((table, key), {})[name] = after
        for table, of_table in self.rows.group_by("table", maintain_order=True):
            name = str(table[0])
            new = of_table.filter(pl.col("state") == "added")["key"]
            after = self.after[name]
            added = after.filter(build_row_keys(name, after).is_in(new.implode())) if new.len() else after.clear()
            for key, row in zip(build_row_keys(name, added), added.iter_rows(named=True), strict=True):
                rows.append(ChangeRow(name, key, "insert", {k: v for k, v in row.items() if v is not None}))
            for state, operation in (("changed", "update"), ("deleted", "delete")):
                for key in of_table.filter(pl.col("state") == state)["key"]:
                    rows.append(ChangeRow(name, key, operation, cells.get((name, key), {})))
        return Change(tuple(rows), reason, source)


def preview_sheets(
    tables: Tables,
    sheets: Iterable[TableSheet],
    deletes: bool = False,
    beneath: Tables | None = None,
    closed: Mapping[str, frozenset[str]] | None = None,
    blanked: Mapping[str, frozenset[str]] | None = None,
    choices: LoadingChoices | None = None,
    find_more: FindProblems = find_nothing,
) -> LoadingPreview:
    """What the sheets would make of the tables.

    A field that a sheet does not have keeps its value; a blank cell makes it blank. With ``deletes``, rows of the
    sheets' tables that stand in no sheet are deleted, except those of ``beneath`` and of the library's own tables, and
    the rows of ``closed`` (keys by table), which files lack: how many stay is noted. Nor is a record ever deleted.
    In the rows of ``blanked``, which stand in files without some of their fields, a blank says nothing.
    ``choices`` are those of whoever loads them. What the rows are warned of, by rules and by ``find_more``, is noted.
    """
    listed = list(sheets)
    log = ProblemLog()
    for sheet in listed:
        log.problems += sheet.problems
        log.notes += sheet.notes
    chosen = choices or LoadingChoices()
    incoming = gather_rows(tables, [sheet for sheet in listed if sheet.table], log, chosen)
    after = tables
    rows, cells, origins = [], [], {}
    for stated_rows in incoming:
        incoming_rows = keep_fields(tables, stated_rows, (blanked or {}).get(stated_rows.table, frozenset()))
        merged, origin, states, changed, gone = overlay_rows(
            tables,
            incoming_rows,
            log,
            deletes and incoming_rows.table not in RECORDS and all(s.names_rows_it_lacks for s in incoming_rows.sheets),
            beneath,
            (closed or {}).get(incoming_rows.table, frozenset()),
        )
        after = after.replace(**{incoming_rows.table: merged})
        origins[incoming_rows.table] = origin
        rows.append(states)
        cells.append(changed)
        rows.append(gone)
    by_table = {incoming_rows.table: incoming_rows for incoming_rows in incoming}
    _check_new_problems(tables, after, by_table, origins, log)
    _note_new_warnings(list_new_warnings(tables, after, find_more) if by_table else [], by_table, origins, log)
    stated = pl.concat([pl.DataFrame(schema=_ROWS), *rows])
    every_cell = pl.concat([pl.DataFrame(schema=CELLS), *cells])
    log.problems += list_plants_to_choose(log.notes, stated, every_cell, after, chosen.same)
    every = _refuse_rows(stated, log.problems)
    return LoadingPreview(
        every,
        every_cell,
        tuple({(p.code, p.file, p.column, p.value): p for p in log.problems}.values()),
        tuple(settle_unchanged(log.notes, every)),
        after,
    )


def _check_new_problems(
    before: Tables, after: Tables, incoming: dict[str, IncomingRows], origins: dict[str, pl.Series], log: ProblemLog
) -> None:
    """Everything wrong with the tables as they would be that was not wrong before, at the cells that say it."""
    found = check_tables(after, list(incoming)) if incoming else []
    elsewhere = []
    at_cells: list[tuple[Problem, int]] = []
    for problem in name_guesses(found, after):
        origin = _find_origin(problem, incoming, origins)
        if origin is None:
            elsewhere.append(problem)
        else:
            at_cells.append((problem, origin))
    _add_at_cells(at_cells, incoming, log)
    if elsewhere:
        known = {_problem_texts(problem) for problem in check_tables(before, list(incoming))}
        log.problems += [problem for problem in elsewhere if _problem_texts(problem) not in known]


def _note_new_warnings(
    warnings: Sequence[Problem], incoming: Mapping[str, IncomingRows], origins: Mapping[str, pl.Series], log: ProblemLog
) -> None:
    """Warnings at the cells that give rise to them; one that no sheet brought by itself as it is."""
    for problem in warnings:
        origin = _find_origin(problem, incoming, origins)
        log.add(problem if origin is None else incoming[problem.table].locate(problem, problem.column, origin))


def _add_at_cells(
    placed_rows: Sequence[tuple[Problem, int]], incoming: Mapping[str, IncomingRows], log: ProblemLog
) -> None:
    """Problems of rows that a sheet brought, at their cells; those of absent columns are told already."""
    known_cells = {(p.table, p.slots.get("cell", ""), p.slots.get("sheet", "")) for p in log.problems}
    absent = {(p.table, p.slots.get("field")) for p in log.problems if p.code == "missing_column"}
    for problem, origin in placed_rows:
        if problem.code == "required" and (problem.table, problem.column) in absent:
            continue
        placed = incoming[problem.table].locate(problem, problem.column, origin)
        # A cell that is refused already (a formula's error, a name of two) needs no second reason.
        if (placed.table, placed.slots["cell"], placed.slots["sheet"]) not in known_cells:
            log.add(placed)


def _find_origin(
    problem: Problem, incoming: Mapping[str, IncomingRows], origins: Mapping[str, pl.Series]
) -> int | None:
    """Which row of a sheet a problem is of; None where no sheet brought it."""
    if problem.table not in incoming or problem.row is None:
        return None
    origin: int | None = origins[problem.table][problem.row - 2]
    return origin


def _problem_texts(problem: Problem) -> tuple[str, str, str, str]:
    return problem.code, problem.table, problem.column, problem.value


def _refuse_rows(rows: pl.DataFrame, problems: list[Problem]) -> pl.DataFrame:
    """The rows with those that have a problem in one of their cells as refused."""
    bad: dict[tuple[str, str, int], None] = {}
    for problem in problems:
        digits = "".join(c for c in problem.slots.get("cell", "").split(":")[0] if c.isdigit())
        if digits:
            bad[(problem.table, problem.slots["sheet"], int(digits))] = None
    if not bad:
        return rows
    marked = pl.DataFrame(list(bad), schema={"table": pl.String, "sheet": pl.String, "row": pl.Int64}, orient="row")
    refused = rows.join(
        marked.with_columns(pl.lit(True).alias("bad")), on=["table", "sheet", "row"], how="left", maintain_order="left"
    )
    states = pl.when(pl.col("bad")).then(pl.lit("refused")).otherwise(pl.col("state")).alias("state")
    return refused.with_columns(states).drop("bad")
