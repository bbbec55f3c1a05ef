"""Two people on one row: the second sees what the first wrote, and decides."""

from __future__ import annotations

from sqlalchemy import Connection

from liantu.model.change import Change
from liantu.model.problems import Problem
from liantu.store.version_history import list_changes, row_versions, rows_changed_since


def find_conflicts(connection: Connection, change: Change, base: int) -> list[Problem]:
    """A problem for each row of the change that somebody else changed after ``base``, with both versions."""
    problems = []
    for name in dict.fromkeys(row.table for row in change.rows):
        rows = {row.key: row for row in change.rows if row.table == name}
        for key, number in rows_changed_since(connection, name, rows, base).items():
            versions = row_versions(connection, name, key)
            last = versions.row(0, named=True)
            theirs = {} if last["closed"] is not None else {f: last[f] for f in rows[key].fields if f in last}
            slots = {
                "key": key,
                "number": str(number),
                "author": list_changes(connection, number - 1, number)["author"].item(),
                "theirs": _format_fields(theirs) if last["closed"] is None else "—",
                "yours": _format_fields(rows[key].fields),
            }
            problems.append(Problem("conflict", name, value=key, slots=slots))
    return problems


def _format_fields(fields: object) -> str:
    pairs = dict(fields).items() if isinstance(fields, dict) else ()
    return "; ".join(f"{name}={value or ''}" for name, value in pairs)
