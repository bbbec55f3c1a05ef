"""The library as tables: what is true anywhere, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from liantu.library import packed_tables
from liantu.model.tables import Tables, conform_frame

_LIBRARY = Path(__file__).parent


@cache
def load_library() -> Tables:
    """The library tables as text frames. Their content is proven by ``liantu check library``."""
    tables = packed_tables.read_tables(_LIBRARY)
    return Tables({}, {name: conform_frame(name, table) for name, table in tables.items()})


@cache
def read_families() -> Mapping[str, tuple[str, ...]]:
    """The divisions of GB/T 4754 whose products stand in each family of the tables, by the family's folder."""
    return packed_tables.read_families(_LIBRARY)
