"""Why a bundle does not build the main inputs that it buys: each with the one reason that decides."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.attract.proposals.route_book import RouteBook
from liantu.attract.proposals.steps import Bundle, Step
from liantu.attract.proposals.verdicts import RouteRules

#: To be had here; the country's plants stand idle, so that it can be bought; bought on large markets; no process of it
#: is in the library; less than a plant; a clause bars its usual route; a bundle that builds it stands beside; nothing
#: here favours it.
REASONS = (
    *("had_here", "idle_plants", "commodity", "process_unknown", "below_plant", "barred", "beside", "not_favoured"),
)


def list_not_built(book: RouteBook, rules: RouteRules, bundles: Mapping[str, Bundle]) -> pl.DataFrame:
    """One row a main input of a step that no step of the bundle makes: bundle, product, reason (REASONS)."""
    built: dict[str, set[str]] = {}
    for bundle in bundles.values():
        built.setdefault(bundle.head, set()).update(step.product for step in bundle.steps)
    rows = [
        (key, product, _find_reason(book, rules, taken, built[bundle.head]))
        for key, bundle in bundles.items()
        for product, taken in _list_bought(book, bundle).items()
    ]
    schema = dict.fromkeys(("bundle", "product", "reason"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _list_bought(book: RouteBook, bundle: Bundle) -> dict[str, Step]:
    """The main inputs from outside, each as the step that would make what the bundle takes of it."""
    made, found = {step.product for step in bundle.steps}, dict[str, Step]()
    for step in bundle.steps:
        for source in book.inputs.get(step.process or "", ()):
            if not source.main or source.product in made:
                continue
            amount = None if step.amount is None else step.amount * source.amount
            before = found.get(source.product)
            if before is not None:
                amount = None if amount is None or before.amount is None else before.amount + amount
            usual = book.usual.get(source.product)
            found[source.product] = Step(source.product, usual, step.product, "upstream", amount, step.level + 1)
    return found


def _find_reason(book: RouteBook, rules: RouteRules, step: Step, built: set[str]) -> str:
    trait = book.traits[step.product]
    holds = {
        "had_here": book.is_here(step.product),
        "idle_plants": step.product in rules.idle,
        "commodity": trait.list == "commodities" or trait.kind not in ("manufacturable", "regional"),
        "process_unknown": step.process is None,
        "below_plant": not book.fills_plant(step.product, step.amount),
        "barred": rules.is_barred(step),
        "beside": step.product in built,
    }
    return next((reason for reason, decides in holds.items() if decides), "not_favoured")
