"""Which sentence of the catalogue of problems a text says: printed sentences carry no code."""

from __future__ import annotations

import csv
import re
import string
from functools import cache
from pathlib import Path

import liantu


def says(code: str, text: str) -> bool:
    """Whether a text of either language says the sentence of a code.

    >>> says("missing_folder", "there is no folder “a”. Check the path.")
    True
    >>> says("missing_folder", "There is no folder “a”. Check the path.")
    True
    >>> says("missing_folder", "missing_folder: something else")
    False
    """
    return any(pattern.search(text) for pattern in _patterns()[code])


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    path = Path(liantu.__file__).parent / "model" / "problems.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: (_pattern(row["zh"]), _pattern(row["en"])) for row in csv.DictReader(stream)}


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = string.Formatter().parse(sentence)
    pieces = [re.escape(words) + ("" if slot is None else ".*?") for words, slot, _, _ in parts]
    first, *others = pieces or [""]
    capital = first[:1].upper() + first[1:]  # a sentence without a place begins with a capital
    return re.compile("".join(["(?:", first, "|", capital, ")", *others]))
