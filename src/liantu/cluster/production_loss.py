"""How much of all output stops when one firm stops, if nothing is in stock and nobody finds another supplier.

After Diem, Borsos, Reisch, Kertész and Thurner, Quantifying firm-level economic systemic risk from nation-wide supply
networks, Scientific Reports 12, 7719 (2022). Two forms of the same shock are computed, for what is essential to whom
is seldom known: `generalised` takes the scarcest essential input as the limit, `linear` takes no input as essential.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, hstack

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]
#: What a delivery is to its buyer.
IRRELEVANT, REPLACEABLE, ESSENTIAL = 0, 1, 2
#: Firms that stop at the same time in one pass of the computation; each stops alone.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Who delivers to whom: one entry a link, and one a firm.

    ``supplier``, ``customer`` number the firms; ``amount`` in one unit of money a year; ``necessity`` is one of
    `IRRELEVANT`, `REPLACEABLE`, `ESSENTIAL`; ``sector`` one number a firm: firms of one sector replace each other.
    ``outside_share`` is what of each input comes from outside the network and goes on (0: nothing does).

    What the amounts do not say may be handed in: ``product`` one number a link, which inputs of a buyer stand for each
    other (unless given, those of one sector); ``weight`` one a link, which part of its input an essential delivery is
    and which part of the cost of all inputs a replaceable one (unless given, what amounts and outside share say);
    ``output`` one a firm, what it makes where it also sells outside the network (unless given, what it delivers).
    """

    supplier: Numbers
    customer: Numbers
    amount: Vector
    necessity: Numbers
    sector: Numbers
    outside_share: float = 0.0
    product: Numbers | None = None
    weight: Vector | None = None
    output: Vector | None = None


class SupplyNetwork:
    """Deliveries as the three matrices of the model; raises ValueError for links that do not fit together."""

    def __init__(self, deliveries: Deliveries) -> None:
        _check(deliveries)
        supplier, customer, amount = deliveries.supplier, deliveries.customer, deliveries.amount
        size, sectors = len(deliveries.sector), int(deliveries.sector.max(initial=-1)) + 1
        self.sector, self.sector_count = deliveries.sector, sectors
        self.sold = np.bincount(supplier, amount, size) if deliveries.output is None else deliveries.output
        limits, other = deliveries.necessity == ESSENTIAL, deliveries.necessity == REPLACEABLE
        inputs = deliveries.sector[supplier] if deliveries.product is None else deliveries.product
        kinds = int(inputs.max(initial=-1)) + 1
        pairs, index = np.unique(customer[limits] * kinds + inputs[limits], return_inverse=True)
        weight = _weigh(deliveries, limits, index) if deliveries.weight is None else deliveries.weight
        #: Rows: one a buyer and essential sector, in the order of the buyers; then one a buyer for all else.
        self.buyers = np.concatenate([pairs // max(kinds, 1), np.arange(size)])
        order = np.argsort(self.buyers, kind="stable")
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        self.buyers = self.buyers[order]
        rows = np.concatenate([place[index], place[len(pairs) + customer[other]]])
        columns = np.concatenate([supplier[limits], supplier[other]])
        values = np.concatenate([weight[limits], weight[other]])
        self.inputs = csc_array((values, (rows, columns)), shape=(len(order), size))
        sold = self.sold[supplier]
        shares = np.divide(amount, sold, out=np.zeros_like(amount), where=sold > 0)
        self.sales = csc_array((shares, (supplier, customer)), shape=(size, size))

    def compute_losses(self, firms: Numbers, tolerance: float = 1e-4) -> Vector:
        """The share of all output that stops when each of ``firms`` stops alone, one number a firm, 0 to 1.

        What is lost downstream and upstream, the larger of the two in each firm, weighed by what firms sell. The
        losses grow from step to step; they stand when none moves by more than ``tolerance``, which is no bound on the
        error: at 1e-2, the step of the published program, a slow loss is cut short. NaN where nobody sells anything.
        """
        parts = [self._solve(batch, tolerance) for batch in _cut(firms)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def spread_losses(self, firms: Numbers, tolerance: float = 1e-6) -> tuple[Vector, Vector]:
        """What each firm loses when all of ``firms`` stop at the same time: of its inputs, and of its sales, 0 to 1.

        >>> chain = Deliveries(np.array([0]), np.array([1]), np.ones(1), np.array([ESSENTIAL]), np.array([0, 1]))
        >>> [losses.tolist() for losses in SupplyNetwork(chain).spread_losses(np.array([0]))]
        [[1.0, 1.0], [1.0, 0.0]]
        """
        size = len(self.sector)
        together = csc_array((np.ones(len(firms)), (firms, np.zeros(len(firms), dtype=np.int64))), shape=(size, 1))
        down, up = self._settle_both(together, tolerance)
        return down.toarray()[:, 0], up.toarray()[:, 0]

    def _solve(self, firms: Numbers, tolerance: float) -> Vector:
        down, up = self._settle_both(_mark(firms, len(self.sector)), tolerance)
        total = self.sold.sum() or np.nan
        return np.asarray(down.maximum(up).T @ self.sold) / total

    def _settle_both(self, stopped: csc_array, tolerance: float) -> tuple[csc_array, csc_array]:
        down = _settle(self._limit, stopped, tolerance)
        return down, _settle(lambda losses: _cap(_sort(self.sales @ losses)), stopped, tolerance)

    def _limit(self, down: csc_array) -> csc_array:
        """What each firm loses by what it no longer gets: of its inputs the scarcest."""
        columns = np.repeat(np.arange(down.shape[1]), np.diff(down.indptr))
        firms, lost = down.indices, down.data
        volumes = np.bincount(self.sector, self.sold, self.sector_count)
        cells = columns * self.sector_count + self.sector[firms]
        gone = np.bincount(cells, lost * self.sold[firms], down.shape[1] * self.sector_count)
        remaining = volumes[self.sector[firms]] - gone[cells]
        sold = self.sold[firms]
        share = np.divide(sold, remaining, out=np.ones_like(lost), where=remaining > sold)
        share[sold == 0] = 0
        scarce = self.inputs @ csc_array((lost * share, firms, down.indptr), shape=down.shape)
        return _cap(_take_largest(_sort(scarce), self.buyers, down.shape))


def _cut(firms: Numbers) -> Iterator[Numbers]:
    for start in range(0, len(firms), _BATCH):
        yield firms[start : start + _BATCH]


def _weigh(deliveries: Deliveries, limits: NDArray[np.bool_], index: Numbers) -> Vector:
    """Which part of its input an essential delivery is, and which part of all inputs another; of what is inside."""
    amount, customer = deliveries.amount, deliveries.customer
    bought = np.bincount(customer, amount, len(deliveries.sector))
    weight = amount / bought[customer]
    weight[limits] = amount[limits] / np.bincount(index, amount[limits])[index]
    return np.asarray(weight * (1 - deliveries.outside_share))


def _settle(step: Callable[[csc_array], csc_array], stopped: csc_array, tolerance: float) -> csc_array:
    """The losses of every firm (row) under each shock (column of ``stopped``), once no step moves one further."""
    unsettled = np.arange(stopped.shape[1])
    losses = stopped
    settled, order = [], []
    while len(unsettled):
        new = csc_array(step(losses).maximum(stopped[:, unsettled]))
        still = _change(new, losses) > tolerance
        if not still.all():
            settled.append(new[:, ~still])
            order.append(unsettled[~still])
        unsettled, losses = unsettled[still], new[:, still]
    return csc_array(hstack(settled, format="csc")[:, np.argsort(np.concatenate(order))])


def _mark(firms: Numbers, size: int) -> csc_array:
    count = len(firms)
    return csc_array((np.ones(count), firms, np.arange(count + 1)), shape=(size, count))


def _sort(matrix: csc_array) -> csc_array:
    """The rows of every column in order: two transpositions are linear, sorting each column is not."""
    return csc_array(matrix.tocsr().tocsc())


def _cap(losses: csc_array) -> csc_array:
    """No firm loses more than all it makes, also where parts that may be so much are handed in together."""
    losses.data = np.minimum(losses.data, 1.0)
    return losses


def _change(new: csc_array, old: csc_array) -> Vector:
    """The largest change in every column."""
    difference = csc_array(new - old)
    difference.data = np.abs(difference.data)
    return np.asarray(difference.max(axis=0).todense()).ravel()


def _take_largest(scarce: csc_array, buyers: Numbers, shape: tuple[int, int]) -> csc_array:
    """Of the rows of one buyer the largest value, column by column."""
    columns = np.repeat(np.arange(shape[1]), np.diff(scarce.indptr))
    cells = columns * shape[0] + buyers[scarce.indices]
    if not len(cells):
        return csc_array(shape)
    first = np.flatnonzero(np.concatenate([[True], cells[1:] != cells[:-1]]))
    cells = cells[first]
    pointers = np.searchsorted(cells, np.arange(shape[1] + 1) * shape[0])
    return csc_array((np.maximum.reduceat(scarce.data, first), cells % shape[0], pointers), shape=shape)


def _check(deliveries: Deliveries) -> None:
    links = {len(deliveries.supplier), len(deliveries.customer), len(deliveries.amount), len(deliveries.necessity)}
    if len(links) != 1:
        raise ValueError(f"the lists of links are of different lengths: {sorted(links)}")
    # Where the weights say what a delivery is, an amount may be unknown entirely: no sale is lost by it.
    least = 0.0 if deliveries.weight is not None else np.nextafter(0, 1)
    if not np.isfinite(deliveries.amount).all() or (deliveries.amount < least).any():
        raise ValueError("an amount is missing, zero or negative")
    if not 0 <= deliveries.outside_share <= 1:
        raise ValueError(f"the share from outside is {deliveries.outside_share:g}, not between 0 and 1")
    ends = np.concatenate([deliveries.supplier, deliveries.customer])
    if len(ends) and not (ends.min() >= 0 and ends.max() < len(deliveries.sector)):
        raise ValueError("a link names a firm that has no sector")
