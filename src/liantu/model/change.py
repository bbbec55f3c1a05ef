"""A Change: rows of (table, key, operation, fields) with reason and source; ``apply`` is pure.

An assumption, a what-if, a draft, an import and an undo are all this shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import polars as pl

from liantu.model import schema
from liantu.model.nearest import nearest
from liantu.model.problems import Problem, Problems
from liantu.model.schema import Table
from liantu.model.tables import Tables, conform, row_keys

_OPERATIONS = {name: name for name in ("insert", "update", "delete")}


@dataclass(frozen=True)
class ChangeRow:
    """One row to insert, update or delete; ``key`` is the parts of the key joined with ``/``."""

    table: str
    key: str
    operation: str
    fields: Mapping[str, str | None]


@dataclass(frozen=True)
class Change:
    """Rows that are applied together or not at all."""

    rows: tuple[ChangeRow, ...] = ()
    reason: str = ""
    source: str = ""

    def __add__(self, other: Change) -> Change:
        return Change(self.rows + other.rows, self.reason or other.reason, self.source or other.source)

    def __bool__(self) -> bool:
        return bool(self.rows)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Change:
        """A Change from its file form: ``{reason, source, rows: [{table, key, operation, fields}]}``."""
        problems: list[Problem] = []
        rows: list[ChangeRow] = []
        given = data.get("rows") if isinstance(data, Mapping) else None
        if not isinstance(given, Sequence) or isinstance(given, str):
            raise Problems([Problem("bad_change", value=str(data)[:60])])
        for row in given:
            try:
                fields = {str(k): None if v is None else str(v) for k, v in (row.get("fields") or {}).items()}
                operation = _OPERATIONS[row.get("operation", "update")]
                rows.append(ChangeRow(str(row["table"]), str(row["key"]), operation, fields))
            except (AttributeError, KeyError, TypeError):
                problems.append(Problem("bad_change", value=str(row)[:60]))
        if problems:
            raise Problems(problems)
        return cls(tuple(rows), str(data.get("reason") or ""), str(data.get("source") or ""))

    def to_dict(self) -> dict[str, Any]:
        """The file form of the Change."""
        rows = [{"table": r.table, "key": r.key, "operation": r.operation, "fields": dict(r.fields)} for r in self.rows]
        return {"reason": self.reason, "source": self.source, "rows": rows}

    @classmethod
    def from_query(cls, lines: Iterable[str]) -> Change:
        """A Change from its short form, as it stands in an address: ``table:key;field=value;…``.

        A leading ``+`` inserts, a leading ``-`` deletes; ``%3B`` stands for a semicolon inside a value.

        >>> Change.from_query(["capacities:pengwei-pta;amount=90;unit=万吨/年"]).rows[0].fields["amount"]
        '90'
        """
        rows: list[ChangeRow] = []
        problems: list[Problem] = []
        for line in lines:
            text = line.strip()
            if not text:
                continue
            operation = {"+": "insert", "-": "delete"}.get(text[0], "update")
            head, *pairs = text.lstrip("+- ").split(";")
            table, colon, key = head.partition(":")
            if not colon or not key or any("=" not in pair for pair in pairs if pair):
                problems.append(Problem("bad_change", value=line))
                continue
            fields = dict(pair.split("=", 1) for pair in pairs if pair)
            given = {name.strip(): unquote(value) or None for name, value in fields.items()}
            rows.append(ChangeRow(table.strip(), unquote(key.strip()), operation, given))
        if problems:
            raise Problems(problems)
        return cls(tuple(rows))

    def to_query(self) -> list[str]:
        """The short form, one line a row."""
        sign = {"insert": "+", "delete": "-", "update": ""}
        return [
            ";".join(
                [
                    f"{sign[r.operation]}{r.table}:{_escape(r.key)}",
                    *(f"{k}={_escape(v or '')}" for k, v in r.fields.items()),
                ]
            )
            for r in self.rows
        ]


def apply(tables: Tables, change: Change) -> Tables:
    """The tables after the change. Raises Problems with everything wrong; nothing is kept then."""
    problems: list[Problem] = []
    for row in change.rows:
        tables = _apply_row(tables, row, problems)
    if problems:
        raise Problems(problems)
    return tables


def inverse(tables: Tables, change: Change) -> Change:
    """The Change that takes ``change`` back, given the tables as they were before it."""
    undo: list[ChangeRow] = []
    for row in change.rows:
        before = _row(tables, row.table, row.key)
        if row.operation == "insert" or before is None:
            undo.append(ChangeRow(row.table, row.key, "delete", {}))
        elif row.operation == "delete":
            undo.append(ChangeRow(row.table, row.key, "insert", before))
        else:
            key = "/".join({**before, **row.fields}[c] or "" for c in schema.tables()[row.table].key)
            undo.append(ChangeRow(row.table, key, "update", {f: before[f] for f in row.fields}))
        tables = _apply_row(tables, row, [])
    return Change(tuple(reversed(undo)), reason=change.reason, source=change.source)


def _apply_row(tables: Tables, row: ChangeRow, problems: list[Problem]) -> Tables:
    definition = schema.tables().get(row.table)
    if definition is None:
        problems.append(Problem("unknown_table", value=row.table))
        return tables
    for name in row.fields:
        if name not in definition.columns:
            problems.append(
                Problem(
                    "no_such_field",
                    table=row.table,
                    value=name,
                    slots={"nearest": nearest(name, definition.columns)},
                )
            )
            return tables
    frame = tables[row.table]
    here = row_keys(row.table, frame) == row.key
    if row.operation == "insert":
        if here.any():
            problems.append(Problem("row_exists", table=row.table, value=row.key))
            return tables
        key = _key_fields(definition, row)
        if key is None:
            problems.append(Problem("bad_change", table=row.table, value=row.key))
            return tables
        new = pl.DataFrame([{**row.fields, **key}], schema=dict.fromkeys({**row.fields, **key}, pl.String))
        return tables.replace(**{row.table: pl.concat([frame, conform(row.table, new)])})
    if not here.any():
        problems.append(Problem("no_such_row", table=row.table, value=row.key))
        return tables
    if row.operation == "delete":
        return tables.replace(**{row.table: frame.filter(~here)})
    mask = pl.lit(here)
    return tables.replace(
        **{
            row.table: frame.with_columns(
                pl.when(mask).then(pl.lit(value, pl.String)).otherwise(pl.col(name)).alias(name)
                for name, value in row.fields.items()
            )
        }
    )


def _key_fields(definition: Table, row: ChangeRow) -> dict[str, str | None] | None:
    """The key of a new row, field by field; None when its parts do not fit the table."""
    # A part may itself hold a slash (the row that an assumption changes): then the fields say which is which.
    if all(name in row.fields for name in definition.key):
        given = {name: row.fields[name] for name in definition.key}
        if "/".join(part or "" for part in given.values()) == row.key:
            return given
    parts = row.key.split("/") if len(definition.key) > 1 else [row.key]
    fits = len(parts) == len(definition.key) and any(parts)
    return {name: part or None for name, part in zip(definition.key, parts, strict=True)} if fits else None


def _escape(text: str) -> str:
    return re.sub(r"[%;\r\n]|^\s|\s$", lambda found: quote(found[0]), text)


def _row(tables: Tables, table: str, key: str) -> dict[str, str | None] | None:
    frame = tables[table]
    found = frame.filter(row_keys(table, frame) == key)
    return found.row(0, named=True) if found.height else None
