"""Names of industries: divisions, groups and classes of GB/T 4754-2017, mining to water supply (06 to 46).

Codes and Chinese names are the standard's; the English names are ours.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from liantu.model.industry_codes import read_code_digits
from liantu.model.problems import compose_part

_FILE = Path(__file__).parent / "gbt4754_divisions.csv"
_CLASSES = Path(__file__).parent / "gbt4754_classes.csv"
#: Industry of the standard by the letter of its section: first and last division.
_SECTIONS = {"B": (6, 12), "C": (13, 43), "D": (44, 46)}


@cache
def read_divisions() -> Mapping[str, tuple[str, str]]:
    """Chinese and English name of each division, by its two digits."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: (row["zh"], row["en"]) for row in csv.DictReader(stream)}


@cache
def read_classes() -> Mapping[str, str]:
    """The Chinese name of each group and class, by its three or four digits; two that copies of the standard name
    otherwise are left out."""
    with _CLASSES.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["zh"] for row in csv.DictReader(stream)}


@cache
def read_short_divisions() -> Mapping[str, tuple[str, str]]:
    """A short Chinese and English name of each division, ours, for narrow tables and charts.

    >>> read_short_divisions()["39"][1]
    'Electronics'
    """
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: (row["short_zh"], row["short_en"]) for row in csv.DictReader(stream)}


def list_section_divisions(letter: str) -> tuple[str, ...]:
    """The divisions of mining (B), manufacturing (C) or utilities (D); none of another letter."""
    first, last = _SECTIONS.get(letter.strip().upper(), (1, 0))
    return tuple(f"{division:02d}" for division in range(first, last + 1))


def normalise_industry(written: str | None) -> str | None:
    """The digits of a code as people write it, or of a division named in words; other words as they are.

    >>> [normalise_industry(text) for text in ("C3670", " 3670 ", "36 cars", " ", None)]
    ['3670', '3670', '36', None, None]
    """
    text = unicodedata.normalize("NFKC", written or "").strip()
    if not text:
        return None
    return read_code_digits(text) or _division_codes().get(text, text)


def is_of_industry(digits: str) -> pl.Expr:
    """Whether the column ``industry`` holds a code that begins with some digits; 36.7 is none of 36."""
    code = pl.col("industry")
    return code.str.starts_with(digits) & ~code.str.contains(".", literal=True)


def normalise_industries(written: pl.Series) -> pl.Series:
    """``normalise_industry`` of a column of texts; each spelling is looked at once, and rows are numbers until the end.

    >>> normalise_industries(pl.Series(["C36", "36", None])).to_list()
    ['36', '36', None]
    """
    if written.null_count() == written.len():
        return written
    numbered = written.cast(pl.Categorical)
    spellings = numbered.unique().drop_nulls()
    codes = pl.Series(written.name, list(map(normalise_industry, spellings.cast(pl.String))), dtype=pl.String)
    if codes.equals(spellings.cast(pl.String), null_equal=True):
        return written
    numbers = spellings.to_physical().to_numpy()
    places = np.zeros(int(numbers.max()) + 1, np.uint32)
    places[numbers] = np.arange(numbers.size, dtype=np.uint32)
    return codes.gather(pl.Series(places).gather(numbered.to_physical()))


@cache
def _division_codes() -> Mapping[str, str]:
    return {name: code for code, names in read_divisions().items() for name in names}


def name_industry(code: str | None, *, chinese: bool) -> str:
    """A code of the classification with its name, in English with that of its division; one of no division known as
    it is. A letter of the section before the digits (C2614) is read over.

    >>> name_industry("2614", chinese=False)
    '2614 (26 Manufacture of raw chemical materials and chemical products)'
    >>> name_industry("46", chinese=False), name_industry("8211", chinese=False), name_industry(None, chinese=False)
    ('46 Production and supply of water', '8211', '')
    """
    stated = (code or "").strip()
    digits = normalise_industry(stated) or ""
    if chinese and digits in read_classes():
        return f"{stated} {read_classes()[digits]}"
    names = read_divisions().get(digits[:2])
    if names is None:
        return stated
    division = f"{digits[:2]} {names[0 if chinese else 1]}"
    if digits == digits[:2]:
        return division
    return compose_part("aside", text=stated, aside=division).in_language("zh_CN" if chinese else "en")


def shorten_industry(code: str, *, chinese: bool) -> str:
    """A division with a short name of ours, for pictures; a group or class as ``name_industry`` has it.

    >>> shorten_industry("39", chinese=False)
    '39 Electronics'
    """
    names = read_short_divisions().get(code)
    return f"{code} {names[0 if chinese else 1]}" if names else name_industry(code, chinese=chinese)
