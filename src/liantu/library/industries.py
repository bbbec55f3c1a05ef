"""Names of industries: the divisions of GB/T 4754-2017, mining to water supply (06 to 46).

Codes and Chinese names are the standard's; the English names are ours.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from liantu.model.problems import compose_part

_FILE = Path(__file__).parent / "gbt4754_divisions.csv"


@cache
def read_divisions() -> Mapping[str, tuple[str, str]]:
    """Chinese and English name of each division, by its two digits."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: (row["zh"], row["en"]) for row in csv.DictReader(stream)}


def name_industry(code: str | None, *, chinese: bool) -> str:
    """A code of the classification with the name of its division; a code of no division known as it is.

    A letter of the section before the digits (C2614) is read over.

    >>> name_industry("2614", chinese=False)
    '2614 (26 Manufacture of raw chemical materials and chemical products)'
    >>> name_industry("46", chinese=False), name_industry("8211", chinese=False), name_industry(None, chinese=False)
    ('46 Production and supply of water', '8211', '')
    """
    stated = (code or "").strip()
    digits = stated[1:] if stated[:1].isalpha() else stated
    names = read_divisions().get(digits[:2])
    if names is None:
        return stated
    division = f"{digits[:2]} {names[0 if chinese else 1]}"
    if digits == digits[:2]:
        return division
    return compose_part("aside", text=stated, aside=division).in_language("zh_CN" if chinese else "en")
