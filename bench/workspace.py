"""The workspace with 200,000 rows: a page of them, one edit, and an import beside plain ``to_sql`` and ``COPY``."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import create_engine

from bench.district import entry, firms, small, with_firms
from bench.faults.places import postgresql
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change
from liantu.model.change_checks import check_tables
from liantu.store.database import connect
from liantu.store.table_page import Filter, Sort, make_listing, select_page
from liantu.store.workspace import Workspace

ROWS = 200_000
Row = Callable[..., None]


def measure(row: Row) -> None:
    """Everything, on both databases."""
    with TemporaryDirectory() as folder:
        print(f"Workspace, SQLite, {ROWS:,} rows:")
        _measure(row, f"{folder}/liantu.db", f"sqlite:///{folder}/plain.db")
    with postgresql() as server:
        print(f"Workspace, PostgreSQL, {ROWS:,} rows:")
        _measure(row, server.make(create=False), server.make(create=False))


def _measure(row: Row, place: str, plain: str) -> None:
    workspace = Workspace.create(place, small(), load_library(), entry("init"))
    tables = with_firms(workspace.tables(), ROWS, "first")
    validated = _seconds(lambda: check_tables(tables))
    whole = _seconds(lambda: workspace.replace(tables, entry("import")))
    written = whole - validated
    row("import, whole validation and history", f"{ROWS / whole:,.0f} rows/s")
    row("import, history without the validation", f"{ROWS / written:,.0f} rows/s")
    rows = firms(ROWS, "first")
    by_pandas = _seconds(lambda: _to_sql(rows, plain))
    row("pandas.to_sql of the same rows", f"{ROWS / by_pandas:,.0f} rows/s")
    row("import / to_sql", f"{by_pandas / whole:.2f} x")
    if place.startswith("postgresql"):
        by_copy = _seconds(lambda: _copy(rows, plain))
        row("COPY of the same rows", f"{ROWS / by_copy:,.0f} rows/s")
        row("import / COPY", f"{by_copy / whole:.2f} x")
    second = _seconds(lambda: workspace.replace(tables, entry("import")))
    row("the same import again, which changes nothing", f"{second:.1f} s", "no change", workspace.head() == 2)
    edits = [_seconds(lambda n=n: workspace.commit(_edit(n), entry("edit"))) for n in range(5)]
    row("one edit, checked as a whole", f"{np.median(edits) * 1e3:.0f} ms", "< 1 s", np.median(edits) < 1)
    times = [_seconds(request) for request in _requests(workspace)]
    first, later = times[: len(CONDITIONS)], times[len(CONDITIONS) :]
    row("a page the first time after an edit, longest", f"{max(first) * 1e3:,.0f} ms")
    p95 = float(np.percentile(later, 95))
    row(f"a page, p95 of {len(later)}", f"{p95 * 1e3:.0f} ms", "< 100 ms", p95 < 0.1)
    workspace.engine.dispose()


#: What people ask of a page: conditions, order, search.
CONDITIONS: list[dict[str, Any]] = [
    {"sort": [Sort("zh")]},
    {"sort": [Sort("zh", descending=True)], "filters": [Filter("zh", "contains", "号3")]},
    {"search": "cqfl"},
    {"search": "涪陵 199", "sort": [Sort("en")]},
    {"filters": [Filter("en", "contains", "firm 7"), Filter("kind", "equals", "firm")], "sort": [Sort("id")]},
    {"filters": [Filter("note", "not_blank")], "sort": [Sort("kind"), Sort("zh")], "offset": 150_000},
]


def _requests(workspace: Workspace) -> list[Callable[[], object]]:
    """As the pages do it: the head is asked of the database each time."""

    def ask(conditions: dict[str, Any]) -> object:
        return select_page(make_listing(workspace.tables(), "firms"), limit=100, **conditions)

    return [lambda c=c: ask(c) for c in itertools.islice(itertools.cycle(CONDITIONS), 35 * len(CONDITIONS))]


def _edit(number: int) -> Change:
    return Change.from_query([f"firms:row-{number * 31_337};zh=新名{number}"])


def _to_sql(rows: pl.DataFrame, place: str) -> None:
    engine = create_engine(place.replace("postgresql:", "postgresql+psycopg:"))
    rows.to_pandas().to_sql("plain", engine, index=False, if_exists="replace", chunksize=10_000)
    engine.dispose()


def _copy(rows: pl.DataFrame, place: str) -> None:
    engine = connect(place)
    with engine.begin() as connection:
        columns = ", ".join(f'"{name}" text' for name in rows.columns)
        connection.exec_driver_sql(f"CREATE TABLE copied ({columns})")
        raw: Any = connection.connection.driver_connection
        with raw.cursor() as cursor, cursor.copy("COPY copied FROM STDIN") as copy:
            for row in rows.iter_rows():
                copy.write_row(row)
    engine.dispose()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
