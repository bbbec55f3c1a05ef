"""Matter is conserved: no process puts out more of an element, or more mass, than goes in.

Hydrogen and oxygen come freely with water and air, and are left out; so is nitrogen when nothing that goes in
carries it. Only what a process turns into something (role input) counts as going in; fuel does not.
"""

from __future__ import annotations

import polars as pl

from liantu.library.findings import (
    Frames,
    build_findings,
    convert_coefficients,
    find_unit_sizes,
    get_column,
    get_number_column,
)

#: Elements that air and water bring.
FREE = ("H", "O")
#: Rounding of coefficients and mass fractions; a real loss is larger.
TOLERANCE = 0.005
#: A composition whose fractions add up to this names every element.
COMPLETE = 0.98

Pair = tuple[pl.DataFrame, pl.DataFrame]


def check_element_balance(tables: Frames, rows: pl.DataFrame | None = None) -> Pair:
    """Elements created, and elements that could not be checked because what goes in is not known."""
    flows = _flows(tables, convert_coefficients(tables) if rows is None else rows)
    parts = _compositions(tables)
    amount = flows.join(parts, on="item", how="inner").with_columns(
        (pl.col("tonnes") * pl.col("fraction")).alias("amount")
    )
    into, out = (
        pl.col("amount").filter(pl.col("goes_in")).sum(),
        pl.col("amount").filter(~pl.col("goes_in")).sum(),
    )
    totals = (
        amount.filter(~pl.col("element").is_in(FREE))
        .group_by("process", "element", maintain_order=True)
        .agg(into.alias("limit"), out.alias("value"))
    )
    over = totals.filter(
        (pl.col("value") > pl.col("limit") * (1 + TOLERANCE) + 1e-6)
        & ~((pl.col("element") == "N") & (pl.col("limit") == 0))
    ).with_columns(pl.col("element").alias("input"))
    inputs = flows.filter("goes_in").join(_find_complete_compositions(tables), on="item", how="left")
    named = parts.select("item", "element", pl.lit(True).alias("named"))
    hidden = (
        over.select("process", "element")
        .join(inputs.select("process", "item", "complete"), on="process", how="inner")
        .join(named, on=["item", "element"], how="left")
        .filter(~pl.col("complete").fill_null(False) & pl.col("named").is_null())
        .select("process", "element")
        .unique()
    )
    created = over.join(hidden, on=["process", "element"], how="anti", maintain_order="left")
    open_ = over.join(hidden, on=["process", "element"], how="semi", maintain_order="left")
    return (
        build_findings("element_created", created),
        build_findings("element_unchecked", open_),
    )


def check_mass_balance(tables: Frames, rows: pl.DataFrame | None = None) -> Pair:
    """Mass created where a composition is not known, and processes exempt or not to be weighed.

    Where every composition is known the element balance says more, and says it in spite of air and water.
    """
    flows = _flows(tables, convert_coefficients(tables) if rows is None else rows)
    processes = tables["processes"]
    known = flows.join(_find_complete_compositions(tables), on="item", how="left").join(
        tables["products"].select(pl.col("id").alias("item"), "kind"), on="item", how="left"
    )
    # Steam and water pass through; what is emitted holds oxygen of the air.
    weighed = known.filter(
        (pl.col("goes_in") | ~pl.col("kind").is_in(["utility", "energy"])) & ~pl.col("emitted")
    ).with_columns(
        pl.when("gas")
        .then(pl.col("tonnes") * pl.when("complete").then(pl.col("total")))
        .otherwise("tonnes")
        .alias("mass")
    )
    totals = weighed.group_by("process", maintain_order=True).agg(
        pl.col("mass").filter(pl.col("goes_in")).sum().alias("limit"),
        pl.col("mass").filter(~pl.col("goes_in")).sum().alias("value"),
        pl.col("mass").is_null().any().alias("unweighed"),
        pl.col("complete").fill_null(False).all().alias("complete"),
    )
    totals = totals.join(
        processes.select(pl.col("id").alias("process"), get_column(processes, "mass_check").alias("exempt")),
        on="process",
        how="left",
        maintain_order="left",
    )
    skipped = (pl.col("exempt") == "no") | pl.col("unweighed")
    over = totals.filter(
        ~skipped.fill_null(False) & ~pl.col("complete") & (pl.col("value") > pl.col("limit") * (1 + TOLERANCE))
    )
    return (
        build_findings("mass_created", over),
        build_findings("mass_unchecked", totals.filter(skipped.fill_null(False)).drop("value", "limit")),
    )


def _compositions(tables: Frames) -> pl.DataFrame:
    frame = tables["compositions"]
    return frame.select(
        pl.col("product").alias("item"), "element", get_number_column(frame, "fraction").alias("fraction")
    )


def _find_complete_compositions(tables: Frames) -> pl.DataFrame:
    """Products whose composition names every element; a gas counted in m3 when more than one is named."""
    return (
        _compositions(tables)
        .group_by("item")
        .agg(pl.col("fraction").sum().alias("total"), pl.len().alias("named"))
        .join(_find_tonnes_per_unit(tables), on="item", how="left")
        .select(
            "item",
            pl.when("gas").then(pl.col("named") > 1).otherwise(pl.col("total") >= COMPLETE).alias("complete"),
            "total",
        )
    )


def _flows(tables: Frames, rows: pl.DataFrame) -> pl.DataFrame:
    """What goes in and out of a process per unit made: process, item, goes_in, emitted, tonnes.

    ``tonnes`` multiplies a mass fraction; a gas in m3 has fractions in kg per m3. Null: not to be weighed.
    """
    made = tables["processes"].select(
        pl.col("id").alias("process"),
        pl.col("product").alias("item"),
        pl.lit(1.0).alias("quantity"),
        pl.lit(False).alias("goes_in"),
        pl.lit(False).alias("emitted"),
    )
    used = rows.filter(pl.col("role") != "utility").select(
        "process",
        pl.col("input").alias("item"),
        pl.col("typical").alias("quantity"),
        (pl.col("role") == "input").alias("goes_in"),
        (pl.col("role") == "emission").alias("emitted"),
    )
    return (
        pl.concat([made, used])
        .join(_find_tonnes_per_unit(tables), on="item", how="left", maintain_order="left")
        .with_columns((pl.col("quantity") * pl.col("per_unit")).alias("tonnes"))
    )


def _find_tonnes_per_unit(tables: Frames) -> pl.DataFrame:
    """Columns item, gas (counted by volume), per_unit: what turns a quantity into tonnes, null when not weighed."""
    products = tables["products"].select(pl.col("id").alias("item"), "unit")
    gas = pl.col("dimension") == "volume"
    return products.join(find_unit_sizes(tables, products["unit"]), on="unit", how="left").select(
        "item",
        gas.fill_null(False).alias("gas"),
        pl.when(pl.col("dimension") == "mass")
        .then(pl.col("size"))
        .when(gas)
        .then(pl.col("size") / 1000)
        .alias("per_unit"),
    )
