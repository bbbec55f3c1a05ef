"""Rank among peers, and the grade as the scheme cuts it, of every firm that is graded."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from liantu.score.cut import cut, places
from liantu.score.points import POINTS
from liantu.score.roster import apart, kept
from liantu.score.scheme import ALL, Cutting, Scheme


def ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``rank`` among the firms of the same peers that have a total, and ``of``, how many those are.

    Firms that are not evaluated, or have no total, are not ranked.
    """
    rank, of = np.zeros(rows.height, np.int64), np.zeros(rows.height, np.int64)
    inside = kept(rows.select("peers", "total", "treatment").with_row_index("_at"), _ranked())
    for part in apart(inside, "peers"):
        at = part["_at"].to_numpy()
        rank[at], of[at] = places(part["total"].to_numpy()[:, None])[:, 0], part.height
    return rows.with_columns(_or_null(rank, 0, "rank"), _or_null(of, 0, "of"))


def pools(rows: pl.DataFrame, scheme: Scheme) -> Iterator[tuple[str, Cutting, pl.DataFrame]]:
    """The firms that are cut together, with how; in the order of the scheme's groups.

    Columns: ``_at`` (place in ``rows``), firm, group, peers, total, rank, of, what the cut looks at, known codes.
    """
    for name, cutting, groups in _cuts(scheme):
        if cutting.rule is None or not cutting.grades:
            continue
        looked_at = [POINTS + one for one in needed(cutting)] + ([cutting.per] if cutting.per else [])
        codes = [code for code in ("_code", "_moved") if code in rows.columns]
        wanted = ["firm", "group", "peers", "treatment", "total", "rank", "of", *looked_at, *codes]
        evaluated = _ranked() & (pl.col("treatment") == "evaluated") & pl.col("group").is_in(groups)
        inside = kept(rows.select(wanted).with_row_index("_at"), evaluated)
        pool = pl.lit(ALL) if name == ALL else pl.col("peers")
        if cutting.per:
            pool = pl.concat_str(pool, pl.lit(" / "), pl.col(cutting.per).fill_null("?"))
        inside = inside.with_columns(pool.alias("pool"))
        if cutting.ties == "order" or cutting.rule == "stages":
            inside = inside.sort("firm")
        for part in apart(inside, "pool"):
            yield part["pool"][0], cutting, part


def graded(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """The rows with ``pool``, ``grade_before`` and ``_code``, its place among the grades of its cutting (0 is best)."""
    codes = np.full(rows.height, -1, np.int64)
    grade, pool = np.full(rows.height, -1, np.int64), np.full(rows.height, -1, np.int64)
    names: list[str] = []
    all_pools: list[str] = []
    for name, cutting, part in pools(rows, scheme):
        at = part["_at"].to_numpy()
        by = {one: part[POINTS + one].fill_null(0.0).to_numpy()[:, None] for one in needed(cutting)}
        known = part["rank"].to_numpy()[:, None] if _by_rank(cutting, name, part) else None
        codes[at] = cut(part["total"].to_numpy()[:, None], by, cutting, known)[:, 0]
        grade[at] = codes[at] + len(names)
        pool[at] = len(all_pools)
        names += [line.grade for line in cutting.grades]
        all_pools.append(name)
    told = [_words(grade, names, "grade_before"), _words(pool, all_pools, "pool")]
    return rows.with_columns(*told, _or_null(codes, -1, "_code"))


def _words(at: np.ndarray, words: list[str], name: str) -> pl.Series:
    """The word at each place; -1 is none."""
    return pl.Series(name, [*words, None], pl.String).gather(np.where(at < 0, len(words), at))


def _or_null(numbers: np.ndarray, none: int, name: str) -> pl.Series:
    return pl.select(pl.when(pl.lit(pl.Series(numbers)) != none).then(pl.lit(pl.Series(numbers))).alias(name))[name]


def _by_rank(cutting: Cutting, pool: str, part: pl.DataFrame) -> bool:
    """Whether the places in a cut are the ranks among peers: the same firms, and ties seen the same way."""
    plain = cutting.rule == "shares" and cutting.ties == "better" and not cutting.tie_break
    return plain and pool == part["peers"][0] and part.height == part["of"][0]


def needed(cutting: Cutting) -> tuple[str, ...]:
    """The indicators whose points a cut looks at beside the total."""
    return tuple(dict.fromkeys([*cutting.tie_break, *(name for stage in cutting.stages for name in stage.by)]))


def _ranked() -> pl.Expr:
    return pl.col("total").is_not_null() & (pl.col("treatment") != "not_evaluated")


def _cuts(scheme: Scheme) -> Iterator[tuple[str, Cutting, list[str]]]:
    pooled = [group.id for group in scheme.groups if scheme.cutting_of(group).within == "all"]
    if pooled:
        yield ALL, scheme.cutting, pooled
    for group in scheme.groups:
        if group.id not in pooled:
            yield group.id, scheme.cutting_of(group), [group.id]
