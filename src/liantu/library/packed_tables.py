"""The shipped tables from their CSV files, or from one binary file that was proven to be made of these very files.

The build makes the binary file for the wheel, and a source checkout makes it when the tables are first read. Nothing of
ours is imported, so that the build can use this before anything is installed.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import polars as pl

PACKED = "library.arrow"
_TABLES, _FAMILIES = "tables", "families.csv"
_FINGERPRINT = "fingerprint"


def read_tables(library: Path) -> dict[str, pl.DataFrame]:
    """Every shipped table by name, all text, from the binary file; from the CSV files where it is not of them.

    `library` is the folder of this module. Where the binary file cannot be written, the CSV files are read each time.
    """
    packed, fingerprint = library / PACKED, fingerprint_files(library)
    tables = read_packed(packed, fingerprint)
    if tables is None:
        tables = read_csv_tables(library)
        with suppress(OSError):  # a folder of others
            write_packed(packed, fingerprint, tables)
    return tables


def read_csv_tables(library: Path) -> dict[str, pl.DataFrame]:
    """Every shipped table by name as it is written: a file of its own, or one a family, joined in the order of
    ``families.csv``.
    """
    parts: dict[str, list[pl.DataFrame]] = {}
    for path in _list_files(library):
        parts.setdefault(path.stem, []).append(pl.read_csv(path, infer_schema=False))
    return {name: pl.concat(frames) for name, frames in sorted(parts.items())}


def read_families(library: Path) -> dict[str, tuple[str, ...]]:
    """The divisions of GB/T 4754 whose products stand in each family of the tables, by the family's folder."""
    with (library / _FAMILIES).open(encoding="utf-8", newline="") as stream:
        return {row["family"]: tuple(row["divisions"].split(";")) for row in csv.DictReader(stream)}


def fingerprint_files(library: Path) -> str:
    """SHA-256 over the names and contents of the CSV files, in the order in which they are joined."""
    digest = hashlib.sha256()
    for path in _list_files(library):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(library).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def write_packed(path: Path, fingerprint: str, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write the tables as one row: the fingerprint, then each table as the list of its rows. Raises OSError.

    The file is there whole or not at all, so that others may read meanwhile.
    """
    lists = {name: table.to_struct().implode() for name, table in tables.items()}
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        pl.DataFrame({_FINGERPRINT: [fingerprint], **lists}).write_ipc(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_packed(path: Path, fingerprint: str) -> dict[str, pl.DataFrame] | None:
    """The tables; None when there is no such file, or it was made of other files or cannot be read."""
    try:
        packed = pl.read_ipc(path.read_bytes())
    except (OSError, pl.exceptions.PolarsError):
        return None
    if packed.columns[:1] != [_FINGERPRINT] or packed[_FINGERPRINT].to_list() != [fingerprint]:
        return None
    return {name: packed[name].explode().struct.unnest() for name in packed.columns[1:]}


def _list_files(library: Path) -> Iterable[Path]:
    tables = library / _TABLES
    for folder in (tables, *(tables / family for family in read_families(library))):
        yield from sorted(folder.glob("*.csv"))
