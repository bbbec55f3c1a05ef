"""What a supposed plant leaves short, or sells outside, at other sizes of it and with less of the need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from liantu.district import District


def compare_other_sizes(district: District, before: District, product: str) -> pl.DataFrame:
    """A row a size and a need: size and need (fractions of what is supposed and computed), made (the supposed capacity
    at that size), gap, surplus, in units of the product a year.

    Sizes and needs are the policy ``chain/other_sizes``. No row where nothing more is made of the product than
    ``before``, or where its need is not known.
    """
    from liantu.chain.what_if_effects import vary_supposed_size
    from liantu.library.policy import read_policy_value

    varied = read_policy_value("chain/other_sizes", district.as_of)
    first, last = (room.balance().filter(product=product) for room in (before.chain, district.chain))
    made = district.chain.made_since(before.chain).filter(product=product)
    sizes, needs = ([value / 100 for value in varied[name]] for name in ("size", "need"))
    return vary_supposed_size(made, first, last, sizes, needs)
