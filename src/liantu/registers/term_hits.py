"""Where the names of products stand in distinct phrases: as the noun, as a part of it, within a longer name."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.registers.engines import Search
from liantu.registers.phrase_roles import ROLES
from liantu.registers.scope_words import list_words
from liantu.registers.terms import fold_text

_LATIN = "[a-z0-9]"


def find_hits(phrases: pl.DataFrame, search: Search, terms: tuple[str, ...]) -> pl.DataFrame:
    """All overlapping hits in distinct phrases (as ``describe_phrases`` gives them), in order: code (number of the
    phrase), term, start and end (characters), contained, is_head (the noun itself, not a part of another), is_whole.

    A hit of letters or figures within a longer word is none.
    """
    folded = phrases.select(fold_text(pl.col("text")).alias("text"))["text"]
    sizes = folded.str.len_bytes().to_numpy().astype(np.int64)
    past = np.concatenate([[0], np.cumsum(sizes)])
    hits = search("".join(folded).encode())
    code = np.searchsorted(past, hits[:, 1], side="right") - 1
    # Phrases stand beside each other without a mark: what reaches into the next is no hit.
    inside = hits[:, 2] <= past[code + 1]
    hits, code = hits[inside], code[inside]
    frame = pl.DataFrame(
        {"code": code, "term": hits[:, 0], "first": hits[:, 1] - past[code], "last": hits[:, 2] - past[code]}
    )
    named = frame.with_columns(
        folded.gather(frame["code"]).alias("text"),
        *(phrases[name].gather(frame["code"]).alias(name) for name in ("noun_start", "noun_end", "length")),
    )
    lengths = pl.Series(terms, dtype=pl.String).str.len_chars().cast(pl.Int64)
    raw = pl.col("text").cast(pl.Binary)
    placed = (
        named.with_columns(raw.bin.slice(0, pl.col("first")).cast(pl.String).alias("before"))
        .with_columns(
            pl.col("before").str.len_chars().cast(pl.Int64).alias("start"),
            lengths.gather(named["term"]).alias("size") if len(lengths) else pl.lit(0, pl.Int64).alias("size"),
        )
        .with_columns((pl.col("start") + pl.col("size")).alias("end"))
        .with_columns(pl.col("text").str.slice("end").alias("after"))
        .filter(~_is_inside_a_word())
        .sort("code", "start", pl.col("end") * -1, "term")
    )
    follows = pl.col("text").str.slice("end", pl.max_horizontal(pl.col("noun_end") - pl.col("end"), 0))
    # The verbs around a noun do not count where they are a part of the product's name.
    is_noun = (pl.col("start") >= pl.col("noun_start")) & (pl.col("end") <= pl.col("noun_end"))
    is_head = follows.str.contains(_head_pattern())
    starts_noun = pl.col("start") <= pl.col("noun_start")
    return placed.select(
        "code",
        "term",
        "start",
        "end",
        pl.Series("contained", _find_contained(placed)),
        is_head.alias("is_head"),
        is_noun.alias("is_noun"),
        (is_head & starts_noun).alias("is_whole"),
    )


def _is_inside_a_word() -> pl.Expr:
    text = pl.col("text").str.slice("start", "size")
    begins = text.str.contains(f"^{_LATIN}") & pl.col("before").str.contains(f"{_LATIN}$")
    return begins | (text.str.contains(f"{_LATIN}$") & pl.col("after").str.contains(f"^{_LATIN}"))


def _find_contained(hits: pl.DataFrame) -> NDArray[np.bool_]:
    """Whether a longer hit of the same phrase holds each hit; hits of a phrase stand by start, the longest first."""
    code, start, end = (hits[name].to_numpy().astype(np.int64) for name in ("code", "start", "end"))
    if not len(code):
        return np.zeros(0, np.bool_)
    step = int(end.max()) + 1
    reach = np.maximum.accumulate(code * step + end)
    before = np.concatenate([[-1], reach[:-1]])
    covered = before >= code * step + end
    # Hits of the same place are equals: only a longer one contains.
    same = np.concatenate([[False], (code[1:] == code[:-1]) & (start[1:] == start[:-1]) & (end[1:] == end[:-1])])
    groups = np.cumsum(~same) - 1
    contained: NDArray[np.bool_] = covered[np.flatnonzero(~same)][groups]
    return contained


@cache
def _head_pattern() -> str:
    generic, after, joins = (_either(kind) for kind in ("generic", "after", "joins"))
    verbs = f"(?:{'|'.join(map(re.escape, [word for kind in ROLES.values() for word in list_words(kind)]))})"
    return f"^(?:{_either('and_others')}|{generic}?{after}?(?:$|{joins}|{verbs}$))"


def _either(kind: str) -> str:
    return f"(?:{'|'.join(map(re.escape, list_words(kind)))})"
