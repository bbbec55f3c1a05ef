"""What each indicator brings to each score, and to its change: one long table, of which every score is a group-by.

``level``: value × coefficient. The coefficients are those of Euler's theorem, which an arithmetic and a geometric mean
both obey, so the effects of the indicators add up to the score. In an arithmetic mean the coefficient is the share of
the weight; in a geometric one the share of the weight times score ÷ value.

``change``: difference × coefficient, between two times of a unit. In an arithmetic mean again the share of the weight;
in a geometric one the share of the weight times the ratio of logarithmic means (as in the work on index numbers since
Montgomery and Vartia), so that here too nothing of the change is left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from liantu.outlook.index.aggregation import share_weights
from liantu.outlook.index.inputs import Matrix, Positions
from liantu.outlook.index.run import IndexRun

#: ``since`` is blank in terms of a level; ``part`` is the part of the result that the indicator belongs to.
TERM_COLUMNS = ("unit", "time", "since", "result", "part", "indicator", "value", "coefficient", "effect")


def build_terms(run: IndexRun) -> pl.DataFrame:
    """Terms of every aggregate: of the level of each row, and of the change of each unit since its time before.

    An indicator that is missing has no term. A change between times of which one lacks an indicator that the other has
    cannot be divided and has no terms.
    """
    rows = np.arange(run.data.size)
    shares = share_weights(run.plan, run.node_scores, run.weights)
    level = _multiply_down(run, {node: _level_coefficients(run, node, share) for node, share in shares.items()})
    frames = [_to_frame(run, rows, None, run.node_scores, level)]
    before, after = _pair_times(run)
    if len(after):
        steps = {node: _change_coefficients(run, node, share, before, after) for node, share in shares.items()}
        change = run.node_scores[:, after] - run.node_scores[:, before]
        frames.append(_to_frame(run, after, before, change, _multiply_down(run, steps)))
    return pl.concat(frames)


def sum_terms(terms: pl.DataFrame, by: Sequence[str] = ("unit", "time", "since", "result")) -> pl.DataFrame:
    """Effects added up: by result its score, or its change; by ``part`` beside it what each part brings."""
    return terms.group_by(list(by), maintain_order=True).agg(pl.col("effect").sum())


def sum_contributions(terms: pl.DataFrame, result: str) -> pl.DataFrame:
    """What each part brings to one result, with its share of it in percent (null where the result is zero)."""
    parts = sum_terms(terms.filter(pl.col("result") == result), ("unit", "time", "since", "result", "part"))
    whole = pl.col("effect").sum().over("unit", "time", "since")
    return parts.with_columns(pl.when(whole != 0).then(100 * pl.col("effect") / whole).alias("share"))


def _level_coefficients(run: IndexRun, node: str, share: Matrix) -> Matrix:
    plan = next(plan for plan in run.plan.nodes if plan.id == node)
    if not plan.geometric:
        return share
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(share * run.node_scores[plan.place] / run.node_scores[plan.parts])


def _change_coefficients(run: IndexRun, node: str, share: Matrix, before: Positions, after: Positions) -> Matrix:
    plan = next(plan for plan in run.plan.nodes if plan.id == node)
    alike = np.isclose(share[:, before], share[:, after], rtol=0, atol=1e-12).all(axis=0)
    found = np.where(alike, share[:, after], np.nan)
    if plan.geometric:
        whole = _logarithmic_mean(run.node_scores[plan.place, before], run.node_scores[plan.place, after])
        parts = _logarithmic_mean(run.node_scores[plan.parts][:, before], run.node_scores[plan.parts][:, after])
        found = found * whole / parts
    return np.asarray(found)


def _logarithmic_mean(first: Matrix, second: Matrix) -> Matrix:
    """(b − a) ÷ ln(b ÷ a), of two equal numbers that number."""
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (second - first) / np.log(second / first)
    return np.where(np.isclose(first, second, rtol=1e-12, atol=0), first, mean)


def _multiply_down(run: IndexRun, edges: dict[str, Matrix]) -> dict[tuple[str, str, str], Matrix]:
    """The coefficient of each indicator in each result, by (result, part, indicator): edges multiplied down."""
    parents = run.scheme.parents

    def descend(node: str) -> Iterator[tuple[str, Matrix]]:
        """Each indicator below a node, with its coefficient in it."""
        for place, part in enumerate(run.scheme.parts(node)):
            edge = edges[node][place]
            if part.id in parents:
                yield from ((leaf, edge * below) for leaf, below in descend(part.id))
            else:
                yield part.id, edge

    found = {}
    for result in run.plan.nodes:
        for place, part in enumerate(run.scheme.parts(result.id)):
            edge = edges[result.id][place]
            below = descend(part.id) if part.id in parents else iter([(part.id, np.ones_like(edge))])
            for leaf, coefficient in below:
                found[result.id, part.id, leaf] = np.where(edge == 0, 0.0, edge * coefficient)
    return found


def _pair_times(run: IndexRun) -> tuple[Positions, Positions]:
    """Each row that has a time before it, with the row of that time, of the same unit."""
    frame = pl.DataFrame(
        {"unit": run.data.units, "time": run.data.times}, schema={"unit": pl.String, "time": pl.String}
    )
    pairs = (
        frame.with_row_index("row")
        .sort("unit", "time")
        .with_columns(pl.col("row").shift(1).over("unit").alias("before"))
        .drop_nulls()
        .sort("row")
    )
    return pairs["before"].to_numpy().astype(np.intp), pairs["row"].to_numpy().astype(np.intp)


def _to_frame(
    run: IndexRun,
    rows: Positions,
    before: Positions | None,
    values: Matrix,
    coefficients: dict[tuple[str, str, str], Matrix],
) -> pl.DataFrame:
    data, places = run.data, {node.id: place for place, node in enumerate(run.scheme.nodes)}
    units, times = ([column[row] for row in rows] for column in (data.units, data.times))
    since = [None] * len(rows) if before is None else [data.times[row] for row in before]
    base = pl.DataFrame(
        {"unit": units, "time": times, "since": since}, schema=dict.fromkeys(TERM_COLUMNS[:3], pl.String)
    )
    frames = []
    for (result, part, indicator), coefficient in coefficients.items():
        value = values[places[indicator]]
        frames.append(
            base.with_columns(
                pl.lit(result).alias("result"),
                pl.lit(part).alias("part"),
                pl.lit(indicator).alias("indicator"),
                pl.Series("value", value, pl.Float64),
                pl.Series("coefficient", coefficient, pl.Float64),
                pl.Series("effect", value * coefficient, pl.Float64),
            ).filter(pl.col("effect").is_not_nan())
        )
    return pl.concat(frames).select(TERM_COLUMNS)
