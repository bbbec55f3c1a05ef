"""The words of business scopes and of persons in registers: what says that something is made, traded or served, left
out or licensed; what a person is named by."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


def list_words(kind: str) -> tuple[str, ...]:
    """The words of a kind, the longest first, as ``scope_words.csv`` has them.

    >>> "," in list_words("comma"), list_words("nothing")
    (True, ())
    """
    return _read("scope_words.csv").get(kind, ())


def list_person_words(kind: str) -> tuple[str, ...]:
    """The words of a kind, the longest first, as ``person_words.csv`` has them.

    >>> "contact" in list_person_words("label")
    True
    """
    return _read("person_words.csv").get(kind, ())


@cache
def _read(file: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["kind"], []).append(row["word"])
    return {kind: tuple(sorted(words, key=lambda word: (-len(word), word))) for kind, words in found.items()}
