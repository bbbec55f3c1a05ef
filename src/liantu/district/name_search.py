"""Rows found by any of their names: official, short, former, a misprint, or the id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import polars as pl

from liantu.model.tables import Tables

_LIMIT = 60
_FOUND = {"table": pl.String, "id": pl.String, "matched": pl.String, "kind": pl.String, "rank": pl.Int64}


def rank_names(names: Iterable[tuple[str, str, str, str]], text: str, tables: Iterable[str]) -> pl.DataFrame:
    """The rows that a text may mean: the exact name first, then its beginning, then inside; then by table.

    Of each row its best name: table, id, matched, kind (of the name), rank. Nothing for an empty text.

    >>> rank_names([("firms", "a", "Orchard Acids", ""), ("plants", "b", "Acids", "")], "acids", ["firms", "plants"])
    ... # doctest: +NORMALIZE_WHITESPACE, +ELLIPSIS
    shape: (2, 5)
    ...
    """
    needle = fold_name(text)
    best: dict[tuple[str, str], tuple[int, str, str]] = {}
    for table, key, name, kind in names if text else ():
        rank = _rank(needle, fold_name(name))
        if rank is not None and (rank, name) < best.get((table, key), (9, "", ""))[:2]:
            best[table, key] = (rank, name, kind)
    order = [*tables]
    rows = [(table, key, name, kind, rank) for (table, key), (rank, name, kind) in best.items()]
    rows.sort(key=lambda row: (row[4], order.index(row[0]), row[1]))
    return pl.DataFrame(rows[:_LIMIT], schema=_FOUND, orient="row")


def collect_names(tables: Tables, names: Iterable[str]) -> list[tuple[str, str, str, str]]:
    """All names of the rows of some tables: table, id, name, kind of name (empty for those in the row itself)."""
    found: list[tuple[str, str, str, str]] = []
    owner: dict[str, str] = {}
    for table in names:
        for row in tables[table].iter_rows(named=True):
            owner.setdefault(row["id"], table)
            called = [row["id"], row["zh"], row.get("en"), *(row.get("aliases") or "").split(";")]
            found += [(table, row["id"], name, "") for name in called if name]
    for entity, name, kind in tables["names"].select("entity", "name", "kind").iter_rows():
        if entity in owner:
            found.append((owner[entity], entity, name, kind))
    return found


def fold_name(text: str) -> str:
    """Full-width and upper-case letters count as their plain ones.

    >>> fold_name("\uff30\uff34\uff21")
    'pta'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def _rank(needle: str, name: str) -> int | None:
    if name == needle:
        return 0
    if name.startswith(needle):
        return 1
    return 2 if needle in name else None
