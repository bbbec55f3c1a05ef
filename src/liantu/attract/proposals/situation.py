"""What proposals are made of: the answers of a district's chains and the library's routes, handed in as tables."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

#: Kinds of products that a place provides: a need of the project, no purchase.
PROVIDED = ("energy", "utility", "service")
#: Whose standards of investment per mu bound the land: the district's own; standards of other places, as a policy.
LAND_BASES = ("district", "elsewhere")


@dataclass(frozen=True)
class Situation:
    """A district's chains on a day.

    ``products``: id, unit, kind, list, transport, usual_plant_low, usual_plant_typical, capital (CNY) and jobs
    (persons) a unit a year, energy_intensive, grade. ``processes``: id, product. ``coefficients``: process, product,
    role, coefficient, typical, grade, on_site, per unit of what the process makes. ``defaults``: product, process,
    regional (chosen for this region). ``main_inputs``: process, product, of the main inputs alone.

    ``gaps`` and ``extensions`` are those of the chain engine. ``balance``: product, direct, supply, surplus. ``made``:
    product, made_by, unknown. ``makers``: the columns of `list_makers`. ``streams``: by-products with product,
    standing, left_over. ``chain_products``: chain, product. ``caps``: product, cap, market_recalled. ``markets``:
    figures of the nation, product, measure, period, value, grade, recalled, later. ``prices``: product, low, typical,
    high, period, tax, vat, grade, source; typical is null where it is recalled. ``admission``: product, verdict.
    ``factors``: product, factor (kgce a unit). ``land_standards``: product, low, high (investment per mu that is asked
    for, CNY), basis (`LAND_BASES`).
    """

    products: pl.DataFrame
    processes: pl.DataFrame
    coefficients: pl.DataFrame
    defaults: pl.DataFrame
    main_inputs: pl.DataFrame
    gaps: pl.DataFrame
    extensions: pl.DataFrame
    balance: pl.DataFrame
    made: pl.DataFrame
    makers: pl.DataFrame
    streams: pl.DataFrame
    chain_products: pl.DataFrame
    caps: pl.DataFrame
    markets: pl.DataFrame
    prices: pl.DataFrame
    admission: pl.DataFrame
    factors: pl.DataFrame
    land_standards: pl.DataFrame
