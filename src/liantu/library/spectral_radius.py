"""A loop of default processes must need less of itself than it makes, or no amount would ever be enough."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from liantu.library.findings import Frames, build_findings, convert_coefficients, empty_findings, get_column


def find_divergent_loops(tables: Frames, rows: pl.DataFrame | None = None) -> pl.DataFrame:
    """Findings for every region whose default system has a spectral radius of one or more."""
    rows = convert_coefficients(tables) if rows is None else rows
    defaults = tables["defaults"]
    regions = [None, *defaults.select(get_column(defaults, "region")).to_series().drop_nulls().unique().sort()]
    found = [empty_findings()]
    for region in regions:
        radius, products = compute_spectral_radius(tables, region, rows)
        if radius >= 1:
            row = pl.DataFrame(
                {
                    "region": [region or "–"],
                    "products": [", ".join(products)],
                    "value": [radius],
                    "limit": [1.0],
                }
            )
            found.append(build_findings("loop", row))
    return pl.concat(found)


def compute_spectral_radius(
    tables: Frames, region: str | None = None, rows: pl.DataFrame | None = None
) -> tuple[float, list[str]]:
    """The largest spectral radius among the loops of a region's default system, and the products of that loop.

    Outside loops the matrix is triangular, so only strongly connected groups are looked at.
    """
    rows = convert_coefficients(tables) if rows is None else rows
    needs = (
        rows.filter(pl.col("role").is_in(["input", "utility"]) & (pl.col("typical") > 0))
        .join(_routes(tables, region), on="process", how="semi")
        .drop_nulls("product")
    )
    ids = pl.concat([needs["product"], needs["input"]]).unique().sort()
    if ids.is_empty():
        return 0.0, []
    index = {name: i for i, name in enumerate(ids)}
    input_index = np.array([index[name] for name in needs["input"]])
    product_index = np.array([index[name] for name in needs["product"]])
    matrix = csr_matrix((needs["typical"].to_numpy(), (input_index, product_index)), shape=(len(ids),) * 2)
    _, group = connected_components(matrix, directed=True, connection="strong")
    inside = group[input_index] == group[product_index]
    worst, members = 0.0, np.array([], dtype=int)
    for label in np.unique(group[input_index[inside]]):
        loop = np.flatnonzero(group == label)
        radius = float(np.abs(np.linalg.eigvals(matrix[loop][:, loop].toarray())).max())
        if radius > worst:
            worst, members = radius, loop
    return worst, [ids[int(i)] for i in members]


def _routes(tables: Frames, region: str | None) -> pl.DataFrame:
    """The process each product is made by: the region's default, the general one, the only one there is."""
    defaults = tables["defaults"].select("product", get_column(tables["defaults"], "region"), "process")
    chosen = (
        defaults.filter(pl.col("region").is_null() | pl.col("region").eq_missing(region))
        .sort(pl.col("region").is_null(), maintain_order=True)
        .unique("product", keep="first", maintain_order=True)
    )
    processes = tables["processes"].select("product", pl.col("id").alias("process"))
    alone = processes.join(defaults, on="product", how="anti").filter(pl.len().over("product") == 1)
    return pl.concat([chosen.select("product", "process"), alone]).drop_nulls("process")
