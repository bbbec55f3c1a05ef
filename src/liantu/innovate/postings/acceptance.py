"""What became of matches, by what their account said: which rules those that were refused had in common.

Counts of decisions, never a model: a share stands beside how many decisions it rests on.
"""

from __future__ import annotations

import polars as pl

#: What an account says of a match that a decision is counted by: whether it was proposed, then conditions.
RULES = ("proposed", "maturity", "rights", "means", "same_field")
_TAKEN = ("introduced", "accepted")
_COLUMNS = {
    **{"rule": pl.String, "value": pl.String, "decided": pl.Int64, "accepted": pl.Int64, "refused": pl.Int64},
    **{"postponed": pl.Int64, "share": pl.Float64},
}


def count_acceptance(decisions: pl.DataFrame, matches: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Decisions by each rule: rule, value (yes, no, unknown), decided, accepted, refused, postponed, share (accepted of
    decided, %). Of one need and result the latest decision counts.

    ``matches`` and ``refused`` are the frames of the matching: what was proposed, and what failed a condition.
    """
    latest = decisions.unique(["need", "result"], keep="first", maintain_order=True)
    accounts = pl.concat([matches.with_columns(proposed=True), refused.with_columns(proposed=False)], how="diagonal")
    names = [name for name in RULES if name in accounts.columns]
    rows = latest.join(
        accounts.select("need", "result", *names), on=["need", "result"], how="left", maintain_order="left"
    )
    rows = rows.with_columns(pl.col("proposed").fill_null(False)) if "proposed" in names else rows
    frames = [_count(rows, rule, rank) for rank, rule in enumerate(names)]
    counted = pl.concat(frames) if frames else pl.DataFrame(schema={**_COLUMNS, "rank": pl.Int32})
    return counted.sort("rank", "value", descending=[False, True], maintain_order=True).select(*_COLUMNS)


def _count(rows: pl.DataFrame, rule: str, rank: int) -> pl.DataFrame:
    value = pl.col(rule).replace_strict({True: "yes", False: "no"}, default=None, return_dtype=pl.String)
    decision = pl.col("decision")
    counted = rows.group_by(value.fill_null("unknown").alias("value"), maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("decided"),
        decision.is_in(_TAKEN).sum().cast(pl.Int64).alias("accepted"),
        (decision == "refused").sum().cast(pl.Int64).alias("refused"),
        (decision == "postponed").sum().cast(pl.Int64).alias("postponed"),
    )
    share = (100 * pl.col("accepted") / pl.col("decided")).alias("share")
    return counted.with_columns(share, pl.lit(rule).alias("rule"), pl.lit(rank).alias("rank")).select(*_COLUMNS, "rank")
