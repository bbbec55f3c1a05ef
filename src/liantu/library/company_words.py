"""Words that names of companies are made of, and characters that are taken for each other.

Places are those of the national division of the country (provinces, prefectures, towns with the rank of a city, and the
counties of Chongqing) without what they end in; trades and legal forms are ours.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import polars as pl

_WORDS = Path(__file__).parent / "company_words.csv"
_CONFUSED = Path(__file__).parent / "confused_characters.csv"


@cache
def list_company_words(kind: str) -> tuple[str, ...]:
    """The words of a kind (place, place_end, trade, form), the longest first.

    >>> list_company_words("form")[-1]
    '厂'
    """
    with _WORDS.open(encoding="utf-8", newline="") as stream:
        words = [row["text"] for row in csv.DictReader(stream) if row["kind"] == kind]
    return tuple(sorted(dict.fromkeys(words), key=lambda word: -len(word)))


@cache
def read_confused_characters() -> pl.DataFrame:
    """Pairs of characters that are taken for each other: one, other, likeness (shape, sound, radical, other)."""
    return pl.read_csv(_CONFUSED, infer_schema=False)
