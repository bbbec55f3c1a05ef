"""Tables that remember which of them were read: a result is as good as new for as long as those are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import polars as pl

from liantu.model.tables import Tables

Result = TypeVar("Result")
#: What was read, by table; None for a table that was not there.
Frames = dict[str, pl.DataFrame | None]

#: Stands for the description of the district among what was read.
_ABOUT = ""
#: Columns that say something about a row and enter no figure.
_REMARKS = ("note", "note_en")


@dataclass(frozen=True)
class RecordedTables(Tables):
    """Tables whose frames are noted in ``read`` when they are asked for, and those of their changed copies too.

    ``origin`` are the frames before any change: what a change brings was not read from the district.
    """

    origin: Mapping[str, pl.DataFrame] = field(default_factory=dict, repr=False)
    read: Frames = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> pl.DataFrame:
        """The text frame of a table, noted as read."""
        self._note(name)
        return super().__getitem__(name)

    def replace(self, **frames: pl.DataFrame) -> Tables:
        """The same tables with some exchanged; those that are not are noted when they are read."""
        return RecordedTables(self.about, {**self.frames, **frames}, dict(self._derived), self.origin, self.read)

    def with_about(self, about: Mapping[str, Any], frames: Mapping[str, pl.DataFrame]) -> Tables:
        """Another state of the district; frames that are still the same are noted when they are read."""
        return RecordedTables(about, frames, dict(self._derived), self.origin, self.read)

    def derived(self, name: str, tables: tuple[str, ...], compute: Callable[[], Any]) -> Any:
        """``compute()`` once for as long as the named tables, noted as read, are the same frames."""
        for table in tables:
            self._note(table)
        return super().derived(name, tables, compute)

    def _note(self, name: str) -> None:
        frame = self.frames.get(name)
        if frame is self.origin.get(name):
            self.read[name] = frame


def record_tables(tables: Tables, read: Frames) -> RecordedTables:
    """The same tables; what is read of them from now on is noted in ``read``."""
    return RecordedTables(tables.about, tables.frames, tables._derived, tables.frames, read)


def compute_once(
    tables: Tables, name: str, compute: Callable[[Tables], Result], arguments: tuple[Hashable, ...] = ()
) -> Result:
    """``compute(tables)`` once for as long as the tables that it reads are the same frames, in later states too.

    Unlike ``Tables.derived`` it finds out itself what is read. ``arguments`` are what ``compute`` depends on beside the
    tables, such as a day: the answer to what was asked last is kept.
    """
    cached = tables._derived.get(name)
    if cached is None or cached[1][0] != arguments or not _holds(tables, cached[0]):
        read: Frames = {}
        value = compute(record_tables(tables, read))
        cached = ({_ABOUT: tables.about, **read}, (arguments, value))
        tables._derived[name] = cached
    for table in cached[0].keys() - {_ABOUT}:
        _ = tables[table]  # whoever records these tables has read them too
    result: Result = cached[1][1]
    return result


def _holds(tables: Tables, inputs: Mapping[str, Any]) -> bool:
    now = {_ABOUT: tables.about, **{name: tables.frames.get(name) for name in inputs if name != _ABOUT}}
    return all(now[name] is value for name, value in inputs.items())


def is_same_frame(before: pl.DataFrame | None, after: pl.DataFrame | None) -> bool:
    """Whether two states of a table differ in nothing."""
    return before is after or (before is not None and after is not None and before.equals(after))


def has_same_figures(before: pl.DataFrame | None, after: pl.DataFrame | None) -> bool:
    """Whether two states of a table differ in nothing, or in remarks alone.

    >>> one, other = pl.DataFrame({"id": ["a"], "note": ["old"]}), pl.DataFrame({"id": ["a"], "note": ["new"]})
    >>> has_same_figures(one, other)
    True
    >>> has_same_figures(one, other.with_columns(id=pl.lit("b")))
    False
    """
    if before is after or before is None or after is None:
        return before is after
    return before.drop(_REMARKS, strict=False).equals(after.drop(_REMARKS, strict=False))
