"""The answer whether an input is made where it is used, as rows of a Change.

Made there is a capacity of unknown amount, wholly for own use, that has reached the stage of the plant; not made there
is a capacity of zero.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.model.change import ChangeRow
from liantu.model.tables import Tables
from liantu.model.units import YEARLY

#: The stage to write for what a capacity counts as.
_STAGES = {"operating": "operating", "building": "building", "planned": "signed"}


def name_site_capacity(plant: str, product: str) -> str:
    """The id of the capacity that says whether a plant makes an input itself."""
    return f"{plant}-{product}"


def write_site_answer(
    tables: Tables,
    plant: str,
    product: str,
    status: str | None,
    period: str,
    provenance: Mapping[str, str | None],
    *,
    made: bool,
) -> tuple[ChangeRow, ...]:
    """The rows that say whether ``plant`` makes ``product`` itself.

    ``status`` is that of the capacity that needs it, ``period`` the date of the answer, ``provenance`` the fields on
    where it comes from.
    """
    key = name_site_capacity(plant, product)
    known = key in set(tables["capacities"]["id"])
    units = tables["products"].filter(pl.col("id") == product)["unit"]
    unit = f"{units[0]}{YEARLY}" if len(units) else None
    fields: dict[str, str | None] = {"plant": plant, "product": product, "measure": "total"}
    fields |= {"self_use": "100", "amount": None} if made else {"self_use": None, "amount": "0", "unit": unit}
    if not known:
        fields = {name: text for name, text in fields.items() if text is not None}
    capacity = ChangeRow("capacities", key, "update" if known else "insert", {**fields, **provenance})
    stage = _STAGES.get(status or "")
    if not made or stage is None:
        return (capacity,)
    event = {"capacity": key, "stage": stage, "period": period}
    event_key = f"{key}-{stage}"
    operation = "update" if event_key in set(tables["events"]["id"]) else "insert"
    return capacity, ChangeRow("events", event_key, operation, {**event, **provenance})
