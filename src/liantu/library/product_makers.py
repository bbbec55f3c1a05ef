"""Every product has a part in some process; one that no process makes is said to be bought, with the reason."""

from __future__ import annotations

import polars as pl

from liantu.library.findings import Frames, build_findings, get_column

#: The list of gaps that firms are invited to fill; what stands on the others is bought, fetched or comes with the site.
INVITED = "invite"


def find_products_without_part(tables: Frames) -> pl.DataFrame:
    """Products that no process makes, needs or gives off, and that no such product is a grade of."""
    products = tables["products"]
    used = pl.concat([tables["processes"]["product"], tables["coefficients"]["input"]])
    grades = products.filter(pl.col("id").is_in(used.implode())).select(get_column(products, "broader")).to_series()
    alone = products.filter(~pl.col("id").is_in(pl.concat([used, grades]).drop_nulls().implode()))
    return build_findings("product_without_part", alone.select(pl.col("id").alias("input")))


def find_products_without_maker(tables: Frames) -> pl.DataFrame:
    """Products on the list to invite that no process makes, though no row says that they are bought.

    Bought is what has a default without a process; made is also what has a made grade, or is given off somewhere.
    """
    products, coefficients, defaults = tables["products"], tables["coefficients"], tables["defaults"]
    made = tables["processes"]["product"]
    grades = products.filter(pl.col("id").is_in(made.implode())).select(get_column(products, "broader")).to_series()
    given_off = coefficients.filter(pl.col("role") == "byproduct")["input"]
    bought = defaults.filter(pl.col("process").is_null())["product"]
    known = pl.concat([made, grades, given_off, bought]).drop_nulls().implode()
    rows = products.filter((get_column(products, "list") == INVITED) & ~pl.col("id").is_in(known))
    return build_findings("without_maker", rows.select(pl.col("id").alias("input")))
