"""Routes of a capacity: shares of at most the whole, each of a process that makes its product."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

_WHOLE = 100.0
_ROUNDING = 1e-9


def check_route_shares(tables: Tables) -> list[Problem]:
    """Shares not above zero, or of more than the whole together: ``route_share``."""
    rows = tables.numbers("capacity_routes").with_row_index("line")
    total = pl.col("share").sum().over("capacity")
    wrong = rows.filter((pl.col("share") <= 0) | (total > _WHOLE + _ROUNDING))
    return [
        Problem("route_share", "capacity_routes", "capacity_routes.csv", line + 2, "share", f"{share:g}")
        for line, share in wrong.select("line", "share").iter_rows()
    ]


def check_route_products(tables: Tables) -> list[Problem]:
    """Processes that make neither the product of the capacity nor a narrower one: ``route_of_other_product``."""
    above = dict(tables["products"].select("id", "broader").drop_nulls().iter_rows())
    made = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("made"))
    capacities = tables["capacities"].select(pl.col("id").alias("capacity"), "product")
    rows = (
        tables["capacity_routes"]
        .with_row_index("line")
        .join(made, on="process", maintain_order="left")
        .join(capacities, on="capacity", maintain_order="left")
    )
    return [
        Problem("route_of_other_product", "capacity_routes", "capacity_routes.csv", line + 2, "process", process)
        for line, process, narrow, product in rows.select("line", "process", "made", "product").iter_rows()
        if product not in _list_broader(narrow, above)
    ]


def _list_broader(product: str, above: dict[str, str]) -> list[str]:
    """A product and all broader ones; a circle is gone round once."""
    path = [product]
    while (broader := above.get(path[-1])) and broader not in path:
        path.append(broader)
    return path
