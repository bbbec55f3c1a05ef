"""The account of a number (测算依据): the terms behind it, level by level, down to the quote."""

from __future__ import annotations

from typing import TypedDict, cast

import polars as pl

from liantu.chain.account_factors import OF_A_GAP, build_factor
from liantu.chain.account_rows import (
    Account,
    AccountTerm,
    Citation,
    TermAssumption,
    TermByproduct,
    TermCoefficient,
    TermProduction,
    WideCoefficient,
)
from liantu.chain.balance import build_balance
from liantu.chain.open_terms import ANY_ROUTE, find_routes_of
from liantu.model.capacities import UNALLOCATED
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Row, Tables

#: Which terms make which number.
MEASURES = {
    "gap": ("demand", "supply", "captive"),
    "surplus": ("demand", "supply", "captive"),
    "demand": ("demand",),
    "direct": ("demand",),
    "supply": ("supply",),
    "captive": ("captive",),
    "nearby": ("nearby",),
    "offer": ("offer",),
    "conditional": ("conditional",),
    **dict.fromkeys(OF_A_GAP, ("demand", "supply", "captive")),
}


def build_account(
    tables: Tables, terms: pl.DataFrame, product: str, measure: str = "gap", prices: pl.DataFrame | None = None
) -> Account:
    """How a number is made: its terms, and the three coefficients that widen its range most.

    ``typical`` is the sum of the terms (a gap: demand less supply, not below zero), so the account cannot
    disagree with its number. Each term carries its plant with source, paragraph and quote, its assumption
    with reason, its coefficient with range, grade and basis. A value takes its price from ``prices``, those of
    ``choose_prices``. Raises Problems for an unknown product.
    """
    names = _find(tables, "products", product)
    if not names:
        slots = {"nearest": suggest_nearest(product, tables["products"]["id"])}
        raise Problems([Problem("unknown_product", value=product, slots=slots)])
    kinds = MEASURES.get(measure, ("demand",))
    product_terms = terms.filter((pl.col("product") == product) & pl.col("measure").is_in(kinds))
    if measure in ("operating", "building", "planned"):
        product_terms = product_terms.filter(pl.col("status") == measure)
    typical: float | None = _sum_terms(product_terms, product, measure)
    if measure in OF_A_GAP and not bool((product_terms.filter(measure="demand")["value"] > 0).any()):
        typical = None  # needed in an unknown amount only
    factor = build_factor(tables, product_terms, product, measure, typical, prices)
    return {
        "product": product,
        "zh": names["zh"] or "",
        "en": names["en"] or "",
        "unit": names["unit"] or "",
        "measure": measure,
        "typical": factor["result_typical"] if factor else typical,
        "factor": factor,
        "terms": [_term(tables, cast(_TermRow, row)) for row in product_terms.iter_rows(named=True)],
        "widest": _widest(product_terms),
    }


def _sum_terms(terms: pl.DataFrame, product: str, measure: str) -> float:
    if measure in ("gap", "surplus", *OF_A_GAP):
        book = build_balance(terms).filter(pl.col("product") == product)
        return float(book["surplus" if measure == "surplus" else "gap"][0]) if book.height else 0.0
    return float(terms["value"].sum())


class _TermRow(TypedDict):
    """What an account reads of a term."""

    product: str
    measure: str
    status: str
    value: float | None
    capacity: str | None
    row: str
    plant: str | None
    firm: str | None
    via: str | None
    amount: float | None
    least: bool
    by_production: bool
    output: str | None
    load: float | None
    share: float | None
    assumption: str | None
    coefficient: str | None
    low: float
    typical: float
    high: float
    grade: str | None


def _term(tables: Tables, row: _TermRow) -> AccountTerm:
    capacity = _find(tables, "capacities", row["row"])
    plant = _find(tables, "plants", row["plant"])
    return {
        "measure": row["measure"],
        "status": row["status"],
        "value": row["value"],
        "unallocated": UNALLOCATED in (row["capacity"] or ""),
        "capacity": {
            "id": row["row"],
            "plant": row["plant"],
            "plant_zh": plant.get("zh"),
            "plant_en": plant.get("en"),
            "firm": row["firm"],
            "product": row["via"],
            "amount": row["amount"],
            "at_least": bool(row["least"]),
            "comparator": capacity.get("comparator"),
            "amount_as_written": capacity.get("amount"),
            "unit_as_written": capacity.get("unit"),
            "production": _production(tables, row),
            "load": row["load"],
            "self_use": row["share"],
            "citation": _citation(tables, capacity),
        },
        "assumptions": [_assumption(tables, name) for name in (row["assumption"] or "").split(";") if name],
        "coefficient": _coefficient(tables, row, row["coefficient"]) if row["coefficient"] else None,
        "byproduct": _byproduct(tables, row),
    }


def _byproduct(tables: Tables, row: _TermRow) -> TermByproduct | None:
    """What the plant states of a by-product; of its main product nothing."""
    stated = _find(tables, "byproducts", f"{row['row']}/{row['product']}")
    if not stated or row["product"] == row["via"] or row["measure"] not in ("offer", "captive"):
        return None
    return {
        "comparator": stated.get("comparator"),
        "amount_as_written": stated.get("amount"),
        "unit_as_written": stated.get("unit"),
        "period": stated.get("period"),
        "citation": _citation(tables, stated),
    }


def _production(tables: Tables, row: _TermRow) -> TermProduction | None:
    if not row["output"]:
        return None
    claim = _find(tables, "observations", row["output"])
    return {
        "id": row["output"],
        "gives": "amount" if row["by_production"] else "load",
        "period": claim.get("period"),
        "comparator": claim.get("comparator"),
        "value_as_written": claim.get("value"),
        "unit_as_written": claim.get("unit"),
        "citation": _citation(tables, claim),
    }


def _coefficient(tables: Tables, row: _TermRow, coefficient: str) -> TermCoefficient:
    process, item, role = coefficient.split("/")
    routes = [_find(tables, "processes", key) for key in find_routes_of(tables, coefficient)]
    found = tables["coefficients"].filter(
        (pl.col("process") == process) & (pl.col("input") == item) & (pl.col("role") == role)
    )
    entry: Row = found.row(0, named=True) if found.height else {}
    source = _find(tables, "sources", entry.get("source"))
    return {
        "id": coefficient,
        "process": process,
        "process_zh": "; ".join(filter(None, (route.get("zh") for route in routes))) or None,
        "process_en": "; ".join(filter(None, (route.get("en") for route in routes))) or None,
        "any_route": process.startswith(ANY_ROUTE),
        "low": row["low"],
        "typical": row["typical"],
        "high": row["high"],
        "grade": row["grade"],
        "basis": entry.get("basis"),
        "source": entry.get("source"),
        "source_title": source.get("zh"),
        "source_title_en": source.get("en"),
        "bound": entry.get("bound"),
        "note": entry.get("note"),
    }


def _assumption(tables: Tables, name: str) -> TermAssumption:
    found = tables["assumptions"].filter(pl.col("id") == name)  # the id alone is not their key
    row: Row = found.row(0, named=True) if found.height else {}
    return {
        "id": row.get("id"),
        "zh": row.get("zh"),
        "en": row.get("en"),
        "reason_zh": row.get("reason_zh"),
        "reason_en": row.get("reason_en"),
        "source": row.get("source"),
        "value": row.get("value"),
    }


def _citation(tables: Tables, row: Row) -> Citation:
    source = _find(tables, "sources", row.get("source"))
    return {
        "basis": row.get("basis"),
        "source": row.get("source"),
        "title": source.get("zh"),
        "title_en": source.get("en") or source.get("zh"),
        "published": source.get("published"),
        "locator": row.get("locator"),
        "quote": row.get("quote"),
        "note": row.get("note"),
        "note_en": row.get("note_en"),
    }


def _find(tables: Tables, table: str, key: str | None) -> Row:
    """The row of a table with that id; empty when there is none."""
    return tables.rows(table).get(key, {}) if key else {}


def _widest(terms: pl.DataFrame) -> list[WideCoefficient]:
    width = (pl.col("amount") * (pl.col("high") - pl.col("low"))).sum()
    found = terms.drop_nulls("coefficient").group_by("coefficient").agg(width.alias("width"))
    widest = found.sort("width", "coefficient", descending=[True, False]).head(3)
    return [{"coefficient": name, "width": amount} for name, amount in widest.iter_rows()]
