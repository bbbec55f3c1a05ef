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
from liantu.registers.phrase_roles import GENERAL, LICENSED, describe_phrases, name_role
from liantu.registers.phrases import split_phrases
from liantu.registers.term_hits import find_hits
from liantu.registers.terms import Terms

if TYPE_CHECKING:
    import pyarrow as pa

#: Columns of the table of matches. ``row`` counts the rows of the batch, ``first`` and ``last`` its characters.
MATCHES: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "row": pl.Int64,
    "product": pl.String,
    "matched": pl.String,
    "field": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "contained": pl.Boolean,
    "role": pl.String,
    "negated": pl.Boolean,
    "permitted": pl.String,
    "strength": pl.Float64,
    "phrase": pl.String,
    "is_head": pl.Boolean,
    "is_whole": pl.Boolean,
    "is_early": pl.Boolean,
    "same_class": pl.Boolean,
    "same_name": pl.Boolean,
}


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
        """All matches of a table of firms (name, scope, industry), with the columns of ``MATCHES``; a pure function."""
        scope = _match_scopes(firms["scope"], self.search, self.terms)
        name = _match_names(firms["name"], self.search, self.terms)
        found = pl.concat([scope, name]).join(self.terms.pairs.with_columns(pl.col("term").cast(pl.Int64)), on="term")
        return self._weigh(found, firms["industry"])

    def match_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The same of a batch of Arrow, as Spark and Parquet have it."""
        frame = pl.DataFrame(batch)
        table = self.match(frame.select(pl.col("name", "scope", "industry").cast(pl.String))).to_arrow()
        return table.combine_chunks().to_batches()[0] if table.num_rows else _no_batch(table)

    def _weigh(self, found: pl.DataFrame, industry: pl.Series) -> pl.DataFrame:
        """How strongly each match speaks, as ``strength.csv`` weighs its parts."""
        weight = read_weights()
        pairs = pl.DataFrame(
            [(product, code) for product, codes in self.classes.items() for code in codes],
            schema={"product": pl.String, "industry": pl.String},
            orient="row",
        )
        of_class = industry.to_frame("industry").with_row_index("row").cast({"row": pl.Int64})
        agreeing = of_class.join(pairs, on="industry").select("row", "product", same_class=True)
        called = found.filter(field="name").select("row", "product", same_name=True).unique()
        role = pl.col("role").replace_strict({name: weight[name] for name in ("makes", "trades", "serves", "unknown")})
        bonus = [(flag, weight[part]) for flag, part in _BONUSES.items()]
        strength = role.cast(pl.Float64) + pl.sum_horizontal(pl.col(flag).cast(pl.Float64) * w for flag, w in bonus)
        factor = pl.when("contained").then(weight["contained"]).otherwise(1.0)
        left_out = pl.when("negated").then(weight["negated"]).otherwise(1.0)
        return (
            found.join(agreeing, on=("row", "product"), how="left")
            .join(called, on=("row", "product"), how="left")
            .with_columns(pl.col("same_class", "same_name").fill_null(value=False))
            .with_columns((strength * factor * left_out).round(3).alias("strength"))
            .select(pl.col(name).cast(kind) for name, kind in MATCHES.items())
            .sort(
                "row", "field", "start", "end", "product", maintain_order=True, descending=[False, True] + [False] * 3
            )
        )


_BONUSES = {"is_whole": "whole", "is_early": "early", "same_class": "class", "same_name": "name"}


def _match_scopes(scopes: pl.Series, search: Search, terms: Terms) -> pl.DataFrame:
    cut = split_phrases(scopes)
    described = describe_phrases(cut.texts)
    hits = find_hits(described, search, terms.phrases)
    bound = bind_phrases(cut, described)
    counts = np.bincount(hits["code"].to_numpy(), minlength=len(cut.texts))
    starts = np.cumsum(counts) - counts
    # Every phrase with hits, once for each of them.
    times = counts[cut.code]
    occurrence = np.repeat(np.arange(len(cut.code)), times)
    nth = np.arange(len(occurrence)) - np.repeat(np.cumsum(times) - times, times)
    hit = hits[starts[cut.code[occurrence]] + nth]
    start, end = (hit[name].to_numpy() for name in ("start", "end"))
    roles = np.where(hit["is_noun"].to_numpy(), bound.roles[occurrence], bound.lent[occurrence])
    frame = pl.DataFrame(
        {
            "row": cut.row[occurrence],
            "term": hit["term"],
            "matched": pl.Series(terms.phrases, dtype=pl.String).gather(hit["term"]),
            "start": cut.start[occurrence] + start,
            "end": cut.start[occurrence] + end,
            "contained": hit["contained"],
            "bits": np.where(hit["is_head"].to_numpy(), roles, 0),
            "negated": start >= bound.left_out[occurrence],
            "scope": bound.scope[occurrence],
            "approval": bound.approval[occurrence],
            "phrase": cut.texts.gather(cut.code[occurrence]),
            "is_head": hit["is_head"],
            "is_whole": hit["is_whole"],
            "is_early": bound.place[occurrence] < read_weights()["first_items"],
        }
    )
    return frame.select(
        "row",
        "term",
        "matched",
        pl.lit("scope").alias("field"),
        "start",
        "end",
        "contained",
        name_role(pl.col("bits")).alias("role"),
        "negated",
        pl.when(pl.col("scope") == LICENSED)
        .then(pl.lit("licensed"))
        .when(pl.col("scope") == GENERAL)
        .then(pl.lit("general"))
        .when("approval")
        .then(pl.lit("approval"))
        .alias("permitted"),
        "phrase",
        "is_head",
        "is_whole",
        "is_early",
    )


def _match_names(names: pl.Series, search: Search, terms: Terms) -> pl.DataFrame:
    described = describe_names(names.fill_null(""))
    hits = find_hits(described, search, terms.phrases)
    place = hits["code"]
    return hits.select(
        pl.col("code").alias("row"),
        "term",
        pl.Series(terms.phrases, dtype=pl.String).gather(hits["term"]).alias("matched"),
        pl.lit("name").alias("field"),
        "start",
        "end",
        "contained",
        name_role(pl.when("is_head").then(described["roles"].gather(place)).otherwise(0)).alias("role"),
        pl.lit(value=False).alias("negated"),
        pl.lit(None, pl.String).alias("permitted"),
        described["text"].gather(place).alias("phrase"),
        "is_head",
        pl.lit(value=False).alias("is_whole"),
        pl.lit(value=False).alias("is_early"),
    )


@cache
def read_weights() -> Mapping[str, float]:
    """The weights of ``strength.csv``."""
    with Path(__file__).with_name("strength.csv").open(encoding="utf-8", newline="") as stream:
        return {row["part"]: float(row["value"]) for row in csv.DictReader(stream)}


def _no_batch(table: pa.Table) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.RecordBatch.from_pylist([], schema=table.schema)
