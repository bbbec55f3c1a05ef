"""A Change: rows of (table, key, operation, fields) with reason and source, and its written forms.

An assumption, a what-if, a draft, an import and an undo are all this shape; ``model.apply`` applies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode

from liantu.model.problems import Problem, Problems
from liantu.model.sent_members import find_unknown_members
from liantu.model.text_checks import refuse_unwritable

#: So many rows that cannot be read are told, and no more are looked at.
_UNREADABLE = 1_000
#: What a file of a change is written with, and each of its rows: a misspelt base would guard nothing.
_MEMBERS = ("author", "reason", "source", "base", "rows")
_ROW_MEMBERS = ("table", "key", "operation", "fields")
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
        problems = find_unknown_members(data, _MEMBERS)
        rows: list[ChangeRow] = []
        entries = data.get("rows") if isinstance(data, Mapping) else None
        if not isinstance(entries, Sequence) or isinstance(entries, str):
            raise Problems([Problem("bad_change", value=_start_of(data))])
        for number, row in enumerate(entries, 1):
            if len(problems) >= _UNREADABLE:
                break
            problems += find_unknown_members(row, _ROW_MEMBERS, number)
            try:
                fields = {_read_text(k): _read_cell(v) for k, v in (row.get("fields") or {}).items()}
                operation = _OPERATIONS[row.get("operation", "update")]
                rows.append(ChangeRow(_read_text(row["table"]), _read_text(row["key"]), operation, fields))
            except (AttributeError, KeyError, TypeError, ValueError):
                problems.append(Problem("bad_change", value=_start_of(row)))
        try:
            reason, source = (_read_text(data.get(name) or "") for name in ("reason", "source"))
        except (TypeError, ValueError):
            problems.append(Problem("bad_change", value=_start_of({n: data.get(n) for n in ("reason", "source")})))
        if problems:
            raise Problems(problems)
        found = cls(tuple(rows), reason, source)
        refuse_unwritable(found.texts())
        return found

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text in it, with what it is called."""
        yield from (("reason", self.reason), ("source", self.source))
        for row in self.rows:
            yield from (("table", row.table), ("key", row.key))
            yield from ((name, name) for name in row.fields)
            yield from ((name, value) for name, value in row.fields.items() if value)

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
            values = {name.strip(): unquote(value) or None for name, value in fields.items()}
            rows.append(ChangeRow(table.strip(), unquote(key.strip()), operation, values))
        if problems:
            raise Problems(problems)
        found = cls(tuple(rows))
        refuse_unwritable(found.texts())
        return found

    def to_parameters(self) -> str:
        """The short form as an address carries it: ``w=LINE&w=LINE``."""
        return urlencode([("w", line) for line in self.to_query()])

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


def _read_text(value: Any) -> str:
    """A text, or a number or day as it is written. Raises TypeError for what holds other values, ValueError."""
    if isinstance(value, (Mapping, list, tuple, set, bytes)):
        raise TypeError
    return str(value)


def _read_cell(value: Any) -> str | None:
    return None if value is None else _read_text(value)


def _start_of(value: Any) -> str:
    """What stands there, for a message. A number of thousands of digits, or what holds itself, has no text."""
    try:
        return str(value)[:60]
    except (ValueError, RecursionError):
        return "…"


def _escape(text: str) -> str:
    return re.sub(r"[%;\r\n]|^\s|\s$", lambda found: quote(found[0]), text)
