"""The class of a row: the stricter one of its source and of the channel its value came through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from liantu.model import schema
from liantu.model.change import Change
from liantu.model.tables import Tables

#: All classes, the strictest last, as the code list has them.
CLASSES = tuple(schema.read_codelist("class"))
_RANK = {name: rank for rank, name in enumerate(CLASSES)}
_CHANNEL = "channel"


def find_strictest(classes: Iterable[str]) -> str:
    """The strictest of some classes; public when there are none.

    >>> find_strictest(["internal", "secret", "public"])
    'secret'
    """
    return max(classes, key=_RANK.__getitem__, default=CLASSES[0])


def channel_class(channel: str | None) -> str:
    """The class of values that came through a channel: the group in the list of channels, public without one.

    A value whose channel nobody has stated is of the strictest class: what is not known to be allowed is not done.

    >>> channel_class("statistics"), channel_class("firm"), channel_class("tax"), channel_class(None)
    ('statistical', 'secret', 'public', 'secret')
    """
    code = schema.read_codelist(_CHANNEL).get(channel or "")
    return (code.group or CLASSES[0]) if code else CLASSES[-1]


def source_classes(
    tables: Tables, change: Change | None = None, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The class of every source, with those of a what-if; a what-if makes none less strict.

    ``known`` are the classes last known, also of sources that the tables do not have: they hold for every moment.
    """
    stated = {key: word or CLASSES[0] for key, word in tables["sources"].select("id", "class").iter_rows()}
    classes = {**stated, **(known or {})}
    for row in change.rows if change else ():
        if row.table == "sources" and row.fields.get("class") in _RANK:
            classes[row.key] = find_strictest([classes.get(row.key, CLASSES[0]), str(row.fields["class"])])
    return classes


def rank_rows(name: str, sources: Mapping[str, str]) -> pl.Expr:
    """The class of each row of a table, as its place in ``CLASSES``."""
    columns = schema.read_tables()[name].columns
    ranks = [pl.lit(0, pl.Int8)]
    closed = {key: _RANK[row_class] for key, row_class in sources.items() if _RANK[row_class]}
    if "source" in columns and closed:
        ranks.append(pl.col("source").replace_strict(closed, default=0, return_dtype=pl.Int8))
    if _CHANNEL in columns:
        by_channel = {code: _RANK[channel_class(code)] for code in schema.read_codelist(_CHANNEL)}
        rank = pl.col(_CHANNEL).replace_strict(by_channel, default=_RANK[channel_class(None)], return_dtype=pl.Int8)
        ranks.append(pl.when(pl.col("value").is_not_null()).then(rank).otherwise(0))
    return pl.max_horizontal(ranks)


def strictest_class(frames: Mapping[str, pl.DataFrame], sources: Mapping[str, str]) -> str:
    """The strictest class of any row of some tables: what is made of them is of this class."""
    ranks = [
        frame.select(rank_rows(name, sources).max()).item()
        for name, frame in frames.items()
        if frame.height and not {"source", _CHANNEL}.isdisjoint(frame.columns)
    ]
    return CLASSES[max(ranks, default=0)]
