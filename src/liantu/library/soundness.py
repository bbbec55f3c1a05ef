"""Is the library sound? Numbers in order, nothing below theory, matter conserved, loops that converge.

Pure functions over the tables as read, every column text. A finding is an error; ``list_unchecked_balances`` lists what
could be neither proven nor refuted.
"""

from __future__ import annotations

import polars as pl

from liantu.library.element_balance import check_element_balance, check_mass_balance
from liantu.library.findings import (
    Frames,
    build_findings,
    convert_coefficients,
    find_unit_sizes,
    get_column,
    get_number_column,
)
from liantu.library.price_soundness import check_prices
from liantu.library.product_makers import find_products_without_maker, find_products_without_part
from liantu.library.product_names import find_ambiguous_names
from liantu.library.spectral_radius import find_divergent_loops
from liantu.library.worst_routes import describe_worst_routes, find_divergent_routes, find_worst_routes

_KEYS = {
    "products": ["id"],
    "processes": ["id"],
    "units": ["id"],
    "coefficients": ["process", "input", "role"],
    "defaults": ["product", "region"],
    "compositions": ["product", "element"],
    "essential_inputs": ["product", "input"],
    "prices": ["product", "period", "basis", "source"],
}
_REFERENCES = (
    ("processes", "product", "products"),
    ("coefficients", "process", "processes"),
    ("coefficients", "input", "products"),
    ("coefficients", "source", "sources"),
    ("defaults", "product", "products"),
    ("defaults", "process", "processes"),
    ("compositions", "product", "products"),
    ("essential_inputs", "product", "products"),
    ("essential_inputs", "input", "products"),
    ("essential_inputs", "source", "sources"),
    ("products", "broader", "products"),
    ("products", "source", "sources"),
    ("prices", "product", "products"),
    ("prices", "source", "sources"),
)


def check_library(tables: Frames) -> pl.DataFrame:
    """Everything wrong with the library: check, process, input, value, limit, message_en, message_zh."""
    rows = convert_coefficients(tables)
    return pl.concat(
        [
            *(_duplicates(tables, name) for name in _KEYS),
            *(_dangling(tables, *reference) for reference in _REFERENCES),
            _misplaced_defaults(tables),
            _units(tables, rows),
            _check_order_of_figures(rows),
            _bounds(rows),
            _check_usual_plants(tables),
            check_prices(tables),
            check_element_balance(tables, rows)[0],
            check_mass_balance(tables, rows)[0],
            find_divergent_loops(tables, rows),
            find_ambiguous_names(tables),
            find_products_without_part(tables),
            find_products_without_maker(tables),
            find_divergent_routes(find_worst_routes(tables, rows)),
        ]
    )


def list_unchecked_balances(tables: Frames) -> pl.DataFrame:
    """Balances that could not be checked, in the same columns."""
    rows = convert_coefficients(tables)
    return pl.concat([check_element_balance(tables, rows)[1], check_mass_balance(tables, rows)[1]])


def describe_library(tables: Frames) -> pl.DataFrame:
    """What a reader should know of a sound library, in the same columns: the worst loop of all choices of routes."""
    return describe_worst_routes(find_worst_routes(tables))


def _duplicates(tables: Frames, name: str) -> pl.DataFrame:
    frame = tables[name]
    key = pl.concat_str([get_column(frame, k).fill_null("") for k in _KEYS[name]], separator="/").alias("key")
    twice = frame.select(key).group_by("key", maintain_order=True).len().filter(pl.col("len") > 1)
    twice = twice.select(pl.lit(name).alias("table"), "key", pl.col("len").alias("value"))
    return build_findings("duplicate", twice)


def _dangling(tables: Frames, name: str, field: str, target: str) -> pl.DataFrame:
    frame = tables[name]
    known = tables[target]["id"].implode()
    lost = frame.select(
        pl.lit(f"{name}.{field}").alias("field"),
        get_column(frame, field).alias("named"),
        *([pl.col("process"), pl.col("input")] if name == "coefficients" else []),
    ).filter(pl.col("named").is_not_null() & ~pl.col("named").is_in(known))
    return build_findings("reference", lost.with_columns(pl.lit(target).alias("target")))


def _misplaced_defaults(tables: Frames) -> pl.DataFrame:
    made = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("made"))
    wrong = tables["defaults"].join(made, on="process", how="inner").filter(pl.col("product") != pl.col("made"))
    return build_findings("default", wrong)


def _units(tables: Frames, rows: pl.DataFrame) -> pl.DataFrame:
    products = tables["products"]
    sizes = find_unit_sizes(tables, products["unit"])
    product_sizes = products.join(sizes, on="unit", how="left", maintain_order="left")
    unknown = product_sizes.filter(pl.col("dimension").is_null()).select(pl.col("id").alias("input"), "unit")
    other = rows.filter(pl.col("unit").is_not_null() & ~pl.col("dimension").eq_missing(pl.col("own_dimension")))
    parents = product_sizes.select(pl.col("id").alias("broader"), pl.col("dimension").alias("parents"))
    mismatched = (
        product_sizes.select("id", get_column(product_sizes, "broader"), "dimension")
        .join(parents, on="broader", how="inner")
        .filter(pl.col("dimension") != pl.col("parents"))
        .rename({"id": "input"})
    )
    return pl.concat(
        [
            build_findings("unit_unknown", unknown),
            build_findings("unit_of_another_kind", other),
            build_findings("unit_of_broader", mismatched),
        ]
    )


def _check_order_of_figures(rows: pl.DataFrame) -> pl.DataFrame:
    blank = rows.filter(pl.any_horizontal(pl.col("low", "typical", "high").is_null()))
    wrong = rows.filter(
        (pl.col("low") > pl.col("typical")) | (pl.col("typical") > pl.col("high")) | (pl.col("low") < 0)
    ).with_columns(pl.col("typical").alias("value"))
    return pl.concat(
        [
            build_findings("figure_missing", blank),
            build_findings("figures_out_of_order", wrong),
        ]
    )


def _bounds(rows: pl.DataFrame) -> pl.DataFrame:
    """Below theory without a reason; a recipe is no floor, and by-products have none."""
    below = rows.filter(
        pl.col("role").is_in(["input", "utility"])
        & (pl.col("bound_kind") == "hard")
        & (pl.min_horizontal("low", "typical") < pl.col("bound"))
        & (pl.col("bound_reason").fill_null("") == "")
    ).with_columns(pl.min_horizontal("low", "typical").alias("value"), pl.col("bound").alias("limit"))
    return build_findings("below_theory", below)


def _check_usual_plants(tables: Frames) -> pl.DataFrame:
    products = tables["products"]
    ladders = (
        ("usual plant", "usual_plant_low", "usual_plant_typical"),
        ("usual plant", "usual_plant_typical", "usual_plant_high"),
    )
    return pl.concat(
        [
            build_findings(
                "ladder",
                products.select(
                    pl.col("id").alias("input"),
                    pl.lit(ladder).alias("what"),
                    get_number_column(products, low).alias("value"),
                    get_number_column(products, high).alias("limit"),
                ).filter(pl.col("value") > pl.col("limit")),
            )
            for ladder, low, high in ladders
        ]
    )
