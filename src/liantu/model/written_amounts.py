"""Amounts as people write them, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.field_checks import normalise_cells
from liantu.model.tables import conform_frame
from liantu.model.units import Units


@dataclass(frozen=True)
class WrittenAmount:
    """An amount with its unit as it will be kept.

    ``trouble`` is ``no_number``, ``no_unit``, ``unknown_unit``, or empty.
    """

    amount: str
    unit: str
    trouble: str = ""


def read_written_amount(text: str, unit: str, units: Units) -> WrittenAmount:
    """How an amount is read whose unit stands in its own field, or behind the number."""
    cells = pl.DataFrame({"amount": [text], "unit": [unit]}, schema_overrides={"unit": pl.String})
    row = normalise_cells("capacities", conform_frame("capacities", cells), units)[0].row(0, named=True)
    amount, found = str(row["amount"] or ""), str(row["unit"] or "")
    return WrittenAmount(amount, found, _find_trouble(amount, found, units))


def _find_trouble(amount: str, unit: str, units: Units) -> str:
    try:
        float(amount)
    except ValueError:
        return "no_number"
    if not unit:
        return "no_unit"
    return "unknown_unit" if units.read(unit) is None else ""
