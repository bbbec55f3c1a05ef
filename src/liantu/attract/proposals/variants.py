"""The routes of a product side by side: the usual one, the others, and those round a step that is avoided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from liantu.attract.proposals.route_book import RouteBook
from liantu.attract.proposals.steps import Bundle, Choice, Step, build_bundle
from liantu.attract.proposals.verdicts import RouteRules

#: How many ways round a barred step are tried, and how often, since a attempt round may meet another clause.
_WAYS, _ROUNDS = 3, 3


def list_bundles(book: RouteBook, rules: RouteRules, head: str, size: float | None) -> list[Bundle]:
    """The bundles of a head, each once, its usual route first.

    Of each route of the head: with the steps that are favoured here; with the upstream steps that are missing here
    bought instead; with the next step upstream built too, where a usual plant of it is filled; where a clause bars a
    step, with that step bought or made in another way; and with steps bought too of which the country's plants stand
    idle.
    """
    found: dict[str, Bundle] = {}
    for process in book.routes.get(head) or (None,):
        first = build_bundle(book, head, process, size, {})
        for choices in ({}, _buy_missing(first), _build_upstream(book, first)):
            bundle = build_bundle(book, head, process, size, choices)
            found.setdefault(bundle.id, bundle)
        for avoids in (rules.is_barred, rules.is_avoided):
            for bundle in _go_round(book, rules, first, avoids):
                found.setdefault(bundle.id, bundle)
    return [*found.values()]


def _buy_missing(bundle: Bundle) -> dict[str, Choice]:
    return {step.product: Choice(None) for step in bundle.steps if step.why in ("missing", "regional")}


def _build_upstream(book: RouteBook, bundle: Bundle) -> dict[str, Choice]:
    """The main inputs of the head that would fill a usual plant, made by their usual process."""
    first = bundle.steps[0]
    chosen = {}
    for source in book.inputs.get(first.process or "", ()):
        trait, usual = book.traits[source.product], book.usual.get(source.product)
        amount = None if first.amount is None else first.amount * source.amount
        bought = not source.main or book.is_here(source.product) or trait.list != "invite"
        if usual and not bought and book.fills_plant(source.product, amount):
            chosen[source.product] = Choice(usual, "upstream")
    return chosen


def _go_round(book: RouteBook, rules: RouteRules, first: Bundle, avoids: Callable[[Step], bool]) -> list[Bundle]:
    """The bundle with steps that are avoided bought or made in another way, and so on where that is avoided too."""
    found = []
    for attempt in range(_WAYS):
        bundle, choices, tried = first, dict[str, Choice](), set[str | None]()
        for _round in range(_ROUNDS):
            avoided = [step for step in bundle.steps[1:] if avoids(step)]
            if not avoided:
                break
            tried |= {step.process for step in avoided}
            choices |= _choose_ways(book, rules, avoided, attempt, tried)
            bundle = build_bundle(book, first.head, first.steps[0].process, first.steps[0].amount, choices)
            found.append(bundle)
    return found


def _choose_ways(
    book: RouteBook, rules: RouteRules, avoided: list[Step], attempt: int, tried: set[str | None]
) -> Mapping[str, Choice]:
    chosen = {}
    for step in avoided:
        ways = [Choice(None)] if book.traits[step.product].transport != "pipe" else []
        if step.product not in rules.idle:
            routes = book.routes.get(step.product, ())
            ways += [Choice(process, "way_round") for process in routes if process not in tried]
        if ways:
            chosen[step.product] = ways[min(attempt, len(ways) - 1)]
    return chosen
