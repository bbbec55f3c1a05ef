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
from liantu.library.spectral_radius import find_divergent_loops

_KEYS = {
    "products": ["id"],
    "processes": ["id"],
    "units": ["id"],
    "coefficients": ["process", "input", "role"],
    "defaults": ["product", "region"],
    "compositions": ["product", "element"],
}
_REFERENCES = (
    ("processes", "product", "products"),
    ("coefficients", "process", "processes"),
    ("coefficients", "input", "products"),
    ("coefficients", "source", "sources"),
    ("defaults", "product", "products"),
    ("defaults", "process", "processes"),
    ("compositions", "product", "products"),
    ("products", "broader", "products"),
    ("products", "source", "sources"),
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
            _prices(tables),
            check_element_balance(tables, rows)[0],
            check_mass_balance(tables, rows)[0],
            find_divergent_loops(tables, rows),
        ]
    )


def list_unchecked_balances(tables: Frames) -> pl.DataFrame:
    """Balances that could not be checked, in the same columns."""
    rows = convert_coefficients(tables)
    return pl.concat([check_element_balance(tables, rows)[1], check_mass_balance(tables, rows)[1]])


def _duplicates(tables: Frames, name: str) -> pl.DataFrame:
    frame = tables[name]
    key = pl.concat_str([get_column(frame, k).fill_null("") for k in _KEYS[name]], separator="/").alias("key")
    twice = frame.select(key).group_by("key", maintain_order=True).len().filter(pl.col("len") > 1)
    twice = twice.select(pl.lit(name).alias("table"), "key", pl.col("len").alias("value"))
    return build_findings("duplicate", twice, "{table}: {key} stands {value} times", "{table}：{key} 出现 {value} 次")


def _dangling(tables: Frames, name: str, field: str, target: str) -> pl.DataFrame:
    frame = tables[name]
    known = tables[target]["id"].implode()
    lost = frame.select(
        pl.lit(f"{name}.{field}").alias("field"),
        get_column(frame, field).alias("named"),
        *([pl.col("process"), pl.col("input")] if name == "coefficients" else []),
    ).filter(pl.col("named").is_not_null() & ~pl.col("named").is_in(known))
    en, zh = f"{{field}}: there is no {{named}} in {target}", f"{{field}}：{target} 表中没有 {{named}}"
    return build_findings("reference", lost, en, zh)


def _misplaced_defaults(tables: Frames) -> pl.DataFrame:
    made = tables["processes"].select(pl.col("id").alias("process"), pl.col("product").alias("made"))
    wrong = tables["defaults"].join(made, on="process", how="inner").filter(pl.col("product") != pl.col("made"))
    return build_findings(
        "default", wrong, "{process} makes {made}, not {product}", "{process} 的产品是 {made}，不是 {product}"
    )


def _units(tables: Frames, rows: pl.DataFrame) -> pl.DataFrame:
    products = tables["products"]
    sizes = find_unit_sizes(tables, products["unit"])
    own = products.join(sizes, on="unit", how="left", maintain_order="left")
    unknown = own.filter(pl.col("dimension").is_null()).select(pl.col("id").alias("input"), "unit")
    other = rows.filter(pl.col("unit").is_not_null() & ~pl.col("dimension").eq_missing(pl.col("own_dimension")))
    parents = own.select(pl.col("id").alias("broader"), pl.col("dimension").alias("parents"))
    apart = (
        own.select("id", get_column(own, "broader"), "dimension")
        .join(parents, on="broader", how="inner")
        .filter(pl.col("dimension") != pl.col("parents"))
        .rename({"id": "input"})
    )
    return pl.concat(
        [
            build_findings("unit", unknown, "{input}: unknown unit {unit}", "{input}：未知单位 {unit}"),
            build_findings(
                "unit",
                other,
                "{process}, {input}: {unit} does not measure what {own_unit} measures",
                "{process}、{input}：{unit} 与 {own_unit} 量纲不同",
            ),
            build_findings(
                "unit",
                apart,
                "{input} and its broader {broader} are measured in different things",
                "{input} 与上位产品 {broader} 的计量量纲不同",
            ),
        ]
    )


def _check_order_of_figures(rows: pl.DataFrame) -> pl.DataFrame:
    blank = rows.filter(pl.any_horizontal(pl.col("low", "typical", "high").is_null()))
    wrong = rows.filter(
        (pl.col("low") > pl.col("typical")) | (pl.col("typical") > pl.col("high")) | (pl.col("low") < 0)
    ).with_columns(pl.col("typical").alias("value"))
    return pl.concat(
        [
            build_findings(
                "number",
                blank,
                "{process}, {input}: a figure is missing or not a number",
                "{process}、{input}：低值、中值、高值有缺项或不是数字",
            ),
            build_findings(
                "order",
                wrong,
                "{process}, {input}: not 0 ≤ low {low} ≤ typical {typical} ≤ high {high}",
                "{process}、{input}：低值 {low}、中值 {typical}、高值 {high} 不是由小到大",
            ),
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
    return build_findings(
        "bound",
        below,
        "{process}, {input}: {value} is below the theoretical {limit}, and no reason is given",
        "{process}、{input}：{value} 低于理论下限 {limit}，未说明理由",
    )


def _prices(tables: Frames) -> pl.DataFrame:
    products = tables["products"]
    ladders = (
        ("price", "price_low", "price_high"),
        ("usual plant", "usual_plant_low", "usual_plant_typical"),
        ("usual plant", "usual_plant_typical", "usual_plant_high"),
    )
    return pl.concat(
        [
            build_findings(
                "order",
                products.select(
                    pl.col("id").alias("input"),
                    pl.lit(what).alias("what"),
                    get_number_column(products, low).alias("value"),
                    get_number_column(products, high).alias("limit"),
                ).filter(pl.col("value") > pl.col("limit")),
                "{input}, {what}: {value} stands below {limit} but is larger",
                "{input}（{what}）：{value} 应不大于 {limit}",
            )
            for what, low, high in ladders
        ]
    )
