"""Products of which one is the other more narrowly said: cells of iron phosphate and cells of any chemistry."""

from __future__ import annotations

from functools import cache

from liantu.model.broader_products import list_broader_products, read_broader
from liantu.model.tables import Tables


class ProductRelatives:
    """Which products of a district are narrower or broader than which."""

    def __init__(self, tables: Tables) -> None:
        broader = read_broader(tables)
        self._list_broader = cache(lambda product: list_broader_products(product, broader)[1:])

    def are_related(self, first: str | None, second: str | None) -> bool:
        """Whether one of two products is a broader one of the other. No product is related to itself."""
        return self.is_narrower(first, second) or self.is_narrower(second, first)

    def is_narrower(self, first: str | None, second: str | None) -> bool:
        """Whether the first is a product of the second, more narrowly said."""
        return bool(first and second) and second in self._list_broader(first)
