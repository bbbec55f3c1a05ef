"""Capital as registers write it: a number, a scale and a currency in any order."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

_NUMBER = r"\d+(?:\.\d+)?"


class Capital(NamedTuple):
    """``amount`` in the currency's own unit and ``currency`` (both null where one of them is not known); ``unit_lacks``
    where a number stands without a unit that is known."""

    amount: pl.Expr
    currency: pl.Expr
    unit_lacks: pl.Expr


def read_capital(text: pl.Expr, heading: str = "") -> Capital:
    """What a text says of capital, with the unit that stands in brackets in the heading where it has none itself.

    A scale or a yuan without a currency means the national one; a number that neither text nor heading gives a unit is
    no amount, and so is one of a currency that is not known. A foreign amount stays in its currency.
    """
    unit = _read_heading_unit(heading)
    plain = text.str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[,\s]", "")
    scales, currencies, others = (_alternatives(kind) for kind in ("scale", "currency", "filler"))
    inherited = "".join(re.findall(scales, unit)[:1])
    named = plain.str.contains(currencies) & ~plain.str.contains(scales) & ~plain.str.contains(_yuan())
    whole = (
        pl.when(plain.str.contains(f"^{_NUMBER}$"))
        .then(plain + unit)
        .when(named)
        .then(plain + inherited)
        .otherwise(plain)
    )
    number = whole.str.extract(f"({_NUMBER})").cast(pl.Float64, strict=False)
    scale = whole.str.extract(f"({scales})").replace_strict(dict(_scales()), default=1.0, return_dtype=pl.Float64)
    currency = whole.str.extract(f"({currencies})").replace_strict(
        dict(_words("currency")), default="CNY", return_dtype=pl.String
    )
    remainder = whole.str.replace(_NUMBER, "", n=1)
    for words in (currencies, scales):
        remainder = remainder.str.replace(words, "", n=1)
    is_unit = ~whole.str.contains(f"^{_NUMBER}$") & (remainder.str.replace_all(others, "") == "")
    stated = number.is_not_null() & (number > 0) & ~plain.str.starts_with("-")
    known = stated & is_unit
    return Capital(
        pl.when(known).then(number * scale), pl.when(known).then(currency), (stated & ~is_unit).fill_null(value=False)
    )


def _read_heading_unit(heading: str) -> str:
    """What stands in the brackets of a heading, small and without full-width letters."""
    found = re.search(r"[(\uff08\[]([^)\uff09\]]*)[)\uff09\]]", heading)
    return found[1].strip().lower() if found else ""


def _yuan() -> str:
    return "|".join(re.escape(word) for word, value in _words("filler") if value == "yuan")


def _alternatives(kind: str) -> str:
    return "|".join(re.escape(word) for word, _value in _words(kind))


def _scales() -> list[tuple[str, float]]:
    return [(word, float(value)) for word, value in _words("scale")]


@cache
def _words(kind: str) -> list[tuple[str, str]]:
    with Path(__file__).with_name("capital_words.csv").open(encoding="utf-8", newline="") as stream:
        found = [(row["word"], row["value"]) for row in csv.DictReader(stream) if row["kind"] == kind]
    return sorted(found, key=lambda pair: -len(pair[0]))
