"""The library as tables: what is true anywhere, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from liantu.model.tables import Tables, conform_frame

_FOLDER = Path(__file__).parent / "tables"


@cache
def load_library() -> Tables:
    """The library tables as text frames. Their content is proven by ``liantu check library``."""
    frames = {
        path.stem: conform_frame(path.stem, pl.read_csv(path, infer_schema=False))
        for path in sorted(_FOLDER.glob("*.csv"))
    }
    return Tables({}, frames)
