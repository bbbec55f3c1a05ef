"""Which names are known to belong to each other: nobody is asked whether a parent and its subsidiary are one firm."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import polars as pl

from liantu.attract.company_names.name_parts import normalise_names

#: Between the two names of a pair, as they are compared.
BAR = "|"


def list_stated_pairs(links: pl.DataFrame, same: pl.DataFrame) -> set[str]:
    """The pairs of names of which one belongs to the other, directly or through others, by any of their names.

    ``links`` have child and parent, ``same`` names of one firm (one, other). Two firms below one parent are no such
    pair: they may be one firm under two names.
    """
    spellings = _join_names(same)
    above: dict[str, set[str]] = defaultdict(set)
    for child, parent in _normalise(links, "child", "parent"):
        above[spellings.get(child, child)].add(spellings.get(parent, parent))
    names: dict[str, set[str]] = defaultdict(set)
    for name, firm in spellings.items():
        names[firm].add(name)
    return {
        BAR.join(sorted(pair))
        for firm in [*above]
        for owner in _climb(above, firm)
        for pair in product(names[firm] | {firm}, names[owner] | {owner})
    }


def _join_names(same: pl.DataFrame) -> dict[str, str]:
    """One name for all names of a firm."""
    first: dict[str, str] = {}

    def find(name: str) -> str:
        """The name that stands for all of its firm."""
        while first.setdefault(name, name) != name:
            name = first[name]
        return name

    for name, other in _normalise(same, "one", "other"):
        first[find(other)] = find(name)
    return {name: find(name) for name in [*first]}


def _climb(above: dict[str, set[str]], firm: str) -> set[str]:
    """All firms above a firm, however far."""
    found: set[str] = set()
    waiting = [*above.get(firm, ())]
    while waiting:
        owner = waiting.pop()
        if owner not in found and owner != firm:
            found.add(owner)
            waiting += above.get(owner, ())
    return found


def _normalise(frame: pl.DataFrame, *columns: str) -> list[tuple[str, str]]:
    names = frame.select(*(normalise_names(pl.col(column)) for column in columns)).drop_nulls()
    return [(left, right) for left, right in names.iter_rows() if left and right]
