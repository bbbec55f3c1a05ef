"""Which line could supply which other, and what part of its input that is: the network of a stop.

A line is what one plant makes of one product, or, where no plant may be named, all plants of a product together. What
is made for own use serves its owner first; what is sold serves all needs alike, as far as it goes; the rest of every
need comes from outside, which supplies every product and goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

#: By what lines are told apart.
LEVELS = ("plant", "product")
_SOLD, _OWN_USE, _OFFER = "supply", "captive", "offer"
_LINE = ("line", "subject", "plant", "firm", "via")


def list_lines(terms: pl.DataFrame, level: str, statuses: Sequence[str]) -> pl.DataFrame:
    """The terms of plants of some statuses with the line that each belongs to: line, subject, plant, firm, via, owner.

    ``level`` is plant or product; of a product plant and firm are null. ``subject`` is what stops as one: a plant with
    all that it makes, or a product. ``owner`` is whom own use serves.
    """
    flows = ["demand", _SOLD, _OWN_USE, _OFFER]
    placed = terms.filter(pl.col("status").is_in(statuses), pl.col("measure").is_in(flows))
    if level == "product":
        nobody = pl.lit(None, pl.String)
        return placed.with_columns(
            line=pl.col("via"),
            subject=pl.col("via"),
            stock_of=pl.col("plant"),
            plant=nobody,
            firm=nobody,
            owner=pl.lit(""),
        )
    site = pl.coalesce("plant", "row")
    line = pl.concat_str(site, pl.lit("/"), "via")
    return placed.with_columns(line=line, subject=site, stock_of=pl.col("plant"), owner=pl.coalesce("firm", site))


def list_outputs(lines: pl.DataFrame) -> pl.DataFrame:
    """What each line makes: line, subject, plant, firm, via, output (in units of the product a year, null: unknown)."""
    made = lines.filter(pl.col("measure").is_in([_SOLD, _OWN_USE]) & (pl.col("product") == pl.col("via")))
    amounts = made.group_by("line").agg(
        pl.when(pl.col("value").is_not_null().all()).then(pl.col("value").sum()).alias("output")
    )
    return lines.select(_LINE).unique().join(amounts, on="line", how="left").sort("line")


def list_needs(lines: pl.DataFrame) -> pl.DataFrame:
    """What each line takes in: line, owner, via, product, coefficient, demand (null: unknown), open."""
    value = pl.col("value")
    is_open = ((value.is_null() & ~pl.col("covered")) | pl.col("least")).any().alias("need_open")
    return (
        lines.filter(pl.col("measure") == "demand")
        .group_by("line", "owner", "via", "product")
        .agg(
            pl.col("coefficient").drop_nulls().first(),
            pl.col("stock_of").drop_nulls().unique(),
            pl.when(value.is_not_null().any()).then(value.sum()).alias("demand"),
            is_open,
        )
    )


def build_supply_links(
    lines: pl.DataFrame, needs: pl.DataFrame, outputs: pl.DataFrame, outside_share: float
) -> pl.DataFrame:
    """One row a supplier, customer and product: how much could flow, and what part of the customer's input it is.

    ``needs`` are those of `list_needs`, with ``cost_low`` and ``cost_high`` (the part of the cost of all inputs).
    ``outside_share`` is what of that which could be bought here is bought outside all the same. Columns: supplier,
    customer, product, measure (supply, captive, offer), amount (null: unknown), weight_low, weight_high (the part of
    the need that falls away with the supplier), sale_low, sale_high (the part of what the supplier makes), and those of
    ``needs``. Where a part of an amount is unknown, nothing is taken as certain: the range begins at zero.
    """
    sold = _list_sold(lines)
    reserved = _pool(sold.filter(pl.col("measure") == _OWN_USE), ["owner", "product"])
    market = _pool(sold.filter(pl.col("measure") != _OWN_USE), ["product"])
    needs = _cover(needs, reserved, ["owner", "product"], pl.col("demand"), "own")
    left = pl.col("demand") * (1 - pl.col("own_cover").fill_null(0.0))
    needs = _cover(needs.with_columns(left.alias("left")), market, ["product"], pl.col("left"), "market")
    is_own = pl.col("measure") == _OWN_USE
    pairs = pl.concat(
        [
            sold.filter(is_own).join(needs, on=["owner", "product"]).drop("owner"),
            sold.filter(~is_own).drop("owner").join(needs, on="product").drop("owner"),
        ],
        how="diagonal",
    ).filter(pl.col("supplier") != pl.col("line"))
    made = outputs.select(pl.col("line").alias("supplier"), "output")
    return _weigh(pairs.join(made, on="supplier", how="left"), outside_share).sort("supplier", "line", "product")


def _list_sold(lines: pl.DataFrame) -> pl.DataFrame:
    """What each line gives of each product for own use, for sale and beside its output; nothing is no supplier."""
    value = pl.col("value")
    return (
        lines.filter(pl.col("measure").is_in([_SOLD, _OWN_USE, _OFFER]))
        .group_by(pl.col("line").alias("supplier"), "owner", "product", "measure")
        .agg(
            pl.when(value.is_not_null().any()).then(value.sum()).alias("given_amount"),
            ((value.is_null() & ~pl.col("covered")) | pl.col("least")).any().alias("given_open"),
        )
        .filter((pl.col("given_amount") > 0) | (pl.col("given_amount").is_null() & pl.col("given_open")))
    )


def _pool(sold: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """All that is given of a product to whom it serves."""
    return sold.group_by(key).agg(pl.col("given_amount").sum().alias("pool"), pl.col("given_open").any().alias("open"))


def _cover(needs: pl.DataFrame, pool: pl.DataFrame, key: list[str], wish: pl.Expr, name: str) -> pl.DataFrame:
    """Needs with what part of them a pool covers, alike for all, and whether any amount around it is unknown."""
    total = needs.group_by(key).agg(wish.sum().alias("total"), pl.col("need_open").any().alias("total_open"))
    ratio = (pl.col("pool") / pl.col("total")).fill_nan(0.0)
    cover = pl.when(pl.col("pool").is_not_null()).then(pl.min_horizontal(ratio, pl.lit(1.0)))
    return (
        needs.join(pool, on=key, how="left")
        .join(total, on=key, how="left")
        .with_columns(
            cover.fill_null(0.0).alias(f"{name}_cover"),
            pl.col("pool").alias(f"{name}_pool"),
            (pl.col("open") | (pl.col("total_open") & pl.col("pool").is_not_null()))
            .fill_null(value=False)
            .alias(f"{name}_open"),
        )
        .drop("pool", "open", "total", "total_open")
    )


def _weigh(pairs: pl.DataFrame, outside_share: float) -> pl.DataFrame:
    """The part of a need that each supplier gives, the amount, and the part of what the supplier makes."""
    is_own = pl.col("measure") == _OWN_USE
    goes = pl.when(is_own).then(1.0).otherwise(1 - outside_share)
    of_pool = pl.col("given_amount") / pl.when(is_own).then("own_pool").otherwise("market_pool")
    cover = pl.when(is_own).then("own_cover").otherwise((1 - pl.col("own_cover")) * pl.col("market_cover"))
    is_open = pl.col("own_open") | pl.col("market_open") | pl.col("demand").is_null()
    part = of_pool * cover * goes
    at_most = pl.min_horizontal(pl.col("given_amount") / pl.col("demand"), pl.lit(1.0)).fill_nan(1.0).fill_null(1.0)
    sale = pl.when(pl.col("measure") == _OFFER).then(0.0).otherwise(pl.lit(1.0))
    sale_at_most = pl.min_horizontal(pl.col("demand") / pl.col("output"), pl.lit(1.0)).fill_nan(1.0).fill_null(1.0)
    return pairs.with_columns(
        pl.when(~is_open).then(part * pl.col("demand")).alias("amount"),
        pl.when(is_open).then(0.0).otherwise(part).alias("weight_low"),
        pl.when(is_open).then(at_most * goes).otherwise(part).alias("weight_high"),
    ).with_columns(
        (pl.col("amount") / pl.col("output") * sale).fill_null(0.0).fill_nan(0.0).clip(0, 1).alias("sale_low"),
        pl.when(pl.col("amount").is_not_null() & pl.col("output").is_not_null())
        .then((pl.col("amount") / pl.col("output")).fill_nan(0.0).clip(0, 1))
        .otherwise(sale_at_most * goes)
        .mul(sale)
        .alias("sale_high"),
    )


def add_cost_shares(needs: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """Needs with the part of the cost of all inputs that each is: cost_low, cost_high (null where not known).

    ``prices`` has product and price, CNY a unit. Where an input has no amount or no price, the others are at most what
    they are of those that have: ``cost_low`` is zero then.
    """
    value = pl.col("demand") * pl.col("price")
    known = needs.join(prices, on="product", how="left").with_columns(value.alias("cost"))
    complete = (pl.col("cost").is_not_null() & ~pl.col("need_open")).all().over("line")
    share = pl.col("cost") / pl.col("cost").sum().over("line")
    return known.with_columns(
        pl.when(complete).then(share).otherwise(0.0).alias("cost_low"), share.alias("cost_high")
    ).drop("cost", "price")


def add_stocks(links: pl.DataFrame, stocks: pl.DataFrame) -> pl.DataFrame:
    """Links with the smallest stock of the product among the plants of the customer: days, null where not stated."""
    rows = links.with_row_index("link")
    found = (
        rows.select("link", "product", pl.col("stock_of").alias("plant"))
        .explode("plant")
        .join(stocks, on=["plant", "product"])
        .group_by("link")
        .agg(pl.col("days").min())
    )
    return rows.join(found, on="link", how="left").drop("link")
