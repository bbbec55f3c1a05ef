"""Gaps as rows: as the table of gaps has them, and in the shape that the command line and the pages give as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, cast

import polars as pl


class Gap(TypedDict):
    """A row of ``find_gaps``: a link that is short, made on site, or needed in an unknown amount.

    Amounts are in the product's unit a year, values in CNY; None where only unknown plants need it.
    """

    product: str
    zh: str
    en: str
    unit: str
    kind: str
    list: str
    evidence: str
    named_in: Sequence[str]
    operating: float | None
    building: float | None
    planned: float | None
    direct: float | None
    induced: float | None
    supply: float | None
    captive: float
    nearby: float | None
    offer: float
    conditional: float
    unknown_supply_by: Sequence[str]
    unknown_demand_by: Sequence[str]
    unknown_nearby_by: Sequence[str]
    gap_typical: float | None
    gap_p10: float | None
    gap_p50: float | None
    gap_p90: float | None
    plants_filled: float | None
    value_low: float | None
    value_typical: float | None
    value_high: float | None
    band: str | None
    band_low: str | None
    band_high: str | None
    price_period: str | None
    price_tax: str | None
    price_grade: str | None
    price_source: str | None
    tier: int
    grade: str
    needed_by: int | None
    to_verify: Sequence[str]
    needed_list: Sequence[str]
    offered_by: Sequence[str]
    unknown_demand_in: Sequence[str]
    assumptions: Sequence[str]
    transport: str | None
    hazardous: str | None
    energy_intensive: str | None
    rests_on: Sequence[str]
    account: str


class ListedGap(Gap, total=False):
    """A gap with what stands beside it in a list: admission, added energy in tce a year, responsible offices, and the
    years of which prices are held where none counts.

    ``own_coefficients`` are the district's own that its need counts with, in the place of the library's.
    """

    price_years: Sequence[str] | None
    admission: Sequence[str] | None
    clauses: Sequence[str | None] | None
    province: str | None
    energy: float | None
    office: Sequence[str] | None
    own_coefficients: Sequence[str]


class SplitGap(ListedGap, total=False):
    """A listed gap in parts by the status of the plants whose need it is, with its value in the same parts."""

    gap_operating: float | None
    gap_building: float | None
    gap_planned: float | None
    value_operating: float | None
    value_building: float | None
    value_planned: float | None


class DemandByStatus(TypedDict):
    """What plants need, by their status."""

    operating: float | None
    building: float | None
    planned: float | None


class GapRange(TypedDict):
    """A gap, and the range that the coefficients leave open."""

    typical: float | None
    p10: float | None
    p50: float | None
    p90: float | None


class GapPrice(TypedDict):
    """The price that a value rests on: its period, whether tax is in it, its grade and source; None: no price known."""

    period: str | None
    tax: str | None
    grade: str | None
    source: str | None


class GapValue(TypedDict):
    """What a gap is worth, and the bands in 亿元 of its typical, low and high value, by which price."""

    low: float | None
    typical: float | None
    high: float | None
    band: str | None
    band_low: str | None
    band_high: str | None
    price: GapPrice


class GapRecord(TypedDict):
    """A gap as documented for ``liantu gaps --format json``."""

    product: str
    zh: str
    en: str
    unit: str
    kind: str
    list: str
    evidence: str
    named_in: Sequence[str]
    direct: float | None
    induced: float | None
    supply: float | None
    captive: float
    nearby: float | None
    offer: float
    conditional: float
    unknown_supply_by: Sequence[str]
    unknown_demand_by: Sequence[str]
    unknown_nearby_by: Sequence[str]
    plants_filled: float | None
    tier: int
    grade: str
    rests_on: Sequence[str]
    own_coefficients: Sequence[str]
    needed_by: int | None
    to_verify: Sequence[str]
    account: str
    demand: DemandByStatus
    gap: GapRange
    value: GapValue


def list_gaps(frame: pl.DataFrame) -> list[ListedGap]:
    """The rows of ``find_gaps``."""
    return cast(list[ListedGap], frame.to_dicts())


def build_gap_records(frame: pl.DataFrame) -> list[GapRecord]:
    """One object a gap, as documented for ``liantu gaps --format json``."""
    return [_record(gap) for gap in list_gaps(frame)]


def _record(gap: ListedGap) -> GapRecord:
    return {
        "product": gap["product"],
        "zh": gap["zh"],
        "en": gap["en"],
        "unit": gap["unit"],
        "kind": gap["kind"],
        "list": gap["list"],
        "evidence": gap["evidence"],
        "named_in": gap["named_in"],
        "direct": gap["direct"],
        "induced": gap["induced"],
        "supply": gap["supply"],
        "captive": gap["captive"],
        "nearby": gap["nearby"],
        "offer": gap["offer"],
        "conditional": gap["conditional"],
        "unknown_supply_by": gap["unknown_supply_by"],
        "unknown_demand_by": gap["unknown_demand_by"],
        "unknown_nearby_by": gap["unknown_nearby_by"],
        "plants_filled": gap["plants_filled"],
        "tier": gap["tier"],
        "grade": gap["grade"],
        "rests_on": gap["rests_on"],
        "own_coefficients": gap.get("own_coefficients") or [],
        "needed_by": gap["needed_by"],
        "to_verify": gap["to_verify"],
        "account": gap["account"],
        "demand": {"operating": gap["operating"], "building": gap["building"], "planned": gap["planned"]},
        "gap": {
            "typical": gap["gap_typical"],
            "p10": gap["gap_p10"],
            "p50": gap["gap_p50"],
            "p90": gap["gap_p90"],
        },
        "value": {
            "low": gap["value_low"],
            "typical": gap["value_typical"],
            "high": gap["value_high"],
            "band": gap["band"],
            "band_low": gap["band_low"],
            "band_high": gap["band_high"],
            "price": {
                "period": gap["price_period"],
                "tax": gap["price_tax"],
                "grade": gap["price_grade"],
                "source": gap["price_source"],
            },
        },
    }
