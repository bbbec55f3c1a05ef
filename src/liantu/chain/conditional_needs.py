"""若为同厂自产，则另需: what is needed behind links usually made on the site, if they are made there.

Such needs are terms of measure ``conditional``: beside the demand, never in it.
"""

from __future__ import annotations

import polars as pl

from liantu.chain.balance import UNKNOWN, add_unknown_amounts, build_balance
from liantu.chain.evidence import find_mostly_on_site
from liantu.chain.routes import find_default_processes
from liantu.model.tables import Tables

_STEPS = 10  # links on one site behind each other; a circle of them ends here


def build_conditional_terms(tables: Tables, terms: pl.DataFrame, coefficients: pl.DataFrame) -> pl.DataFrame:
    """What the default processes of links usually made on site would take, as far as the links are missing here.

    ``terms`` are those of the district, ``coefficients`` the library's as numbers. ``amount`` is how much of the link
    (``via``) the plant would make for itself. A link needed in an unknown amount adds a term without value to what is
    needed too in a known one, which is that much at least.
    """
    book = build_balance(terms).filter((pl.col("gap") > 0) & (pl.col("direct") > 0))
    missing = book.join(find_mostly_on_site(terms).filter("mostly_on_site"), on="product").select(
        "product", (pl.col("gap") / pl.col("direct")).alias("part")
    )
    # Of a link whose every need is of unknown amount nobody can say that it is covered.
    demand = terms.filter(pl.col("measure") == "demand").group_by("product").agg(pl.col("value").is_null().all())
    unknown = demand.filter("value").select("product", pl.lit(1.0).alias("part"))
    missing = pl.concat([missing, unknown])
    is_needed = (pl.col("value") > 0) | pl.col("value").is_null()
    needs = terms.filter((pl.col("measure") == "demand") & (pl.col("on_site") == "yes") & is_needed)
    layer = needs.join(missing, on="product").with_columns(pl.col("value") * pl.col("part")).select(terms.columns)
    uses = find_default_processes(tables).join(
        coefficients.filter(pl.col("role").is_in(["input", "utility"])).rename({"product": "input"}), on="process"
    )
    figures = ("process", "coefficient", "on_site", "grade", "low", "typical", "high")
    uses = uses.select("product", "input", pl.col(figures).name.prefix("next_"))
    layers: list[pl.DataFrame] = []
    while layer.height and len(layers) < _STEPS:
        layer = _make_on_site(layer, uses, figures, terms.columns)
        layers.append(layer)
        layer = layer.filter(pl.col("on_site") == "yes")
    found = pl.concat([terms.head(0), *layers])
    known = found.filter(pl.col("value") > 0)["product"]
    return found.filter(pl.col("value").is_not_null() | pl.col("product").is_in(known.implode()))


def list_conditional_needs(tables: Tables, terms: pl.DataFrame) -> pl.DataFrame:
    """One row a product that would be needed too: product, zh, en, unit, list, direct, supply, captive, conditional
    (the further need), at_least (some of it is of unknown amount), gap_then (what would be short with it), behind (the
    links usually made on site), needed_list; and who has an amount of the product itself that nobody knows.
    """
    further = (
        terms.filter(pl.col("measure") == "conditional")
        .group_by("product")
        .agg(
            pl.col("via").unique().sort().alias("behind"),
            pl.col("firm").drop_nulls().unique().sort().alias("needed_list"),
            (pl.col("value").is_null() | pl.col("least")).any().alias("at_least"),
        )
    )
    names = tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit", "list")
    local = pl.col("supply") + pl.col("captive")
    return (
        add_unknown_amounts(build_balance(terms), terms)
        .join(further, on="product")
        .join(names, on="product")
        .with_columns((pl.col("direct") + pl.col("conditional") - local).clip(0).alias("gap_then"))
        .sort("list", "product")
        .select(
            *("product", "zh", "en", "unit", "list", "direct", "supply", "captive"),
            *("conditional", "at_least", "gap_then", "behind", "needed_list", *UNKNOWN),
        )
    )


def _make_on_site(
    layer: pl.DataFrame, uses: pl.DataFrame, figures: tuple[str, ...], columns: list[str]
) -> pl.DataFrame:
    rows = layer.join(uses, on="product", maintain_order="left")
    return rows.with_columns(
        pl.lit("conditional").alias("measure"),
        pl.col("product").alias("via"),
        pl.col("input").alias("product"),
        pl.col("value").alias("amount"),
        pl.lit(1.0).alias("load"),
        pl.lit(None, pl.Float64).alias("share"),
        (pl.col("value") * pl.col("next_typical")).alias("value"),
        *(pl.col(f"next_{name}").alias(name) for name in figures),
    ).select(columns)
