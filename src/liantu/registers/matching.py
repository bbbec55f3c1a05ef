"""What firms say that they make, trade or serve: the names of products in their scopes and names, as a long table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from liantu.registers.engines import ENGINES, Search, build_search
from liantu.registers.name_roles import describe_names
from liantu.registers.phrase_binding import bind_phrases
from liantu.registers.phrase_roles import GENERAL, LICENSED, describe_phrases
from liantu.registers.phrases import Flags, Numbers, split_phrases
from liantu.registers.speaking_rows import find_speaking_rows
from liantu.registers.term_hits import find_hits
from liantu.registers.terms import Terms

if TYPE_CHECKING:
    import pyarrow as pa

_ROLES = pl.Enum(["makes", "trades", "serves", "unknown"])
_FIELDS = pl.Enum(["scope", "name"])
_PERMITTED = pl.Enum(["general", "licensed", "approval"])
#: Columns of the table of matches. ``row`` counts the rows of the batch, ``start`` and ``end`` characters of the field.
MATCHES: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "row": pl.Int64,
    "product": pl.String,
    "matched": pl.String,
    "field": _FIELDS,
    "start": pl.Int64,
    "end": pl.Int64,
    "contained": pl.Boolean,
    "role": _ROLES,
    "negated": pl.Boolean,
    "permitted": _PERMITTED,
    "strength": pl.Float64,
    "phrase": pl.String,
    "is_head": pl.Boolean,
    "is_whole": pl.Boolean,
    "is_early": pl.Boolean,
    "same_class": pl.Boolean,
    "same_name": pl.Boolean,
}
#: The place in ``_ROLES`` of each sum of bits: to make comes before to trade, and that before to serve.
_ROLE_OF_BITS = np.array([3, 0, 1, 0, 2, 0, 1, 0], np.uint8)
#: The place in ``_PERMITTED`` of what a list of items says; 255 stands for nothing.
_NOTHING_SAID = 255


@dataclass(frozen=True)
class Matcher:
    """The names of products, ready to be looked for; ``classes`` are the GB/T 4754 classes of products."""

    terms: Terms
    classes: Mapping[str, frozenset[str]]
    engine: str = ENGINES[0]

    @cached_property
    def search(self) -> Search:
        """The search for all phrases. Raises Problems when the engine is not installed."""
        return build_search(self.terms.phrases, self.engine)

    def match(self, firms: pl.DataFrame) -> pl.DataFrame:
        """All matches of a table of firms (name, scope, industry), with the columns of ``MATCHES``; a pure function.

        They stand by row within each field, scopes first.
        """
        scope = _match_scopes(firms["scope"], self.search, self.terms)
        name = _match_names(firms["name"], self.search, self.terms)
        found = self._name_products(pl.concat([scope, name]))
        return self._weigh(found, firms["industry"])

    def _name_products(self, found: pl.DataFrame) -> pl.DataFrame:
        """A row for every product that the name of a match may mean."""
        counts = np.bincount(self.terms.pairs["term"].to_numpy(), minlength=len(self.terms.phrases))
        starts = np.cumsum(counts) - counts
        term = found["term"].to_numpy()
        if (counts > 1).any():
            times = counts[term]
            place = np.repeat(np.arange(len(term)), times)
            nth = np.arange(len(place)) - np.repeat(np.cumsum(times) - times, times)
            found, pair = found[place], starts[term[place]] + nth
        else:
            pair = starts[term]
        return found.with_columns(self.terms.pairs["product"].gather(pair))

    def match_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The same of a batch of Arrow, as Spark and Parquet have it."""
        frame = pl.DataFrame(batch)
        table = self.match(frame.select(pl.col("name", "scope", "industry").cast(pl.String))).to_arrow()
        return table.combine_chunks().to_batches()[0] if table.num_rows else _no_batch(table)

    def _weigh(self, found: pl.DataFrame, industry: pl.Series) -> pl.DataFrame:
        """How strongly each match speaks, as ``strength.csv`` weighs its parts."""
        weight = read_weights()
        found = found.with_columns(self._find_same_class(found, industry), _find_same_name(found))
        by_role = np.array([weight[name] for name in _ROLES.categories])
        strength = by_role[found["role"].to_physical().to_numpy()]
        for flag, part in _BONUSES.items():
            strength += found[flag].to_numpy() * weight[part]
        strength *= np.where(found["contained"].to_numpy(), weight["contained"], 1.0)
        strength *= np.where(found["negated"].to_numpy(), weight["negated"], 1.0)
        return found.with_columns(pl.Series("strength", strength.round(3))).select(*MATCHES)

    def _find_same_class(self, found: pl.DataFrame, industry: pl.Series) -> pl.Series:
        """Whether the class of the firm of each match is one of the product's."""
        if industry.null_count() == len(industry) or found.is_empty():
            return pl.Series("same_class", [False], dtype=pl.Boolean).new_from_index(0, found.height)
        pairs = pl.DataFrame(
            [(product, code) for product, codes in self.classes.items() for code in codes],
            schema={"product": pl.String, "industry": pl.String},
            orient="row",
        )
        named = found.select("product", industry.gather(found["row"]).alias("industry"))
        agreeing = named.join(
            pairs.with_columns(same_class=True), on=("product", "industry"), how="left", maintain_order="left"
        )
        return agreeing["same_class"].fill_null(value=False)


def _find_same_name(found: pl.DataFrame) -> pl.Series:
    """Whether the firm of each match is called after the product too."""
    called = found.filter(field="name").select("row", "product").unique().with_columns(same_name=True)
    if called.is_empty():
        return pl.Series("same_name", [False], dtype=pl.Boolean).new_from_index(0, found.height)
    both = found.select("row", "product").join(called, on=("row", "product"), how="left", maintain_order="left")
    return both["same_name"].fill_null(value=False)


_BONUSES = {"is_whole": "whole", "is_early": "early", "same_class": "class", "same_name": "name"}


def _match_scopes(scopes: pl.Series, search: Search, terms: Terms) -> pl.DataFrame:
    speaking = find_speaking_rows(scopes, search)
    cut = split_phrases(scopes if speaking is None else scopes.gather(speaking))
    described = describe_phrases(cut.texts)
    hits = find_hits(described, search, terms.phrases)
    bound = bind_phrases(cut, described)
    counts = np.bincount(hits["code"].to_numpy(), minlength=len(cut.texts))
    starts = np.cumsum(counts) - counts
    # Every phrase with hits, once for each of them.
    times = counts[cut.code]
    phrase = np.repeat(np.arange(len(cut.code)), times)
    nth = np.arange(len(phrase)) - np.repeat(np.cumsum(times) - times, times)
    hit = hits[starts[cut.code[phrase]] + nth]
    start, past = hit["start"].to_numpy(), cut.start[phrase]
    roles = np.where(hit["is_noun"].to_numpy(), bound.roles[phrase], bound.lent[phrase])
    row = cut.row[phrase]
    return pl.DataFrame(
        {
            "row": row if speaking is None else speaking[row],
            "term": hit["term"],
            "matched": pl.Series(terms.phrases, dtype=pl.String).gather(hit["term"]),
            "field": _name_field("scope", len(row)),
            "start": past + start,
            "end": past + hit["end"].to_numpy(),
            "contained": hit["contained"],
            "role": _name_roles(np.where(hit["is_head"].to_numpy(), roles, 0)),
            "negated": start >= bound.left_out[phrase],
            "permitted": _name_permission(bound.scope[phrase], bound.approval[phrase]),
            "phrase": cut.texts.gather(cut.code[phrase]),
            "is_head": hit["is_head"],
            "is_whole": hit["is_whole"],
            "is_early": bound.place[phrase] < read_weights()["first_items"],
        }
    )


def _name_field(field: str, count: int) -> pl.Series:
    return pl.Series("field", [field], dtype=_FIELDS).new_from_index(0, count)


def _name_roles(bits: Numbers) -> pl.Series:
    return pl.Series("role", _ROLE_OF_BITS[bits]).cat.to(_ROLES)


def _name_permission(scope: Numbers, approval: Flags) -> pl.Series:
    code = np.where(approval, 2, _NOTHING_SAID)
    code[scope == GENERAL], code[scope == LICENSED] = 0, 1
    known = pl.Series("permitted", code.astype(np.uint8))
    return known.set(known == _NOTHING_SAID, None).cat.to(_PERMITTED)


def _match_names(names: pl.Series, search: Search, terms: Terms) -> pl.DataFrame:
    described = describe_names(names.fill_null(""))
    hits = find_hits(described, search, terms.phrases)
    place = hits["code"]
    bits = np.where(hits["is_head"].to_numpy(), described["roles"].to_numpy()[place.to_numpy()], 0)
    nothing = pl.Series([False], dtype=pl.Boolean).new_from_index(0, hits.height)
    return pl.DataFrame(
        {
            "row": place,
            "term": hits["term"],
            "matched": pl.Series(terms.phrases, dtype=pl.String).gather(hits["term"]),
            "field": _name_field("name", hits.height),
            "start": hits["start"],
            "end": hits["end"],
            "contained": hits["contained"],
            "role": _name_roles(bits),
            "negated": nothing,
            "permitted": pl.Series([None], dtype=_PERMITTED).new_from_index(0, hits.height),
            "phrase": described["text"].gather(place),
            "is_head": hits["is_head"],
            "is_whole": nothing,
            "is_early": nothing,
        }
    )


@cache
def read_weights() -> Mapping[str, float]:
    """The weights of ``strength.csv``."""
    with Path(__file__).with_name("strength.csv").open(encoding="utf-8", newline="") as stream:
        return {row["part"]: float(row["value"]) for row in csv.DictReader(stream)}


def _no_batch(table: pa.Table) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.RecordBatch.from_pylist([], schema=table.schema)
