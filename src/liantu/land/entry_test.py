"""Entry test of a planned project: what it brings per mu and uses per output, against the land standards of its place.

An indicator without a standard, with a standard of unknown value, or with an unknown value of its own is to be
verified: never a tick.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isclose
from typing import TypedDict

import polars as pl

from liantu.library.industries import normalise_industry
from liantu.model import periods, schema
from liantu.model.rules.land_standards import UNITS
from liantu.model.tables import Row, Tables
from liantu.model.units import MU, TEN_THOUSAND_CNY, convert_number

#: Each indicator: what is divided by what.
INDICATORS: Mapping[str, tuple[str, str]] = {
    "investment": ("investment", "land"),
    "output": ("output", "land"),
    "tax": ("tax", "land"),
    "energy": ("energy", "output"),
}
#: What a plan says, each in its unit.
INPUT_UNITS: Mapping[str, str] = {
    "land": MU,
    **dict.fromkeys(("investment", "output", "tax"), TEN_THOUSAND_CNY),
    "energy": "tce",
}
#: Comparators that draw a line: whether more meets it, and whether the line itself does.
_LINES = {"ge": (True, True), "gt": (True, False), "le": (False, True), "lt": (False, False)}
_VERDICT = {True: "met", False: "not_met"}


@dataclass(frozen=True)
class PlannedProject:
    """A planned project: land in mu, money in 10⁴ CNY (output, tax a year at full production), energy in tce a year."""

    land: float | None = None
    investment: float | None = None
    output: float | None = None
    tax: float | None = None
    energy: float | None = None
    place: str | None = None
    industry: str | None = None
    product: str | None = None


def read_planned_project(tables: Tables, project: Mapping[str, str | None]) -> PlannedProject:
    """The plan that a row of projects states; its fixed investment counts, contract money does not."""
    fields = {field.name: field.quantity for field in schema.read_tables()["projects"].fields}

    def amount(item: str, field: str) -> float | None:
        """An amount of the project in the unit of the test; None where it or its unit is unknown."""
        text, unit = project.get(field), tables.units.read(fields[field])
        input_unit = tables.units.read(INPUT_UNITS[item])
        return float(convert_number(Decimal(text), unit, input_unit)) if text and unit and input_unit else None

    return PlannedProject(
        land=amount("land", "land"),
        investment=amount("investment", "fixed_investment"),
        output=amount("output", "output"),
        tax=amount("tax", "tax"),
        energy=amount("energy", "energy"),
        place=project.get("place"),
        industry=project.get("industry"),
    )


def build_entry_terms(plan: PlannedProject) -> pl.DataFrame:
    """What each indicator is made of: indicator, role (over, under), item, amount (null = unknown), unit."""
    rows = [
        (indicator, role, item, getattr(plan, item), INPUT_UNITS[item])
        for indicator, pair in INDICATORS.items()
        for role, item in zip(("over", "under"), pair, strict=True)
    ]
    kinds = {"indicator": pl.String, "role": pl.String, "item": pl.String, "amount": pl.Float64, "unit": pl.String}
    return pl.DataFrame(rows, schema=kinds, orient="row")


class EntryVerdict(TypedDict):
    """A row of ``judge_entry``."""

    indicator: str
    value: float | None
    unit: str
    comparator: str | None
    standard: float | None
    clause: str | None
    row: str | None
    verdict: str
    reason: str | None
    source: str | None
    locator: str | None


def judge_entry(tables: Tables, plan: PlannedProject, day: date) -> pl.DataFrame:
    """One row an indicator and standard: indicator, value, unit, comparator, standard, clause, row, verdict, reason.

    Standards are those in force on the day for the plan's place or what it lies in, and for its industry or product or
    what that belongs to; all of them count. ``verdict`` is met, not_met or to_verify, then with the ``reason``
    (no_standard, standard_unknown, value_unknown). Raises nothing.
    """
    applying = _find_standards(tables, plan, day)
    rows = [
        (indicator, value, UNITS[indicator], *_judge_indicator(tables, row, indicator, value))
        for indicator, value in _values(build_entry_terms(plan)).items()
        for row in [row for row in applying if row["indicator"] == indicator] or [{}]
    ]
    columns = ["comparator", "standard", "clause", "row", "verdict", "reason", "source", "locator"]
    kinds = dict.fromkeys(["indicator", "value", "unit", *columns], pl.String) | {
        "value": pl.Float64,
        "standard": pl.Float64,
    }
    return pl.DataFrame(rows, schema=kinds, orient="row")


def conclude_entry(rows: pl.DataFrame) -> str:
    """What the rows come to: not_met when any is, else to_verify when any is, else met."""
    found = set(rows["verdict"])
    return next((verdict for verdict in ("not_met", "to_verify") if verdict in found), "met")


def _values(terms: pl.DataFrame) -> dict[str, float | None]:
    """Each indicator, over ÷ under; unknown where either is, or where nothing is divided by."""
    over = pl.col("amount").filter(pl.col("role") == "over").first()
    under = pl.col("amount").filter(pl.col("role") == "under").first()
    found = terms.group_by("indicator", maintain_order=True).agg(pl.when(under > 0).then(over / under).alias("value"))
    return dict(found.iter_rows())


def _judge_indicator(tables: Tables, row: Row, indicator: str, value: float | None) -> tuple[str | float | None, ...]:
    """Comparator, standard in the indicator's unit, clause, row, verdict, reason, source, locator."""
    if not row:
        return None, None, None, None, "to_verify", "no_standard", None, None
    line = read_standard(tables, row, indicator)
    compared = _LINES.get(row["comparator"] or "")
    standard = (row["comparator"], line, row["clause"], row["id"])
    where = (row["source"], row["locator"])
    if line is None or compared is None:
        return *standard, "to_verify", "standard_unknown", *where
    if value is None:
        return *standard, "to_verify", "value_unknown", *where
    return *standard, _VERDICT[_meets(value, line, *compared)], None, *where


def _meets(value: float, line: float, more: bool, at_line: bool) -> bool:
    """Whether a value meets a line; one that differs by the decimals of a division lies on it."""
    if isclose(value, line, rel_tol=1e-9):
        return at_line
    return (value > line) == more


def read_standard(tables: Tables, row: Row, indicator: str) -> float | None:
    """The value of a standard in the unit of its indicator; None where it or its unit is unknown."""
    unit, indicator_unit = tables.units.read(row["unit"] or ""), tables.units.read(UNITS[indicator])
    if row["value"] is None or unit is None or indicator_unit is None or unit.dimension != indicator_unit.dimension:
        return None
    return float(convert_number(Decimal(row["value"]), unit, indicator_unit))


def _find_standards(tables: Tables, plan: PlannedProject, day: date) -> list[Row]:
    """The standards for the plan on a day."""
    places = find_above(read_parents(tables, "places", "parent"), plan.place)
    products = find_above(read_parents(tables, "products", "broader"), plan.product)
    return list_standards(tables, plan.industry, products, day, places)


def list_standards(
    tables: Tables, industry: str | None, products: Collection[str], day: date, places: Collection[str] | None
) -> list[Row]:
    """The rows of ``land_standards`` for an industry and a product with what it belongs to on a day, in some places or
    (None) in any."""
    industry = normalise_industry(industry) or ""
    return [
        row
        for row in tables["land_standards"].iter_rows(named=True)
        if (row["place"] is None or places is None or row["place"] in places)
        and (row["product"] is None or row["product"] in products)
        and industry.startswith(normalise_industry(row["industry"]) or "")
        and _in_force(row["valid"], day)
    ]


def read_parents(tables: Tables, table: str, above: str) -> dict[str, str | None]:
    """What each row of a table belongs to."""
    return dict(tables[table].select("id", above).iter_rows())


def find_above(parents: Mapping[str, str | None], key: str | None) -> set[str]:
    """A row and all it belongs to."""
    found: set[str] = set()
    while key and key not in found:
        found.add(key)
        key = parents.get(key)
    return found


def _in_force(valid: str | None, day: date) -> bool:
    period = periods.parse_period(valid) if valid else None
    return period is None or ((period.first or day) <= day <= (period.last or day))
