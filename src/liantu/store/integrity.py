"""Whether a workspace is whole: the database, its history, its documents and the rules of the district."""

from __future__ import annotations

import hashlib

import polars as pl
from sqlalchemy import Connection, select

from liantu.model import schema
from liantu.model.change_checks import check_tables
from liantu.model.problems import Problem
from liantu.model.tables import build_row_keys
from liantu.store import version_history
from liantu.store.database import read_transaction
from liantu.store.database_layout import database_table
from liantu.store.workspace import Workspace

_VERSION_KINDS = {"row_key": pl.String, "opened": pl.Int64, "closed": pl.Int64}


def find_integrity_problems(workspace: Workspace) -> list[Problem]:
    """Everything that is not as it must be; nothing when the workspace is whole."""
    with read_transaction(workspace.engine) as connection:
        problems = _database(connection)
        made = version_history.list_changes(connection).sort("number")
        problems += _changes(made["number"].to_list(), version_history.last_change_number(connection))
        touched = [_count_versions("", pl.DataFrame(schema=_VERSION_KINDS))]  # there may be no versions at all
        for name in schema.read_tables():
            versions = _versions(connection, name)
            if versions.is_empty():
                continue
            problems += [*_check_version_order(name, versions), *_check_changes_exist(name, versions, made["number"])]
            problems += _keys(connection, name)
            touched.append(_count_versions(name, versions))
        problems += _check_change_counts(made, pl.concat(touched))
        problems += _files(connection)
    return problems or check_tables(workspace.tables())


def _database(connection: Connection) -> list[Problem]:
    """What SQLite finds in its own file; other databases check theirs where they run."""
    if connection.dialect.name != "sqlite":
        return []
    lines = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    return [Problem("damaged_database", value=line) for line in lines if line != "ok"]


def _changes(numbers: list[int], head: int) -> list[Problem]:
    last = max([head, *numbers])
    missing = sorted({*range(1, last + 1)} - {*numbers})
    beyond = [number for number in numbers if number > head]
    return [Problem("change_missing", value=str(n), slots={"last": str(head)}) for n in missing + beyond]


def _versions(connection: Connection, name: str) -> pl.DataFrame:
    versions = database_table(name)
    query = select(versions.c.row_key, versions.c.opened, versions.c.closed)
    return pl.DataFrame([*map(tuple, connection.execute(query))], schema=_VERSION_KINDS, orient="row")


def _check_version_order(name: str, versions: pl.DataFrame) -> list[Problem]:
    """Each version ends after it begins, and before the next of the same row begins."""
    after = versions.sort("row_key", "opened").with_columns(
        pl.col("opened").shift(-1).over("row_key").alias("next"),
    )
    open_before_next = pl.col("next").is_not_null() & (pl.col("closed").is_null() | (pl.col("closed") > pl.col("next")))
    wrong = after.filter((pl.col("closed") <= pl.col("opened")) | open_before_next)
    return [Problem("versions_overlap", name, value=key) for key in wrong["row_key"].unique().sort()]


def _check_changes_exist(name: str, versions: pl.DataFrame, numbers: pl.Series) -> list[Problem]:
    """Versions that a change opened or closed which is not there: ``version_without_change``."""
    existing = numbers.implode()
    wrong = versions.filter(
        ~pl.col("opened").is_in(existing) | (pl.col("closed").is_not_null() & ~pl.col("closed").is_in(existing))
    )
    return [
        Problem("version_without_change", name, value=key, slots={"numbers": f"{opened} – {closed or ''}".strip(" –")})
        for key, opened, closed in wrong.iter_rows()
    ]


def _keys(connection: Connection, name: str) -> list[Problem]:
    rows = version_history.rows_at(connection, name, version_history.last_change_number(connection))
    wrong = rows.filter(build_row_keys(name, rows) != rows["row_key"])
    return [Problem("wrong_row_key", name, value=key) for key in wrong["row_key"]]


def _count_versions(name: str, versions: pl.DataFrame) -> pl.DataFrame:
    """How many versions of the table each change opened and closed: columns number, table, opened, closed."""
    counts = [
        versions.group_by(number=column).agg(pl.len().cast(pl.Int64).alias(column)).drop_nulls("number")
        for column in ("opened", "closed")
    ]
    both = counts[0].join(counts[1], on="number", how="full", coalesce=True)
    return both.select("number", pl.lit(name).alias("table"), pl.col("opened", "closed").fill_null(0))


def _check_change_counts(made: pl.DataFrame, touched: pl.DataFrame) -> list[Problem]:
    """Every change opened and closed as many versions, of just those tables, as it says: none is half there."""
    found = touched.group_by("number").agg(pl.col("table"), pl.col("opened", "closed").sum())
    by_number = {number: ({*tables}, opened, closed) for number, tables, opened, closed in found.iter_rows()}
    problems = []
    for number, tables, opened, closed in made.select("number", "tables", "opened", "closed").iter_rows():
        found_tables, begun, ended = by_number.get(number, (set(), 0, 0))
        if (found_tables, begun, ended) != ({*tables}, opened, closed):
            slots = {"told": f"{opened} + {closed}", "found": f"{begun} + {ended}"}
            problems.append(Problem("change_incomplete", value=str(number), slots=slots))
    return problems


def _files(connection: Connection) -> list[Problem]:
    files = database_table("liantu_files")
    problems = []
    for sha256, name in connection.execute(select(files.c.sha256, files.c.name)).all():
        content = connection.execute(select(files.c.content).where(files.c.sha256 == sha256)).scalar_one()
        if hashlib.sha256(content).hexdigest() != sha256:
            problems.append(Problem("file_altered", value=name))
    return problems
