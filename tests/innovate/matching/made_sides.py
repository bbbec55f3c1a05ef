"""Needs and results made for the tests of their matching: one need of a separator, results that differ in one thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from liantu.innovate.matching import (
    INDICATORS,
    NEEDS,
    RESULTS,
    Matching,
    MatchLanguage,
    MatchRules,
    Side,
    make_language,
    match_results,
    read_rules,
)
from liantu.library.matching_words import read_background, read_concepts, read_relations, read_unit_words

NEED = {
    "id": "need",
    "title": "锂电池隔膜耐热涂层",
    "text": "聚烯烃隔膜在150℃收缩大，希望提高耐热性",
    "object": "锂离子电池隔膜",
    "property": "耐热性",
    "field": "new energy",
    "scale": "GB/T 22900",
    "level": 5,
    "rights": "transfer|licence",
    "excluded_means": "氟",
}
NEED_INDICATORS = [("热收缩率", 3.0, "%", "<=", "GB/T 36363-2018"), ("破膜温度", 423.15, "K", ">=", None)]
RESULT = {
    "id": "result",
    "title": "勃姆石涂覆隔离膜",
    "text": "涂覆后热稳定性好，高温下不收缩",
    "object": "隔离膜",
    "property": "热稳定性",
    "field": "new materials",
    "scale": "GB/T 22900",
    "level": 6,
    "rights": "licence",
}
RESULT_INDICATORS = [("150℃热收缩", 2.0, "%", "<=", "GB/T 36363"), ("破膜温度", 160.0, "℃", ">=", None)]


def make_need(indicators: Any = NEED_INDICATORS, **changed: Any) -> Side:
    return _make(NEEDS, [({**NEED, **changed}, indicators)])


def make_results(*results: tuple[dict[str, Any], Any]) -> Side:
    """Each result is what differs from RESULT, and its indicators."""
    return _make(RESULTS, [({**RESULT, **changed}, indicators) for changed, indicators in results])


def _make(schema: Any, rows: list[tuple[dict[str, Any], Any]]) -> Side:
    indicators = [
        {"id": row["id"], **dict(zip([*INDICATORS][1:], line, strict=True))} for row, lines in rows for line in lines
    ]
    return Side(pl.DataFrame([row for row, _ in rows], schema=schema), pl.DataFrame(indicators, schema=INDICATORS))


#: What the made sides speak of: with few names a search is made ready quickly.
CONCEPTS = [
    *(
        "separator",
        "separator_coating",
        "battery",
        "coating",
        "pv",
        "agri_machine",
        "heat_resistance",
        "thermal_shrinkage",
        "heat_shrinkage",
    ),
    *("permeability", "strength", "adhesion", "rises", "falls", "generic", "negation", "fluoro"),
]


#: The rules in force when the benchmark was measured last.
RULES = read_rules(date(2026, 12, 1))


def _make_language(concepts: pl.DataFrame) -> MatchLanguage:
    return make_language(concepts, read_relations(), read_background(), read_unit_words())


def match(needs: Side, results: Side, names: Sequence[str] = CONCEPTS) -> Matching:
    """As some of the library's words have it."""
    concepts = read_concepts().filter(pl.col("concept").is_in([*names]))
    return match_results(needs, results, _make_language(concepts), RULES)


def match_in_all_words(needs: Side, results: Side, rules: MatchRules = RULES) -> Matching:
    """As the library's words have it."""
    return match_results(needs, results, _make_language(read_concepts()), rules)
