"""When a sum over firms tells too much of one of them: too few contributors, all of them zero, one or two dominant.

Counts and shares are of contributors, firms with a value that is known. Shares are of absolute amounts, so that a loss
does not hide a firm. Sources: Hundepool and others, Statistical Disclosure Control (Wiley 2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.model.hidden_amounts import SHOWN

SMALL, ZERO, DOMINANT = "small", "zero", "dominant"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DisclosureRules:
    """What a table may show; every number is handed in.

    ``smallest``: contributors of a shown cell. ``dominance``: (n, k), hidden when the largest n hold more than k per
    cent. ``p_percent``: hidden when the rest after the two largest is below so many per cent of the largest, so that
    the second can tell the first. ``interval``: per cent of its amount a hidden cell stays open to either side;
    ``counts``: the same for a count, in firms. ``zeros``: whether a sum of zeros is hidden.
    """

    smallest: int
    dominance: tuple[int, float] | None
    p_percent: float | None
    interval: float
    counts: int
    zeros: bool

    def __post_init__(self) -> None:
        n, k = self.dominance or (1, 100.0)
        checks = {
            "smallest": self.smallest >= 1,
            "dominance": n >= 1 and 0 < k <= 100,
            "p_percent": self.p_percent is None or self.p_percent > 0,
            "interval": 0 < self.interval <= 100,
            "counts": self.counts >= 1,
        }
        wrong = [f"{name}: {getattr(self, name)}" for name, fits in checks.items() if not fits]
        if wrong:
            raise ValueError("rules of disclosure out of range: " + ", ".join(wrong))

    @classmethod
    def from_mapping(cls, settings: Mapping[str, Any]) -> DisclosureRules:
        """The rules as a policy file writes them; ValueError for a part that is missing, unknown or out of range."""
        if set(settings) != set(cls.__dataclass_fields__):
            raise ValueError(f"rules of disclosure have the parts {', '.join(cls.__dataclass_fields__)}")
        if settings["zeros"] not in ("hide", "show"):
            raise ValueError("rules of disclosure: zeros is hide or show")
        share = settings["dominance"]
        return cls(**{**settings, "dominance": tuple(share) if share else None, "zeros": settings["zeros"] == "hide"})


def find_states(
    sets: NDArray[np.intp], amounts: Floats, count: int, rules: DisclosureRules, counting: bool = False
) -> NDArray[Any]:
    """The state of each of ``count`` sets of contributions: shown, small, zero or dominant.

    ``sets`` says for each of ``amounts`` which set it is in. When ``counting``, only the number matters.

    >>> rules = DisclosureRules(3, (2, 85.0), None, 10, 2, True)
    >>> find_states(np.array([0, 0, 1, 1, 1, 2, 2, 2]), np.array([1, 1, 90, 5, 5, 0, 0, 0.0]), 3, rules).tolist()
    ['small', 'dominant', 'zero']
    """
    n, k = rules.dominance or (1, 100.0)
    size = pl.col("size")
    found = (
        pl.DataFrame({"set": sets, "size": np.abs(amounts)})
        .group_by("set")
        .agg(
            pl.len().alias("firms"),
            size.sum().alias("all"),
            size.max().alias("largest"),
            size.top_k(2).sum().alias("two"),
            size.top_k(n).sum().alias("top"),
        )
    )
    whole = pl.col("all")
    # An amount is exact in the books: what floating sums add to a share is no reason to hide.
    near = 1e-12 * whole
    dominant = (pl.col("top") > k / 100 * whole + near) if rules.dominance else pl.lit(False)
    if rules.p_percent is not None:
        dominant = dominant | (whole - pl.col("two") < rules.p_percent / 100 * pl.col("largest") - near)
    state = (
        pl.when(pl.col("firms") < rules.smallest)
        .then(pl.lit(SMALL))
        .when(pl.lit(counting))
        .then(pl.lit(SHOWN))
        .when(whole == 0)
        .then(pl.lit(ZERO if rules.zeros else SHOWN))
        .when(dominant)
        .then(pl.lit(DOMINANT))
        .otherwise(pl.lit(SHOWN))
    )
    result = np.full(count, SHOWN, dtype=object)
    result[found["set"].to_numpy()] = found.select(state.alias("state"))["state"].to_list()
    return result
