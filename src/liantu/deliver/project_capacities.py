"""The capacities that a project is to bring, and as what they count."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.capacity_status import find_capacity_statuses
from liantu.model.tables import Tables


def list_project_capacities(tables: Tables, project: str, as_of: date) -> pl.DataFrame:
    """The capacities of a project and of its plant, with their ``status`` at a date and ``year`` of operation.

    Without a row in the events of it, a capacity has neither. Empty for a project that there is not.
    """
    plants = tables["projects"].filter(pl.col("id") == project)["plant"].drop_nulls().implode()
    capacities = tables["capacities"].filter((pl.col("project") == project) | pl.col("plant").is_in(plants))
    counted = find_capacity_statuses(tables, as_of).rename({"capacity": "id"})
    return capacities.join(counted, on="id", how="left", maintain_order="left")
