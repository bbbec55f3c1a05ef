"""How busy the country's plants of a product are: output (else consumption) over capacity of one
period, and capacity over consumption."""

from __future__ import annotations

import polars as pl

#: What is reckoned, and where it stands that is to be verified.
_QUOTIENTS = {"load": "load_after", "supply_ratio": "ratio_after"}


def find_national_loads(markets: pl.DataFrame) -> pl.DataFrame:
    """One row a product: product, load (fraction), supply_ratio (capacity over consumption), load_period, load_grade,
    load_recalled, ratio_grade, ratio_recalled, load_later, ``load_after`` and ``ratio_after``.

    Figures of one year alone are set against each other, the latest that is not later than the district's date; a
    stated utilisation counts before what output and capacity say, consumption where no output is known. Figures that
    are read count before those that are recalled, which say nothing by themselves: load and ratio are null then, and
    ``load_after`` and ``ratio_after`` what is to be verified. Where all figures are of a later time nobody could know
    them on the day: the same holds of the earliest of them, and ``load_later`` is true. ``markets`` are figures of the
    nation: product, measure, period, value, grade, recalled, later.
    """
    measures = ("capacity", "output", "consumption", "utilisation")
    best = markets.sort("grade", "value", maintain_order=True).unique(
        ["product", "measure", "period"], keep="first", maintain_order=True
    )
    year = pl.col("period").str.extract(r"^(\d{4})(?:-\d{2})?$").fill_null(pl.col("period"))
    wide = (
        best.filter(pl.col("measure").is_in(measures))
        .with_columns(year.alias("period"))
        .group_by("product", "period", maintain_order=True)
        .agg(
            *(pl.col("value").filter(pl.col("measure") == name).first().alias(name) for name in measures),
            _of_load(pl.col("grade")).max().alias("load_grade"),
            _of_load(pl.col("recalled")).any().alias("load_recalled"),
            *(
                summed(pl.col(name).filter(pl.col("measure").is_in(["capacity", "consumption"]))).alias(f"ratio_{name}")
                for name, summed in (("grade", pl.Expr.max), ("recalled", pl.Expr.any))
            ),
            pl.col("later").any().alias("load_later"),
        )
        .with_columns(
            pl.coalesce(
                pl.col("utilisation") / 100,
                pl.col("output") / pl.col("capacity"),
                pl.col("consumption") / pl.col("capacity"),
            ).alias("load"),
            (pl.col("capacity") / pl.col("consumption")).alias("supply_ratio"),
        )
        .filter(pl.col("load").is_not_null())
    )
    earliest = wide.filter("load_later").sort("period")
    latest = wide.filter(~pl.col("load_later")).sort("load_recalled", "period", descending=[False, True])
    unsure = {name: pl.col("load_later") | pl.col(f"{name.removeprefix('supply_')}_recalled") for name in _QUOTIENTS}
    return (
        pl.concat([latest, earliest])
        .unique("product", keep="first", maintain_order=True)
        .select(
            *("product", pl.col("period").alias("load_period"), "load_grade", "load_recalled"),
            *("ratio_grade", "ratio_recalled"),
            *(pl.when(~unsure[name]).then(name).alias(name) for name in _QUOTIENTS),
            "load_later",
            *(pl.when(unsure[name]).then(name).alias(after) for name, after in _QUOTIENTS.items()),
        )
        .sort("product")
    )


def _of_load(column: pl.Expr) -> pl.Expr:
    """Of a stated utilisation alone where there is one, else of what the load is reckoned from."""
    stated, made, used, can = (
        pl.col("measure") == name for name in ("utilisation", "output", "consumption", "capacity")
    )
    reckoned = made | (used & ~made.any()) | can
    return column.filter(stated | (reckoned & ~stated.any()))


def list_idle_products(loads: pl.DataFrame, products: pl.DataFrame, least_load: float) -> frozenset[str]:
    """Products of which the country's plants run below a load (a fraction), and which travel: whoever needs them can
    buy them. What comes by pipe alone is made where it is used, whatever plants elsewhere do. A load of a later time
    than the day, or a recalled one, counts too: nobody builds such a step before it is verified.

    ``loads`` are those of `find_national_loads`; ``products``: id, transport.
    """
    by_pipe = products.filter(pl.col("transport") == "pipe")["id"]
    load = pl.coalesce("load", "load_after")
    idle = loads.filter((load < least_load) & ~pl.col("product").is_in(by_pipe.implode()))
    return frozenset(idle["product"])
