"""The parts of an import put together: firms by province, each credit code once, what was set aside in one file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl

from liantu.registers import clean_rows
from liantu.registers.firm_pieces import SET_ASIDE_HEADINGS, Line, hide_persons, write_lines
from liantu.registers.journal import Journal
from liantu.registers.register_queries import ELSEWHERE, connect

FIRMS, ASIDE = "firms", "set_aside.csv"
_MEMORY = "1GB"


def settle_parts(folder: Path, journal: Journal) -> Journal:
    """Write the firms of all parts by province; of rows with the same credit code the first counts."""
    target, partial = folder / FIRMS, folder / f"{FIRMS}.partial"
    for path in (target, partial):
        shutil.rmtree(path, ignore_errors=True)
    parts = str(folder / "parts" / "*.parquet")
    with connect(_MEMORY, folder) as database:
        database.execute(
            "CREATE TEMP TABLE twice AS SELECT line FROM (SELECT line, row_number() OVER "
            "(PARTITION BY code ORDER BY line) AS n FROM read_parquet(?) WHERE code IS NOT NULL) WHERE n > 1",
            [parts],
        )
        duplicates = database.execute(
            "SELECT line, written, code FROM read_parquet(?) WHERE line IN (SELECT line FROM twice) ORDER BY line",
            [parts],
        ).fetchall()
        database.execute(
            "COPY (SELECT * EXCLUDE (written) REPLACE (coalesce(province, $elsewhere) AS province) "
            f"FROM read_parquet($parts) WHERE line NOT IN (SELECT line FROM twice)) TO '{_quote(partial)}' "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (province), WRITE_PARTITION_COLUMNS true)",
            {"elsewhere": ELSEWHERE, "parts": parts},
        )
    _write_aside(folder, [(line, "register_code_twice", written) for line, written, _code in duplicates])
    if not any(partial.rglob("*.parquet")):
        # A register of which no row is a firm is read as any other.
        place = partial / f"province={ELSEWHERE}"
        place.mkdir(parents=True, exist_ok=True)
        pl.DataFrame(schema=dict(clean_rows.FIRMS)).write_parquet(place / "none.parquet")
    partial.rename(target)
    journal = journal.count([(line, "register_code_twice", code) for line, _written, code in duplicates])
    return replace(journal, firms=journal.firms - len(duplicates), finished=True)


def _write_aside(folder: Path, duplicates: list[Line]) -> None:
    partial = folder / f"{ASIDE}.partial"
    with partial.open("wb") as stream:
        stream.write(SET_ASIDE_HEADINGS)
        for path in sorted((folder / "aside").glob("*.csv")):
            stream.write(path.read_bytes())
        stream.write(write_lines(hide_persons(duplicates)))
    partial.replace(folder / ASIDE)


def _quote(path: Path) -> str:
    return str(path).replace("'", "''")
