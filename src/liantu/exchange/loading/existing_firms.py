"""Firms that are there already: by credit code, by another of their names, or by one name that begins the other."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import polars as pl

from liantu.exchange.loading.references import ids_by_name
from liantu.model.names_alike import COMPANY, compact_name
from liantu.model.tables import Tables

#: So many characters of a short name tell a firm, where the whole one ends as the names of companies do.
_TELLING = 4


class FirmMatch(NamedTuple):
    """The firm that a row speaks of; ``other`` is the one of its code where its name is of another firm."""

    id: str
    is_sure: bool = True
    other: str = ""


def find_firms(frame: pl.DataFrame, tables: Tables) -> list[FirmMatch | None]:
    """The one firm of the credit code or of one of the names of each row.

    Where none has it, the one whose name the row's name begins with, or that begins with the row's: a guess, and none
    where two rows of the file would be the same. Nothing for a row whose name is that of a firm as it stands, unless
    its code is of another one.
    """
    if "zh" not in frame.columns:
        return [None] * frame.height
    with_code = frame if "credit_code" in frame.columns else frame.with_columns(credit_code=pl.lit(None, pl.String))
    compact = with_code.select("zh", "credit_code", compact_name(pl.col("zh")).alias("compact"))
    index = _FirmIndex.of_tables(tables)
    guesses = [index.guess(text or "") for text in compact["compact"]]
    often = Counter(filter(None, guesses))
    return [
        _choose_firm(index, row, guess if guess and often[guess] == 1 else None)
        for row, guess in zip(map(_FirmRow._make, compact.iter_rows()), guesses, strict=True)
    ]


class _FirmRow(NamedTuple):
    """What a row of a file says of its firm; ``compact`` is its name without what the eye passes over."""

    name: str | None
    code: str | None
    compact: str | None


def _choose_firm(index: _FirmIndex, row: _FirmRow, guess: str | None) -> FirmMatch | None:
    """The firm of one row."""
    by_code, by_name = index.codes.get(row.code or ""), index.names.get(row.compact or "")
    if by_code and by_name and by_code != by_name:
        return FirmMatch(by_name, other=by_code)
    if found := by_code or by_name:
        return None if found == index.official.get(row.name or "") else FirmMatch(found)
    return FirmMatch(guess, is_sure=False) if guess else None


class _FirmIndex(NamedTuple):
    """The firms that are there by credit code, by each name that one firm has, and by the beginnings of full names."""

    official: dict[str, str]
    codes: dict[str, str]
    names: dict[str, str]
    beginnings: dict[str, set[str]]

    @classmethod
    def of_tables(cls, tables: Tables) -> _FirmIndex:
        """The index of the firms of a district."""
        firms = tables["firms"]
        meant = ids_by_name([("firms", firms)], tables["names"]).with_columns(compact_name(pl.col("name")))
        names: dict[str, set[str]] = {}
        for name, ids in meant.iter_rows():
            names.setdefault(name, set()).update(ids)
        beginnings: dict[str, set[str]] = {}
        for name, keys in names.items():
            if name.endswith(COMPANY):
                for end in range(_TELLING, len(name)):
                    beginnings.setdefault(name[:end], set()).update(keys)
        return cls(
            dict(firms.select("zh", "id").drop_nulls().iter_rows()),
            dict(firms.select("credit_code", "id").drop_nulls().iter_rows()),
            {name: next(iter(keys)) for name, keys in names.items() if len(keys) == 1},
            beginnings,
        )

    def guess(self, text: str) -> str | None:
        """The one firm whose short name begins a full one, or whose full name begins with a short one."""
        if text in self.names:
            return None
        if text.endswith(COMPANY):
            meant = {self.names[text[:n]] for n in range(_TELLING, len(text)) if text[:n] in self.names}
        else:
            meant = self.beginnings.get(text, set())
        return next(iter(meant)) if len(meant) == 1 else None
