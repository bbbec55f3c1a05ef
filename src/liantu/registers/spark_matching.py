"""The same matching on many machines: Spark hands batches of Arrow to the function that is used here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.registers.clean_rows import FIRMS
from liantu.registers.firm_matches import FIRM_MATCHES, join_firms, with_plain_words
from liantu.registers.matching import Matcher
from liantu.registers.register_queries import BATCH, ELSEWHERE, Register

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

_COLUMNS = {**FIRM_MATCHES, "register": pl.String}


def write_with_spark(register: Register, matcher: Matcher, folder: Path) -> int:
    """Write the matches of a register as Parquet into a folder; how many. The session is the one that Spark is
    configured for. Raises Problems when Spark is not installed."""
    try:
        from pyspark.sql import SparkSession, functions
    except ModuleNotFoundError as missing:
        raise Problems([Problem("extra_not_installed", value="spark")]) from missing
    settings = {"spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH), "spark.sql.session.timeZone": "UTC"}
    session = SparkSession.builder.appName("liantu register match").config(map=settings).getOrCreate()
    _use_this_python(session)
    # The province stands in the files too: Spark reads the names of folders letter by letter, not as UTF-8.
    reader = session.read.option("recursiveFileLookup", "true")
    firms = reader.parquet(str((register.path / "firms").absolute())).select(*FIRMS)
    known = functions.when(functions.col("province") != ELSEWHERE, functions.col("province"))
    # What the workers are sent builds its search there.
    match = match_batches(replace(matcher), register.journal.label)
    types = ", ".join(f"`{name}` {_name_type(kind)}" for name, kind in _COLUMNS.items())
    target = str(folder.absolute())
    firms.withColumn("province", known).mapInArrow(match, types).write.parquet(target, compression="zstd")
    return int(session.read.parquet(target).count())


def _use_this_python(session: SparkSession) -> None:
    """A Spark on this machine alone runs the Python that runs here, which need not be the first of the path; a cluster
    has its own."""
    if {"PYSPARK_PYTHON", "SPARK_REMOTE"} & os.environ.keys() or not session.sparkContext.master.startswith("local"):
        return
    session.sparkContext.pythonExec = sys.executable


def match_batches(matcher: Matcher, label: str) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The function that Spark maps over batches of firms: batches of matches, each with its firm."""

    def match(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Batches of matches of batches of firms."""
        for batch in batches:
            firms = pl.DataFrame(batch)
            found = matcher.match(firms.select("name", "scope", "industry"))
            yield from to_batches(with_plain_words(join_firms(firms, found, label)))

    return match


def to_batches(found: pl.DataFrame) -> list[pa.RecordBatch]:
    """Matches as batches of Arrow with the plain types that Spark reads."""
    import pyarrow as pa

    table = found.select(*_COLUMNS).to_arrow(compat_level=pl.CompatLevel.oldest())
    plain = {"string": pa.string(), "bigint": pa.int64(), "double": pa.float64(), "boolean": pa.bool_()}
    plain |= {"date": pa.date32(), "array<string>": pa.list_(pa.string())}
    schema = pa.schema([(name, plain[_name_type(kind)]) for name, kind in _COLUMNS.items()])
    batches: list[pa.RecordBatch] = table.cast(schema).to_batches()
    return batches


def _name_type(kind: pl.DataType | type[pl.DataType]) -> str:
    """A type of ours as Spark's tables call it."""
    names = [(pl.String, "string"), (pl.Int64, "bigint"), (pl.Float64, "double"), (pl.Boolean, "boolean")]
    return next((name for plain, name in [*names, (pl.Date, "date")] if kind == plain), "array<string>")
