"""Results for each need, ranked by visible factors: one table of factors, of which every rank and account is a product.

Object and property must agree far enough together, and nothing hard may fail; else a result is not returned, and a need
without any is answered with the reason. A pair depends on its two rows, the lexicon and the fixed background alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.innovate.matching.candidates import find_candidates
from liantu.innovate.matching.description import Description, describe_side
from liantu.innovate.matching.directions import compare_directions
from liantu.innovate.matching.functions import compare_functions
from liantu.innovate.matching.hard_conditions import CONDITIONS, find_excluded, holds, judge_conditions
from liantu.innovate.matching.indicator_agreement import MET, MISSED, UNKNOWN, compare_indicators
from liantu.innovate.matching.language import MatchLanguage
from liantu.innovate.matching.rules import MatchRules
from liantu.innovate.matching.score import score_factors
from liantu.innovate.matching.sides import Side
from liantu.innovate.matching.text_likeness import Background, measure_likeness

MATCHES: Mapping[str, type[pl.DataType]] = {
    "need": pl.String, "result": pl.String, "rank": pl.UInt32, "points": pl.Float64,
    "object": pl.Float64, "property": pl.Float64, "direction": pl.Float64, "value": pl.Float64, "method": pl.Float64,
    "maturity": pl.Boolean, "rights": pl.Boolean, "means": pl.Boolean, "same_field": pl.Boolean, "likeness": pl.Float64,
    "measured": pl.Float64, "named": pl.Float64, "function": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True)
class Matching:
    """``matches``: columns MATCHES, best first by need. ``indicators``: each indicator of each match (see
    ``compare_indicators``). ``refused``: need, result, condition that failed though both agree. ``abstained``: need and
    reason where nothing is returned: refused, no_property (an object agrees, not far enough with its
    property) or no_object."""

    matches: pl.DataFrame
    indicators: pl.DataFrame
    refused: pl.DataFrame
    abstained: pl.DataFrame


def match_results(needs: Side, results: Side, language: MatchLanguage, rules: MatchRules) -> Matching:
    """The results that may solve each need. Raises nothing: what is unknown passes with a mark (null)."""
    sought = describe_side(needs, "needs", language, rules)
    return match_described(sought, describe_side(results, "results", language, rules), language, rules)


def match_described(sought: Description, found: Description, language: MatchLanguage, rules: MatchRules) -> Matching:
    """Of two sides that were read before (see ``describe_side``) with the same language and rules.

    Of results in several parts each part is matched by itself: no result touches another's points.
    """
    pairs, known_rows = find_candidates(sought, found, rules)
    named = _name(pairs, sought.side, found.side)
    excluded = find_excluded(sought.side.rows, found.side.rows, language.lexicon)
    judged = judge_conditions(named, sought.side.rows, found.side.rows, excluded)
    factors, compared = _measure_factors(pairs, judged, sought, found, rules)
    factors = factors.filter(pl.col("points") >= rules.least)
    passes = pl.all_horizontal(holds(condition) for condition in CONDITIONS)
    refused, passed = factors.filter(~passes), factors.filter(passes)
    matches = _rank(_likeness(passed, sought.side, found.side, language.background), rules)
    return Matching(
        matches,
        compared.join(matches, on=["need", "result"], how="semi", maintain_order="left"),
        refused.select("need", "result", *CONDITIONS),
        _name_reasons(sought.side, matches, refused, known_rows),
    )


def _name(pairs: pl.DataFrame, needs: Side, results: Side) -> pl.DataFrame:
    ids = {"need": needs.rows["id"], "result": results.rows["id"]}
    return pairs.select(ids[side].gather(pairs[side]).alias(side) for side in ids)


def _measure_factors(
    pairs: pl.DataFrame, judged: pl.DataFrame, sought: Description, found: Description, rules: MatchRules
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All factors and the points of each pair; and each indicator of it."""
    functions = compare_functions(
        sought.functions[pairs["need"].to_numpy()], found.functions[pairs["result"].to_numpy()], rules.functions
    )
    directed = compare_directions(pairs, sought.directions, found.directions)
    rows = directed.with_columns(pl.Series("function", functions), *judged.iter_columns())
    compared = compare_indicators(judged.select("need", "result"), sought.indicators, found.indicators)
    credit = pl.col("state").replace_strict(
        {MET: 1.0, UNKNOWN: rules.unknown_value, MISSED: 0.0}, return_dtype=pl.Float64
    )
    is_compared = pl.col("state") != UNKNOWN
    sums = compared.group_by("need", "result").agg(
        pl.when(is_compared.any()).then(credit.mean()).alias("value"),
        is_compared.mean().alias("measured"),
        pl.col("same_method").mean().alias("method"),
    )
    rows = rows.join(sums, on=["need", "result"], how="left", maintain_order="left")
    return rows.with_columns(score_factors(rules).alias("points")), compared


def _likeness(pairs: pl.DataFrame, needs: Side, results: Side, background: Background) -> pl.DataFrame:
    text = pl.concat_str("title", "object", "property", "text", separator="\n", ignore_nulls=True)
    left = needs.rows.select("id", wanted_field="field", wanted=text).with_row_index("need_row")
    right = results.rows.select("id", offered_field="field", offered=text).with_row_index("result_row")
    rows = pairs.join(left, left_on="need", right_on="id", maintain_order="left")
    rows = rows.join(right, left_on="result", right_on="id", maintain_order="left")
    alike = measure_likeness(
        rows.select(need="need_row", result="result_row"), left["wanted"], right["offered"], background
    )
    same_field = (pl.col("wanted_field") == pl.col("offered_field")).alias("same_field")
    return rows.with_columns(alike["likeness"], same_field)


def _rank(scored: pl.DataFrame, rules: MatchRules) -> pl.DataFrame:
    """Best first: points in bands, what is in one agrees equally; then values met, field, likeness of the texts; the id
    last, so that the order is always one."""
    band = (pl.col("points") / rules.band).round(0)
    met = pl.col("value").fill_null(rules.unknown_value)
    ordered = scored.sort(
        "need", band, met, pl.col("same_field").fill_null(False), "likeness", "result",
        descending=[False, True, True, True, True, False],
    )  # fmt: skip
    ranked = ordered.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("need").alias("rank"))
    return ranked.filter(pl.col("rank") <= rules.count).select(
        pl.col(name).cast(kind) for name, kind in MATCHES.items()
    )


def _name_reasons(needs: Side, matches: pl.DataFrame, refused: pl.DataFrame, known_rows: pl.Series) -> pl.DataFrame:
    known = needs.rows["id"].gather(known_rows)
    reason = (
        pl.when(pl.col("need").is_in(refused["need"].unique().implode()))
        .then(pl.lit("refused"))
        .when(pl.col("need").is_in(known.implode()))
        .then(pl.lit("no_property"))
        .otherwise(pl.lit("no_object"))
    )
    silent = needs.rows.select(need="id").join(matches, on="need", how="anti", maintain_order="left")
    return silent.with_columns(reason.alias("reason"))
