"""Two people on one row: the second sees what the first wrote, and decides."""

from __future__ import annotations

from sqlalchemy import Connection

from liantu.model.change import Change
from liantu.model.problems import Problem
from liantu.store.version_history import changes, story, touched_since


def conflicts(connection: Connection, change: Change, base: int) -> list[Problem]:
    """A problem for each row of the change that somebody else changed after ``base``, with both versions."""
    problems = []
    for name in dict.fromkeys(row.table for row in change.rows):
        rows = {row.key: row for row in change.rows if row.table == name}
        for key, number in touched_since(connection, name, rows, base).items():
            versions = story(connection, name, key)
            last = versions.row(0, named=True)
            theirs = {} if last["closed"] is not None else {f: last[f] for f in rows[key].fields if f in last}
            slots = {
                "key": key,
                "number": str(number),
                "author": changes(connection, number - 1, number)["author"].item(),
                "theirs": _told(theirs) if last["closed"] is None else "—",
                "yours": _told(rows[key].fields),
            }
            problems.append(Problem("conflict", name, value=key, slots=slots))
    return problems


def _told(fields: object) -> str:
    pairs = dict(fields).items() if isinstance(fields, dict) else ()
    return "; ".join(f"{name}={value or ''}" for name, value in pairs)
