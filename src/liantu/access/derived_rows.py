"""Rows that an evaluation left behind: what they tell follows from the values it used, and is of their class.

A total is a formula in a firm's figures: whoever knows the scheme and all figures but one works the last one out. So a
row of a kept run is of the strictest class that any value of the run had. What was published stays public: of a run on
public notice, or final, the grade.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

import polars as pl

from liantu.access.classes import CLASSES, find_strictest, rank_rows, strictest_class
from liantu.model import schema
from liantu.model.tables import Tables

#: Tables whose rows a kept run gave, with the field that names the run.
DERIVED = {"grades": "evaluation"}
#: Runs in these states have been shown to the public: their grades are known.
_PUBLISHED = frozenset({"notice", "final"})
#: What a run takes beside the yearly returns, of whatever year.
_BESIDE_RETURNS = ("rosters", "facts", "holdings", "parcels")
_RANK = pl.col("rank of the class")
_YEAR_DIGITS = 4


class RunClass(NamedTuple):
    """What a kept run rests on, and whether its grades have been published."""

    rests_on: str
    published: bool


#: A run that is not known may rest on anything.
_UNKNOWN = RunClass(CLASSES[-1], published=False)

RunClasses = Mapping[str, RunClass]


def find_run_class(tables: Tables, sources: Mapping[str, str], year: str, scheme_text: str | None) -> str:
    """The strictest class of what a run of a year takes of the tables; the strictest of all when they lack that year.

    Returns count up to the year, of items that the text of the scheme names, or of all without a text.
    """
    return _find_input_class(_rank_returns(tables, sources), _find_class_beside(tables, sources), year, scheme_text)


def find_run_classes(
    tables: Tables, sources: Mapping[str, str], known: RunClasses | None = None
) -> dict[str, RunClass]:
    """The class of every kept run: what it was kept with, or what its inputs are now, whichever is stricter.

    A run that says nothing of itself is judged by its inputs alone. ``known`` are the classes of runs when more rows
    could be seen: none becomes less strict.
    """
    returns, beside = _rank_returns(tables, sources), _find_class_beside(tables, sources)
    found = dict(known or {})
    columns = ("id", "year", "scheme_text", "state", "rests_on")
    for key, year, text, state, stated in tables["evaluations"].select(columns).iter_rows():
        has_returns = not returns.filter(pl.col("year") == _year(year)).is_empty()
        classes = [stated] if stated in CLASSES else []
        if has_returns or not classes:
            classes.append(_find_input_class(returns, beside, year, text))
        if key in found:
            classes.append(found[key].rests_on)
        found[key] = RunClass(find_strictest(classes), state in _PUBLISHED)
    return found


def closed_derived_rows(name: str, runs: RunClasses, permitted: Collection[str]) -> pl.Expr:
    """Rows of runs that rest on what may not be seen and were never published."""
    if name not in DERIVED:
        return pl.lit(False)
    readable = [key for key, run in runs.items() if run.published or run.rests_on in permitted]
    return ~pl.col(DERIVED[name]).is_in(readable)


def blank_derived_fields(name: str, frame: pl.DataFrame, runs: RunClasses, permitted: Collection[str]) -> pl.DataFrame:
    """The rows with only their public fields, where their run rests on what may not be seen."""
    if name not in DERIVED or frame.is_empty():
        return frame
    open_runs = [key for key, run in runs.items() if run.rests_on in permitted]
    is_open = pl.col(DERIVED[name]).is_in(open_runs)
    if frame.select(is_open.all()).item():
        return frame
    closed = [field.name for field in schema.read_tables()[name].fields if field.klass != CLASSES[0] and not field.key]
    return frame.with_columns(pl.when(is_open).then(pl.col(field)).alias(field) for field in closed)


def find_blanked_rows(tables: Tables, runs: RunClasses, permitted: Collection[str]) -> dict[str, pl.DataFrame]:
    """The rows, by table, of which some fields may not be seen."""
    closed = [key for key, run in runs.items() if run.rests_on not in permitted]
    found = {name: tables[name].filter(pl.col(run).is_in(closed)) for name, run in DERIVED.items()}
    return {name: frame for name, frame in found.items() if frame.height}


def _rank_returns(tables: Tables, sources: Mapping[str, str]) -> pl.DataFrame:
    """The strictest class of each item in each year: year, item, its place in ``CLASSES``."""
    year = pl.col("year").str.slice(0, _YEAR_DIGITS)
    rank = rank_rows("returns", sources).cast(pl.Int64).alias(_RANK.meta.output_name())
    return tables["returns"].select(year, "item", rank).group_by("year", "item").agg(_RANK.max())


def _find_class_beside(tables: Tables, sources: Mapping[str, str]) -> str:
    return strictest_class({name: tables[name] for name in _BESIDE_RETURNS}, sources)


def _find_input_class(returns: pl.DataFrame, beside: str, year: str | None, scheme_text: str | None) -> str:
    until = returns.filter(pl.col("year") <= _year(year))
    if until.filter(pl.col("year") == _year(year)).is_empty():
        return _UNKNOWN.rests_on
    if scheme_text:
        words = set(re.findall(r"[\w-]+", scheme_text))
        until = until.filter(pl.col("item").is_in([item for item in until["item"].unique() if item in words]))
    return find_strictest([beside, CLASSES[until.select(_RANK.max()).item() or 0]])


def _year(year: str | None) -> str:
    return (year or "")[:_YEAR_DIGITS]
