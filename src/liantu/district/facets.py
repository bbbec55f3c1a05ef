"""Facets of a list: how many of its rows have which value, and the rows that have the chosen ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

#: What stands for a blank cell among the values.
BLANK = "="


class FacetValue(NamedTuple):
    """A value of a facet, how many rows have it, and whether it is chosen."""

    value: str
    rows: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """The values of one column, the most frequent first."""

    field: str
    values: tuple[FacetValue, ...]


Chosen = Mapping[str, Sequence[str]]


def select_chosen_rows(frame: pl.DataFrame, chosen: Chosen) -> pl.DataFrame:
    """The rows that have one of the chosen values in every column that any is chosen of.

    >>> frame = pl.DataFrame({"place": ["a", "b", None], "state": ["on", "on", "off"]})
    >>> select_chosen_rows(frame, {"place": ["a", "="]})["state"].to_list()
    ['on', 'off']
    """
    for field, values in chosen.items():
        if values and field in frame.columns:
            frame = frame.filter(_has_value(frame, field, values))
    return frame


def list_missing_values(frame: pl.DataFrame, chosen: Chosen) -> list[str]:
    """The chosen values that no row of a list has.

    >>> list_missing_values(pl.DataFrame({"place": ["a", None]}), {"place": ["a", "x", "="], "other": ["y"]})
    ['x']
    """
    found = []
    for field, values in chosen.items():
        known = {BLANK, *_list_values(frame, field)} if field in frame.columns else {*values}
        found += [value for value in values if value not in known]
    return found


def count_facets(frame: pl.DataFrame, fields: Iterable[str], chosen: Chosen) -> list[Facet]:
    """The values of some columns with their rows, of those that have what is chosen in every other column.

    >>> frame = pl.DataFrame({"place": ["a", "b", "b"], "state": ["on", "on", "off"]})
    >>> [(v.value, v.rows) for v in count_facets(frame, ["place"], {"state": ["on"], "place": ["a"]})[0].values]
    [('a', 1), ('b', 1)]
    """
    found = []
    for field in fields:
        if field not in frame.columns:
            continue
        others = {name: values for name, values in chosen.items() if name != field}
        texts = _list_values(select_chosen_rows(frame, others), field)
        counts = dict(texts.value_counts().iter_rows()) if len(texts) else {}
        picked = chosen.get(field, ())
        for value in picked:
            counts.setdefault(value, 0)
        order = sorted(counts, key=lambda value: (value == BLANK, -counts[value], value))
        found.append(Facet(field, tuple(FacetValue(value, counts[value], value in picked) for value in order)))
    return found


def _list_values(frame: pl.DataFrame, field: str) -> pl.Series:
    """Each value of each row: of a list every one of its values once."""
    column = frame[field]
    if isinstance(column.dtype, pl.List):
        column = frame.select(pl.col(field).list.unique())[field].explode(keep_nulls=True, empty_as_null=True)
    return column.cast(pl.String).fill_null(BLANK).alias("value")


def _has_value(frame: pl.DataFrame, field: str, values: Sequence[str]) -> pl.Series:
    column = frame[field]
    if isinstance(column.dtype, pl.List):
        texts = pl.col(field).cast(pl.List(pl.String))
        meets = texts.list.set_intersection(list(values)).list.len() > 0
        blank = texts.list.len().fill_null(0) == 0
        return frame.select(meets.fill_null(value=False) | (blank & pl.lit(BLANK in values)))[field]
    return column.cast(pl.String).fill_null(BLANK).is_in(list(values))
