"""Which price of a product counts on a day: the one nearest to it and not after it, without value-added tax."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.chain.price_rows import list_price_rows
from liantu.chain.routes import find_ancestors
from liantu.library.price_rules import PriceRules
from liantu.model.tables import Tables

ENDS = ("low", "typical", "high")
#: Columns of a chosen price. ``low``, ``typical``, ``high`` are CNY a unit of the product without tax where the quote
#: has it, ``quoted_…`` as quoted, typical null where only a band is known. ``vat`` is the rate taken off (a fraction;
#: null: none, ``tax`` says why).
#: ``price_of`` are the products whose price it is: narrower ones where it is theirs.
CHOSEN = (
    *("product", "price_of", "period", "low", "typical", "high", "quoted_low", "quoted_typical", "quoted_high"),
    *("tax", "vat", "basis", "grade", "source", "quote", "note"),
)


def choose_prices(tables: Tables, rules: PriceRules, day: date) -> pl.DataFrame:
    """The price of each product on a day, columns CHOSEN; a product without one has no row.

    Of the rows whose period has ended by the day and whose middle is not too old, those of the district come first,
    then those of its region, then the latest middle; equal ones by the shorter period, the better grade. A broader
    product takes the price of what it was assumed to be; without a price of its own, all from the lowest to the
    highest of its narrower ones.
    """
    chosen = _choose_rows(tables, rules, day).with_columns(pl.concat_list("product").alias("price_of"))
    narrower = find_ancestors(tables).filter(pl.col("product") != pl.col("ancestor"))
    assumed = narrower.join(_find_assumed_products(tables), on="product", how="semi")
    of_assumed = _span_narrower(chosen, assumed)
    direct = pl.concat([of_assumed, chosen.join(of_assumed, on="product", how="anti").select(CHOSEN)])
    of_all = _span_narrower(chosen, narrower)
    return pl.concat([direct, of_all.join(direct, on="product", how="anti")]).sort("product")


def join_prices(rows: pl.DataFrame, prices: pl.DataFrame | None, on: str = "product") -> pl.DataFrame:
    """The rows with the price of the product in ``on``: price_low, price_typical, price_high (CNY a unit, as in
    ``choose_prices``), price_period, price_tax (excl where it was taken off), price_grade, price_source; null where
    there is none.
    """
    known = no_prices() if prices is None else prices
    taken_off = pl.when(pl.col("vat").is_not_null()).then(pl.lit("excl")).otherwise("tax")
    columns = [pl.col(name).alias(f"price_{name}") for name in ("low", "typical", "high", "period", "grade", "source")]
    beside = known.select(pl.col("product").alias(on), *columns, taken_off.alias("price_tax"))
    return rows.join(beside, on=on, how="left", maintain_order="left")


def no_prices() -> pl.DataFrame:
    """No price, in the columns of chosen ones."""
    numbers = dict.fromkeys((*ENDS, *(f"quoted_{end}" for end in ENDS), "vat"), pl.Float64)
    lists = {"price_of": pl.List(pl.String)}
    return pl.DataFrame(schema={name: lists.get(name, numbers.get(name, pl.String)) for name in CHOSEN})


def _choose_rows(tables: Tables, rules: PriceRules, day: date) -> pl.DataFrame:
    """The row of each product that counts on the day, its tax taken off."""
    months = pl.when(pl.col("product").is_in(rules.fast)).then(rules.fast_months).otherwise(rules.months)
    oldest = pl.lit(day).dt.offset_by(pl.format("-{}mo", months))
    region = str(tables.about.get("region") or "")
    known = list_price_rows(tables, rules.recalled).filter(
        (pl.col("last") <= day) & (pl.col("middle") >= oldest),
        pl.col("region").is_null() | (pl.col("region") == region),
    )
    order = [
        pl.col("source").is_in([*rules.shipped]).fill_null(value=False),
        pl.col("region").is_null(),
        -pl.col("middle").to_physical(),
        "days",
        "grade",
        pl.col("source").fill_null(""),
        "basis",
    ]
    return _take_tax_off(tables, rules, known.sort(order).unique("product", keep="first", maintain_order=True))


def _take_tax_off(tables: Tables, rules: PriceRules, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``quoted_…`` as they were, and low, typical and high without the tax that the quote has."""
    codes = tables["products"].select(pl.col("id").alias("product"), pl.col("gbt4754").alias("code"))
    rate = pl.lit(None, pl.Float64)
    for rates in rules.taxes:
        rate = pl.when(pl.col("last") >= rates.since).then(rates.rate_of_goods()).otherwise(rate)
    vat = pl.when(pl.col("tax") == "incl").then(rate).alias("vat")
    return (
        rows.join(codes, on="product", how="left", maintain_order="left")
        .with_columns(vat, *(pl.col(end).alias(f"quoted_{end}") for end in ENDS))
        .with_columns(pl.col(end) / (1 + pl.col("vat").fill_null(0.0)) for end in ENDS)
        .with_columns(pl.col("tax").fill_null("unknown"))
    )


def _find_assumed_products(tables: Tables) -> pl.DataFrame:
    """Products that active assumptions say a capacity makes, by themselves or by a process: ``product``."""
    active = tables["assumptions"].filter(
        (pl.col("table") == "capacities") & (pl.col("active").fill_null("yes") == "yes")
    )
    made = tables["processes"].select(pl.col("id").alias("value"), "product")
    by_process = active.filter(field="process").join(made, on="value").select("product")
    return pl.concat([active.filter(field="product").select(pl.col("value").alias("product")), by_process]).unique()


def _span_narrower(chosen: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The price of each ``ancestor`` of pairs (product, ancestor): all from the lowest to the highest of the products.

    Of several the typical price is the lowest typical, unknown where one is; the grade is C, and what they do not
    share is left out.
    """
    shared = ("period", "tax", "vat", "basis", "source", "quote", "note")
    several = pl.len() > 1
    rows = chosen.drop("price_of").join(pairs, on="product").sort("ancestor", "product")
    return (
        rows.group_by("ancestor", maintain_order=True)
        .agg(
            pl.col("product").alias("price_of"),
            *(pl.col(f"{stem}low").min() for stem in ("", "quoted_")),
            *(_find_lowest_known(f"{stem}typical") for stem in ("", "quoted_")),
            *(pl.col(f"{stem}high").max() for stem in ("", "quoted_")),
            *(_share(name) for name in shared),
            pl.when(several).then(pl.lit("C")).otherwise(pl.col("grade").first()).alias("grade"),
        )
        .rename({"ancestor": "product"})
        .select(CHOSEN)
    )


def _find_lowest_known(name: str) -> pl.Expr:
    """The lowest value of a group; null when one of them is."""
    return pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).min()).alias(name)


def _share(name: str) -> pl.Expr:
    """The value that all rows of a group share; null when they do not, of periods the one that begins first."""
    same = pl.col(name).n_unique() == 1
    return pl.when(same | pl.lit(name == "period")).then(pl.col(name).first()).alias(name)
