"""The library's routes as a book to look up: what makes what, of what, and which of it is to be had here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from liantu.attract.proposals.local_supply import find_local_supply
from liantu.attract.proposals.situation import PROVIDED, Situation


class Input(NamedTuple):
    """What a process takes of a product for a unit of what it makes."""

    product: str
    amount: float
    on_site: bool
    main: bool


class Trait(NamedTuple):
    """What a product is, as far as proposals ask."""

    kind: str
    list: str
    transport: str | None
    plant_low: float | None


@dataclass(frozen=True)
class RouteBook:
    """Routes by product, inputs by process, traits by product.

    The usual route comes first; one that takes what comes by pipe and nobody makes is none.
    """

    routes: Mapping[str, Sequence[str]]
    usual: Mapping[str, str]
    inputs: Mapping[str, Sequence[Input]]
    traits: Mapping[str, Trait]
    #: Products whose usual route is chosen for this region: its resources favour it.
    regional: frozenset[str]
    #: Products that are short here and that nobody makes here.
    missing: frozenset[str]
    #: Products to be had here, left over or on offer; and those with a maker whose amount is unknown.
    left_over: frozenset[str]
    made_here: frozenset[str]
    #: From which part of the smallest usual plant a step upstream is worth building (a fraction).
    least_step: float

    def is_here(self, product: str) -> bool:
        """Whether a product is to be had here, in a known amount or not."""
        return product in self.left_over or product in self.made_here

    def fills_plant(self, product: str, amount: float | None) -> bool:
        """Whether an amount a year is worth a plant of its product."""
        smallest = self.traits[product].plant_low
        return amount is not None and smallest is not None and amount >= self.least_step * smallest


def build_route_book(situation: Situation, least_step: float) -> RouteBook:
    """The book of a district on a day; ``least_step`` is a fraction of the smallest usual plant."""
    defaults = situation.defaults
    usual = dict(defaults.select("product", "process").iter_rows())
    inputs, traits = _read_inputs(situation), _read_traits(situation)
    supply = find_local_supply(situation)
    made = {*situation.processes["product"], *supply["product"]}
    routes: dict[str, list[str]] = defaultdict(list)
    for process, product in situation.processes.sort("id").select("id", "product").iter_rows():
        if not any(
            traits[source.product].transport == "pipe" and source.product not in made for source in inputs[process]
        ):
            routes[product].append(process)
    for product, process in usual.items():
        routes[product] = [process, *(name for name in routes[product] if name != process)]
    gaps = situation.gaps.filter(
        pl.col("list").is_in(["invite", "onsite"]) & ~pl.col("product").is_in(supply["product"].implode())
    )
    return RouteBook(
        routes=routes,
        usual=usual,
        inputs=inputs,
        traits=traits,
        regional=frozenset(defaults.filter("regional")["product"]),
        missing=frozenset(gaps["product"]),
        left_over=frozenset(supply.filter(pl.col("source").is_in(["surplus", "offer"]))["product"]),
        made_here=frozenset(situation.made["product"]),
        least_step=least_step,
    )


def _read_inputs(situation: Situation) -> dict[str, list[Input]]:
    """The inputs of each process that are bought or made, not provided by a place."""
    provided = situation.products.filter(pl.col("kind").is_in(PROVIDED))["id"]
    main = situation.main_inputs.select("process", "product", pl.lit(value=True).alias("main"))
    rows = (
        situation.coefficients.filter((pl.col("role") == "input") & ~pl.col("product").is_in(provided.implode()))
        .join(main, on=["process", "product"], how="left", maintain_order="left")
        .with_columns((pl.col("on_site") == "yes").fill_null(value=False), pl.col("main").fill_null(value=False))
        .select("process", "product", "typical", "on_site", "main")
    )
    inputs: dict[str, list[Input]] = defaultdict(list)
    for process, *found in rows.iter_rows():
        inputs[process].append(Input(*found))
    return inputs


def _read_traits(situation: Situation) -> dict[str, Trait]:
    rows = situation.products.select("id", "kind", "list", "transport", "usual_plant_low")
    return {product: Trait(*trait) for product, *trait in rows.iter_rows()}
