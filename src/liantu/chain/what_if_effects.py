"""What a what-if does to the products made, and to the order of a list: who enters it, leaves it, moves in it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.capacity_status import COUNTED


def compare_made_products(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Products whose capacity a year differs: product, zh, en, unit, made_before, made_after (all statuses together).

    Those that more is made of before come first.
    """
    keys = ["product", "zh", "en", "unit"]

    def add_up(rows: pl.DataFrame, side: str) -> pl.DataFrame:
        """The capacity of a side."""
        return rows.select(*keys, pl.sum_horizontal(COUNTED).alias(f"made_{side}"))

    rows = add_up(before, "before").join(add_up(after, "after"), on=keys, how="full", coalesce=True)
    rows = rows.with_columns(pl.col("made_before", "made_after").fill_null(0.0))
    differs = (pl.col("made_before") - pl.col("made_after")).abs() > 1e-9
    return rows.filter(differs).sort("made_before", "product", descending=[True, False])


@dataclass(frozen=True)
class ListEffects:
    """A list before and after: how long it is, who enters, who leaves, and who stands in another order group."""

    before: int
    after: int
    entered: tuple[str, ...]
    left: tuple[str, ...]
    later: tuple[str, ...]
    earlier: tuple[str, ...]

    @property
    def reordered(self) -> tuple[str, ...]:
        """All that stand in another order group."""
        return (*self.later, *self.earlier)


def compare_lists(before: pl.DataFrame, after: pl.DataFrame) -> ListEffects:
    """What becomes of a list (product, tier) in another state of the district."""
    first, second = (
        dict(before.select("product", "tier").iter_rows()),
        dict(after.select("product", "tier").iter_rows()),
    )
    both = [product for product in second if product in first]
    return ListEffects(
        before=len(first),
        after=len(second),
        entered=tuple(product for product in second if product not in first),
        left=tuple(product for product in first if product not in second),
        later=tuple(product for product in both if second[product] > first[product]),
        earlier=tuple(product for product in both if second[product] < first[product]),
    )
