"""Small land ledgers and returns for tests, over the items of the library."""

from __future__ import annotations

from typing import Any

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables

from .small import Row, tables


def parcel(name: str, area: str | None = None, **fields: str) -> Row:
    return {"id": name, "zh": name, "area": area, "basis": "ours", **fields}


def own(name: str, firm: str, parcel: str = "p", **fields: str) -> Row:
    return {"id": name, "firm": firm, "parcel": parcel, "kind": "own", "basis": "ours", **fields}


def lease(name: str, firm: str, lessor: str | None, parcel: str = "p", **fields: str) -> Row:
    return {**own(name, firm, parcel), "kind": "lease", "lessor": lessor, **fields}


def returned(firm: str, item: str, value: str | None, unit: str | None = None, **fields: Any) -> Row:
    row = {"firm": firm, "year": "2023", "item": item, "value": value, "unit": unit, "basis": "ours"}
    return {**row, "channel": "tax", **fields}


def ledger(*rows: Row, **others: list[Row]) -> Tables:
    """Parcels and holdings, told apart by their columns, and other tables by name."""
    parcels = [row for row in rows if "kind" not in row]
    holdings = [row for row in rows if "kind" in row]
    given = {"parcels": parcels, "holdings": holdings, **others}
    found = tables(**{name: rows for name, rows in given.items() if rows})
    return found.replace(return_items=load_library()["return_items"])
