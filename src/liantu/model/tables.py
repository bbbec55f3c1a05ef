"""The district as tables of text, and the same tables typed for the engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl

from liantu.model import schema
from liantu.model.units import Units, split_number

#: A row of a table: the texts of its fields.
Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Tables:
    """All tables of a district with the library beneath, as text frames; never changed in place.

    ``about`` holds district.yaml. A table that is not given is empty, with its columns.
    """

    about: Mapping[str, Any]
    frames: Mapping[str, pl.DataFrame] = field(repr=False)
    _derived: dict[str, tuple[Mapping[str, Any], Any]] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, name: str) -> pl.DataFrame:
        """The text frame of a table, every column a String, in schema order."""
        frame = self.frames.get(name)
        return frame if frame is not None else empty_table(name)

    def replace(self, **frames: pl.DataFrame) -> Tables:
        """The same tables with some exchanged; what was derived from the others is kept."""
        return Tables(self.about, {**self.frames, **frames}, dict(self._derived))

    def with_about(self, about: Mapping[str, Any], frames: Mapping[str, pl.DataFrame]) -> Tables:
        """Another state of the district; what was derived from frames that are still the same is kept."""
        return Tables(about, frames, dict(self._derived))

    def take_over(self, earlier: Tables) -> Tables:
        """The same tables; what was derived from an earlier state is kept where it rests on frames of this one."""
        derived = {
            name: entry
            for name, entry in [*earlier._derived.items()]
            if all(self.frames.get(table) is frame for table, frame in entry[0].items() if table)
        }
        return Tables(self.about, self.frames, {**self._derived, **derived})

    def derived(self, name: str, tables: tuple[str, ...], compute: Callable[[], Any]) -> Any:
        """``compute()`` once for as long as the named tables are the same frames."""
        inputs = {table: self.frames.get(table) for table in tables}
        cached = self._derived.get(name)
        if cached is None or any(cached[0][table] is not frame for table, frame in inputs.items()):
            cached = (inputs, compute())
            self._derived[name] = cached
        return cached[1]

    @property
    def units(self) -> Units:
        """The units of the library and the district."""
        units: Units = self.derived("units", ("units",), self._read_units)
        return units

    def numbers(self, name: str) -> pl.DataFrame:
        """A table with its decimals and integers as Float64 (null where blank)."""
        numeric = [f.name for f in schema.read_tables()[name].fields if f.type in ("decimal", "integer")]
        cast = pl.col(numeric).cast(pl.Float64, strict=False)
        frame: pl.DataFrame = self.derived(f"numbers of {name}", (name,), lambda: self[name].with_columns(cast))
        return frame

    def _read_units(self) -> Units:
        known = {}
        for name, dimension, factor in self["units"].select("id", "dimension", "factor").drop_nulls().iter_rows():
            parts = split_number(factor)
            if parts and not parts[1] and parts[0] > 0:  # what cannot be read is reported where fields are checked
                known[name] = (dimension, parts[0])
        return Units(known)

    def labels(self, language: str = "zh_CN") -> Mapping[str, str]:
        """The name of every row that has one, by id, in a language (the other one when there is none in it)."""
        named = tuple(name for name, table in schema.read_tables().items() if table.named)

        def compute() -> dict[str, str]:
            """The label of each id of any table with names."""
            result: dict[str, str] = {}
            for name in named:  # where tables share an id, the first one names it
                for key, label in self.names(name, language).items():
                    result.setdefault(key, label)
            return result

        labels: dict[str, str] = self.derived(f"labels in {language}", named, compute)
        return labels

    def names(self, name: str, language: str = "zh_CN") -> Mapping[str, str]:
        """The name of every row of one table, by id; empty for a table whose rows have none."""
        if not schema.read_tables()[name].named:
            return {}
        first, second = ("zh", "en") if language.startswith("zh") else ("en", "zh")

        def compute() -> dict[str, str]:
            """The name of each row in the language, else in the other, else its id."""
            rows = self[name].select("id", first, second).iter_rows()
            return {key: label or other or key for key, label, other in rows}

        names: dict[str, str] = self.derived(f"names of {name} in {language}", (name,), compute)
        return names

    def rows(self, name: str) -> Mapping[str, Row]:
        """The rows of one table by their key, see ``build_row_keys``."""

        def compute() -> dict[str, Row]:
            """Each row by its key."""
            return dict(zip(build_row_keys(name, self[name]), self[name].iter_rows(named=True), strict=True))

        rows: dict[str, Row] = self.derived(f"rows of {name}", (name,), compute)
        return rows


@cache
def empty_table(name: str) -> pl.DataFrame:
    """A table without rows."""
    return pl.DataFrame(schema=dict.fromkeys(schema.read_tables()[name].columns, pl.String))


def conform_frame(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A frame with exactly the columns of the table: missing ones added as null, in order."""
    columns = schema.read_tables()[name].columns
    missing = [pl.lit(None, pl.String).alias(c) for c in columns if c not in frame.columns]
    return frame.with_columns(missing).select(columns)


def build_row_keys(name: str, frame: pl.DataFrame) -> pl.Series:
    """The key of each row as one text, parts joined with ``/``."""
    parts = [pl.col(c).fill_null("") for c in schema.read_tables()[name].key]
    return frame.select(pl.concat_str(parts, separator="/").alias("key"))["key"]


def find_row(tables: Tables, name: str, key: str) -> Row | None:
    """The row of a key; None when there is none."""
    frame = tables[name]
    found = frame.filter(build_row_keys(name, frame) == key)
    return found.row(0, named=True) if found.height else None


def row_key(name: str, fields: Row) -> str:
    """The key of a row, its parts joined as everywhere."""
    return "/".join(str(fields.get(part) or "") for part in schema.read_tables()[name].key)


def overlay_rows(name: str, under: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Library rows with the district's rows over them, by key."""
    if under.is_empty():
        return rows
    return pl.concat([under.join(rows, on=schema.read_tables()[name].key, how="anti", nulls_equal=True), rows])
