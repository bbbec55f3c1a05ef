"""What may not leave the house: rows that rest on statistical returns, commercial secrets, or what a firm confided."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables, build_row_keys

#: Classes of sources whose rows stay out of every file that is passed on.
WITHHELD = ("statistical", "secret")
_CHANNEL = "channel"


def strip_confidential(tables: Tables, change: Change | None = None) -> tuple[Tables, Change, int]:
    """The tables and a what-if on them without such rows, and how many rows those were.

    The very same tables and change when there are none.
    """
    supposed = change or Change()
    sources = find_confidential_sources(tables, supposed)
    count, frames = 0, {}
    gone: set[tuple[str, str]] = set()
    for name, frame in tables.frames.items():
        out = frame.filter(is_confidential(name, sources))
        if out.height:
            count += out.height
            frames[name] = frame.filter(~is_confidential(name, sources))
            gone |= {(name, key) for key in build_row_keys(name, out)}
    kept = tuple(
        r
        for r in supposed.rows
        if not _is_supposed_row_confidential(tables, r, sources) and (r.table, r.key) not in gone
    )
    left = len(supposed.rows) - len(kept)
    return (
        tables.replace(**frames) if frames else tables,
        Change(kept, supposed.reason, supposed.source) if left else supposed,
        count + left,
    )


def find_confidential_sources(tables: Tables, change: Change | None = None) -> set[str]:
    """The sources whose rows stay in, those of the what-if too."""
    rows = change.rows if change else ()
    held = set(tables["sources"].filter(pl.col("class").is_in(WITHHELD))["id"])
    return held | {r.key for r in rows if r.table == "sources" and r.fields.get("class") in WITHHELD}


def is_confidential(name: str, sources: set[str]) -> pl.Expr:
    """Whether a row of that table stays in: by its source, or by the channel its value came through.

    A value whose channel nobody has stated stays in too: what is not known to be allowed is not done.
    """
    columns = schema.read_tables()[name].columns
    stays = pl.lit(False)
    if "source" in columns:
        stays = stays | pl.col("source").is_in([*sources]).fill_null(False)
    if _CHANNEL in columns:
        closed = pl.col(_CHANNEL).is_in(list_confidential_channels()) | pl.col(_CHANNEL).is_null()
        stays = stays | (pl.col("value").is_not_null() & closed)
    return stays


def list_confidential_channels() -> list[str]:
    """The channels whose values stay in the house, as the list of channels marks them.

    >>> list_confidential_channels()
    ['statistics', 'firm']
    """
    return [code for code, entry in schema.read_codelist(_CHANNEL).items() if entry.group == "withheld"]


def _is_supposed_row_confidential(tables: Tables, row: ChangeRow, sources: set[str]) -> bool:
    """Whether a supposed row says what stays in; a value without a channel has that of the row it changes."""
    if row.fields.get("source") in sources:
        return True
    if _CHANNEL not in schema.read_tables()[row.table].columns:
        return False
    channel = row.fields.get(_CHANNEL)
    if channel is None and row.fields.get("value") is not None:
        frame = tables[row.table]
        channel = next(iter(frame.filter(build_row_keys(row.table, frame) == row.key)[_CHANNEL]), None)
        return channel is None or channel in list_confidential_channels()
    return channel in list_confidential_channels()
