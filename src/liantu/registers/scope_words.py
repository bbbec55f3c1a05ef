"""The words of business scopes: what says that something is made, traded or served, left out or licensed."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


def list_words(kind: str) -> tuple[str, ...]:
    """The words of a kind, the longest first, as ``scope_words.csv`` has them.

    >>> "," in list_words("comma"), list_words("nothing")
    (True, ())
    """
    return _read().get(kind, ())


@cache
def _read() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    with Path(__file__).with_name("scope_words.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["kind"], []).append(row["word"])
    return {kind: tuple(sorted(words, key=lambda word: (-len(word), word))) for kind, words in found.items()}
