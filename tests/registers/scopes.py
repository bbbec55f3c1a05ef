"""Scopes of business of a few firms, and what a matcher says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.registers.matching import Matcher
from liantu.registers.terms import Terms, make_terms

NAMES = {
    "battery": "电池",
    "cell": "锂电池;三元锂电池",
    "recycling": "电池回收",
    "film": "隔膜",
    "steel": "钢材",
    "diol": "1,4-丁二醇",
    "led": "LED",
}


def make_small_terms(names: Mapping[str, str] = NAMES) -> Terms:
    rows = {"product": [*names], "name": [*names.values()], "is_first": [True] * len(names)}
    return make_terms(pl.DataFrame(rows))


def match_scopes(
    scopes: Sequence[str | None], names: Sequence[str] = (), engine: str = "ahocorasick_rs"
) -> pl.DataFrame:
    firms = {"name": [*names] or [""] * len(scopes), "scope": scopes, "industry": [None] * len(scopes)}
    schema = dict.fromkeys(firms, pl.String)
    return Matcher(make_small_terms(), {"battery": frozenset({"3841"})}, engine).match(pl.DataFrame(firms, schema))


def list_roles(scope: str) -> list[tuple[str, str]]:
    """Product and role of every match that is neither left out nor within a longer name, in order."""
    found = match_scopes([scope]).filter(~pl.col("contained"), ~pl.col("negated"))
    return found.select("product", "role").rows()
