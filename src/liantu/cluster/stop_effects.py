"""What stops when some lines stop: after how many days, and how much of what each line makes, as two results.

How much is a range. What nobody states is taken once so that little is lost and once so that much is: an input of
which it is not known whether it is essential, an amount that is unknown. Beside it stands the loss if no input were
essential.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.cluster.necessity import ESSENTIAL, IRRELEVANT, REPLACEABLE
from liantu.cluster.production_loss import ESSENTIAL as LIMITS
from liantu.cluster.production_loss import IRRELEVANT as NOTHING
from liantu.cluster.production_loss import REPLACEABLE as SHARES
from liantu.cluster.production_loss import Deliveries, SupplyNetwork
from liantu.cluster.stop_time import compute_stop_times

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]
#: Less than this part of an output is no loss.
_NOTHING = 1e-9
#: The four computations: which end, and whether any input is taken as essential.
_CASES = {"linear_low": ("low", False), "linear_high": ("high", False), "low": ("low", True), "high": ("high", True)}


@dataclass(frozen=True, slots=True)
class _Graph:
    """Lines and links as numbers."""

    lines: pl.DataFrame
    links: pl.DataFrame
    supplier: Numbers
    customer: Numbers


def compute_stop_effects(lines: pl.DataFrame, links: pl.DataFrame, stopped: pl.Series) -> pl.DataFrame:
    """What the stop of some lines does to the others: one row a line that it reaches, the earliest first.

    ``lines`` are those of `list_outputs`, ``links`` those of `build_supply_links` with necessity and days. Columns:
    line, subject, plant, firm, via, stopped; days_earliest (stocks that nobody states as none) and days_known (stated
    stocks alone, null: not reached by those) along the quickest way of inputs that are essential or may be; low and
    high (the part of its output that it loses, 0 to 1), linear_low and linear_high (if no input were essential);
    direction (input: it lacks inputs; sales: its customers have stopped); output, and lost_low and lost_high a year.
    """
    graph = _number_lines(lines, links)
    places = np.flatnonzero(lines["line"].is_in(stopped.implode()).to_numpy())
    earliest, known = _find_days(graph, places)
    losses, down, up = {}, np.zeros(lines.height), np.zeros(lines.height)
    for name, (end, essential) in _CASES.items():
        network = SupplyNetwork(_build_deliveries(graph, end, essential=essential))
        down, up = network.spread_losses(places)
        losses[name] = np.maximum(down, up)
    rows = lines.with_columns(
        pl.col("line").is_in(stopped.implode()).alias("stopped"),
        pl.Series("days_earliest", earliest, pl.Float64).replace(float("inf"), None),
        pl.Series("days_known", known, pl.Float64).replace(float("inf"), None),
        *(pl.Series(name, loss, pl.Float64) for name, loss in losses.items()),
        pl.Series("direction", np.where(down >= up, "input", "sales"), pl.String),
    )
    reached = pl.col("days_earliest").is_not_null() | (pl.max_horizontal(*_CASES) > _NOTHING)
    return (
        rows.filter(reached)
        .with_columns(
            (pl.col("low") * pl.col("output")).alias("lost_low"), (pl.col("high") * pl.col("output")).alias("lost_high")
        )
        .sort("stopped", "days_earliest", "high", "line", descending=[True, False, True, False], nulls_last=True)
    )


def count_reached(lines: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """How many other lines a stop of each subject reaches through inputs that are essential or may be, most first.

    Columns: subject, plant, firm, via (of what it makes the first), reached.
    """
    reached = np.zeros((lines.height, lines.height), dtype=bool)
    if lines.height:
        reached = np.isfinite(_find_distances(_number_lines(lines, links), np.arange(lines.height))[0])
    subjects = lines["subject"].rank("dense").cast(pl.Int64).to_numpy() - 1
    together = np.zeros((int(subjects.max(initial=-1)) + 1, lines.height), dtype=bool)
    np.logical_or.at(together, subjects, reached)
    beside = together.sum(axis=1) - np.bincount(subjects, minlength=len(together))
    named = lines.group_by("subject").agg(pl.col("plant", "firm", "via").first()).sort("subject")
    return named.with_columns(pl.Series("reached", beside, pl.Int64)).sort(
        "reached", "subject", descending=[True, False]
    )


def _number_lines(lines: pl.DataFrame, links: pl.DataFrame) -> _Graph:
    places = lines.with_row_index("place").select("line", pl.col("place").cast(pl.Int64))
    ends = [
        links.select(line=side).join(places, on="line", how="left", maintain_order="left")["place"].to_numpy()
        for side in ("supplier", "customer")
    ]
    return _Graph(lines, links, ends[0], ends[1])


def _find_days(graph: _Graph, places: Numbers) -> tuple[Vector, Vector]:
    if not len(places):
        return np.full(graph.lines.height, np.inf), np.full(graph.lines.height, np.inf)
    earliest, known = _find_distances(graph, places)
    return earliest.min(axis=0), known.min(axis=0)


def _find_distances(graph: _Graph, places: Numbers) -> tuple[Vector, Vector]:
    """The ways of inputs that may be essential; for the days that are known only those that surely are."""
    necessity, days = graph.links["necessity"], graph.links["days"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    may_stop = ~necessity.is_in([REPLACEABLE, IRRELEVANT]).fill_null(value=False).to_numpy()
    surely = (necessity == ESSENTIAL).fill_null(value=False).to_numpy()
    size = graph.lines.height
    times = compute_stop_times(graph.supplier[may_stop], graph.customer[may_stop], days[may_stop], places, size)
    stated = compute_stop_times(graph.supplier[surely], graph.customer[surely], days[surely], places, size)
    return times.earliest, stated.known


def _build_deliveries(graph: _Graph, end: str, *, essential: bool) -> Deliveries:
    """The links as one of the four computations takes them."""
    links, is_low = graph.links, end == "low"
    necessity = links["necessity"].fill_null(REPLACEABLE if is_low else ESSENTIAL)
    kind = {ESSENTIAL: LIMITS if essential else SHARES, REPLACEABLE: SHARES, IRRELEVANT: NOTHING}
    kinds = necessity.replace_strict(kind, return_dtype=pl.Int64).to_numpy()
    cost = links["cost_low"].fill_null(0.0) if is_low else links["cost_high"].fill_null(1.0)
    weight = links[f"weight_{end}"].to_numpy()
    known = graph.lines["output"]
    output = known.fill_null(0.0 if is_low else 1.0).to_numpy()
    sectors = graph.lines["via"].cast(pl.Categorical).to_physical().cast(pl.Int64).to_numpy()
    if not is_low:
        # Whose output is unknown may be alone: nobody replaces it.
        sectors = np.where(known.is_null().to_numpy(), sectors.max(initial=0) + 1 + np.arange(len(sectors)), sectors)
    return Deliveries(
        supplier=graph.supplier,
        customer=graph.customer,
        amount=links[f"sale_{end}"].to_numpy() * output[graph.supplier],
        necessity=kinds,
        sector=_renumber(sectors),
        product=_renumber(links["product"].cast(pl.Categorical).to_physical().cast(pl.Int64).to_numpy()),
        weight=np.where(kinds == SHARES, weight * cost.to_numpy(), weight),
        output=output,
    )


def _renumber(values: Numbers) -> Numbers:
    """Numbers from zero on without holes."""
    return np.unique(values, return_inverse=True)[1].reshape(-1).astype(np.int64)
