"""Gaps in the shape that the command line and the pages give as JSON."""

from __future__ import annotations

from typing import Any

import polars as pl


def build_gap_records(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """One object a gap, as documented for ``liantu gaps --format json``."""
    return [_answer(row) for row in frame.iter_rows(named=True)]


def _answer(row: dict[str, Any]) -> dict[str, Any]:
    plain = (
        "product",
        "zh",
        "en",
        "unit",
        "kind",
        "list",
        "evidence",
        "named_in",
        "direct",
        "induced",
        "supply",
        "captive",
        "nearby",
        "offer",
        "unknown_supply_by",
        "unknown_demand_by",
        "plants_filled",
        "tier",
        "grade",
        "needed_by",
        "to_verify",
        "account",
    )
    return {key: row[key] for key in plain} | {
        "demand": {key: row[key] for key in ("operating", "building", "planned")},
        "gap": {key: row[f"gap_{key}"] for key in ("typical", "p10", "p50", "p90")},
        "value": {key: row[f"value_{key}"] for key in ("low", "typical", "high")} | {"band": row["band"]},
    }
