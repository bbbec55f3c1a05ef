"""Proposals of a district: bundles with their terms, figures, factors and verdicts, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from liantu.attract.proposals.factors import Levels, add_factors
from liantu.attract.proposals.figures import count_main_inputs, sum_figures
from liantu.attract.proposals.heads import find_heads
from liantu.attract.proposals.left_out import list_left_out
from liantu.attract.proposals.national_load import find_national_loads, list_idle_products
from liantu.attract.proposals.not_built import list_not_built
from liantu.attract.proposals.open_points import list_open_points
from liantu.attract.proposals.partners import find_partners
from liantu.attract.proposals.ranking import judge_bundles, order_bundles
from liantu.attract.proposals.route_book import RouteBook, build_route_book
from liantu.attract.proposals.situation import Situation
from liantu.attract.proposals.sizes import size_heads
from liantu.attract.proposals.steps import CAPTIVE, FAVOURED, Bundle
from liantu.attract.proposals.terms import build_proposal_terms
from liantu.attract.proposals.variants import list_bundles
from liantu.attract.proposals.verdicts import VERDICTS, RouteRules, build_route_rules, list_verdicts
from liantu.library.route_clauses import RouteClauses

#: Columns that only decide and are no answer.
_INNER = (
    "is_gap",
    "in_chain",
    "makes_up_to",
    "list",
    "kind",
    "broader",
    "transport",
    "energy_intensive",
    "grade",
    "worth",
)


class Limits(NamedTuple):
    """Fractions that policies set.

    The least load of the country's plants, how many times its consumption its capacity may be, the share of the output
    from which needs here carry a bundle, the part of the smallest usual plant from which a step upstream is built; what
    a factor is worth that holds in part (`Levels`).
    """

    least_load: float
    most_capacity: float
    local_share: float
    least_step: float
    smallest_market: float

    @property
    def levels(self) -> Levels:
        """What factors are measured by."""
        return Levels(self.least_load, self.most_capacity, self.smallest_market)


@dataclass(frozen=True)
class Proposals:
    """Bundles in their order (one row each), with terms, steps, clauses on these, partners, what stays open, main
    inputs that are bought with the reason, and the products of which there is no bundle.
    """

    bundles: pl.DataFrame
    terms: pl.DataFrame
    steps: pl.DataFrame
    clauses: pl.DataFrame
    partners: pl.DataFrame
    open: pl.DataFrame
    not_built: pl.DataFrame
    left_out: pl.DataFrame


def make_proposals(
    situation: Situation,
    clauses: RouteClauses,
    weights: Mapping[str, float],
    limits: Limits,
) -> Proposals:
    """All proposals of a district on a day.

    ``weights`` are those of FACTORS. Of a bundle: bundle, product, zh,
    en, unit, rank, leads, advice, approach, reasons, needs, direct, gap, plants, the columns of `sum_figures` and
    `count_main_inputs`, fill_share, sold_share, verdict, factors and points, cap, load and its period, grade and
    whether it is recalled, supply_ratio, its grade and ``ample`` (not below its limit), price_period, price_grade,
    made_by, listed_by, surplus_of, steps (products), idle_steps (those that sell to others too, of which the country's
    plants stand idle) and processes.
    """
    heads = size_heads(find_heads(situation), situation.caps)
    book = build_route_book(situation, limits.least_step)
    loads = find_national_loads(situation.markets)
    idle = list_idle_products(loads, situation.products, limits.least_load)
    rules = build_route_rules(clauses, situation.coefficients, situation.admission, idle)
    found = _list_all(book, rules, heads)
    terms = build_proposal_terms(situation, found, heads)
    verdicts = list_verdicts(rules, {key: bundle.steps for key, bundle in found.items()})
    rows = _describe(found, rules, book).join(heads.drop("size", "capital", "jobs"), on="product")
    rows = rows.join(sum_figures(terms, situation.factors), on="bundle")
    listed = situation.makers.filter(pl.col("where") == "listed")["product"].unique()
    rows = rows.join(count_main_inputs(terms, situation.main_inputs, listed), on="bundle", how="left")
    rows = rows.join(loads, on="product", how="left")
    bases = situation.land_standards.select("product", pl.col("basis").alias("land_basis"))
    rows = rows.join(bases, on="product", how="left")
    rows = _add_shares(rows.join(_list_prices(situation), on="product", how="left"))
    ratio = pl.coalesce("supply_ratio", "ratio_after")
    rows = rows.with_columns(
        (pl.col("load_after") < limits.least_load).alias("idle_after"),
        (ratio >= limits.most_capacity).alias("ample"),
    )
    rows = judge_bundles(add_factors(rows, weights, limits.levels), limits.least_load, limits.local_share)
    steps = _list_step_rows(found, rules)
    read = loads.drop_nulls("load")["product"]
    piped = situation.products.filter(pl.col("transport") == "pipe")["id"]
    made = steps.with_columns(
        pl.col("step").is_in(sorted(idle)).alias("idle"), ~pl.col("step").is_in([*read, *piped]).alias("unread")
    )
    points = list_open_points(rows, made, terms, verdicts, situation.products, situation.admission, clauses.benchmark)
    partners = find_partners(steps, terms, situation.makers, rows)
    left_out = list_left_out(situation, heads["product"])
    bought = list_not_built(book, rules, found)
    return Proposals(order_bundles(rows).drop(_INNER), terms, steps, verdicts, partners, points, bought, left_out)


def _list_all(book: RouteBook, rules: RouteRules, heads: pl.DataFrame) -> dict[str, Bundle]:
    pairs = heads.select("product", "size").iter_rows()
    return {bundle.id: bundle for head, size in pairs for bundle in list_bundles(book, rules, head, size)}


def _describe(bundles: Mapping[str, Bundle], rules: RouteRules, book: RouteBook) -> pl.DataFrame:
    rows = [
        (
            key,
            bundle.head,
            [step.product for step in bundle.steps],
            [step.level for step in bundle.steps],
            [step.process or "" for step in bundle.steps],
            bundle.steps[0].process == book.usual.get(bundle.head),
            any(step.why == "upstream" for step in bundle.steps),
            sum(step.why in FAVOURED for step in bundle.steps),
            [step.product for step in bundle.steps[1:] if step.product in rules.idle and step.why not in CAPTIVE],
            _find_worst(rules, bundle),
        )
        for key, bundle in bundles.items()
    ]
    several = pl.List(pl.String())
    schema: dict[str, pl.DataType | type[pl.DataType]] = {"bundle": pl.String, "product": pl.String}
    schema |= {
        "steps": several,
        "levels": pl.List(pl.Int64()),
        "processes": several,
        "usual": pl.Boolean,
        "upstream": pl.Boolean,
        "favoured": pl.Int64,
        "idle_steps": several,
    }
    return pl.DataFrame(rows, schema={**schema, "verdict": pl.String}, orient="row")


def _find_worst(rules: RouteRules, bundle: Bundle) -> str:
    found = [clause.verdict for step in bundle.steps for clause in rules.find_clauses(step)]
    found += [rules.products.get(step.product, "unknown") for step in bundle.steps]
    return min(found, key=VERDICTS.index, default="unknown")


def _list_step_rows(bundles: Mapping[str, Bundle], rules: RouteRules) -> pl.DataFrame:
    """One row a step: bundle, number, step, process, taken_for, why, amount, barred."""
    rows = [
        (key, number, step.product, step.process, step.taken_for, step.why, step.amount, rules.is_barred(step))
        for key, bundle in bundles.items()
        for number, step in enumerate(bundle.steps)
    ]
    names = ("step", "process", "taken_for", "why")
    schema: dict[str, pl.DataType | type[pl.DataType]] = {"bundle": pl.String, "number": pl.Int64}
    schema |= {**dict.fromkeys(names, pl.String), "amount": pl.Float64, "barred": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _list_prices(situation: Situation) -> pl.DataFrame:
    columns = ("period", "grade", "source")
    taken_off = pl.when(pl.col("vat").is_not_null()).then(pl.lit("excl")).otherwise("tax")
    named = [pl.col(name).alias(f"price_{name}") for name in columns]
    return situation.prices.select("product", *named, taken_off.alias("price_tax"))


def _add_shares(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        (pl.col("fill") / pl.col("direct")).alias("fill_share"),
        (pl.col("sold") / pl.col("size")).alias("sold_share"),
        (pl.col("value_low") * pl.col("value_high")).sqrt().alias("worth"),
        pl.col("inputs", "inputs_here").fill_null(0),
        pl.col("inputs_of_here", "inputs_listed").fill_null([]),
        pl.col("inputs_parts").fill_null([]),
    )


def hide_recalled_loads(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows as they may leave: of recalled figures no load, ratio and cap, nor the side of a limit that they lie on."""
    of_load, of_ratio = (pl.col(name).fill_null(value=False) for name in ("load_recalled", "ratio_recalled"))
    of_market = pl.col("market_recalled").fill_null(value=False)
    hidden = {"load_after": of_load, "idle_after": of_load, "ratio_after": of_ratio, "ample": of_ratio}
    hidden |= {"cap": of_market}
    return rows.with_columns(pl.when(~recalled).then(name).alias(name) for name, recalled in hidden.items())
