"""What a side is about, read once: object and property in all its fields, indicators, directions, functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.innovate.matching.agreement import Aspect, Phrases, make_phrases
from liantu.innovate.matching.concepts import OBJECT, PROPERTY, normalise
from liantu.innovate.matching.directions import find_directions
from liantu.innovate.matching.functions import Flags, find_functions
from liantu.innovate.matching.indicator_agreement import key_indicators, read_indicators
from liantu.innovate.matching.language import MatchLanguage
from liantu.innovate.matching.phrase_features import CONCEPT, FEATURES, describe_phrases
from liantu.innovate.matching.rules import MatchRules
from liantu.innovate.matching.sides import Side

#: Of these the concepts alone count: a text has pairs of characters of everything.
_OF_CONCEPTS = ("text",)
#: Where a side says what it does: a need that asks for a measurement may say so as its property.
_OF_FUNCTIONS = {"needs": ("title", "object", "property"), "results": ("title", "object")}


@dataclass(frozen=True)
class Description:
    """``objects``, ``properties``: features of both; ``measures``: features of the names of indicators; ``keys``: under
    which keys the quantified indicators are found; ``indicators`` as ``read_indicators`` gives them with their keys;
    ``directions``: row, measured, rises; ``functions``: rows × functions."""

    side: Side
    objects: Aspect
    properties: Aspect
    measures: Phrases
    keys: Phrases
    indicators: pl.DataFrame
    directions: pl.DataFrame
    functions: Flags


def describe_side(side: Side, role: str, language: MatchLanguage, rules: MatchRules) -> Description:
    """Of ``role``: "needs" or "results"."""
    indicators = read_indicators(side.indicators, language, rules.phrase.alike)
    named = side.indicators.group_by("id", maintain_order=True).agg(pl.col("indicator").str.join("\n"))
    rows = side.rows.join(named, on="id", how="left", maintain_order="left")
    numbered = indicators.join(rows.select("id").with_row_index("row"), on="id", maintain_order="left")
    keys = key_indicators(indicators, language.lexicon, role)
    keyed = indicators.join(keys, on=["place", "measured"], how="left", maintain_order="left_right")
    texts = _join(rows, ("title", "property"))
    return Description(
        side,
        _describe(rows, language, OBJECT, "object", rules.object_fields, rules),
        _describe(rows, language, PROPERTY, "property", rules.property_fields, rules),
        _describe_indicators(rows, language, rules),
        _describe_keys(rows, keyed),
        keyed,
        find_directions(texts, numbered, language.lexicon, rules.undirected),
        find_functions(_join(rows, _OF_FUNCTIONS[role]), language.lexicon, rules.functions),
    )


def _join(rows: pl.DataFrame, names: tuple[str, ...]) -> pl.Series:
    return rows.select(normalise(pl.concat_str(*names, separator="\n", ignore_nulls=True)).alias("text"))["text"]


def _describe(
    rows: pl.DataFrame,
    language: MatchLanguage,
    kind: str,
    phrase: str,
    fields: Mapping[str, float],
    rules: MatchRules,
) -> Aspect:
    """The phrase, and all fields each at its weight."""
    # All fields are read at once: the search is made ready once for all names.
    texts = pl.concat([rows.select(normalise(pl.col(name)).alias("text")) for name in fields])["text"]
    features, known = describe_phrases(texts, language, kind, rules.phrase)
    features = features.with_columns((pl.col("row") // max(rows.height, 1)).alias("field"))
    weights = pl.DataFrame(
        {
            "field": pl.Series(range(len(fields)), dtype=pl.UInt32),
            "times": [*fields.values()],
            "concepts_only": [name in _OF_CONCEPTS for name in fields],
            "is_phrase": [name == phrase for name in fields],
        }
    )
    counts = ~pl.col("concepts_only") | pl.col("feature").str.starts_with(CONCEPT)
    weighed = features.join(weights, on="field").filter(counts).with_columns(pl.col("row") % max(rows.height, 1))
    named = pl.col("feature").str.starts_with(CONCEPT)
    concepts, spelled = (
        make_phrases(
            rows.height,
            weighed.filter(which & pl.col("is_phrase")).select(*FEATURES),
            weighed.filter(which).select("row", "feature", pl.col("weight") * pl.col("times")),
        )
        for which in (named, ~named)
    )
    first = [*fields].index(phrase) * rows.height
    return Aspect(concepts, spelled, known[first : first + rows.height])


def _describe_indicators(rows: pl.DataFrame, language: MatchLanguage, rules: MatchRules) -> Phrases:
    """The properties that the names of the indicators name."""
    texts = rows.select(normalise(pl.col("indicator")).alias("text"))["text"]
    features, _ = describe_phrases(texts, language, PROPERTY, rules.phrase)
    concepts = features.filter(pl.col("feature").str.starts_with(CONCEPT))
    return make_phrases(rows.height, concepts, concepts)


def _describe_keys(rows: pl.DataFrame, keyed: pl.DataFrame) -> Phrases:
    """Under which keys the indicators are found; of a need each indicator counts alike."""
    numbered = keyed.join(rows.select("id").with_row_index("row"), on="id").drop_nulls("key")
    counts = numbered.group_by("row", pl.col("key").alias("feature")).agg(pl.len().cast(pl.Float64).alias("weight"))
    counts = counts.sort("row", "feature")
    return Phrases(rows.height, counts, counts.with_columns(weight=pl.lit(1.0)))
