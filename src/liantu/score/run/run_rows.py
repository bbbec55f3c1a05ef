"""A run as rows to keep: the scheme's text and check sum, the vintage of the returns, every firm's grade."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables
from liantu.score.run.evaluation import Evaluation


def build_run_change(
    tables: Tables, run: Evaluation, sensitivity: pl.DataFrame | None, vintage: str, made: date, rests_on: str
) -> Change:
    """The Change that keeps a run as a trial: a row of ``evaluations``, and one of ``grades`` a firm.

    ``rests_on`` is the strictest class of what the run was made of: values may be given through another channel later.
    """
    key = _find_free_id(tables, f"run-{run.year}")
    number = key.rpartition(".")[2] if "." in key else "1"
    scheme = run.scheme
    head = {
        "zh": f"{run.year} {scheme.zh} ({number})",
        "en": f"{run.year} {scheme.en} ({number})",
        "scheme": scheme.id,
        "scheme_version": scheme.version,
        "scheme_text": scheme.text.strip(),
        "year": str(run.year),
        "vintage": vintage,
        "state": "draft",
        "made": made.isoformat(),
        "rests_on": rests_on,
    }
    rows = run.firms.select("firm", "group", "total", "rank", "grade_before", "grade", "moves")
    stable = pl.lit(None, pl.Boolean).alias("stable")
    rows = (
        rows.with_columns(stable)
        if sensitivity is None
        else rows.join(sensitivity.select("firm", "stable"), on="firm", how="left")
    )
    grades = tuple(
        ChangeRow("grades", f"{key}/{row['firm']}", "insert", _fields(row)) for row in rows.iter_rows(named=True)
    )
    return Change((ChangeRow("evaluations", key, "insert", head), *grades))


def _fields(row: dict[str, object]) -> dict[str, str | None]:
    moves, stable = row["moves"], row["stable"]
    total = row["total"]
    return {
        "group": _text(row["group"]),
        "total": None if total is None else f"{total:.6f}",
        "rank": _text(row["rank"]),
        "grade_before": _text(row["grade_before"]),
        "grade": _text(row["grade"]),
        "moves": ";".join(map(str, moves)) if isinstance(moves, list) and moves else None,
        "stable": None if stable is None else "yes" if stable else "no",
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _find_free_id(tables: Tables, key: str) -> str:
    """The id, or with the next number that is free behind it."""
    known = set(tables["evaluations"]["id"])
    number = 2
    found = key
    while found in known:
        found = f"{key}.{number}"
        number += 1
    return found
