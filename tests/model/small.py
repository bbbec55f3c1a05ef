"""Small tables, written as rows, over the units of the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame

Row = Mapping[str, str | None]


def tables(**rows: Sequence[Row]) -> Tables:
    """The tables with these rows; a field that is not given is blank."""
    frames = {name: conform_frame(name, pl.DataFrame(given, infer_schema_length=None)) for name, given in rows.items()}
    frames = {name: frame.cast(pl.String) for name, frame in frames.items()}
    return Tables({}, {"units": load_library()["units"], "stages": load_library()["stages"], **frames})


def product(name: str, unit: str = "t", **fields: str) -> Row:
    """A product."""
    return {"id": name, "zh": name, "en": name, "unit": unit, "kind": "manufacturable", "list": "invite", **fields}


def capacity(name: str, amount: str | None = None, unit: str | None = None, **fields: str) -> Row:
    """A capacity of a plant of the same name, of the product cell."""
    return {"id": name, "plant": name, "product": "cell", "amount": amount, "unit": unit, "basis": "ours", **fields}
