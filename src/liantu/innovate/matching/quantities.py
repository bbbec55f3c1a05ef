"""Values with units in one scale: MPa beside kgf/cm², K beside ℃, ppm beside mg/kg. Units are read by ``pint``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from pint import UnitRegistry

#: Units that are counts or scales of their own, and sizes of units that Chinese words count by.
DEFINITIONS = (
    *(
        "cycle = [cycle]",
        "piece = [piece]",
        "yuan = [money]",
        "NTU = [turbidity]",
        "CFU = [colony]",
        "mesh_size = [mesh]",
    ),
    *(
        "permille = 1e-3",
        "parts_per_billion = 1e-9",
        "thousand_cycles = 1e3 * cycle",
        "ten_thousand_cycles = 1e4 * cycle",
    ),
    *("ten_thousand_tonnes = 1e4 * tonne", "ten_thousand_yuan = 1e4 * yuan", "hundred_million_yuan = 1e8 * yuan"),
)


def read_quantities(rows: pl.DataFrame, unit_words: Mapping[str, str]) -> pl.DataFrame:
    """Rows with ``value`` and ``unit`` and what they are in base units: dimension (text), base (number).

    A unit that is not known measures itself alone: its spelling is its dimension. Each spelling is read once.
    ``unit_words``: how offices write units, longest first, and what pint calls them.
    """
    spelled = rows["unit"].fill_null("").unique(maintain_order=True)
    read = [_read_unit(_respell(text, unit_words)) or (text, 1.0, 0.0) for text in spelled]
    units = pl.DataFrame(
        {
            "unit": spelled,
            "dimension": [r[0] for r in read],
            "factor": [r[1] for r in read],
            "offset": [r[2] for r in read],
        },
        schema={"unit": pl.String, "dimension": pl.String, "factor": pl.Float64, "offset": pl.Float64},
    )
    known = rows.with_columns(pl.col("unit").fill_null("")).join(units, on="unit", how="left", maintain_order="left")
    return known.with_columns((pl.col("value") * pl.col("factor") + pl.col("offset")).alias("base")).drop(
        "factor", "offset"
    )


@cache
def _registry() -> UnitRegistry[Any]:
    from pint import UnitRegistry

    registry: UnitRegistry[Any] = UnitRegistry(autoconvert_offset_to_baseunit=True)
    for line in DEFINITIONS:
        registry.define(line)
    return registry


def _respell(text: str, unit_words: Mapping[str, str]) -> str:
    plain = text.strip()
    for written, meant in unit_words.items():
        plain = plain.replace(written, meant)
    return plain


@cache
def _read_unit(text: str) -> tuple[str, float, float] | None:
    """Dimension, factor and offset to base units of a spelling; None where nobody knows it."""
    from pint.errors import PintError

    registry = _registry()
    try:
        unit = registry.parse_units(text)
        dimension = str(dict(sorted(unit.dimensionality.items())))
        offset = registry.Quantity(0.0, unit).to_base_units().magnitude
        factor = registry.Quantity(1.0, unit).to_base_units().magnitude - offset
    except (PintError, AssertionError, TypeError, ValueError, AttributeError, KeyError):
        return None
    return dimension, float(factor), float(offset)
