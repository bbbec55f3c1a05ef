"""Which upstream steps belong to a proposal, and by which route each of them is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from liantu.attract.proposals.route_book import Input, RouteBook

#: Why a step is part of a bundle: it is the product itself; made on the same site, or comes by pipe; does not travel;
#: the region's resources favour it; what is left over here goes into it; it is missing here too; another way round a
#: clause; a variant that goes a step further up.
WHY = ("head", "on_site", "near", "regional", "local", "missing", "way_round", "upstream")
#: Steps whose output the bundle itself takes, made on its site or of what is left over here: they sell to nobody.
CAPTIVE = ("on_site", "regional", "local")
#: Steps that what is to be had here favours: a resource of the region, something left over or made here.
FAVOURED = ("regional", "local")
#: Steps behind each other; deeper ones are bought.
_DEPTH = 5


class Choice(NamedTuple):
    """What a variant says of a product: made by a process, and why; bought where the process is None."""

    process: str | None
    why: str = ""


class Step(NamedTuple):
    """A product made within a bundle, by a process (None: none is known), for which other one, and why.

    ``level`` is how many steps it stands before the product of the bundle.
    """

    product: str
    process: str | None
    taken_for: str | None
    why: str
    amount: float | None
    level: int


@dataclass(frozen=True)
class Bundle:
    """A product, and the steps by which it is made: itself first, then those that it takes."""

    head: str
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        """The processes in their order; the product where none is known."""
        return "~".join(step.process or step.product for step in self.steps)


def build_bundle(
    book: RouteBook, head: str, process: str | None, size: float | None, choices: Mapping[str, Choice]
) -> Bundle:
    """The bundle of a head made by a process; ``choices`` say of some products how they are to be had."""
    steps = [Step(head, process, None, "head", size, 0)]
    names, level = {head}, [steps[0]]
    for _depth in range(_DEPTH):
        found: list[Step] = []
        for parent in level:
            for source in book.inputs.get(parent.process or "", ()):
                if source.product in names:
                    continue
                amount = None if parent.amount is None else parent.amount * source.amount
                step = _take_step(book, parent, source, amount, choices)
                if step is not None:
                    names.add(step.product)
                    found.append(step)
        steps += found
        level = found
    return Bundle(head, tuple(_weigh_steps(book, steps)))


def _take_step(
    book: RouteBook, parent: Step, source: Input, amount: float | None, choices: Mapping[str, Choice]
) -> Step | None:
    product = source.product
    if product in choices:
        process, why = choices[product]
        return None if process is None else Step(product, process, parent.product, why, amount, parent.level + 1)
    found = None if book.is_here(product) else _favour_step(book, source, amount)
    if found is None:
        return None
    return Step(product, found[0], parent.product, found[1], amount, parent.level + 1)


def _favour_step(book: RouteBook, source: Input, amount: float | None) -> tuple[str, str] | None:
    """The process by which an input is made within the bundle, and why; None where it is bought."""
    product, usual = source.product, book.usual.get(source.product)
    trait = book.traits[product]
    if usual and (source.on_site or trait.transport == "pipe"):
        return usual, "on_site"
    if not source.main:
        return None
    if usual and product in book.regional:
        return usual, "regional"
    return _favour_plant(book, product, usual) if book.fills_plant(product, amount) else None


def _favour_plant(book: RouteBook, product: str, usual: str | None) -> tuple[str, str] | None:
    """The same of an input that would fill a plant of its own."""
    trait = book.traits[product]
    if usual and trait.transport == "short" and trait.kind == "regional":
        return usual, "near"
    for process in book.routes.get(product, ()):
        if any(entry.main and book.is_here(entry.product) for entry in book.inputs.get(process, ())):
            return process, "local"
    return (usual, "missing") if usual and product in book.missing else None


def _weigh_steps(book: RouteBook, steps: list[Step]) -> list[Step]:
    """The steps with the amount that all others together take of each."""
    size = steps[0].amount
    if size is None:
        return steps
    amounts = {step.product: 0.0 for step in steps} | {steps[0].product: size}
    for _depth in range(len(steps)):
        taken = dict.fromkeys(amounts, 0.0) | {steps[0].product: size}
        for step in steps:
            for source in book.inputs.get(step.process or "", ()):
                if source.product in amounts and source.product != steps[0].product:
                    taken[source.product] += amounts[step.product] * source.amount
        if taken == amounts:
            break
        amounts = taken
    return [step._replace(amount=amounts[step.product]) for step in steps]
