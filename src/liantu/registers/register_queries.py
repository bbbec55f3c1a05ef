"""Registers as they are read: which there are, their firms in batches, how many by province."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.registers.clean_rows import FIRMS
from liantu.registers.firm_pieces import SET_ASIDE_HEADINGS, write_lines
from liantu.registers.journal import Journal, read_journal
from liantu.registers.plain_register import PlainRegister, read_plain

if TYPE_CHECKING:
    import duckdb

#: Firms that are read at a time.
BATCH = 1 << 17
#: Firms that are looked through at a time, several times at once.
FEW = 1 << 16
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Register:
    """A register as it is kept: Parquet by province, or a small CSV that stands as it is beside a district's folder."""

    journal: Journal
    path: Path

    def batches(self, size: int = BATCH) -> Iterator[pl.DataFrame]:
        """The firms in batches, with the columns of ``FIRMS``. Raises Problems when it is half imported."""
        if not self.journal.finished:
            raise Problems([Problem("register_unfinished", value=self.journal.id)])
        if self.path.is_file():
            yield from self._plain.firms.iter_slices(size)
            return
        fields = ", ".join("nullif(province, $elsewhere) AS province" if f == "province" else f for f in FIRMS)
        with connect(folder=self.path) as database:
            found = database.sql(
                f"SELECT {fields} FROM read_parquet($files, hive_partitioning = false)",
                params=self._parameters,
            )
            for batch in found.to_arrow_reader(size):
                yield pl.DataFrame(batch)

    def count_by_province(self) -> pl.DataFrame:
        """How many firms stand in each province, most first: province (null = not known), firms."""
        if self.path.is_file():
            of_file = self._plain.firms.group_by("province").agg(pl.len().cast(pl.Int64).alias("firms"))
            return of_file.sort("firms", "province", descending=[True, False])
        found = pl.scan_parquet(self._parameters["files"], hive_partitioning=False)
        province, firms = pl.col("province").replace(ELSEWHERE, None), pl.len().cast(pl.Int64).alias("firms")
        counted = found.group_by(province).agg(firms).sort("firms", "province", descending=[True, False])
        return counted.collect(engine="streaming")

    def matches(self, products: list[str]) -> pl.DataFrame:
        """The stored matches of some products, each with its firm, as ``register match`` wrote them.

        Read piece by piece: of rows of other products no further column is looked at. No extra is needed for it.
        """
        found = pl.scan_parquet(self.path / "matches" / "*.parquet", hive_partitioning=False)
        return found.filter(pl.col("product").cast(pl.String).is_in(products)).collect(engine="streaming")

    def read_set_aside(self) -> bytes:
        """What was set aside or could not be read, as CSV: line, problem, value."""
        if self.path.is_file():
            return SET_ASIDE_HEADINGS + write_lines(self._plain.lines)
        aside = self.path / "set_aside.csv"
        return aside.read_bytes() if aside.is_file() else SET_ASIDE_HEADINGS

    @property
    def _parameters(self) -> Mapping[str, str]:
        return {"files": str(self.path / "firms" / "*" / "*.parquet"), "elsewhere": ELSEWHERE}

    @cached_property
    def _plain(self) -> PlainRegister:
        return read_plain(self.path)


def list_registers(place: Path) -> list[Register]:
    """The registers below a place, by id; those that are half imported among them."""
    found = []
    for path in sorted(place.iterdir()) if place.is_dir() else []:
        if path.is_dir() and (journal := read_journal(path)) is not None:
            found.append(Register(journal, path))
        elif path.suffix == ".csv":
            found.append(Register(read_plain(path).journal, path))
    return found


@contextmanager
def connect(memory: str = "1GB", folder: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory; what it has no room for lies below ``folder``. Raises Problems when it is not installed."""
    try:
        import duckdb
    except ModuleNotFoundError as missing:
        raise Problems([Problem("registers_not_installed", value="duckdb")]) from missing
    database = duckdb.connect()
    try:
        database.execute(f"SET memory_limit = '{memory}'; SET preserve_insertion_order = false")
        # Nothing is fetched from elsewhere, whatever a query needs.
        database.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
        if folder is not None:
            spill = str(folder / "spill").replace("'", "''")
            database.execute(f"SET temp_directory = '{spill}'")
        yield database
    except duckdb.OutOfMemoryException as full:
        raise Problems([Problem("register_disk_full", value=str(folder or ""))]) from full
    except duckdb.IOException as failed:
        code = "register_disk_full" if "space" in str(failed).lower() else "unopened_file"
        raise Problems([Problem(code, value=str(folder or failed))]) from failed
    finally:
        database.close()
