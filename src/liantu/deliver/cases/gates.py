"""Gates: what must be in force before works start or production does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from liantu.deliver.cases.force import Force
from liantu.deliver.cases.reading import cases
from liantu.deliver.items import Items, Versions
from liantu.model.tables import Tables


def gate(
    tables: Tables,
    versions: Versions,
    project: str,
    items: Items,
    wanted: Sequence[str],
    as_of: date,
    works: str | None = None,
) -> pl.DataFrame:
    """The items of a gate that apply, and whether each is in force: columns item, zh, en, open.

    A permit given in portions opens the gate with its first portion: works may start on that much. The gate is open
    when every row is; ``wanted`` items that are not among ``items`` do not apply.
    """
    force = Force(tables, versions, project, cases(tables, as_of, project))
    rows = [
        (name, items[name].zh, items[name].en, force.begun(name, works) or force.item(name, works))
        for name in wanted
        if name in items
    ]
    schema = {"item": pl.String, "zh": pl.String, "en": pl.String, "open": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def undecided(rows: pl.DataFrame) -> list[str]:
    """The items that keep a gate shut."""
    return rows.filter(~pl.col("open"))["item"].to_list()
