"""准入: what the clauses in force say of each step of a bundle, by its route, its size and its product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from liantu.attract.proposals.steps import Step
from liantu.library.route_clauses import ANY_INPUT, RouteClause, RouteClauses

#: Worst first.
VERDICTS = ("forbidden", "restricted", "unknown", "allowed")
#: What stands in the title of a bundle and keeps it out of the order.
BARRED = ("forbidden", "restricted")


@dataclass(frozen=True)
class RouteRules:
    """Clauses by product, the inputs of each process (feedstock gas among them), verdicts on products, and products
    of which the country's plants stand idle.
    """

    clauses: Mapping[str, tuple[RouteClause, ...]]
    inputs: Mapping[str, frozenset[str]]
    products: Mapping[str, str]
    idle: frozenset[str] = frozenset()

    def find_clauses(self, step: Step) -> list[RouteClause]:
        """The clauses that a step falls under, the worst first."""
        found = [clause for clause in self.clauses.get(step.product, ()) if self._applies(clause, step)]
        return sorted(found, key=lambda clause: VERDICTS.index(clause.verdict))

    def is_barred(self, step: Step) -> bool:
        """Whether a clause on the route, or one on the product, restricts or forbids a step."""
        return bool(self.find_clauses(step)) or self.products.get(step.product) in BARRED

    def is_avoided(self, step: Step) -> bool:
        """Whether a way round a step is looked for: it is barred, or can be bought of plants that stand idle."""
        return step.product in self.idle or self.is_barred(step)

    def _applies(self, clause: RouteClause, step: Step) -> bool:
        taken = self.inputs.get(step.process or "", frozenset())
        if clause.input != ANY_INPUT and clause.input not in taken:
            return False
        return clause.below is None or (step.amount is not None and step.amount < clause.below)


def build_route_rules(
    clauses: RouteClauses, coefficients: pl.DataFrame, admission: pl.DataFrame, idle: frozenset[str]
) -> RouteRules:
    """The rules of a day; ``admission`` are verdicts on products (product, verdict), the worst of each counts;
    ``idle`` are products of which the country's plants stand idle."""
    by_product: dict[str, tuple[RouteClause, ...]] = {}
    for clause in clauses.clauses:
        by_product[clause.product] = (*by_product.get(clause.product, ()), clause)
    rows = coefficients.filter(pl.col("role") == "input").group_by("process").agg("product").iter_rows()
    order = pl.col("verdict").replace_strict(
        dict(zip(VERDICTS, range(len(VERDICTS)), strict=True)), default=len(VERDICTS), return_dtype=pl.Int64
    )
    worst = admission.sort(order, maintain_order=True).unique("product", keep="first", maintain_order=True)
    return RouteRules(
        by_product,
        {process: frozenset(products) for process, products in rows},
        dict(worst.select("product", "verdict").iter_rows()),
        idle,
    )


def list_verdicts(rules: RouteRules, bundles: Mapping[str, Iterable[Step]]) -> pl.DataFrame:
    """One row a clause on a step of a bundle: bundle, step, process, verdict, act_zh, act_en, number, clause_zh,
    clause_en, read_in (issuer, reprint; null: recalled), status (confirmed: read at the issuer; unknown: to be
    verified), page, since, below, policy."""
    words = ("verdict", "act_zh", "act_en", "number", "clause_zh", "clause_en")
    fields = (*words, "read_in", "status", "page", "since", "below")
    rows = [
        (bundle, step.product, step.process, *(getattr(clause, name) for name in fields), clause.policy)
        for bundle, steps in bundles.items()
        for step in steps
        for clause in rules.find_clauses(step)
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = dict.fromkeys(
        ("bundle", "step", "process", *fields), pl.String
    )
    schema |= {"since": pl.Date, "below": pl.Float64, "policy": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
