"""Rank among peers, and the grade as the scheme cuts it, of every firm that is graded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from liantu.model.problems import Problem
from liantu.score.run.grading import assign_grades, rank_totals
from liantu.score.run.peer_groups import BETWEEN_PARTS, name_part, tell_unstated
from liantu.score.run.points import POINTS, REWEIGHED
from liantu.score.run.population import distinct_values, filter_rows, partition_by_value
from liantu.score.scheme.grading_rules import ALL, Cutting
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Scheme

#: Some rows, with their place in all of them as ``_at``, and a number for each.
Part = tuple[pl.DataFrame, np.ndarray]


def rank_firms(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``rank`` among the firms of the same peers that have a total, and ``of``, how many those are.

    Firms that are not evaluated, or have no total, are not ranked.
    """
    inside = filter_rows(rows.select("peers", "total", "treatment").with_row_index("_at"), _ranked())
    parts = list(partition_by_value(inside, "peers").values())
    rank = gather_parts([(part, rank_totals(part["total"].to_numpy()[:, None])[:, 0]) for part in parts], rows, 0)
    counted = replace_with_null(rank, 0, "rank").cast(pl.Int64)
    if len(parts) == 1 and parts[0].height == rows.height:
        return rows.with_columns(counted, pl.lit(rows.height, pl.Int64).alias("of"))
    counts = gather_parts([(part, np.full(part.height, part.height)) for part in parts], rows, 0)
    return rows.with_columns(counted, replace_with_null(counts, 0, "of"))


def list_pools(rows: pl.DataFrame, scheme: Scheme) -> Iterator[tuple[str, Cutting, pl.DataFrame]]:
    """The firms that are cut together, with how; in the order of the scheme's groups.

    Columns: ``_at`` (place in ``rows``), firm, group, peers, total, rank, of, what the cut looks at, known codes.
    """
    present = set(distinct_values(rows, "group"))
    for name, cutting, groups in _cuts(scheme):
        if not cutting.is_known or present.isdisjoint(groups):
            continue
        looked_at = [_points(rows, scheme, indicator) for indicator in cutting.needed] + (
            [cutting.per] if cutting.per else []
        )
        codes = [code for code in ("_code", "_moved", "_held") if code in rows.columns]
        columns = ["firm", "group", "peers", "treatment", "total", "rank", "of", *looked_at, *codes]
        evaluated = _ranked() & (pl.col("treatment") == "evaluated") & pl.col("group").is_in(groups)
        inside = filter_rows(rows.select(columns).with_row_index("_at"), evaluated)
        pool = pl.lit(ALL) if name == ALL else pl.col("peers")
        if cutting.per:
            pool = pl.concat_str(pool, pl.lit(BETWEEN_PARTS), name_part(cutting.per, cutting.digits, cutting.unstated))
        inside = inside.with_columns(pool.alias("pool"))
        if cutting.per:
            inside = inside.drop_nulls("pool")  # told by find_uncut_firms
        if cutting.ties == "order" or cutting.rule == "stages":
            inside = inside.sort("firm")
        for pool_name, part in partition_by_value(inside, "pool").items():
            yield pool_name, cutting, part


def find_uncut_firms(rows: pl.DataFrame, scheme: Scheme) -> list[Problem]:
    """A stop for firms that have no grade because they state no park or industry to be cut in."""
    stops = []
    for name, cutting, groups in _cuts(scheme):
        if cutting.per and cutting.is_known:
            part = name_part(cutting.per, cutting.digits, cutting.unstated)
            graded = _ranked() & (pl.col("treatment") == "evaluated") & pl.col("group").is_in(groups)
            lost = rows.filter(graded & part.is_null())["firm"]
            if not lost.is_empty():
                whose = join_names([scheme] if name == ALL else [scheme.group(name)])
                stops.append(tell_unstated("cut_unstated", whose, lost, cutting.per, cutting.digits))
    return stops


def _points(rows: pl.DataFrame, scheme: Scheme, indicator: str) -> pl.Expr:
    """The points of an indicator that a cut looks at; who it does not concern has them as the others were reweighed."""
    points = pl.col(POINTS + indicator)
    if not rows[POINTS + indicator].null_count() or POINTS + REWEIGHED not in rows.columns:
        return points
    shared = pl.lit(None, pl.Float64)
    for group in scheme.groups:
        weights = {item.indicator: item.weight or 0.0 for item in group.items}
        if full := sum(weights.values()):
            total = pl.sum_horizontal(POINTS + REWEIGHED, *(POINTS + name for name in weights))
            share = total * (weights.get(indicator, 0.0) / full)
            shared = pl.when(pl.col("group") == group.id).then(share).otherwise(shared)
    return pl.coalesce(points, shared).alias(POINTS + indicator)


def grade_firms(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """The rows with ``pool`` and ``_code``, the place of the grade among those of its cutting (0 is best)."""
    codes, pool = list[Part](), list[Part]()
    names: list[str] = []
    for name, cutting, part in list_pools(rows, scheme):
        by = {indicator: part[POINTS + indicator].to_numpy()[:, None] for indicator in cutting.needed}
        known = part["rank"].to_numpy()[:, None] if _is_cut_by_rank(cutting, name, part) else None
        part_codes = assign_grades(part["total"].to_numpy()[:, None], by, cutting, known)[:, 0]
        codes.append((part, part_codes))
        pool.append((part, np.full(part.height, len(names), np.int16)))
        names.append(name)
    code = replace_with_null(gather_parts(codes, rows, -1), -1, "_code")
    return rows.with_columns(look_up_words(gather_parts(pool, rows, -1), names, "pool"), code)


def gather_parts(parts: Sequence[Part], rows: pl.DataFrame, none: int) -> np.ndarray:
    """A number a row of ``rows`` from those of its parts (``_at`` is the place of each); ``none`` where no part is."""
    if len(parts) == 1 and parts[0][0].height == rows.height and parts[0][0]["_at"].is_sorted():
        return parts[0][1]
    kind = parts[0][1].dtype if parts else np.int64
    whole = np.full(rows.height, none, kind)
    for part, numbers in parts:
        whole[part["_at"].to_numpy()] = numbers
    return whole


def look_up_words(positions: np.ndarray, words: Sequence[str], name: str) -> pl.Series | pl.Expr:
    """The word at each place; -1 is none. One word for all is written once."""
    choices = pl.Series(name, [None, *words], pl.String)
    if len(positions) and (positions == positions[0]).all():
        return pl.lit(choices[int(positions[0]) + 1], pl.String).alias(name)
    return choices.gather(pl.Series((positions + 1).astype(np.uint32)))


def replace_with_null(numbers: np.ndarray, none: int, name: str) -> pl.Series:
    """Numbers as a column; one of them stands for nothing."""
    found = pl.Series(name, numbers)
    return found if (numbers != none).all() else found.set(found == none, None)


def _is_cut_by_rank(cutting: Cutting, pool: str, part: pl.DataFrame) -> bool:
    """Whether the places in a cut are the ranks among peers: the same firms, and ties seen the same way."""
    plain = cutting.rule == "shares" and cutting.ties == "better" and not cutting.tie_break
    return plain and part.select(pl.col("peers").first(), pl.col("of").first()).row(0) == (pool, part.height)


def _ranked() -> pl.Expr:
    return pl.col("total").is_not_null() & (pl.col("treatment") != "not_evaluated")


def _cuts(scheme: Scheme) -> Iterator[tuple[str, Cutting, list[str]]]:
    pooled = [group.id for group in scheme.groups if scheme.cutting_of(group).within == "all"]
    if pooled:
        yield ALL, scheme.cutting, pooled
    for group in scheme.groups:
        if group.id not in pooled:
            yield group.id, scheme.cutting_of(group), [group.id]
