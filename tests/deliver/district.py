"""A small district with projects, over the library."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from tests.checked_tables import check_library

from liantu.model.tables import Tables, conform_frame

Row = Mapping[str, str | None]


def tables(**rows: list[Row]) -> Tables:
    """The tables with these rows; a field that is not given is blank."""
    frames = {name: conform_frame(name, pl.DataFrame(given, infer_schema_length=None)) for name, given in rows.items()}
    return check_library().replace(**{name: frame.cast(pl.String) for name, frame in frames.items()})


def project(name: str, **fields: str) -> Row:
    return {"id": name, "zh": f"{name}项目", "basis": "ours", **fields}


def event(name: str, stage: str, period: str | None, **fields: str) -> Row:
    key = f"{name}-{stage}-{period}"
    return {"id": key, "project": name, "stage": stage, "period": period, "basis": "ours", **fields}


def money(name: str, kind: str, amount: str | None, unit: str = "亿元", **fields: str) -> Row:
    about = {"extent": "whole", "period": "2024-01-15", "basis": "ours", **fields}
    key = "-".join((name, kind, unit, *about.values()))
    return {"id": key, "project": name, "kind": kind, "amount": amount, "unit": unit, **about}
