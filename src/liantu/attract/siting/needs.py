"""What a case takes and gives in a year, item by item, before any place is looked at."""

from __future__ import annotations

import polars as pl

from liantu.attract.siting.site_case import SiteCase
from liantu.model.siting_items import ITEMS

#: Products that are items of their own; all others that a process takes are materials.
UTILITIES = {"elec": "power", "ng": "gas", "steam": "steam", "water": "water", "sewage": "sewage"}
#: Items beside a utility, of the same quantity, that count where a place states them.
_BESIDE = {"power": ("power_purchase",), "gas": ("gas_transport",)}
#: What a need of the case is multiplied with, item by item: field of the case, and factor.
_SITE_ITEMS = {
    "power_demand": ("demand", 1.0),
    "land": ("land", 1.0),
    "land_rent": ("land", 1.0),
    "land_use_tax": ("land", 2000 / 3),
    "building": ("building", 1.0),
    "building_rent": ("building", 1.0),
    "wage": ("jobs", 1.0),
    "social": ("jobs", 1.0),
    "sewage": ("sewage", 1.0),
}
_SIGNS = {"byproduct": -1.0, "sale": 1.0}
COLUMNS = {
    **dict.fromkeys(("item", "product", "quantity_key", "quantity_unit"), pl.String),
    **dict.fromkeys(("quantity_low", "quantity", "quantity_high", "sign"), pl.Float64),
}


def list_needs(case: SiteCase, coefficients: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """What a case needs a year, columns ``COLUMNS``; a quantity that nobody states is null.

    ``coefficients``: of all processes, process, product, role, low, typical, high in the unit of the product that is
    taken or given off. ``units``: product, unit. Quantities are in that unit; of the site in 亩, m2, kW, persons.
    """
    used = _list_process_rows(case, coefficients, units)
    taken = set(used["item"].unique())
    site = [
        {"item": item, "quantity_key": f"siting_cases/{case.id}.{field}", "quantity_unit": ITEMS[item].quantity_unit}
        | dict.fromkeys(("quantity_low", "quantity", "quantity_high"), _times(case.site[field], factor))
        | {"sign": 1.0}
        for item, (field, factor) in _SITE_ITEMS.items()
        if item not in taken
    ]
    key = f"siting_cases/{case.id}"
    amounts = dict.fromkeys(("quantity_low", "quantity", "quantity_high"), case.amount)
    unit = dict(units.iter_rows()).get(case.product)
    sale = {"item": "sale", "product": case.product, "quantity_key": f"{key}.amount", "quantity_unit": unit, **amounts}
    once = dict.fromkeys(("quantity_low", "quantity", "quantity_high"), 1.0)
    capital = {"item": "capital", "quantity_key": f"{key}.one", "quantity_unit": "", "sign": 1.0, **once}
    stated = pl.DataFrame([*site, capital, {**sale, "sign": 1.0}], schema=COLUMNS)
    return pl.concat([used, stated])


def _list_process_rows(case: SiteCase, coefficients: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Inputs, utilities, by-products and waste of the process; what it takes beside a utility in rows of its own."""
    role, product = pl.col("role"), pl.col("product")
    item = (
        pl.when(role == "byproduct")
        .then(pl.lit("byproduct"))
        .when(role == "emission")
        .then(pl.lit("waste"))
        .otherwise(product.replace_strict(UTILITIES, default="material"))
    )
    rows = (
        coefficients.filter(pl.col("process") == (case.process or ""))
        .join(units, on="product", how="left", maintain_order="left")
        .select(
            item.alias("item"),
            "product",
            pl.format("coefficients/{}/{}/{}", "process", "product", "role").alias("quantity_key"),
            pl.col("unit").alias("quantity_unit"),
            (pl.col("low") * case.amount).alias("quantity_low"),
            (pl.col("typical") * case.amount).alias("quantity"),
            (pl.col("high") * case.amount).alias("quantity_high"),
        )
        .with_columns(pl.col("item").replace_strict(_SIGNS, default=1.0).alias("sign"))
    )
    beside = [
        rows.filter(pl.col("item") == utility).with_columns(pl.lit(other).alias("item"))
        for utility, others in _BESIDE.items()
        for other in others
    ]
    by_product = pl.col("item").is_in(["material", "byproduct", "waste"])
    named = pl.when(by_product).then("product").alias("product")
    return pl.concat([rows, *beside]).with_columns(named).select(*COLUMNS)


def _times(amount: float | None, factor: float) -> float | None:
    return None if amount is None else amount * factor
