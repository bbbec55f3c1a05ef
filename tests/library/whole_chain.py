"""What a unit of a product takes through its whole chain: the default routes of the shipped tables, gross."""

from functools import cache

import numpy as np
import polars as pl

from .reading import tables


@cache
def _routes() -> dict[str, str]:
    frames = tables()
    general = frames["defaults"].filter(pl.col("region").is_null()).drop_nulls("process")
    return dict(general.select("product", "process").iter_rows())


@cache
def _needs() -> dict[str, dict[str, float]]:
    used = tables()["coefficients"].filter(pl.col("role").is_in(["input", "utility"]))
    found: dict[str, dict[str, float]] = {}
    for process, item, typical in used.select("process", "input", pl.col("typical").cast(pl.Float64)).iter_rows():
        into = found.setdefault(process, {})
        into[item] = into.get(item, 0.0) + typical
    return found


@cache
def total_needs(product: str, *bought: str) -> dict[str, float]:
    """Amounts of everything behind one unit of a product, in each product's own unit; ``bought`` are not looked behind.

    Solves x = e + A x, which sums every round of needs; by-products are not netted.
    """
    routes = {item: process for item, process in _routes().items() if item not in bought or item == product}
    items, row = [product], {product: 0}
    for item in items:
        for need in _needs().get(routes.get(item, ""), {}):
            if need not in row:
                row[need] = len(items)
                items.append(need)
    matrix = np.eye(len(items))
    for item in items:
        for need, amount in _needs().get(routes.get(item, ""), {}).items():
            matrix[row[need], row[item]] -= amount
    amounts = np.linalg.solve(matrix, np.eye(len(items))[0])
    return dict(zip(items, amounts.tolist(), strict=True))
