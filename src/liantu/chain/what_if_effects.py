"""What a what-if does to the products made, and to the order of a list: who enters it, leaves it, moves in it."""

from __future__ import annotations

from collections.abc import Sequence
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


def vary_supposed_size(
    made: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, sizes: Sequence[float], needs: Sequence[float]
) -> pl.DataFrame:
    """What is short or over of one product when so much of its supposed capacity, and of its need, comes true.

    ``made`` is its row of ``compare_made_products``, ``before`` and ``after`` are its balances, ``sizes`` and ``needs``
    fractions. Columns: size, need, made, gap, surplus. Supply and own use grow with the size, in a straight line from
    ``before``: gap = max(need × direct − local, 0), surplus the other way.
    """
    empty = pl.DataFrame(schema=dict.fromkeys(("size", "need", "made", "gap", "surplus"), pl.Float64))
    if made.is_empty() or after.is_empty() or not (after["direct"][0] or 0.0):
        return empty

    def local(rows: pl.DataFrame) -> float:
        """What is supplied and used on the site; nothing where nobody makes it."""
        return float(rows.select(pl.sum_horizontal("supply", "captive").sum()).item())

    more, first, last = made["made_after"][0] - made["made_before"][0], local(before), local(after)
    if more <= 0 or last <= first:
        return empty
    grid = pl.DataFrame({"size": list(sizes)}, schema={"size": pl.Float64}).join(
        pl.DataFrame({"need": list(needs)}, schema={"need": pl.Float64}), how="cross"
    )
    over = first + pl.col("size") * (last - first) - pl.col("need") * after["direct"][0]
    return grid.with_columns(
        (pl.col("size") * more).alias("made"), (-over).clip(0.0).alias("gap"), over.clip(0.0).alias("surplus")
    )


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
