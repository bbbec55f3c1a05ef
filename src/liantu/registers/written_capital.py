"""Capital as registers write it: a number, a scale and a currency in any order."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import polars as pl


def read_capital(text: pl.Expr, heading: str = "") -> tuple[pl.Expr, pl.Expr]:
    """The amount in its currency's own unit, and the currency; both null where the text says no amount.

    A text without a currency is in yuan; without a scale it has that of its heading. A foreign amount stays in its
    currency.
    """
    plain = text.str.to_lowercase().str.replace_all(r"[,\x{ff0c}\s]", "")
    number = plain.str.extract(r"(\d+(?:\.\d+)?)").cast(pl.Float64, strict=False)
    inherited = next((value for word, value in _scales() if word in heading), 1.0)
    scale = pl.coalesce(
        *(pl.when(plain.str.contains(re.escape(word))).then(value) for word, value in _scales()), inherited
    )
    words = _words("currency")
    currency = pl.coalesce(
        *(pl.when(plain.str.contains(re.escape(word))).then(pl.lit(code)) for word, code in words), pl.lit("CNY")
    )
    known = number.is_not_null() & (number > 0)
    return pl.when(known).then(number * scale), pl.when(known).then(currency)


def _scales() -> list[tuple[str, float]]:
    return [(word, float(value)) for word, value in _words("scale")]


@cache
def _words(kind: str) -> list[tuple[str, str]]:
    with Path(__file__).with_name("capital_words.csv").open(encoding="utf-8", newline="") as stream:
        found = [(row["word"], row["value"]) for row in csv.DictReader(stream) if row["kind"] == kind]
    return sorted(found, key=lambda pair: -len(pair[0]))
