"""Pairs that may reach the least points: all pairs of a block of needs at once, by sparse products.

What a pair can gain beyond object, property and indicators is bounded, so that whatever is left out here cannot be
among the results returned.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from liantu.innovate.matching.agreement import (
    AspectVectors,
    Block,
    Vectors,
    make_vectors,
    measure_agreement,
    measure_cover,
    number_features,
    pair_aspects,
)
from liantu.innovate.matching.description import Description
from liantu.innovate.matching.rules import MatchRules

CANDIDATES = {"need": pl.UInt32, "result": pl.UInt32, "object": pl.Float64, "property": pl.Float64, "named": pl.Float64}
#: How many cells a block of needs × results has at the most.
_CELLS = 4_000_000


def find_candidates(sought: Description, found: Description, rules: MatchRules) -> tuple[pl.DataFrame, pl.Series]:
    """Pairs of rows that may reach the least points, CANDIDATES; and rows of needs whose object a result is about."""
    object_needs, objects = pair_aspects(sought.objects, found.objects)
    property_needs, properties = pair_aspects(sought.properties, found.properties, found.measures)
    features = number_features(*(f for p in (found.properties.concepts, found.measures) for f in (p.phrase, p.fields)))
    name_needs, names = (make_vectors(side.measures, features) for side in (sought, found))
    keys = number_features(found.keys.fields)
    key_needs, key_results = (make_vectors(side.keys, keys) for side in (sought, found))
    results = found.side.rows.height
    size = max(1, _CELLS // max(results, 1))
    pieces, known = [], []
    for first in range(0, sought.side.rows.height, size):
        rows = slice(first, first + size)
        needed = _cut_aspect(property_needs, rows)
        object_block = measure_agreement(_cut_aspect(object_needs, rows), objects, rules)
        property_block = measure_agreement(needed, properties, rules)
        named = _measure_named(needed.concepts, _cut(name_needs, rows), properties.concepts, names)
        measured = measure_cover(_cut(key_needs, rows).share, key_results.fields)
        known.append(first + np.flatnonzero((object_block >= rules.about).any(axis=1)))
        evidence = np.maximum(named, np.minimum(1.0, measured))
        bound = _bound_points(object_block, property_block, evidence, rules)
        need, result = np.nonzero(bound >= rules.least - 0.5)
        pieces.append(
            pl.DataFrame(
                {
                    "need": need + first,
                    "result": result,
                    "object": object_block[need, result],
                    "property": property_block[need, result],
                    "named": named[need, result],
                }
            ).cast(CANDIDATES)  # type: ignore[arg-type]
        )
    rows_seen = pl.Series(np.concatenate(known) if known else np.empty(0), dtype=pl.UInt32)
    return pl.concat(pieces) if pieces else pl.DataFrame(schema=CANDIDATES), rows_seen


def _cut(vectors: Vectors, rows: slice) -> Vectors:
    return Vectors(vectors.unit[rows], vectors.share[rows], vectors.fields[rows], vectors.whole[rows])


def _cut_aspect(vectors: AspectVectors, rows: slice) -> AspectVectors:
    return AspectVectors(_cut(vectors.concepts, rows), _cut(vectors.texts, rows), vectors.known[rows])


def _measure_named(texts: Vectors, names: Vectors, offered_texts: Vectors, offered_names: Vectors) -> Block:
    """How far the names of indicators of one side name the property of the other, or the same as its indicators."""
    needed = measure_cover(texts.share, offered_names.fields)
    covered = measure_cover(names.share, offered_texts.fields)
    alike = measure_cover(names.unit, offered_names.unit)
    return np.maximum(np.maximum(needed, covered), alike)


def _bound_points(objects: Block, properties: Block, evidence: Block, rules: MatchRules) -> Block:
    means = np.clip(properties + (1 - properties) * rules.indicators * evidence, rules.floor, 1.0)
    bound: Block = 100 * np.clip(objects, rules.floor, 1.0) ** rules.object_share * means ** (1 - rules.object_share)
    return bound
