"""Each product with the broader ones it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model.tables import Tables


def list_broader_products(product: str, broader: Mapping[str, str]) -> list[str]:
    """A product and every broader one, nearest first; ``broader`` names the next one of each. A circle ends.

    >>> list_broader_products("lfp-cell", {"lfp-cell": "cell", "cell": "battery"})
    ['lfp-cell', 'cell', 'battery']
    """
    found = [product]
    while found[-1] in broader and broader[found[-1]] not in found:
        found.append(broader[found[-1]])
    return found


def read_broader(tables: Tables) -> dict[str, str]:
    """The next broader product of each product that has one."""
    found: dict[str, str] = dict(tables["products"].select("id", "broader").drop_nulls().iter_rows())
    return found
