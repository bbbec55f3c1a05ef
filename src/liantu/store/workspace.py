"""The workspace: one place that reads and writes a district's tables, keeps every change and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import RLock
from typing import Any

import polars as pl
from sqlalchemy import Connection, delete, insert, select

from liantu.model import schema
from liantu.model.apply import apply
from liantu.model.change import Change
from liantu.model.check import check_change, check_tables
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables, overlay, row_keys
from liantu.store import history
from liantu.store.conflict import conflicts
from liantu.store.database import connect, reading, writing
from liantu.store.keep import Difference, Entry, difference, keep
from liantu.store.layout import table
from liantu.store.migrate import migrate, require_newest
from liantu.store.undo import undoing


@dataclass(frozen=True)
class Moment:
    """The district's own rows as they stood after a change, without the library.

    ``rows`` has, of each table, ``row_key``, ``sequence`` (the order they came in) and the fields.
    """

    number: int
    rows: Mapping[str, pl.DataFrame]
    about: Mapping[str, Any]

    def own(self, name: str) -> pl.DataFrame:
        """The fields alone."""
        return self.rows[name].drop("row_key", "sequence")


class Workspace:
    """A district in a database. ``beneath`` is the library that its tables lie over."""

    def __init__(self, place: str | Path, beneath: Tables) -> None:
        """Open a workspace that is there. Raises Problems when it is not, or needs migrating."""
        self.place = str(place)
        self.beneath = beneath
        if "://" not in self.place and not Path(self.place).exists():
            raise Problems([Problem("no_workspace", value=self.place)])
        self.engine = connect(place)
        with reading(self.engine) as connection:
            require_newest(connection, self.place)
        self._lock = RLock()
        self._now: Moment | None = None

    @classmethod
    def create(cls, place: str | Path, tables: Tables, beneath: Tables, entry: Entry) -> Workspace:
        """A new workspace that begins with these tables as its first change. Raises Problems when one is there."""
        engine = connect(place)
        try:
            with reading(engine) as connection:
                require_newest(connection, str(place))
        except Problems as found:
            if {problem.code for problem in found.problems} != {"no_workspace"}:
                raise
        else:
            raise Problems([Problem("workspace_exists", value=str(place))])
        migrate(engine)
        made = cls(place, beneath)
        made.replace(tables, entry, base=0)
        return made

    # -- reading ----------------------------------------------------------------------------------

    def head(self) -> int:
        """The number of the last change."""
        with reading(self.engine) as connection:
            return history.head(connection)

    def number_at(self, moment: date | datetime) -> int:
        """The last change made by a moment; a date means its end, in UTC."""
        with reading(self.engine) as connection:
            return history.number_at(connection, moment)

    def tables(self, number: int | None = None) -> Tables:
        """The tables over the library, as they stand now or stood after a change."""
        return self.over(self.moment(number))

    def moment(self, number: int | None = None) -> Moment:
        """The district's own rows, as they stand now or stood after a change. The present is kept in memory."""
        with self._lock, reading(self.engine) as connection:
            if number is None:
                self._now = self._present(connection)
                return self._now
            return _moment(connection, number)

    def changes(self, after: int = 0, until: int | None = None) -> pl.DataFrame:
        """The changes, the last first; see ``history.changes``."""
        with reading(self.engine) as connection:
            return history.changes(connection, after, until)

    def story(self, name: str, key: str) -> pl.DataFrame:
        """Every version of a row, the last first; see ``history.story``."""
        with reading(self.engine) as connection:
            return history.story(connection, name, key)

    def difference(self, one: int, other: int) -> dict[str, Difference]:
        """What differs between two moments, table by table; tables that are the same are left out."""
        before, after = self.moment(one), self.moment(other)
        found = {name: difference(name, before.own(name), after.own(name)) for name in schema.tables()}
        return {name: rows for name, rows in found.items() if len(rows)}

    # -- writing ----------------------------------------------------------------------------------

    def commit(self, change: Change, entry: Entry, base: int | None = None) -> int:
        """Apply a Change and keep it; returns its number, or the present one when it changes nothing.

        ``base`` is the change its author had seen: rows that others changed since are refused with both versions.
        Raises Problems with everything wrong; nothing is written then.
        """
        with self._lock, writing(self.engine) as connection:
            now = self._present(connection)
            if base is not None and base != now.number:
                found = conflicts(connection, change, base)
                if found:
                    raise Problems(found)
            before = self.over(now)
            after = check_change(before, apply(before, change), change)
            touched: dict[str, list[str]] = {}
            for row in change.rows:
                touched.setdefault(row.table, []).append(row.key)
            return self._keep(connection, now, after, entry, touched)

    def replace(self, tables: Tables, entry: Entry, base: int | None = None) -> int:
        """Make the district's tables these (the library beneath left out); one change, or none.

        Raises Problems when rows changed since ``base``, or when the tables are wrong.
        """
        with self._lock, writing(self.engine) as connection:
            now = self._present(connection)
            if base is not None and base != now.number:
                raise Problems([Problem("moved_on", value=str(base), slots={"now": str(now.number)})])
            problems = check_tables(tables)
            if problems:
                raise Problems(problems)
            if tables.about and tables.about != now.about:
                _set_about(connection, tables.about)
            return self._keep(connection, now, tables, entry)

    def undo(self, number: int, entry: Entry) -> int:
        """Take a change back. Raises Problems that name the later changes resting on it."""
        with self._lock, writing(self.engine) as connection:
            now = self._present(connection)
            rows = undoing(connection, number, now.rows)
            after = self.over(Moment(now.number, {**now.rows, **rows}, now.about))
            problems = check_tables(after, [*rows])
            if problems:
                raise Problems(problems)
            told = Entry(entry.author, "undo", entry.reason, entry.source, undoes=number)
            return self._keep(connection, now, after, told)

    # -- within -----------------------------------------------------------------------------------

    def _keep(
        self,
        connection: Connection,
        now: Moment,
        after: Tables,
        entry: Entry,
        touched: Mapping[str, Iterable[str]] | None = None,
    ) -> int:
        own = {name: self._own(name, after, now) for name in (touched or schema.tables())}
        found = {}
        for name, frame in own.items():
            before = now.own(name)
            if touched is not None:  # few rows of a long table
                keys = pl.Series([*touched[name]]).implode()
                found[name] = difference(
                    name,
                    before.filter(row_keys(name, before).is_in(keys)),
                    frame.filter(row_keys(name, frame).is_in(keys)),
                )
            else:
                found[name] = difference(name, before, frame)
        found = {name: rows for name, rows in found.items() if len(rows)}
        if not found:
            return now.number
        return keep(connection, found, entry)

    def _own(self, name: str, tables: Tables, now: Moment) -> pl.DataFrame:
        """The district's own rows of a table: of library tables, those that the library has not just so."""
        frame, under = tables[name], self.beneath.frames.get(name)
        if under is None or under.is_empty():
            return frame
        kept = frame.join(under, on=frame.columns, how="anti", nulls_equal=True, maintain_order="left")
        gone = set(row_keys(name, under)) - set(row_keys(name, frame))
        if gone:
            raise Problems([Problem("library_row", table=name, value=key) for key in sorted(gone)])
        return kept

    def over(self, moment: Moment) -> Tables:
        """A moment's tables over the library."""
        frames = dict(self.beneath.frames)
        for name in moment.rows:
            frames[name] = overlay(name, self.beneath[name], moment.own(name))
        return Tables(moment.about, frames)

    def _present(self, connection: Connection) -> Moment:
        """The present, reading again only the tables that changed since it was last read."""
        number = history.head(connection)
        if self._now is None:
            return _moment(connection, number)
        seen = self._now
        if seen.number == number:
            return seen
        stale = history.changes(connection, seen.number, number)["tables"].explode().drop_nulls().unique()
        fresh = {n: history.advance(connection, n, seen.rows[n], seen.number, number) for n in stale}
        return Moment(number, {**seen.rows, **fresh}, _about(connection))


def _moment(connection: Connection, number: int) -> Moment:
    rows = {name: history.rows_at(connection, name, number) for name in schema.tables()}
    return Moment(number, rows, _about(connection))


def _about(connection: Connection) -> dict[str, Any]:
    settings = table("liantu_settings")
    found = connection.execute(select(settings.c.value).where(settings.c.name == "about")).scalar()
    return dict(json.loads(found)) if found else {}


def _set_about(connection: Connection, about: Mapping[str, Any]) -> None:
    settings = table("liantu_settings")
    connection.execute(delete(settings).where(settings.c.name == "about"))
    text = json.dumps(dict(about), ensure_ascii=False, default=str)
    connection.execute(insert(settings).values(name="about", value=text))
