"""要素: what making a product would need a year of steam, water, power and energy, beside what places state is free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from liantu.chain.added_energy import compute_added_energy
from liantu.chain.routes import find_default_processes
from liantu.chain.terms import read_coefficients
from liantu.model.nearest import suggest_nearest
from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables
from liantu.model.units import YEARLY

#: What is needed of each resource by the year, as a product of the library, and in which unit.
_CARRIERS = {
    "electricity": ("elec", f"kWh{YEARLY}"),
    "steam": ("steam", f"t{YEARLY}"),
    "water": ("water", f"t{YEARLY}"),
}
_ENERGY, _ENERGY_UNIT = "energy", f"tce{YEARLY}"
#: Resources of which no coefficient of the library says what is needed.
_UNKNOWN = ("land", "sewage")
_HOURS = 8760.0  # of a year: what it takes on the average of all its hours
#: A tonne of water is a cubic metre; a power of 1 kW all the year is that many kWh.
_YEARLY_SIZES = {"mass": 1.0, "volume": 1.0, "mass:time": 1.0, "volume:time": 1.0, "coal_equivalent": 1.0}


def list_resource_needs(
    tables: Tables, product: str, gap: float | None, factors: Mapping[str, float], as_of: date
) -> pl.DataFrame:
    """What making a product would need: a row a resource and place that states what of it is free, or one without.

    The amount made is the ``gap``, without one that of a usual plant, by the default process; nobody adds or compares.
    Columns: resource, basis (gap, usual_plant; null: neither is known), made (product units a year), need (null:
    unknown), need_unit, need_average (the need in the unit of the place, on the average of all hours; null where they
    do not measure alike), place, place_zh, place_en, period, comparator, amount, unit, source, locator.
    ``factors`` are kgce per unit. Raises Problems for an unknown product.
    """
    if product not in tables.rows("products"):
        slots = {"nearest": suggest_nearest(product, tables["products"]["id"])}
        raise Problems([Problem("unknown_product", value=product, slots=slots)])
    known = gap is not None and gap > 0
    made = gap if known else _usual_plant(tables, product)
    basis = "gap" if known else "usual_plant"
    needs = _find_needs(tables, product, made, factors)
    units = {name: unit for name, (_carrier, unit) in _CARRIERS.items()} | {_ENERGY: _ENERGY_UNIT}
    schema = {"resource": pl.String, "need": pl.Float64, "need_unit": pl.String}
    each = [(name, needs.get(name), units.get(name)) for name in (*units, *_UNKNOWN)]
    rows = pl.DataFrame(each, schema=schema, orient="row").with_columns(
        pl.lit(basis if made else None, pl.String).alias("basis"), pl.lit(made, pl.Float64).alias("made")
    )
    rows = rows.join(find_free_resources(tables, as_of), on="resource", how="left", maintain_order="left")
    names = tables["places"].select(pl.col("id").alias("place"), place_zh="zh", place_en="en")
    rows = rows.join(names, on="place", how="left", maintain_order="left")
    averages = [_average(tables, *line) for line in rows.select("resource", "need", "unit").iter_rows()]
    return rows.with_columns(pl.Series("need_average", averages, pl.Float64)).select(
        *("resource", "basis", "made", "need", "need_unit", "need_average"),
        *("place", "place_zh", "place_en", "period", "comparator", "amount", "unit", "source", "locator"),
    )


def find_free_resources(tables: Tables, as_of: date) -> pl.DataFrame:
    """What places state is free, the latest statement that is not of a time after the date: one row a place and
    resource, columns resource, place, period, comparator, amount, unit, source, locator."""
    rows: pl.DataFrame = tables.derived("free resources", ("place_limits",), lambda: _date_free_resources(tables))
    rows = rows.filter(pl.col("first") <= as_of).sort("last", "first", nulls_last=True, maintain_order=True)
    latest = rows.unique(["place", "resource"], keep="last", maintain_order=True).sort("place")
    return latest.select("resource", "place", "period", "comparator", "amount", "unit", "source", "locator")


def _date_free_resources(tables: Tables) -> pl.DataFrame:
    return add_period_days(tables.numbers("place_limits").filter(pl.col("measure") == "free"))


def _usual_plant(tables: Tables, product: str) -> float | None:
    stated = tables.rows("products").get(product, {}).get("usual_plant_typical")
    return float(stated) if stated else None


def _find_needs(
    tables: Tables, product: str, made: float | None, factors: Mapping[str, float]
) -> dict[str, float | None]:
    """By resource; unknown where the default process names no use of it, or there is no such process."""
    process = find_default_processes(tables).filter(pl.col("product") == product)["process"]
    if made is None or process.is_empty():
        return {}
    uses = read_coefficients(tables).filter(pl.col("process") == process[0], pl.col("role") == "utility")
    each = dict(uses.select("product", "typical").iter_rows())
    needs: dict[str, float | None] = {
        resource: made * each[carrier] for resource, (carrier, _unit) in _CARRIERS.items() if carrier in each
    }
    link = pl.DataFrame({"product": [product], "gap_typical": [made]})
    energy = compute_added_energy(tables, link, factors)["energy"]
    return needs | {_ENERGY: energy[0] if energy.len() else None}


def _average(tables: Tables, resource: str, need: float | None, text: str | None) -> float | None:
    """A need a year in the unit that a place writes; power is what runs through all hours of the year."""
    unit = tables.units.read(text) if text else None
    if need is None or unit is None:
        return None
    if resource == "electricity":
        return need / _HOURS / float(unit.factor) if unit.dimension == "power" else None
    size = _YEARLY_SIZES.get(unit.dimension)
    return need / float(unit.factor) * size if size else None
