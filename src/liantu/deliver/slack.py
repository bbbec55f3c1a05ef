"""How much later an item may begin: for the end not to be later, or, where the end does not wait for it, the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from liantu.deliver.activity_network import ActivityNetwork, FloatArray, compute_finishes, compute_tails


@dataclass(frozen=True)
class Slack:
    """``leads``: whether the end would be later if an item were never done. ``days`` is blank for what the end cannot
    or need not wait for."""

    leads: list[bool]
    days: list[int | None]


def compute_slack(network: ActivityNetwork, taken: list[int]) -> Slack:
    """The slack of every item, from the working days that each takes."""
    column = np.array(taken, float)[:, None]
    return _measure_tails(network, column) if network.plain else _try_delays(network, column)


def _measure_tails(network: ActivityNetwork, column: FloatArray) -> Slack:
    """Of a plain network: what is left of the whole beside the longest way through an item."""
    finish = compute_finishes(network, column)[:, 0]
    whole = finish[list(network.ends)].max()
    slack = whole - finish - compute_tails(network, column)[:, 0]
    aside = whole - finish - compute_tails(network.last, column)[:, 0]
    return Slack(
        network.leads,
        [
            int(slack[n]) if network.leads[n] else None if n in network.downstream or aside[n] < 0 else int(aside[n])
            for n in range(len(column))
        ],
    )


def _try_delays(network: ActivityNetwork, column: FloatArray) -> Slack:
    """Of any network: every item delayed alone, a column each, and the longest delay that moves nothing halved out.

    With alternatives no way backwards gives it: what another alternative makes good depends on what else is late.
    """
    count = len(column)
    finish = compute_finishes(network, column)
    whole = finish[list(network.ends)].max()
    lags = [link.lag for links in network.links for link in links]
    longest = float(finish.max() + max(lags, default=0) + 1)
    elapsed = np.repeat(column, count, axis=1)

    def delay(days: FloatArray) -> FloatArray:
        """When all is done if each item alone takes longer by its days."""
        return compute_finishes(network, elapsed, np.diag(days))

    never = delay(np.full(count, longest))
    leads = never[list(network.ends)].max(axis=0) > whole
    barred = ((never != finish) & (finish > whole)).any(axis=0)
    low, high = np.zeros(count), np.full(count, longest)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        later = delay(middle)
        harmless = np.where(
            leads,
            later[list(network.ends)].max(axis=0) <= whole,
            (later <= np.maximum(finish, whole)).all(axis=0),
        )
        low, high = np.where(harmless, middle, low), np.where(harmless, high, middle)
    return Slack(
        [bool(yes) for yes in leads],
        [None if not leads[n] and (n in network.downstream or barred[n]) else int(low[n]) for n in range(count)],
    )
