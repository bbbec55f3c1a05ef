"""Words that the rules of reading know, by what they are for: each row of ``reading_words.csv`` is one alternative.

A row may be a small pattern of its own; its order in the file is the order in which it is tried.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "reading_words.csv"


def list_words(role: str) -> str:
    """The words of a role as alternatives of a pattern.

    >>> "力争" in list_words("goal").split("|")
    True
    """
    return "|".join(_read_words()[role])


@cache
def _read_words() -> dict[str, list[str]]:
    words = defaultdict(list)
    with _FILE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            words[row["role"]].append(row["words"])
    return dict(words)
