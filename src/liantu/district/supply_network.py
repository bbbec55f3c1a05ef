"""The network of a stop, of the terms of the chain and what the district states of stocks and inputs."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.period_days import add_period_days

#: Plants whose stop is asked about: what is not built yet cannot stop.
_RUNNING = ("operating",)


class SupplyNetworkTables(NamedTuple):
    """Lines with what they make, the links between them, and what each line needs, by necessity."""

    lines: pl.DataFrame
    links: pl.DataFrame
    needs: pl.DataFrame


def build_supply_network(
    view: DistrictView, terms: pl.DataFrame, level: str, outside_share: float
) -> SupplyNetworkTables:
    """Lines and links of the plants that run, by plant or by product."""
    from liantu.cluster import supply_links
    from liantu.cluster.necessity import find_necessities
    from liantu.library.policy import read_policy_value

    lines = supply_links.list_lines(terms, level, _RUNNING)
    rules = read_policy_value("cluster/necessity", view.as_of)
    needs = find_necessities(view.tables, supply_links.list_needs(lines), rules)
    outputs = supply_links.list_outputs(lines)
    costed = supply_links.add_cost_shares(needs, find_input_prices(view))
    links = supply_links.build_supply_links(lines, costed, outputs, outside_share).rename({"line": "customer"})
    return SupplyNetworkTables(outputs, supply_links.add_stocks(links, _find_stocks(view)), needs)


def _find_stocks(view: DistrictView) -> pl.DataFrame:
    """The latest statement of each stock that is not of a time after the date: plant, product, days."""
    rows = add_period_days(view.tables.numbers("stocks")).filter(pl.col("first") <= view.as_of)
    latest = rows.sort("last", "first").unique(["plant", "product"], keep="last", maintain_order=True)
    return latest.select("plant", "product", "days")


def find_input_prices(view: DistrictView) -> pl.DataFrame:
    """The price of each product by which parts of a cost are told: product, price, CNY a unit.

    A recalled one too: of it nothing is shown but what it says of parts, which are ranges.
    """
    from liantu.chain.reference_prices import choose_prices
    from liantu.library.price_rules import read_price_rules

    chosen = view.cache.once_for(
        view.tables, ("prices",), lambda: choose_prices(view.tables, read_price_rules(view.as_of), view.as_of)
    )
    middle = pl.coalesce("typical", (pl.col("low") + pl.col("high")) / 2)
    return chosen.select("product", middle.alias("price")).drop_nulls()
