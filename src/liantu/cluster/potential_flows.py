"""Who could sell what to whom: needs beside output, group by group. Potential, computed; not purchases.

The groups are handed in (clusters, places, sizes of firms), so that every view is the same computation. What an owner
makes and needs at its own sites is own use and no flow: it is taken out before, and told apart. What one group could
sell to another is the smaller of what is left of its output and of the other's need; the same output stands beside
every buyer, so cells are never added up.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

#: What a plant makes for others, and what it offers beside its main output.
_SOLD = ("supply", "offer")
_CELL = ("product", "seller", "buyer")
_RUNS = ("supply_runs", "demand_runs")
#: What stands for the plants that no group names.
UNGROUPED = "ungrouped"


def find_potential_flows(terms: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """One row a product, seller and buyer that meet: supply, demand, quantity, and what is unknown of them.

    ``terms`` are the chain's traded terms (product, measure, status, row, value, least, covered, most, own_site), less
    own use; ``groups`` says group and row (of capacities), which may stand in several. ``quantity`` is the most that
    could flow: the smaller of the two known sums, less where one owner alone is on both sides; null where either is
    unknown entirely. ``supply_open`` and ``demand_open`` say that a part has no amount, so that the sum is at least so
    much, ``supply_most`` and ``demand_most`` that own use of unknown amount comes off; a sum of which neither is known
    is null. ``quantity_open``: more could flow than the known sums say. ``supply_runs`` and ``demand_runs`` (all, some,
    none): how much of it is of plants in operation. Amounts are in the product's own unit a year.
    """
    left = _select_left(terms)
    sold = _place_terms(left.filter(pl.col("measure").is_in(_SOLD)), groups).rename({"group": "seller"})
    needed = _place_terms(left.filter(pl.col("measure") == "demand"), groups).rename({"group": "buyer"})
    met = _add_up(sold, "seller", "supply").join(_add_up(needed, "buyer", "demand"), on="product")
    met = met.join(_find_own_trade(sold, needed), on=_CELL, how="left").filter(~pl.col("alone").fill_null(value=False))
    bound = pl.min_horizontal("supply", "demand", "others")
    is_open = pl.col("supply_open") | pl.col("demand_open")
    known = pl.col("supply").is_not_null() & pl.col("demand").is_not_null() & ~((bound <= 0) & is_open)
    more = (pl.col("supply_open") & (pl.col("supply") <= bound)) | (pl.col("demand_open") & (pl.col("demand") <= bound))
    return (
        met.with_columns(pl.when(known).then(bound).alias("quantity"))
        .with_columns((pl.col("quantity").is_not_null() & more).fill_null(value=False).alias("quantity_open"))
        .select(
            *(*_CELL, "supply", "demand", "quantity", "supply_open", "demand_open", *_RUNS),
            *("supply_most", "demand_most", "quantity_open"),
        )
        .sort(*_CELL)
    )


def _select_left(terms: pl.DataFrame) -> pl.DataFrame:
    """The lines of which something is left to trade, or could be; what stands with others, where these have any."""
    value = pl.col("value")
    left = terms.filter(value.is_null() | (value > 0) | pl.col("least"))
    counted = (~pl.col("covered")).any().over("product", pl.col("measure") == "demand")
    return left.filter(counted)


def _find_own_trade(sold: pl.DataFrame, needed: pl.DataFrame) -> pl.DataFrame:
    """What bounds a cell where one owner is on both sides: ``others``, what could flow but between its own sites (null:
    no bound), and ``alone``, that nobody else is on either side."""
    sides = []
    for lines, side in ((sold, "seller"), (needed, "buyer")):
        counted = lines.filter(~pl.col("covered") | pl.col("value").is_not_null())
        whole = counted.group_by("product", side).agg(pl.col("value").sum().alias("all"), pl.len().alias("lines"))
        owned = (
            counted.drop_nulls("own_site")
            .group_by("product", side, "own_site")
            .agg(pl.col("value").sum().alias("mine"), pl.len().alias("own_lines"))
        )
        others = pl.col("all") - pl.col("mine")
        sides.append(
            owned.join(whole, on=["product", side]).select(
                *("product", side, "own_site"),
                others.alias(f"{side}_others"),
                (pl.col("own_lines") == pl.col("lines")).alias(f"{side}_alone"),
            )
        )
    both = sides[0].join(sides[1], on=["product", "own_site"])
    return both.group_by(_CELL).agg(
        (pl.col("seller_others") + pl.col("buyer_others")).min().alias("others"),
        (pl.col("seller_alone") & pl.col("buyer_alone")).any().alias("alone"),
    )


def find_own_uses(terms: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """What owners make for their own sites (自用), by who needs it: group, product, demand, own_use, left, and flags.

    ``demand`` is the whole need, ``own_use`` what of it is made by the same owner at a site that fits, ``left`` what
    other firms could sell. ``own_open``: a part of own use has no amount, so that it is at least so much and what is
    left at most so much; ``demand_open``: so is a part of the need. Null: nothing is known. Own use is no flow.
    """
    needed = terms.filter(pl.col("measure") == "demand", ~pl.col("covered"))
    value, served = pl.col("value"), pl.col("own")
    is_own = pl.col("own_site").is_not_null()
    unsized = (is_own & value.is_null()) | pl.col("most")
    return (
        _place_terms(needed, groups)
        .group_by("group", "product")
        .agg(
            pl.when(value.is_not_null().any()).then((value + served).sum()).alias("demand"),
            pl.when((served > 0).any()).then(served.sum()).alias("own_use"),
            pl.when(value.is_not_null().any()).then(value.sum()).alias("left"),
            (value.is_null() | pl.col("least")).any().alias("demand_open"),
            unsized.any().alias("own_open"),
        )
        .filter(pl.col("own_use").is_not_null() | pl.col("own_open"))
        .sort("group", "product")
    )


def add_flow_values(flows: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """Flows with what they are worth at the prices of the day: value_low, value, value_high (CNY a year), price_period.

    ``prices`` has product, low, typical, high (without tax) and period. ``value`` is null where only a band is known,
    all where no price or no quantity is. Values of cells are not added up: one product is in another.
    """
    ends = {"value_low": "low", "value": "typical", "value_high": "high"}
    chosen = prices.select("product", *ends.values(), pl.col("period").alias("price_period"))
    valued = [(pl.col("quantity") * pl.col(end)).alias(name) for name, end in ends.items()]
    joined = flows.join(chosen, on="product", how="left", maintain_order="left")
    return joined.with_columns(*valued).select(*flows.columns, *ends, "price_period")


def find_local_shares(terms: pl.DataFrame, groups: pl.DataFrame, uncertain: Sequence[str] = ()) -> pl.DataFrame:
    """Of each need of each group less own use, how much the district could cover at the best: 可配套率（测算上限）.

    One row a buyer and product: demand (what must come from other firms), supply (of all plants, in a group or not,
    less what they use themselves), share (0 to 1, null where the need or the supply is unknown; that no plant is on
    record is no proof that none exists), and whether parts are unknown. It is an upper bound: every buyer is taken as
    the first to be served. ``uncertain`` are products of plants of which nobody knows whether they run: more could be
    made. The share that is bought here is another thing and comes from firms' purchase returns alone.
    """
    needs = _select_left(terms.filter(pl.col("measure") == "demand"))
    needed = _add_up(_place_terms(needs, groups), "group", "demand").rename({"group": "buyer"})
    whole = terms.filter(pl.col("measure").is_in(_SOLD)).with_columns(group=pl.lit(UNGROUPED))
    sold = _add_up(whole, "group", "supply").drop("group")
    known = pl.col("demand") > 0
    share = pl.min_horizontal(pl.col("supply") / pl.col("demand"), pl.lit(1.0))
    # Where a part of the output has no amount, more could be covered than the known part does: no upper bound. Nor is
    # there where the need is at most so much.
    bound = (~pl.col("supply_open") & ~pl.col("demand_most")) | (pl.col("supply") >= pl.col("demand"))
    return (
        needed.join(sold, on="product", how="left")
        .with_columns(pl.col("supply_open", "supply_most").fill_null(False))
        .with_columns(pl.col("supply_open") | pl.col("product").is_in([*uncertain]))
        .with_columns(pl.when(known & pl.col("supply").is_not_null() & bound).then(share).alias("share"))
        .select(
            *("buyer", "product", "demand", "supply", "share", "demand_open", "supply_open", *_RUNS),
            *("demand_most", "supply_most"),
        )
        .sort("buyer", "product")
    )


def _place_terms(terms: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """The terms of every group; those of rows that no group names stand under one name of their own."""
    placed = terms.join(groups.select("group", "row").unique(), on="row", how="left")
    return placed.with_columns(pl.col("group").fill_null(UNGROUPED))


def _add_up(terms: pl.DataFrame, side: str, amount: str) -> pl.DataFrame:
    """Known amounts of a product and group, which bounds are unknown of them, and how much is of plants that run.

    A sum is null where all amounts are unknown, and where it is neither at least nor at most so much.
    """
    value = pl.col("value")
    counted, runs = ~pl.col("covered"), pl.col("status") == "operating"
    is_open = ((value.is_null() & counted) | pl.col("least")).any()
    return terms.group_by("product", side).agg(
        pl.when(value.is_not_null().any() & ~(is_open & pl.col("most").any())).then(value.sum()).alias(amount),
        is_open.alias(f"{amount}_open"),
        pl.col("most").any().alias(f"{amount}_most"),
        pl.when(runs.all())
        .then(pl.lit("all"))
        .when(runs.any())
        .then(pl.lit("some"))
        .otherwise(pl.lit("none"))
        .alias(f"{amount}_runs"),
    )
