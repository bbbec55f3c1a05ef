"""Results for each need, ranked by visible factors: one table of terms, of which every rank and account is a sum.

Object and property must agree, and nothing hard may fail; else a result is not returned, and a need without any is
answered with the reason. A pair depends on its two rows, the lexicon and the fixed background alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from liantu.innovate.matching.agreement import measure_agreement
from liantu.innovate.matching.concepts import OBJECT, PROPERTY, Lexicon, normalise
from liantu.innovate.matching.directions import compare_directions, find_directions
from liantu.innovate.matching.hard_conditions import CONDITIONS, find_excluded, holds, judge_conditions
from liantu.innovate.matching.indicator_agreement import MET, MISSED, compare_indicators, read_indicators
from liantu.innovate.matching.language import MatchLanguage
from liantu.innovate.matching.phrase_features import describe_phrases
from liantu.innovate.matching.sides import Side
from liantu.innovate.matching.text_likeness import Background, measure_likeness

#: The factors of the score in their order.
FACTORS = ("object", "property", "direction", "value", "method")
MATCHES: Mapping[str, type[pl.DataType]] = {
    "need": pl.String, "result": pl.String, "rank": pl.UInt32, "points": pl.Float64,
    "object": pl.Float64, "property": pl.Float64, "direction": pl.Float64, "value": pl.Float64, "method": pl.Float64,
    "maturity": pl.Boolean, "rights": pl.Boolean, "means": pl.Boolean, "same_field": pl.Boolean, "likeness": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True)
class MatchRules:
    """Weights of the factors, the least level of object and of property, and how many results a need gets."""

    weights: Mapping[str, float] = field(
        default_factory=lambda: {"object": 35.0, "property": 25.0, "direction": 10.0, "value": 25.0, "method": 5.0}
    )
    least_object: float = 0.25
    least_property: float = 0.25
    count: int = 20


@dataclass(frozen=True)
class Matching:
    """``matches``: columns MATCHES, best first by need. ``indicators``: each indicator of each match (see
    ``compare_indicators``). ``refused``: need, result, condition that failed though both agree. ``abstained``: need and
    reason where nothing is returned: no_object, no_property, opposite or refused."""

    matches: pl.DataFrame
    indicators: pl.DataFrame
    refused: pl.DataFrame
    abstained: pl.DataFrame


def match_results(
    needs: Side,
    results: Side,
    language: MatchLanguage,
    rules: MatchRules = MatchRules(),
) -> Matching:
    """The results that may solve each need. Raises nothing: what is unknown passes with a mark (null)."""
    sought, found = _describe(needs, language), _describe(results, language)
    pairs, without = _find_pairs(sought, found, rules)
    pairs = compare_directions(pairs, sought.directions, found.directions)
    opposite = pl.col("direction") == 0
    turned, pairs = pairs.filter(opposite.fill_null(False)), pairs.filter(~opposite.fill_null(False))
    named = _name(pairs, needs, results)
    judged = judge_conditions(
        named, needs.rows, results.rows, find_excluded(needs.rows, results.rows, language.lexicon)
    )
    named = named.join(judged, on=["need", "result"], maintain_order="left")
    passes = pl.all_horizontal(holds(condition) for condition in CONDITIONS)
    refused, named = named.filter(~passes), named.filter(passes)
    compared = compare_indicators(named.select("need", "result"), sought.indicators, found.indicators)
    scored = _score(named, compared, rules)
    scored = _likeness(scored, needs, results, language.background)
    matches = _rank(scored, rules)
    reasons = _name_reasons(needs, matches, refused, _name(turned, needs, results), without)
    return Matching(
        matches,
        compared.join(matches, on=["need", "result"], how="semi"),
        refused.select("need", "result", *CONDITIONS),
        reasons,
    )


@dataclass(frozen=True)
class _Described:
    objects: pl.DataFrame
    properties: pl.DataFrame
    indicators: pl.DataFrame
    directions: pl.DataFrame


#: How much each field says of the object and of the property; of title and text the concepts alone count.
_OBJECT_FIELDS: Mapping[str, float] = {"object": 1.0, "title": 0.6}
_PROPERTY_FIELDS: Mapping[str, float] = {"property": 1.0, "indicator": 0.7, "title": 0.5, "text": 0.35}
_OF_CONCEPTS = ("title", "text")


def _describe(side: Side, language: MatchLanguage) -> _Described:
    """What a side is about: its object and property in all fields that say something of them."""
    indicators = read_indicators(side.indicators, language)
    named = indicators.group_by("id", maintain_order=True).agg(pl.col("indicator").str.join("\n"))
    rows = side.rows.join(named, on="id", how="left", maintain_order="left")
    texts = rows.select(
        normalise(pl.concat_str("title", "property", "text", separator="\n", ignore_nulls=True)).alias("t")
    )["t"]
    numbered = indicators.join(rows.select("id").with_row_index("row"), on="id", maintain_order="left")
    return _Described(
        _describe_fields(rows, language.lexicon, OBJECT, _OBJECT_FIELDS),
        _describe_fields(rows, language.lexicon, PROPERTY, _PROPERTY_FIELDS),
        indicators,
        find_directions(texts, numbered, language.lexicon),
    )


def _describe_fields(rows: pl.DataFrame, lexicon: Lexicon, kind: str, fields: Mapping[str, float]) -> pl.DataFrame:
    """The features of several fields of each row, each at the greatest weight that a field gives it."""
    # All fields are read at once: the search is made ready once for seven thousand names.
    texts = pl.concat([rows.select(normalise(pl.col(name)).alias("text")) for name in fields])["text"]
    features = describe_phrases(texts, lexicon, kind).with_columns((pl.col("row") // rows.height).alias("field"))
    weights = pl.DataFrame(
        {
            "field": pl.Series(range(len(fields)), dtype=pl.UInt32),
            "times": [*fields.values()],
            "concepts_only": [name in _OF_CONCEPTS for name in fields],
        }
    )
    weighed = features.join(weights, on="field", maintain_order="left")
    counts = ~pl.col("concepts_only") | pl.col("feature").str.starts_with("c:")
    return (
        weighed.filter(counts)
        .select((pl.col("row") % rows.height).alias("row"), "feature", pl.col("weight") * pl.col("times"))
        .group_by("row", "feature", maintain_order=True)
        .agg(pl.col("weight").max())
    )


def _find_pairs(sought: _Described, found: _Described, rules: MatchRules) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Pairs whose object and property agree (rows: need, result, object, property); and pairs by object alone."""
    objects = measure_agreement(sought.objects, found.objects, rules.least_object).rename({"level": "object"})
    properties = measure_agreement(sought.properties, found.properties, rules.least_property)
    both = objects.join(properties.rename({"level": "property"}), on=["need", "result"])
    return both, objects.select(pl.col("need").unique())


def _name(pairs: pl.DataFrame, needs: Side, results: Side) -> pl.DataFrame:
    ids = {"need": needs.rows["id"], "result": results.rows["id"]}
    return pairs.with_columns(ids[side].gather(pairs[side]).alias(side) for side in ids)


def _score(pairs: pl.DataFrame, compared: pl.DataFrame, rules: MatchRules) -> pl.DataFrame:
    """Value and method from the indicators, then the points: level times weight, the unknown brings none."""
    sums = compared.group_by("need", "result").agg(
        ((pl.col("state") == MET).sum() / pl.len()).alias("value"),
        pl.col("state").is_in([MET, MISSED]).any().alias("is_compared"),
        pl.col("same_method").mean().alias("method"),
    )
    rows = pairs.join(sums, on=["need", "result"], how="left", maintain_order="left")
    rows = rows.with_columns(pl.when("is_compared").then("value").alias("value"))
    points = pl.sum_horizontal(pl.col(factor).fill_null(0.0) * rules.weights[factor] for factor in FACTORS)
    return rows.with_columns(points.alias("points"))


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
    """Best first: points, then field, then likeness of the texts; the id last, so that the order is always the same."""
    ordered = scored.sort(
        "need", "points", pl.col("same_field").fill_null(False), "likeness", "result",
        descending=[False, True, True, True, False],
    )  # fmt: skip
    ranked = ordered.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("need").alias("rank"))
    return ranked.filter(pl.col("rank") <= rules.count).select(
        pl.col(name).cast(kind) for name, kind in MATCHES.items()
    )


def _name_reasons(
    needs: Side, matches: pl.DataFrame, refused: pl.DataFrame, turned: pl.DataFrame, with_object: pl.DataFrame
) -> pl.DataFrame:
    ids = needs.rows["id"]
    known = pl.Series(ids.gather(with_object["need"])).implode()
    reason = (
        pl.when(pl.col("need").is_in(refused["need"].unique().implode()))
        .then(pl.lit("refused"))
        .when(pl.col("need").is_in(turned["need"].unique().implode()))
        .then(pl.lit("opposite"))
        .when(pl.col("need").is_in(known))
        .then(pl.lit("no_property"))
        .otherwise(pl.lit("no_object"))
    )
    silent = needs.rows.select(need="id").join(matches, on="need", how="anti", maintain_order="left")
    return silent.with_columns(reason.alias("reason"))
