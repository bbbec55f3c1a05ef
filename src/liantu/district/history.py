"""What a workspace remembers of a district: changes, versions of rows, earlier moments; and the next change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from liantu.district.chain import ChainRoom
from liantu.district.view import DistrictView
from liantu.model import schema
from liantu.model.change import Change
from liantu.model.change_checks import TakeWarnings, pass_warnings
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Row, Tables

_CELLS = ("table", "row", "operation", "field", "before", "after")


@dataclass(frozen=True)
class RowDifference:
    """A row that differs between two moments; None where it was not there."""

    table: str
    key: str
    before: Row | None
    after: Row | None

    @property
    def operation(self) -> str:
        """``insert``, ``update`` or ``delete``."""
        return "insert" if self.before is None else "delete" if self.after is None else "update"


@dataclass(frozen=True)
class MomentDifference:
    """The rows that differ between two moments, and the class of what they rest on."""

    rows: list[RowDifference]
    rests_on: str

    def cells(self) -> pl.DataFrame:
        """A line a cell: table, row, operation, field, before, after."""
        lines = []
        for row in self.rows:
            before, after = row.before or {}, row.after or {}
            for field in schema.read_tables()[row.table].columns:
                if before.get(field) != after.get(field):
                    lines.append((row.table, row.key, row.operation, field, before.get(field), after.get(field)))
        return pl.DataFrame(lines, schema=dict.fromkeys(_CELLS, pl.String), orient="row")


@dataclass(frozen=True)
class History:
    """The changes of a workspace as a view may see them. All but ``tables`` raises Problems for a folder."""

    view: DistrictView

    def changes(self, after: int = 0, until: int | None = None) -> pl.DataFrame:
        """The changes after one and up to another, the last first.

        number, made (UTC), author, kind, reason, source, undoes, tables, rows.
        """
        return self.view.require_workspace().changes(after, until)

    def has_row(self, table: str, key: str) -> bool:
        """Whether a row ever stood in a table, also one that may not be seen or is gone."""
        return not self.view.require_workspace().story(table, key).is_empty()

    def versions(self, table: str, key: str) -> pl.DataFrame:
        """The versions of a row that may be seen, the last first; each with the change that opened it."""
        return self.view.permit_versions(table, self.view.require_workspace().story(table, key))

    def number_at(self, day: date) -> int:
        """The last change made by the end of a day, in UTC."""
        return self.view.require_workspace().number_at(day)

    def tables(self, number: int | None = None) -> Tables:
        """The tables as they are kept, or stood after a change, as the view may see them; of a folder those it has."""
        if number is None or self.view.workspace is None or number == self.view.number:
            return self.view.given
        return self.view.permit(self.view.workspace.tables(number))

    def compare(self, tables: Iterable[str], start: int, end: int) -> MomentDifference:
        """The rows of some tables that differ after two changes; a row of which any version is closed is left out."""
        earlier, later = sorted((start, end))
        versions = {name: self._permitted_versions(name, earlier, later) for name in tables}
        rows = []
        for name, frame in versions.items():
            for key, old, new in _find_changed_rows(name, frame, earlier, later):
                rows.append(RowDifference(name, key, *((old, new) if start <= end else (new, old))))
        return MomentDifference(rows, self.view.class_with(versions))

    def moved_gaps(self, start: int, end: int) -> pl.DataFrame:
        """The products whose gap is another one after one change than after another; see ``chain.moves_since``."""
        before, after = (ChainRoom(self.view.after_change(number)) for number in (start, end))
        return after.moves_since(before)

    def commit(
        self,
        change: Change,
        author: str,
        kind: str = "edit",
        base: int | None = None,
        take_warnings: TakeWarnings = pass_warnings,
    ) -> int:
        """Keep a change under its author's name and return its number, or the present one when it changes nothing.

        ``base`` is the change that its author had seen: rows that others changed since are refused. ``take_warnings``
        is given what the change is warned of, and may raise. Raises Problems with everything wrong, and when nobody
        is named; nothing is written then.
        """
        from liantu.store.commit import ChangeEntry

        workspace = self.view.require_workspace()
        entry = ChangeEntry(_require_author(author), kind, change.reason, change.source)
        return workspace.commit(change, entry, base, take_warnings=take_warnings)

    def undo(self, number: int, author: str, reason: str) -> int:
        """Take a change back; the number of the change that does. Raises Problems that name what rests on it."""
        from liantu.store.commit import ChangeEntry

        workspace = self.view.require_workspace()
        return workspace.undo(number, ChangeEntry(_require_author(author), "undo", reason))

    def _permitted_versions(self, name: str, earlier: int, later: int) -> pl.DataFrame:
        """The versions that stood after either change, without rows of which any version may not be seen."""
        from liantu.store.database import read_transaction
        from liantu.store.version_history import versions_between

        with read_transaction(self.view.require_workspace().engine) as connection:
            versions = versions_between(connection, name, earlier, later)
        permitted = self.view.permit_versions(name, versions)
        if permitted.height == versions.height:
            return permitted
        closed = versions.join(permitted, on=["row_key", "opened"], how="anti")
        return permitted.filter(~pl.col("row_key").is_in(closed["row_key"].implode()))


def _find_changed_rows(
    name: str, versions: pl.DataFrame, earlier: int, later: int
) -> Iterator[tuple[str, Row | None, Row | None]]:
    """The rows that differ after two changes: key, before, after."""
    columns = schema.read_tables()[name].columns
    before, after = (_select_standing(versions, number) for number in (earlier, later))
    for key in dict.fromkeys(versions["row_key"]):
        old, new = ({c: rows[key][c] for c in columns} if key in rows else None for rows in (before, after))
        if old != new:
            yield key, old, new


def _select_standing(versions: pl.DataFrame, number: int) -> dict[str, Row]:
    """The versions that stood after a change, by key of the row."""
    stood = versions.filter(pl.col("opened") <= number, pl.col("closed").is_null() | (pl.col("closed") > number))
    return {row["row_key"]: row for row in stood.iter_rows(named=True)}


def _require_author(author: str) -> str:
    if not author:
        raise Problems([Problem("no_person")])
    return author
