"""The library as tables: what is true anywhere, read once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polars as pl

from liantu.model.tables import Tables, conform_frame

_FOLDER = Path(__file__).parent / "tables"
_FAMILIES = Path(__file__).parent / "families.csv"


@cache
def load_library() -> Tables:
    """The library tables as text frames. Their content is proven by ``liantu check library``."""
    return Tables({}, {name: conform_frame(name, frame) for name, frame in read_shipped_tables().items()})


def read_shipped_tables() -> dict[str, pl.DataFrame]:
    """Every shipped table by name as it is written, all text: a file of its own, or one a family, joined in the order
    of ``families.csv``.
    """
    parts: dict[str, list[pl.DataFrame]] = {}
    for folder in (_FOLDER, *(_FOLDER / family for family in read_families())):
        for path in sorted(folder.glob("*.csv")):
            parts.setdefault(path.stem, []).append(pl.read_csv(path, infer_schema=False))
    return {name: pl.concat(frames) for name, frames in sorted(parts.items())}


@cache
def read_families() -> Mapping[str, tuple[str, ...]]:
    """The divisions of GB/T 4754 whose products stand in each family of the tables, by the family's folder."""
    with _FAMILIES.open(encoding="utf-8", newline="") as stream:
        return {row["family"]: tuple(row["divisions"].split(";")) for row in csv.DictReader(stream)}
