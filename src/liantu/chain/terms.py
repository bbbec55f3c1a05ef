"""The terms: every given row times every coefficient, once. All results are group-bys of them.

demand   capacity × load × coefficient, for inputs and utilities
supply   capacity × load × (1 − self-use); of a better grade too, where the broader one is short
captive  capacity × load × self-use, and by-products, as far as the same owner needs them at a place that fits
nearby   supply of plants outside the district within the radius; unknown where the distance is
offer    capacity × load × coefficient, or what the plant states, for by-products, less what their own site uses;
         never inside supply
conditional  what links usually made on site would take, if they are made there; never inside demand

A term whose size nobody knows has no value, and is filtered, grouped and accounted like the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from liantu.chain.conditional_needs import build_conditional_terms
from liantu.chain.open_terms import build_unchosen_needs, build_unstated_supply
from liantu.chain.own_use import net_own_use
from liantu.chain.product_grades import serve_broader_products
from liantu.chain.routes import assign_processes, split_by_route
from liantu.chain.site_output import find_own_output, is_same_output, mark_bought_inputs, take_own_output
from liantu.chain.stated_byproducts import state_byproducts
from liantu.model.capacities import list_capacities
from liantu.model.capacity_status import COUNTED
from liantu.model.periods import parse_period
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables

_STEPS = 10  # products made on one site behind each other; a circle of them ends here
_COLUMNS = [
    "product",
    "measure",
    "status",
    "capacity",
    "row",
    "plant",
    "firm",
    "place",
    "via",
    "process",
    "coefficient",
    "on_site",
    "grade",
    "assumption",
    "amount",
    "load",
    "share",
    "low",
    "typical",
    "high",
    "value",
    "year",
    "covered",
    "least",
    "by_production",
    "output",
]


def build_terms(tables: Tables, as_of: date, radius: float = 150.0) -> pl.DataFrame:
    """All terms of the district at a date. ``value`` is in the product's unit a year; null when unknown.

    ``radius`` is how far a plant outside counts as nearby, in km.
    """
    capacities = list_capacities(tables, as_of)
    unstated = build_unstated_supply(tables, capacities).select(_COLUMNS)
    served = serve_broader_products(tables, pl.concat([build_district_terms(tables, as_of, radius), unstated]))
    return pl.concat([served, build_conditional_terms(tables, served, read_coefficients(tables))])


def build_district_terms(tables: Tables, as_of: date, radius: float) -> pl.DataFrame:
    """``build_plant_terms`` of all producers at a date."""
    return compute_once(
        tables,
        "terms of plants",
        lambda read: build_plant_terms(read, list_producers(read, as_of), radius),
        (as_of, radius),
    )


def build_plant_terms(tables: Tables, plants: pl.DataFrame, radius: float, by: Sequence[str] = ()) -> pl.DataFrame:
    """All terms of some producers. Columns named in ``by`` are kept and tell alternatives of a plant apart."""
    inside, outside = plants.filter(~pl.col("outside")), plants.filter(pl.col("outside"))
    columns = [*by, *_COLUMNS]
    within = outside.filter((pl.col("distance") <= radius).fill_null(True))
    near = _build_output_terms(
        within, "nearby", pl.when(pl.col("distance").is_not_null()).then(_compute_merchant_output())
    )
    made = _build_output_terms(inside, "supply", _compute_merchant_output())
    netted = _net_inside(tables, inside, by)
    return pl.concat([netted, *(frame.select(columns) for frame in (made, near))], how="vertical")


def _net_inside(tables: Tables, plants: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Needs, own use and offers of the district's plants; those of unknown amount make what their own site needs."""
    columns = [*by, *_COLUMNS]
    own_use, coefficients = _list_own_use(plants).select(columns), read_coefficients(tables)

    def net(sized: pl.DataFrame) -> pl.DataFrame:
        """The flows of some capacities with what stays within a site taken out."""
        flows = state_byproducts(tables, sized, _flows(tables, sized), by)
        flows = mark_bought_inputs(tables, sized, flows, by).select(columns)
        unchosen = build_unchosen_needs(tables, sized, coefficients, by).select(columns)
        return net_own_use(tables, own_use, pl.concat([flows, unchosen]), by)

    netted = net(plants)
    output = find_own_output(plants, netted, by)
    for _ in range(_STEPS if output.height else 0):
        netted = net(take_own_output(plants, output, by))
        further = find_own_output(plants, netted, by)
        if is_same_output(output, further):
            break
        output = further
    return netted


def list_producers(tables: Tables, as_of: date) -> pl.DataFrame:
    """The capacities that count at a date with process, product made, load and the assumptions they rest on."""
    return compute_once(tables, "producers", lambda read: _select_producers(read, as_of), (as_of,))


def _select_producers(tables: Tables, as_of: date) -> pl.DataFrame:
    plants = assign_processes(tables, split_by_route(tables, list_capacities(tables, as_of))).filter(
        pl.col("product").is_not_null() & pl.col("status").is_in(COUNTED)
    )
    return (
        plants.join(_loads(tables, as_of), on="plant", how="left", maintain_order="left")
        .join(find_assumed_rows(tables), on="row", how="left", maintain_order="left")
        .with_columns(_take_production())
        .with_columns(
            (pl.col("self_use") / 100).alias("share"),
            pl.when(~pl.col("mixed")).then("assumption").alias("assumption"),  # a stated route rests on none
        )
    )


def _take_production() -> list[pl.Expr]:
    """The load that production says, where nobody states one; an amount that is production has its load in it."""
    is_amount = pl.col("by_production")
    is_load = pl.col("load").is_null() & pl.col("ran").is_not_null()
    return [
        pl.when(is_amount).then(1.0).otherwise(pl.coalesce("load", "ran")).alias("load"),
        # What was made is known, however large the capacity is.
        pl.when(is_load).then("ran_least").otherwise("least").alias("least"),
        pl.when(is_amount | is_load).then("output").alias("output"),
    ]


def find_assumed_rows(tables: Tables) -> pl.DataFrame:
    """Capacity rows whose present value is an active assumption's: columns ``row``, ``assumption``."""
    claims = (
        tables["assumptions"]
        .filter((pl.col("active") == "yes") & (pl.col("table") == "capacities"))
        .select("id", "row", "field", "value")
    )
    if not claims.height:
        return pl.DataFrame(schema={"row": pl.String, "assumption": pl.String})
    present = (
        tables["capacities"].unpivot(index="id", variable_name="field", value_name="present").rename({"id": "row"})
    )
    return (
        claims.join(present, on=["row", "field"])
        .filter(pl.col("present") == pl.col("value"))
        .group_by("row", maintain_order=True)
        .agg(pl.col("id").unique(maintain_order=True).str.join(";").alias("assumption"))
    )


def _flows(tables: Tables, plants: pl.DataFrame) -> pl.DataFrame:
    measure = {"input": "demand", "utility": "demand", "byproduct": "offer"}
    rows = (
        read_coefficients(tables)
        .with_columns(pl.col("role").replace_strict(measure, default=None).alias("measure"))
        .drop_nulls("measure")
    )
    return (
        plants.filter(pl.col("process").is_not_null())
        .drop("product", "locator", "source", "quote", "basis")
        .join(rows, on="process", maintain_order="left")
        .with_columns(
            (pl.col("base") * pl.col("load").fill_null(1.0) * pl.col("typical")).alias("value"),
            pl.col("id").alias("capacity"),
            pl.col("base").alias("amount"),
        )
    )


def read_coefficients(tables: Tables) -> pl.DataFrame:
    """Coefficients as numbers per unit of the product, in the input's own unit.

    Columns: process, product (the input or output), role, coefficient (its key), low, typical, high, grade, on_site.
    """
    needed = ("coefficients", "products", "units")
    frame: pl.DataFrame = tables.derived("coefficients as numbers", needed, lambda: _coefficients(tables))
    return frame


def _coefficients(tables: Tables) -> pl.DataFrame:
    units = tables["products"].select(pl.col("id").alias("input"), pl.col("unit").alias("own"))
    rows = tables.numbers("coefficients").join(units, on="input", how="left", maintain_order="left")
    pairs = rows.select("unit", "own").unique().drop_nulls().filter(pl.col("unit") != pl.col("own"))
    factors = []
    for unit, base_unit in pairs.iter_rows():
        read_unit, target = tables.units.read(unit), tables.units.read(base_unit)
        if read_unit and target:
            factors.append((unit, base_unit, float(read_unit.factor / target.factor)))
    table = pl.DataFrame(factors, schema={"unit": pl.String, "own": pl.String, "factor": pl.Float64}, orient="row")
    scale = pl.col("factor").fill_null(1.0)
    return rows.join(table, on=["unit", "own"], how="left", maintain_order="left").select(
        "process",
        pl.col("input").alias("product"),
        "role",
        pl.concat_str(["process", "input", "role"], separator="/").alias("coefficient"),
        *(pl.col(c) * scale for c in ("low", "typical", "high")),
        "grade",
        "on_site",
    )


def _compute_merchant_output() -> pl.Expr:
    """What is sold; nothing of an unknown amount that is wholly for own use."""
    sold = pl.col("base") * pl.col("load").fill_null(1.0) * (1 - pl.col("share").fill_null(0.0))
    return pl.when(pl.col("base").is_null() & (pl.col("share") >= 1)).then(0.0).otherwise(sold)


def _list_own_use(plants: pl.DataFrame) -> pl.DataFrame:
    """What plants make for own use, as terms; an unknown amount that is used wholly covers the need."""
    output = pl.col("base") * pl.col("load").fill_null(1.0) * pl.col("share")
    known = pl.col("base").is_not_null() | (pl.col("share") >= 1)
    return _build_output_terms(plants.filter((pl.col("share") > 0) & known), "captive", output)


def _build_output_terms(plants: pl.DataFrame, measure: str, value: pl.Expr) -> pl.DataFrame:
    number = pl.lit(None, pl.Float64)
    text = pl.lit(None, pl.String)
    return plants.with_columns(
        value.alias("value"),
        pl.col("via").alias("product"),
        pl.lit(measure).alias("measure"),
        pl.col("id").alias("capacity"),
        pl.col("base").alias("amount"),
        text.alias("coefficient"),
        text.alias("on_site"),
        text.alias("grade"),
        number.alias("low"),
        number.alias("typical"),
        number.alias("high"),
    )


def _loads(tables: Tables, as_of: date) -> pl.DataFrame:
    """The latest utilisation of each plant that had begun: columns ``plant``, ``load`` (a fraction)."""
    known = []
    for plant, period, utilisation in tables["loads"].select("plant", "period", "utilisation").iter_rows():
        span = parse_period(period)
        if span and span.first and span.first <= as_of and utilisation is not None:
            known.append((plant, span.first, float(utilisation) / 100))
    return (
        pl.DataFrame(known, schema={"plant": pl.String, "first": pl.Date, "load": pl.Float64}, orient="row")
        .sort("first")
        .unique("plant", keep="last")
        .select("plant", "load")
    )
