"""A district with leads and agreements, made of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame

Rows = Sequence[Mapping[str, str | None]]


def make_tables(**rows: Rows) -> Tables:
    """The library with some tables of a district."""
    frames = {name: conform_frame(name, pl.DataFrame(list(given))) for name, given in rows.items()}
    return load_library().replace(**frames)
