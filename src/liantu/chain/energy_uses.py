"""绿色+: the fuel, raw material, power, heat and water of plants, from the very terms of the chain balance.

What a plant makes of an energy for its own use or for others is taken off again, so that steam and the coal behind it
are counted once. Energy that becomes part of a product is feedstock and stands apart. What has no factor is left out.
Process emissions are not computed at all: of an abatement nothing is stated, and one or two firms would be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from liantu.model.tables import Tables

#: What an energy or water is used as.
FUEL, FEEDSTOCK, POWER, HEAT, WATER = "fuel", "feedstock", "power", "heat", "water"
#: Energy that is burnt or bought, in the order in which it is drawn.
BURNT = (FUEL, POWER, HEAT)
_POWER, _HEAT, _WATER = "elec", "steam", "water"
_OUTPUT = ("supply", "captive")


class EnergyFactors(NamedTuple):
    """Policies on a day: kgce a unit of each energy, kg of carbon dioxide a unit, and what counts as feedstock.

    ``coal`` has every energy that counts; of ``carbon`` one may be unknown (None).
    """

    coal: Mapping[str, float]
    carbon: Mapping[str, float | None]
    feedstock: Sequence[str]
    not_in_divisions: Sequence[str]


def list_energy_uses(tables: Tables, terms: pl.DataFrame, factors: EnergyFactors) -> pl.DataFrame:
    """Every term of an energy or of water as a use: row, status, carrier, use, amount, energy, carbon, open.

    ``amount`` is in the unit of the carrier a year, null where unknown, below zero where it is made; ``energy`` in
    tonnes of coal equivalent at the calorific value, ``carbon`` in tonnes of carbon dioxide of burning it (of bought
    power and heat: of making them), null where no factor is known; zero of feedstock, which is not burnt.
    """
    carriers = [*factors.coal, _WATER]
    flows = terms.filter(pl.col("product").is_in(carriers), pl.col("measure").is_in(["demand", *_OUTPUT]))
    made = pl.col("measure").is_in(_OUTPUT)
    use = _tell_use(tables, flows, factors)
    coal = pl.col("product").replace_strict(dict(factors.coal), default=0.0, return_dtype=pl.Float64)
    carbon = pl.col("product").replace_strict(dict(factors.carbon), default=0.0, return_dtype=pl.Float64)
    is_open = ((pl.col("value").is_null() & ~pl.col("covered")) | pl.col("least")).fill_null(value=False)
    return (
        flows.with_columns(use.alias("use"), pl.when(made).then(-pl.col("value")).otherwise("value").alias("amount"))
        .with_columns(
            (pl.col("amount") * coal / 1000).alias("energy"),
            pl.when(pl.col("use") == FEEDSTOCK).then(0.0).otherwise(pl.col("amount") * carbon / 1000).alias("carbon"),
            is_open.alias("open"),
        )
        .select("row", "status", pl.col("product").alias("carrier"), "use", "amount", "energy", "carbon", "open")
    )


def _tell_use(tables: Tables, flows: pl.DataFrame, factors: EnergyFactors) -> pl.Expr:
    """What a demand is: power, heat and water by their carrier; feedstock is a raw material of what is no energy."""
    codes = tables["products"].filter(pl.col("gbt4754").str.slice(0, 2).is_in([*factors.not_in_divisions]))
    energy = codes["id"].to_list()
    is_input = pl.col("coefficient").str.ends_with("/input").fill_null(value=False)
    becomes = is_input & pl.col("product").is_in([*factors.feedstock]) & ~pl.col("via").is_in(energy)
    fixed = {_POWER: POWER, _HEAT: HEAT, _WATER: WATER}
    return pl.when(becomes).then(pl.lit(FEEDSTOCK)).otherwise(pl.col("product").replace_strict(fixed, default=FUEL))


def sum_energy_uses(uses: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """What the plants of each group use, by how firm they are: one row a group and status.

    ``groups`` has group and row, a row in several groups stands in each. Columns: group, status, fuel, feedstock,
    power, heat (tonnes of coal equivalent at the calorific value, net of what the plants make of it, null where nothing
    is known), electricity (kWh), water (t), carbon (t), and energy_open, water_open, carbon_open: a part has no amount
    or no factor.
    """
    placed = groups.unique().join(uses, on="row")
    use, energy = pl.col("use"), pl.col("energy")
    is_water = use == WATER
    no_factor = (pl.col("carbon").is_null() & pl.col("amount").is_not_null()) | (pl.col("open") & (use != FEEDSTOCK))
    power = pl.col("carrier") == _POWER
    return (
        placed.group_by("group", "status")
        .agg(
            *(_sum(energy.filter(use == name)).alias(name) for name in (FUEL, FEEDSTOCK, POWER, HEAT)),
            _sum(pl.col("amount").filter(power)).alias("electricity"),
            _sum(pl.col("amount").filter(is_water)).alias("water"),
            _sum(pl.col("carbon").filter(~is_water)).alias("carbon"),
            (pl.col("open") & ~is_water).any().alias("energy_open"),
            (pl.col("open") & is_water).any().alias("water_open"),
            (no_factor & ~is_water).any().alias("carbon_open"),
        )
        .sort("group", "status")
    )


def _sum(values: pl.Expr) -> pl.Expr:
    """The known amounts together; null where there is none."""
    return pl.when(values.is_not_null().any()).then(values.sum())


def add_totals(sums: pl.DataFrame, power_factor: float | None, *, deducts_feedstock: bool | None) -> pl.DataFrame:
    """Sums with what counts for a purpose: with_feedstock, without_feedstock and total, tonnes of coal equivalent.

    ``power_factor`` is kgce a kWh for the purpose, None where it is not stated: a sum with power is unknown then.
    ``deducts_feedstock``: whether the purpose leaves feedstock out; None: not stated, and with feedstock in it the
    total is unknown while the two sums stand beside each other.
    """
    feedstock, electricity = pl.col(FEEDSTOCK).fill_null(0.0), pl.col("electricity")
    factor = pl.lit(power_factor, pl.Float64)
    power = pl.when(electricity.is_null()).then(0.0).otherwise(electricity * factor / 1000)
    known = pl.any_horizontal(pl.col(name).is_not_null() for name in (*BURNT, FEEDSTOCK))
    without = pl.when(known).then(pl.col(FUEL).fill_null(0.0) + pl.col(HEAT).fill_null(0.0) + power)
    chosen = {True: without, False: without + feedstock, None: pl.when(feedstock == 0).then(without)}
    return sums.with_columns(
        without.alias("without_feedstock"),
        (without + feedstock).alias("with_feedstock"),
        chosen[deducts_feedstock].alias("total"),
    )
