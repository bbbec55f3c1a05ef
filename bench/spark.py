"""Matching of a register through Spark beside the same on this machine: the tables have to be the same rows."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from bench.registers import Row, make_bench_terms
from bench.scopes import SAMPLE, make_scopes
from liantu.registers.firm_matches import store_matches, write_matches
from liantu.registers.importing import import_register
from liantu.registers.matching import Matcher
from liantu.registers.register_queries import Register
from liantu.registers.spark_matching import write_with_spark

TERMS = 2_000


def measure(row: Row, firms: int = 50_000) -> None:
    """Time of both, Spark's start among it, and whether the tables are equal; says what of Spark is not there."""
    is_there = {name: find_spec(name) is not None for name in ("pyspark", "pandas")}
    is_there |= {"Java": shutil.which("java") is not None, "scopes of real firms": SAMPLE.is_file()}
    for name, found in is_there.items():
        if not found:
            row(f"registers through Spark: {name}", "not there")
            return
    with tempfile.TemporaryDirectory() as folder:
        register = _make_register(Path(folder), firms)
        matcher = Matcher(make_bench_terms(TERMS), {})
        progress = partial(write_matches, progress=lambda _done, _total: None)
        seconds, rows = _store(register, matcher, progress)
        spark_seconds, spark_rows = _store(register, matcher, write_with_spark)
    row(f"{firms:,} firms, {rows.height:,} matches: here, Spark", f"{seconds:.1f} s, {spark_seconds:.1f} s")
    others = _count_others(rows, spark_rows)
    row("rows that one of the two alone has", f"{others}", "0", others == 0 and rows.height == spark_rows.height)


def _make_register(place: Path, firms: int) -> Register:
    source = place / "firms.csv"
    names = pl.Series("name", [f"f{n}" for n in range(firms)])
    pl.DataFrame([names, make_scopes(firms).alias("scope")]).write_csv(source)
    return Register(import_register(source, place, "r"), place / "r")


def _store(
    register: Register, matcher: Matcher, write: Callable[[Register, Matcher, Path], int]
) -> tuple[float, pl.DataFrame]:
    """Seconds, and the table that was stored, in order."""
    begun = time.perf_counter()
    store_matches(register, matcher, write)
    seconds = time.perf_counter() - begun
    table = pl.read_parquet(register.path / "matches" / "*.parquet")
    return seconds, table.sort("line", "field", "start", "end", "product")


def _count_others(first: pl.DataFrame, second: pl.DataFrame) -> int:
    sides = ((first, second), (second, first))
    return sum(a.join(b, on=a.columns, how="anti", nulls_equal=True).height for a, b in sides)
