"""A small district of bakers and millers: every figure can be worked out by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import chain
from typing import Any

import polars as pl

from liantu.chain.reference_prices import choose_prices
from liantu.library.price_rules import read_price_rules
from liantu.model import schema
from liantu.model.tables import Tables

from .random_district import AS_OF, Row, Rows, as_tables

__all__ = ["AS_OF", "coefficient", "made_of", "of_product", "prices_on", "product", "works"]


def product(name: str, **fields: str) -> Row:
    """A product counted in tonnes, at 2,000 yuan a tonne (1,000 to 3,000); a usual plant makes 200 t a year.

    ``made_of`` writes the price as rows of 2028 and 2029, or of ``price_year``: half-way between low and high.
    """
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
    """The district with these works and further rows; of two rows with the same key the later one counts.

    Prices in the fields of a product become rows of ``prices``, without tax.
    """
    rows: dict[str, dict[tuple[str | None, ...], Row]] = defaultdict(dict)
    for part in (RULES, *parts, more):
        for table, given in part.items():
            rows[table] |= {tuple(row.get(field) for field in schema.read_tables()[table].key): row for row in given}
    given = {table: [*by_key.values()] for table, by_key in rows.items()}
    given["prices"] = [*given.get("prices", []), *chain.from_iterable(map(price_rows, given["products"]))]
    bare = dict.fromkeys(("price_low", "price_high", "price_year"))
    return as_tables(given | {"products": [row | bare for row in given["products"]]})


def price_rows(product: Row) -> list[Row]:
    """The prices that stand in the fields of a product, as rows."""
    low, high, year = (product.get(f"price_{name}") for name in ("low", "high", "year"))
    if low is None or high is None:
        return []
    figures: Row = {"low": low, "typical": str((float(low) + float(high)) / 2), "high": high}
    about: Row = {"product": product["id"], "basis": "market", "tax": "excl", "grade": "B", "source": "market-page"}
    return [about | figures | {"period": period} for period in ([year] if year else ["2028", "2029"])]


def prices_on(tables: Tables, day: date = AS_OF) -> pl.DataFrame:
    """The prices that count on a day."""
    return choose_prices(tables, read_price_rules(day), day)


def of_product(frame: pl.DataFrame, name: str) -> dict[str, Any]:
    """The row of a product."""
    return frame.row(by_predicate=pl.col("product") == name, named=True)
