"""Amounts as people write them, and how they are read."""

from __future__ import annotations

import polars as pl

from liantu.model.field_checks import normalise_cells
from liantu.model.tables import conform_frame
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.request_view import RequestView


def describe_amount(view: RequestView, text: str, unit: str) -> str:
    """How an amount with its unit will be kept; empty when there is nothing to say."""
    if not text.strip():
        return ""
    frame = conform_frame(
        "capacities", pl.DataFrame({"amount": [text], "unit": [unit]}, schema_overrides={"unit": pl.String})
    )
    units = view.present.given.units
    row = normalise_cells("capacities", frame, units)[0].row(0, named=True)
    try:
        float(row["amount"])
    except ValueError:
        return view.tr("cannot be read as a number")
    if not row["unit"]:
        return view.tr("Which unit?")
    if units.read(row["unit"]) is None:
        return view.tr("This unit is not known.")
    return view.tr("read as %s") % given_figure_text(row["amount"], row["unit"])
