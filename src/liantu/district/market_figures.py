"""Figures of markets with the recalled ones as numbers, for engines alone: they cap and order, and never leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from liantu.district.view import DistrictView


def list_markets(view: DistrictView) -> pl.DataFrame:
    """The rows of `list_market_rows`."""
    from liantu.chain.market_rows import list_market_rows
    from liantu.library.recalled_markets import read_recalled_markets

    return view.cache.once_for(
        view.tables,
        ("markets",),
        lambda: list_market_rows(view.tables, read_recalled_markets(), view.as_of, view.known_at),
    )


def cap_markets(view: DistrictView) -> pl.DataFrame:
    """The rows of `compute_market_caps`."""
    from liantu.chain.market_caps import compute_market_caps

    shares = {scope: share / 100 for scope, share in view.policy_map("chain/market_share").items()}
    about = view.tables.about
    regions = [str(about[name]) for name in ("region", "zh") if about.get(name)]
    return view.cache.once_for(
        view.tables,
        ("market caps",),
        lambda: compute_market_caps(view.tables, list_markets(view), shares, [*dict.fromkeys(regions)]),
    )
