"""The account of a number (测算依据): the terms behind it, level by level, down to the quote."""

from __future__ import annotations

from typing import Any

import polars as pl

from liantu.chain.balance import build_balance
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

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
}


def build_account(tables: Tables, terms: pl.DataFrame, product: str, measure: str = "gap") -> dict[str, Any]:
    """``{product, measure, unit, typical, terms: [...], widest: [...]}``.

    ``typical`` is the sum of the terms (a gap: demand less supply, not below zero), so the account cannot
    disagree with its number. Each term carries its plant with source, paragraph and quote, its assumption
    with reason, its coefficient with range, grade and basis. ``widest`` names the three coefficients that
    widen the range most. Raises Problems for an unknown product.
    """
    names = {row["id"]: row for row in tables["products"].iter_rows(named=True)}
    if product not in names:
        slots = {"nearest": suggest_nearest(product, tables["products"]["id"])}
        raise Problems([Problem("unknown_product", value=product, slots=slots)])
    kinds = MEASURES.get(measure, ("demand",))
    own = terms.filter((pl.col("product") == product) & pl.col("measure").is_in(kinds))
    if measure in ("operating", "building", "planned"):
        own = own.filter(pl.col("status") == measure)
    rows = [_term(tables, row) for row in own.iter_rows(named=True)]
    return {
        "product": product,
        "zh": names[product]["zh"],
        "en": names[product]["en"],
        "unit": names[product]["unit"],
        "measure": measure,
        "typical": _sum_terms(own, product, measure),
        "terms": rows,
        "widest": _widest(own),
    }


def _sum_terms(own: pl.DataFrame, product: str, measure: str) -> float:
    if measure in ("gap", "surplus"):
        book = build_balance(own).filter(pl.col("product") == product)
        return float(book[measure][0]) if book.height else 0.0
    return float(own["value"].sum())


def _term(tables: Tables, row: dict[str, Any]) -> dict[str, Any]:
    capacity = _find(tables, "capacities", row["row"])
    plant = _find(tables, "plants", row["plant"])
    return {
        "measure": row["measure"],
        "status": row["status"],
        "value": row["value"],
        "unallocated": row["capacity"] != row["row"],
        "capacity": {
            "id": row["row"],
            "plant": row["plant"],
            "plant_zh": plant.get("zh"),
            "plant_en": plant.get("en"),
            "firm": row["firm"],
            "product": row["via"],
            "amount": row["amount"],
            "amount_as_written": capacity.get("amount"),
            "unit_as_written": capacity.get("unit"),
            "load": row["load"],
            "self_use": row["share"],
            "citation": _citation(tables, capacity),
        },
        "assumptions": [_assumption(tables, name) for name in (row["assumption"] or "").split(";") if name],
        "coefficient": _coefficient(tables, row) if row["coefficient"] else None,
    }


def _coefficient(tables: Tables, row: dict[str, Any]) -> dict[str, Any]:
    process, item, role = row["coefficient"].split("/")
    found = tables["coefficients"].filter(
        (pl.col("process") == process) & (pl.col("input") == item) & (pl.col("role") == role)
    )
    entry = found.row(0, named=True) if found.height else {}
    route = _find(tables, "processes", process)
    return {
        "id": row["coefficient"],
        "process": process,
        "process_zh": route.get("zh"),
        "process_en": route.get("en"),
        "low": row["low"],
        "typical": row["typical"],
        "high": row["high"],
        "grade": row["grade"],
        "basis": entry.get("basis"),
        "source": entry.get("source"),
        "source_title": _find(tables, "sources", entry.get("source")).get("zh"),
        "source_title_en": _find(tables, "sources", entry.get("source")).get("en"),
        "bound": entry.get("bound"),
        "note": entry.get("note"),
    }


def _assumption(tables: Tables, name: str) -> dict[str, Any]:
    row = _find(tables, "assumptions", name)
    return {key: row.get(key) for key in ("id", "zh", "en", "reason_zh", "reason_en", "source", "value")}


def _citation(tables: Tables, row: dict[str, Any]) -> dict[str, Any]:
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


def _find(tables: Tables, table: str, key: str | None) -> dict[str, Any]:
    if key is None:
        return {}
    found = tables[table].filter(pl.col("id") == key)
    return found.row(0, named=True) if found.height else {}


def _widest(own: pl.DataFrame) -> list[dict[str, Any]]:
    width = (pl.col("amount") * (pl.col("high") - pl.col("low"))).sum()
    return (
        own.drop_nulls("coefficient")
        .group_by("coefficient")
        .agg(width.alias("width"))
        .sort("width", "coefficient", descending=[True, False])
        .head(3)
        .to_dicts()
    )
