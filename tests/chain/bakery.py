"""A small district of bakers and millers: every figure can be worked out by hand."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables

from .random_district import AS_OF, Row, Rows, as_tables

__all__ = ["AS_OF", "coefficient", "made_of", "of_product", "product", "works"]


def product(name: str, **fields: str) -> Row:
    """A product counted in tonnes, at 2,000 yuan a tonne (1,000 to 3,000); a usual plant makes 200 t a year."""
    about: Row = {"id": name, "zh": name, "en": name, "unit": "t", "kind": "manufacturable", "list": "invite"}
    size: Row = {"usual_plant_low": "100", "usual_plant_typical": "200", "price_low": "1000", "price_high": "3000"}
    return about | size | fields


def coefficient(process: str, item: str, typical: str, grade: str = "A", role: str = "input", **fields: str) -> Row:
    """What a process takes or gives for a tonne of its product; without a range unless one is given."""
    figures: Row = {"low": typical, "typical": typical, "high": typical, "grade": grade}
    return {"process": process, "input": item, "role": role, **figures, **fields}


def works(
    name: str,
    made: str,
    amount: str | None,
    *,
    firm: str = "bakers",
    stage: str = "operating",
    period: str = "2029",
    **capacity: str,
) -> Rows:
    """A plant of a firm, what it can make a year in tonnes, and the stage it has reached."""
    given: Row = {"id": name, "plant": name, "product": made, "amount": amount, "unit": "t", "basis": "stated"}
    return {
        "plants": [{"id": name, "zh": name, "firm": firm, "place": "here", "basis": "stated"}],
        "capacities": [given | capacity],
        "events": [event(name, stage, period)],
    }


def event(capacity: str, stage: str, period: str) -> Row:
    """A stage that a capacity reached or is to reach."""
    return {"id": f"{capacity} {stage}", "capacity": capacity, "stage": stage, "period": period, "basis": "stated"}


#: A tonne of bread takes half a tonne of flour (grade A), a tonne of cake a quarter (C).
RULES: Rows = {
    "places": [{"id": "here", "zh": "本县", "kind": "district", "basis": "stated"}],
    "firms": [{"id": name, "zh": name, "kind": "firm", "basis": "stated"} for name in ("bakers", "millers", "others")],
    "products": [product("flour"), product("bread"), product("cake")],
    "processes": [{"id": f"{made}-route", "product": made, "zh": made, "en": made} for made in ("bread", "cake")],
    "coefficients": [coefficient("bread-route", "flour", "0.5"), coefficient("cake-route", "flour", "0.25", "C")],
}


def made_of(*parts: Rows, **more: list[Row]) -> Tables:
    """The district with these works and further rows; of two rows with the same key the later one counts."""
    rows: dict[str, dict[tuple[str | None, ...], Row]] = defaultdict(dict)
    for part in (RULES, *parts, more):
        for table, given in part.items():
            rows[table] |= {tuple(row.get(field) for field in schema.read_tables()[table].key): row for row in given}
    return as_tables({table: [*by_key.values()] for table, by_key in rows.items()})


def of_product(frame: pl.DataFrame, name: str) -> dict[str, Any]:
    """The row of a product."""
    return frame.row(by_predicate=pl.col("product") == name, named=True)
