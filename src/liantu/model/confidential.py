"""What may not leave the house: rows that rest on statistical returns or commercial secrets."""

from __future__ import annotations

import polars as pl

from liantu.model.change import Change
from liantu.model.tables import Tables, row_keys

#: Classes of sources whose rows stay out of every file that is passed on.
WITHHELD = ("statistical", "secret")


def shareable(tables: Tables, change: Change | None = None) -> tuple[Tables, Change, int]:
    """The tables and a what-if on them without rows of such sources, and how many rows those were.

    The very same tables and change when there are none.
    """
    supposed = change or Change()
    held = _held(tables, supposed)
    count, frames = 0, {}
    gone: set[tuple[str, str]] = set()
    for name, frame in tables.frames.items():
        if "source" not in frame.columns:
            continue
        secret = pl.col("source").is_in([*held]).fill_null(False)
        out = frame.filter(secret)
        if out.height:
            count += out.height
            frames[name] = frame.filter(~secret)
            gone |= {(name, key) for key in row_keys(name, out)}
    kept = tuple(r for r in supposed.rows if r.fields.get("source") not in held and (r.table, r.key) not in gone)
    left = len(supposed.rows) - len(kept)
    return (
        tables.replace(**frames) if frames else tables,
        Change(kept, supposed.reason, supposed.source) if left else supposed,
        count + left,
    )


def _held(tables: Tables, change: Change) -> set[str]:
    """The sources whose rows stay in, those of the what-if too."""
    held = set(tables["sources"].filter(pl.col("class").is_in(WITHHELD))["id"])
    return held | {r.key for r in change.rows if r.table == "sources" and r.fields.get("class") in WITHHELD}
