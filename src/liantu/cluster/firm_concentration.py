"""How few firms make up most of a cluster or an industry, and whether a figure of that may be told outside the house.

A share of the largest firms beside a total that is known elsewhere is a sum over those firms; the others are the rest
of it. Both are cells of a table, and the rules of disclosure are put to each: the four largest, the next four, the
others.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from liantu.cluster.concentration import compute_concentration_ratio, compute_herfindahl
from liantu.disclosure.sensitivity_rules import DisclosureRules, find_states
from liantu.model.hidden_amounts import SHOWN

#: The largest firms whose share is measured.
SIZES = (1, 4, 8)
#: Ends of the cells whose sums the shares of four and of eight would tell.
_CELLS = (4, 8)
_SCHEMA = {
    "group": pl.String,
    "firms": pl.Int64,
    "missing": pl.Int64,
    **{f"cr{size}": pl.Float64 for size in SIZES},
    "hhi": pl.Float64,
    "state": pl.String,
}


def measure_firm_concentration(values: pl.DataFrame, rules: DisclosureRules) -> pl.DataFrame:
    """One row a group: firms (with a value), missing (firms without one), cr1, cr4, cr8, hhi (0 to 1), state.

    ``values`` has group, firm, value; a firm may stand in several groups, once in each. The shares are of the firms
    with a value alone and are null where one is negative or all are zero. ``state`` is ``shown`` where the sums that
    the shares of four and of eight imply pass the rules, else what stands against it: small, dominant or zero. The
    share of the one largest and the index tell of single firms and pass none.
    """
    rows = []
    for (group,), part in values.group_by("group", maintain_order=True):
        known = part["value"].drop_nulls().sort(descending=True).to_numpy()
        is_sound = len(known) > 0 and bool((known >= 0).all()) and float(known.sum()) > 0
        shares = [compute_concentration_ratio(known, size) if is_sound else None for size in SIZES]
        index = compute_herfindahl(known) if is_sound else None
        rows.append((group, len(known), part.height - len(known), *shares, index, _find_state(known, rules)))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort(
        "cr4", "group", descending=[True, False], nulls_last=True
    )


def withhold_concentration(frame: pl.DataFrame) -> pl.DataFrame:
    """The same groups without a figure, as they leave the house, in an order that tells nothing either.

    A share would have to be told beside every sum that was told before, which is a release of its own.
    """
    blanks = [pl.lit(None, frame.schema[name]).alias(name) for name in frame.columns if name not in ("group", "state")]
    return frame.with_columns(*blanks, pl.lit("internal").alias("state")).select(frame.columns).sort("group")


def _find_state(amounts: np.ndarray[tuple[int, ...], np.dtype[np.float64]], rules: DisclosureRules) -> str:
    """The state of the strictest of the cells, of amounts from the largest on."""
    cells = np.searchsorted(np.array(_CELLS), np.arange(len(amounts)), side="right")
    count = int(cells[-1]) + 1 if len(cells) else 1
    # Of no firm or of one cell alone there is nothing to tell apart: the whole is the cell.
    states = find_states(cells.astype(np.intp), amounts, count, rules)
    if not len(amounts):
        return "small"
    return next((str(state) for state in states if state != SHOWN), SHOWN)
