"""What the name of a firm says that it does: a works makes, a trading company trades."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from liantu.registers.phrase_roles import MAKES, SERVES, TRADES
from liantu.registers.scope_words import list_words


def describe_names(names: pl.Series) -> pl.DataFrame:
    """Names as phrases: text, length, roles (bits), noun_start, noun_end (where the words of trade and form begin)."""
    text = pl.col("text")
    roles = pl.lit(0, pl.Int64)
    for bit, kind in ((MAKES, "name_makes"), (TRADES, "name_trades"), (SERVES, "name_serves")):
        roles = roles | pl.when(pl.col("last").str.contains(f"(?:{_words(kind)})$")).then(bit).otherwise(0)
    frame = pl.DataFrame({"text": names}).with_columns(
        text.str.replace(_form_pattern(), "").alias("last"),
        text.str.replace(_after_pattern(), "").str.len_chars().cast(pl.Int64).alias("noun_end"),
        text.str.len_chars().cast(pl.Int64).alias("length"),
    )
    return frame.select("text", "length", roles.alias("roles"), pl.lit(0, pl.Int64).alias("noun_start"), "noun_end")


@cache
def _form_pattern() -> str:
    return f"(?:{_words('legal_form')})+$"


@cache
def _after_pattern() -> str:
    return f"(?:{_words('legal_form', 'name_after', 'name_makes', 'name_trades', 'name_serves')})+$"


def _words(*kinds: str) -> str:
    words = {word for kind in kinds for word in list_words(kind)}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
