"""Applying a Change to tables, and taking it back; pure, and in as few passes over a table as its rows allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.schema import Table
from liantu.model.tables import Tables, build_row_keys, conform_frame


def apply_change(tables: Tables, change: Change) -> Tables:
    """The tables after the change. Raises Problems with everything wrong; nothing is kept then."""
    problems: list[Problem] = []
    for rows in _split_into_runs(change):
        tables = _apply_rows(tables, rows, problems)
    if problems:
        raise Problems(problems)
    return tables


def invert_change(tables: Tables, change: Change) -> Change:
    """The Change that takes ``change`` back, given the tables as they were before it."""
    undo: list[ChangeRow] = []
    for rows in _split_into_runs(change):
        current = _find_current_rows(tables, rows)
        for row in rows:
            before = current.get(row.key)
            if row.operation == "insert" or before is None:
                undo.append(ChangeRow(row.table, row.key, "delete", {}))
            elif row.operation == "delete":
                undo.append(ChangeRow(row.table, row.key, "insert", before))
            else:
                key = "/".join({**before, **row.fields}[c] or "" for c in schema.read_tables()[row.table].key)
                undo.append(ChangeRow(row.table, key, "update", {f: before[f] for f in row.fields}))
        tables = _apply_rows(tables, rows, [])
    return Change(tuple(reversed(undo)), reason=change.reason, source=change.source)


def _split_into_runs(change: Change) -> Iterator[list[ChangeRow]]:
    """Rows that follow each other, of one table and one operation, none of them twice."""
    run: list[ChangeRow] = []
    keys: set[str] = set()
    for row in change.rows:
        if run and ((row.table, row.operation) != (run[0].table, run[0].operation) or row.key in keys):
            yield run
            run, keys = [], set()
        run.append(row)
        keys.add(row.key)
    if run:
        yield run


def _find_current_rows(tables: Tables, rows: Sequence[ChangeRow]) -> dict[str, dict[str, str | None]]:
    """The rows as they stand, by key."""
    name = rows[0].table
    if name not in schema.read_tables():
        return {}
    frame = tables[name].with_columns(build_row_keys(name, tables[name]).alias("\0key"))
    found = frame.filter(pl.col("\0key").is_in([row.key for row in rows]))
    return {str(row.pop("\0key")): row for row in found.iter_rows(named=True)}


def _apply_rows(tables: Tables, rows: Sequence[ChangeRow], problems: list[Problem]) -> Tables:
    name, operation = rows[0].table, rows[0].operation
    definition = schema.read_tables().get(name)
    if definition is None:
        problems.append(Problem("unknown_table", value=name))
        return tables
    frame = tables[name]
    keys = build_row_keys(name, frame)
    existing = set(keys.filter(keys.is_in([row.key for row in rows])))
    sound = [row for row in rows if _check_row(definition, row, existing, problems)]
    if not sound:
        return tables
    if operation == "insert":
        return tables.replace(**{name: pl.concat([frame, _inserted(definition, sound)])})
    if operation == "delete":
        return tables.replace(**{name: frame.filter(~keys.is_in([row.key for row in sound]))})
    return tables.replace(**{name: _updated(frame, keys, sound)})


def _check_row(definition: Table, row: ChangeRow, existing: set[str], problems: list[Problem]) -> bool:
    unknown = next((field for field in row.fields if field not in definition.columns), None)
    if unknown is not None:
        slots = {"nearest": suggest_nearest(unknown, definition.columns)}
        problems.append(Problem("no_such_field", table=row.table, value=unknown, slots=slots))
    elif row.operation == "insert" and row.key in existing:
        problems.append(Problem("row_exists", table=row.table, value=row.key))
    elif row.operation == "insert" and (key_fields := _key_fields(definition, row)) is None:
        problems.append(Problem("bad_change", table=row.table, value=row.key))
    elif row.operation == "insert" and (others := _list_other_keys(row, key_fields or {})):
        slots = {"found": ", ".join(others)}
        problems.append(Problem("key_differs", table=row.table, value=row.key, slots=slots))
    elif row.operation != "insert" and row.key not in existing:
        problems.append(Problem("no_such_row", table=row.table, value=row.key))
    else:
        return True
    return False


def _inserted(definition: Table, rows: Sequence[ChangeRow]) -> pl.DataFrame:
    records = [{**row.fields, **(_key_fields(definition, row) or {})} for row in rows]
    frame = pl.DataFrame(records, schema=dict.fromkeys(definition.columns, pl.String))
    return conform_frame(definition.name, frame)


def _updated(frame: pl.DataFrame, keys: pl.Series, rows: Sequence[ChangeRow]) -> pl.DataFrame:
    fields = list(dict.fromkeys(field for row in rows for field in row.fields))
    patch = pl.DataFrame(
        [[row.key, *(row.fields.get(f) for f in fields), *(f in row.fields for f in fields)] for row in rows],
        schema={"\0key": pl.String}
        | dict.fromkeys(_list_added_fields(fields), pl.String)
        | dict.fromkeys(_list_set_fields(fields), pl.Boolean),
        orient="row",
    )
    joined = frame.with_columns(keys.alias("\0key")).join(patch, on="\0key", how="left", maintain_order="left")
    return joined.with_columns(
        pl.when(pl.col(is_set)).then(pl.col(new)).otherwise(pl.col(field)).alias(field)
        for field, new, is_set in zip(fields, _list_added_fields(fields), _list_set_fields(fields), strict=True)
    ).select(frame.columns)


def _list_added_fields(fields: Sequence[str]) -> list[str]:
    return [f"\0new {field}" for field in fields]


def _list_set_fields(fields: Sequence[str]) -> list[str]:
    return [f"\0set {field}" for field in fields]


def _list_other_keys(row: ChangeRow, key_fields: Mapping[str, str | None]) -> list[str]:
    """What the fields of a new row say of its key that the key does not."""
    return [
        f"{name}={stated}"
        for name, part in key_fields.items()
        if (stated := (row.fields.get(name) or "").strip()) and stated != (part or "").strip()
    ]


def _key_fields(definition: Table, row: ChangeRow) -> dict[str, str | None] | None:
    """The key of a new row, field by field; None when its parts do not fit the table."""
    # A part may itself hold a slash (the row that an assumption changes): then the fields say which is which.
    if all(name in row.fields for name in definition.key):
        key_fields = {name: row.fields[name] for name in definition.key}
        if "/".join(part or "" for part in key_fields.values()) == row.key:
            return key_fields
    parts = row.key.split("/") if len(definition.key) > 1 else [row.key]
    fits = len(parts) == len(definition.key) and any(parts)
    return {name: part or None for name, part in zip(definition.key, parts, strict=True)} if fits else None
