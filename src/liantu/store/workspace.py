"""The workspace: one place that reads and writes a district's tables, keeps every change and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import RLock

import polars as pl
from sqlalchemy import Connection

from liantu.model import schema
from liantu.model.apply import apply_change
from liantu.model.change import Change
from liantu.model.change_checks import (
    FindProblems,
    TakeWarnings,
    check_change,
    check_tables,
    find_nothing,
    pass_warnings,
)
from liantu.model.problems import Problem, Problems
from liantu.model.superseded_assumptions import end_assumptions_that_are_filled
from liantu.model.tables import Tables, build_row_keys, overlay_rows
from liantu.store import version_history
from liantu.store.commit import ChangeEntry, commit_differences
from liantu.store.database import connect, history_transaction, read_transaction
from liantu.store.migration import database_version, migrate_database, require_newest
from liantu.store.row_conflicts import find_conflicts
from liantu.store.state_difference import TableDifference, compare_tables
from liantu.store.undo import description_without_change, name_later_changes, rows_without_change

#: What speaks against a change, from the tables before and after it.
Judge = Callable[[Tables, Tables], list[Problem]]


@dataclass(frozen=True)
class Moment:
    """The district's own rows as they stood after a change, without the library.

    ``rows`` has, of each table, ``row_key``, ``sequence`` (the order they came in) and the fields.
    """

    number: int
    rows: Mapping[str, pl.DataFrame]
    about: Mapping[str, object]

    def fields_of(self, name: str) -> pl.DataFrame:
        """The fields alone."""
        return self.rows[name].drop("row_key", "sequence")


class Workspace:
    """A district in a database. ``beneath`` is the library that its tables lie over; ``judge`` tells what else than the
    rules of the tables speaks against a change, from the tables before and after it, ``find_more`` what else it is
    warned of."""

    def __init__(
        self,
        place: str | Path,
        beneath: Tables,
        judge: Judge = lambda before, after: [],
        find_more: FindProblems = find_nothing,
    ) -> None:
        """Open a workspace that is there. Raises Problems when it is not, or needs migrating."""
        self.place = str(place)
        self.beneath = beneath
        self.judge = judge
        self.find_more = find_more
        if "://" not in self.place and not Path(self.place).exists():
            raise Problems([Problem("no_workspace", value=self.place)])
        self.engine = connect(place)
        with read_transaction(self.engine) as connection:
            require_newest(connection, self.place)
        self._writer = RLock()
        self._lock = RLock()
        self._now: Moment | None = None
        self._written: Moment | None = None
        self._shown: tuple[Moment, Tables] | None = None

    @classmethod
    def create(cls, place: str | Path, tables: Tables, beneath: Tables, entry: ChangeEntry) -> Workspace:
        """A new workspace that begins with these tables as its first change. Raises Problems when one is there."""
        problems = check_tables(tables)
        if problems:
            raise Problems(problems)
        engine = connect(place)
        with read_transaction(engine) as connection:
            # One without any change is what a creation cut short leaves: it goes on from there.
            if database_version(connection) is not None:
                require_newest(connection, str(place))
                if version_history.last_change_number(connection):
                    raise Problems([Problem("workspace_exists", value=str(place))])
        migrate_database(engine)
        engine.dispose()
        made = cls(place, beneath)
        made._write_tables(tables, entry, base=0)
        return made

    # -- reading ----------------------------------------------------------------------------------

    def head(self) -> int:
        """The number of the last change."""
        with read_transaction(self.engine) as connection:
            return version_history.last_change_number(connection)

    def number_at(self, moment: date | datetime) -> int:
        """The last change made by a moment; a date means its end, in UTC."""
        with read_transaction(self.engine) as connection:
            return version_history.change_number_at(connection, moment)

    def tables(self, number: int | None = None) -> Tables:
        """The tables over the library, as they stand now or stood after a change."""
        return self.over(self.moment(number))

    def moment(self, number: int | None = None) -> Moment:
        """The district's own rows, as they stand now or stood after a change. The present is kept in memory."""
        with read_transaction(self.engine) as connection:
            return self._present(connection) if number is None else self._earlier(connection, number)

    def changes(self, after: int = 0, until: int | None = None) -> pl.DataFrame:
        """The changes, the last first; see ``history.changes``."""
        with read_transaction(self.engine) as connection:
            return version_history.list_changes(connection, after, until)

    def story(self, name: str, key: str) -> pl.DataFrame:
        """Every version of a row, the last first; see ``history.story``."""
        with read_transaction(self.engine) as connection:
            return version_history.row_versions(connection, name, key)

    def source_classes(self) -> dict[str, str]:
        """The class of every source that ever stood, as it was last known."""
        with read_transaction(self.engine) as connection:
            return version_history.last_source_classes(connection)

    def difference(self, first: int, second: int) -> dict[str, TableDifference]:
        """What differs between two moments, table by table; tables that are the same are left out."""
        before, after = self.moment(first), self.moment(second)
        found = {
            name: compare_tables(name, before.fields_of(name), after.fields_of(name)) for name in schema.read_tables()
        }
        return {name: rows for name, rows in found.items() if len(rows)}

    # -- writing ----------------------------------------------------------------------------------

    def commit(
        self,
        change: Change,
        entry: ChangeEntry,
        base: int | None = None,
        beside: Callable[[Connection], object] = lambda connection: None,
        take_warnings: TakeWarnings = pass_warnings,
    ) -> int:
        """Apply a Change and keep it; returns its number, or the present one when it changes nothing.

        What is known takes the place of what was assumed (``model.superseded_assumptions``). ``base`` is the change its
        author had seen: rows that others changed since are refused with both versions.
        ``beside`` writes what belongs to the change in the same transaction: the document that its rows name.
        ``take_warnings`` is given what the change is warned of before it is written, and may raise.
        Raises Problems with everything wrong; nothing is written then.
        """
        with self._writing() as (connection, now):
            if base is not None and base != now.number:
                found = find_conflicts(connection, change, base)
                if found:
                    raise Problems(found)
            before = self.over(now)
            change = end_assumptions_that_are_filled(before, change)
            after = check_change(before, apply_change(before, change), change, take_warnings, self.find_more)
            if refused := self.judge(before, after):
                raise Problems(refused)
            beside(connection)
            return self._keep(connection, now, after, entry, dict.fromkeys(row.table for row in change.rows))

    def replace(self, tables: Tables, entry: ChangeEntry, base: int | None = None) -> int:
        """Make the district's tables these (the library beneath left out); one change, or none.

        Raises Problems when anything was written since ``base``, or when the tables are wrong.
        """
        problems = check_tables(tables)  # before the transaction: others write meanwhile
        if problems:
            raise Problems(problems)
        return self._write_tables(tables, entry, base)

    def _write_tables(self, tables: Tables, entry: ChangeEntry, base: int | None) -> int:
        """Make the district's tables these, which are right."""
        with self._writing() as (connection, now):
            if base is not None and base != now.number:
                raise Problems([Problem("moved_on", value=str(base), slots={"now": str(now.number)})])
            return self._keep(connection, now, tables, entry, schema.read_tables(), tables.about or None)

    def undo(self, number: int, entry: ChangeEntry) -> int:
        """Take a change back. Raises Problems that name the later changes resting on it."""
        with self._writing() as (connection, now):
            rows = rows_without_change(connection, number, now.rows)
            after = self.over(Moment(now.number, {**now.rows, **rows}, now.about))
            problems = check_tables(after, [*rows])
            if problems:
                raise Problems(name_later_changes(connection, problems, after, number))
            undo_entry = ChangeEntry(entry.author, "undo", entry.reason, entry.source, undoes=number)
            return self._keep(connection, now, after, undo_entry, rows, description_without_change(connection, number))

    # -- within -----------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Moment]]:
        """A transaction that writes, and the present as it stands within it. Readers need not wait for it."""
        with self._writer:
            self._written = None
            with history_transaction(self.engine) as connection:
                yield connection, self._present(connection)
            with self._lock:  # only now it is there
                if self._written is not None and (self._now is None or self._now.number < self._written.number):
                    self._now = self._written

    def _keep(
        self,
        connection: Connection,
        now: Moment,
        after: Tables,
        entry: ChangeEntry,
        names: Iterable[str],
        about: Mapping[str, object] | None = None,
    ) -> int:
        found = {name: compare_tables(name, now.fields_of(name), self._district_rows(name, after)) for name in names}
        found = {name: rows for name, rows in found.items() if len(rows)}
        other = None if about is None or _to_text(about) == _to_text(now.about) else about
        if not found and other is None:
            return now.number
        number, opened = commit_differences(connection, found, entry, other)
        rows = {
            name: version_history.replace_rows(
                now.rows[name], pl.concat([rows.closed, rows.opened["row_key"]]), opened[name]
            )
            for name, rows in found.items()
        }
        description = now.about if other is None else json.loads(_to_text(other))
        self._written = Moment(number, {**now.rows, **rows}, description)
        return number

    def _district_rows(self, name: str, tables: Tables) -> pl.DataFrame:
        """The district's own rows of a table: of library tables, those that the library has not just so."""
        frame, under = tables[name], self.beneath.frames.get(name)
        if under is None or under.is_empty():
            return frame
        if frame is under:
            return frame.clear()
        distinct = frame.join(under, on=frame.columns, how="anti", nulls_equal=True, maintain_order="left")
        gone = set(build_row_keys(name, under)) - set(build_row_keys(name, frame))
        if gone:
            raise Problems([Problem("library_row", table=name, value=key) for key in sorted(gone)])
        return distinct

    def over(self, moment: Moment) -> Tables:
        """A moment's tables over the library; of the present, the very same frames until they change."""
        with self._lock:
            shown = self._shown
            if shown is not None and shown[0] is moment:
                return shown[1]
            frames = dict(self.beneath.frames)
            for name, rows in moment.rows.items():
                same = shown is not None and shown[0].rows[name] is rows
                frames[name] = shown[1][name] if shown and same else self._overlaid(name, moment)
            tables = Tables(moment.about, frames) if shown is None else shown[1].with_about(moment.about, frames)
            if moment is self._now:
                self._shown = moment, tables
            return tables

    def _overlaid(self, name: str, moment: Moment) -> pl.DataFrame:
        if moment.rows[name].is_empty():  # most tables have no rows of the district: those are the library's very own
            return self.beneath[name]
        return overlay_rows(name, self.beneath[name], moment.fields_of(name))

    def _earlier(self, connection: Connection, number: int) -> Moment:
        """A moment, reading only the tables that changed between it and the present that is known."""
        cached = self._now
        if cached is None or number > cached.number:
            return _moment(connection, number)
        changed = set(version_history.list_changes(connection, number, cached.number)["tables"].explode().drop_nulls())
        rows = {
            name: version_history.rows_at(connection, name, number) if name in changed else frame
            for name, frame in cached.rows.items()
        }
        return Moment(number, rows, version_history.description_at(connection, number))

    def _present(self, connection: Connection) -> Moment:
        """The present, reading again only the tables that changed since it was last read."""
        with self._lock:
            number, cached = version_history.last_change_number(connection), self._now
            if cached is not None and cached.number == number:
                return cached
            if cached is None or cached.number > number:
                found = _moment(connection, number)
            else:
                stale = (
                    version_history.list_changes(connection, cached.number, number)["tables"]
                    .explode()
                    .drop_nulls()
                    .unique()
                )
                fresh = {
                    n: version_history.advance_rows(connection, n, cached.rows[n], cached.number, number) for n in stale
                }
                found = Moment(number, {**cached.rows, **fresh}, version_history.description_at(connection, number))
            # A reader whose view began earlier must not put the present back.
            if cached is None or number > cached.number:
                self._now = found
            return found


def _moment(connection: Connection, number: int) -> Moment:
    rows = {name: version_history.rows_at(connection, name, number) for name in schema.read_tables()}
    return Moment(number, rows, version_history.description_at(connection, number))


def _to_text(about: Mapping[str, object]) -> str:
    """As it is kept: dates are text then."""
    return json.dumps(dict(about), ensure_ascii=False, default=str)
