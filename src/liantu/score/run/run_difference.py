"""Two runs beside each other, firm by firm, with the cause of what differs."""

from __future__ import annotations

import polars as pl

from liantu.score.run.evaluation import Evaluation
from liantu.score.scheme.indicators import FORMULA, TREATED, GroupIndicator
from liantu.score.scheme.scheme import Scheme

#: Why a firm stands elsewhere, in the order of the sum. ``pool``: more or fewer firms were cut with it, and its grade
#: by the cut is another. ``others``: nothing of its own changed.
CAUSES = (
    "joined",
    "left",
    "group",
    "treatment",
    "returns",
    "benchmark",
    "weight",
    "scoring",
    "points",
    "moves",
    "pool",
    "others",
)
_NEAR = 1e-9
_COMPARED = ("group", "treatment", "total", "rank", "grade_before", "grade", "moves")


def compare_runs(before: Evaluation, after: Evaluation) -> pl.DataFrame:
    """A row a firm in either run: firm, total, rank and grade before and after, total_change, changed, causes,
    indicators (whose points changed).

    ``changed`` says whether total, rank or grade differ. ``causes`` are empty where nothing differs; ``scoring`` is one
    only where the schemes make points of a value in other ways.
    """
    rows = _select_results(before, "_before").join(
        _select_results(after, "_after"), on="firm", how="full", coalesce=True
    )
    rows = rows.join(_details(before, after), on="firm", how="left")
    both = pl.col("in_before").is_not_null() & pl.col("in_after").is_not_null()
    differs = {
        name: _differs(f"{name}_before", f"{name}_after") for name in ("group", "treatment", "grade", "rank", "moves")
    }
    total = _unequal("total_before", "total_after")
    reasons = {
        "joined": pl.col("in_before").is_null(),
        "left": pl.col("in_after").is_null(),
        "group": both & differs["group"],
        "treatment": both & differs["treatment"],
        **{
            name: both & pl.col(name).fill_null(False)
            for name in ("returns", "benchmark", "weight", "scoring", "points")
        },
        "moves": both & differs["moves"],
        "pool": (
            (pl.col("grade_before_before") != pl.col("grade_before_after")) & _differs("cut_before", "cut_after")
        ).fill_null(False),
    }
    changed = ~both | differs["grade"] | differs["rank"] | total
    any_own = pl.any_horizontal(*reasons.values())
    flags = {**reasons, "others": changed & ~any_own}
    causes = pl.concat_list(pl.when(flag).then(pl.lit(name)) for name, flag in flags.items()).list.drop_nulls()
    return (
        rows.with_columns(changed.alias("changed"), causes.alias("causes"))
        .with_columns((pl.col("total_after") - pl.col("total_before")).alias("total_change"))
        .sort("order_before", "order_after", nulls_last=True)
        .select(
            "firm",
            *(f"{name}_{side}" for name in ("total", "rank", "grade") for side in ("before", "after")),
            "total_change",
            "changed",
            "causes",
            pl.col("indicators").fill_null([]),
        )
    )


def _select_results(run: Evaluation, suffix: str) -> pl.DataFrame:
    cut = pl.col("grade_before").count().over("pool").alias(f"cut{suffix}")
    rows = run.firms.select("firm", cut, *(pl.col(name).alias(name + suffix) for name in _COMPARED))
    return rows.with_columns(pl.lit(True).alias(f"in{suffix}")).with_row_index(f"order{suffix}")


def _details(before: Evaluation, after: Evaluation) -> pl.DataFrame:
    """Per firm, which steps of its sum differ; of ``scoring`` only points that no other step explains."""
    first, second = (run.terms.with_columns(pl.col("step").cast(pl.String)) for run in (before, after))
    keys = ["firm", "indicator", "step"]
    joined = first.join(second, on=keys, how="full", coalesce=True, suffix="_after")
    differing = joined.filter(_unequal("amount", "amount_after"))
    schemes = (before.scheme, after.scheme)
    rules = [rule.id for scheme in schemes for rule in scheme.points]
    rules += [limit.id for scheme in schemes for limit in scheme.limits]
    step = pl.col("step")
    by_indicator = differing.group_by("firm", "indicator").agg(
        step.is_in(["numerator", "denominator"]).any().alias("returns"),
        step.is_in(["benchmark", "low", "high"]).any().alias("benchmark"),
        (step == "weight").any().alias("weight"),
        (step == "points").any().alias("changed"),
    )
    by_indicator = by_indicator.join(after.firms.select("firm", "group"), on="firm", how="left").join(
        _find_changed_formulas(before.scheme, after.scheme), on=["group", "indicator"], how="left"
    )
    rule = pl.col("indicator").is_in(rules)
    explained = pl.any_horizontal("returns", "benchmark", "weight")
    return by_indicator.group_by("firm").agg(
        pl.col("returns", "benchmark", "weight").any(),
        (pl.col("changed") & ~rule & ~explained & pl.col("other").fill_null(False)).any().alias("scoring"),
        (pl.col("changed") & rule).any().alias("points"),
        pl.col("indicator").filter("changed").sort().alias("indicators"),
    )


def _find_changed_formulas(before: Scheme, after: Scheme) -> pl.DataFrame:
    """The items of which two schemes make points in other ways, weight and benchmark aside: group, indicator, other."""
    first, second = (
        {(group.id, item.indicator): _formula(item, scheme) for group in scheme.groups for item in group.items}
        for scheme in (before, after)
    )
    differing = [(*key, True) for key in {**first, **second} if first.get(key) != second.get(key)]
    return pl.DataFrame(
        differing, schema={"group": pl.String, "indicator": pl.String, "other": pl.Boolean}, orient="row"
    )


def _formula(item: GroupIndicator, scheme: Scheme) -> tuple[object, ...]:
    return (scheme.point_decimals, *(getattr(item, key) for key in (*FORMULA, "steps", *TREATED)))


def _differs(column: str, other: str) -> pl.Expr:
    return pl.col(column).ne_missing(pl.col(other))


def _unequal(column: str, other: str) -> pl.Expr:
    """Whether numbers differ by more than what adding in another order leaves."""
    near = (pl.col(column) - pl.col(other)).abs() <= _NEAR * pl.max_horizontal(pl.col(column).abs(), pl.lit(1.0))
    return ~pl.when(pl.col(column).is_null() & pl.col(other).is_null()).then(True).otherwise(near.fill_null(False))
