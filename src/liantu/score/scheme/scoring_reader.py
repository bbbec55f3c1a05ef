"""How points come of a value, in a scheme's file: what an item says, or what the whole scheme says for all items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from liantu.score.scheme.indicators import (
    BETWEEN,
    DIRECTED,
    FAMILIES,
    FORMULA,
    MISSING,
    NEGATIVE,
    NOT_APPLICABLE,
    TREATED,
    ZERO_DENOMINATOR,
    Indicator,
    PointStep,
)
from liantu.score.scheme.node import Node
from liantu.score.scheme.step_reader import are_steps_of_benchmark, read_steps


class Scoring(TypedDict):
    """The parts of a group's indicator that say how points come of a value."""

    family: str
    at_low: float
    cap: float | None
    floor: float | None
    negative: str
    missing: str
    not_applicable: str
    zero_denominator: str
    steps: tuple[PointStep, ...]
    steps_of_benchmark: bool


@dataclass(frozen=True)
class ScoringNode:
    """An item's mapping, and behind it what holds for all items; the item's value comes first."""

    item: Node
    general: Node | None

    def holder(self, key: str) -> Node:
        """The mapping that says the value of a key."""
        general = self.general
        self.item.raw(key)
        if self.item.mapping.get(key) is not None or general is None or general.mapping.get(key) is None:
            return self.item
        return general

    def treatment(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """What is done with a value; ``unknown`` where the scheme leaves it so."""
        holder = self.holder(key)
        word = holder.choice(key, choices, default)
        return "unknown" if key in holder.mapping and holder.status(key) == "unknown" else word

    def floor(self) -> float | None:
        """The least points; ``floor: null`` written out means none, not written means zero."""
        least = self.holder("floor").number("floor", 0.0)
        for node in (self.item, self.general):
            if node is not None and "floor" in node.mapping:
                return least if node.mapping["floor"] is not None else None
        return least

    def mark_parts(self) -> None:
        """Write down at the item how sure the parts are that have a status of their own, wherever they stand."""
        for key in (*FORMULA, *TREATED):
            holder = self.holder(key)
            if key in holder.parts or (key in holder.mapping and holder.status(key) == "unknown"):
                self.item.parts[key] = holder.parts.get(key, holder.cited)


def read_scoring(node: Node, general: Node | None, indicator: Indicator | None) -> Scoring:
    """The item's own parts, then those of the whole scheme; with ``node`` the whole scheme's mapping itself these."""
    parts = ScoringNode(node, general)
    family = parts.holder("family").choice("family", FAMILIES, "linear")
    scoring = Scoring(
        family=family,
        floor=parts.floor(),
        at_low=parts.holder("at_low").amount("at_low", BETWEEN.get(family, 0.0)),
        cap=parts.holder("cap").number("cap"),
        negative=parts.treatment("negative", NEGATIVE, "formula"),
        missing=parts.treatment("missing", MISSING, "unknown"),
        not_applicable=parts.treatment("not_applicable", NOT_APPLICABLE, "reweigh"),
        zero_denominator=parts.treatment("zero_denominator", ZERO_DENOMINATOR, "missing"),
        steps=read_steps(node, family, indicator),
        steps_of_benchmark=are_steps_of_benchmark(node, family),
    )
    parts.mark_parts()
    parts.holder("cap").at_least("cap", scoring["cap"])
    parts.holder("at_low").at_least("at_low", scoring["at_low"])
    if scoring["at_low"] > 100:
        parts.holder("at_low").wrong("scheme_kind", f"{scoring['at_low']:g}", "at_low", wanted="0–100")
    if indicator is not None:
        _check_direction(node, family, indicator)
    if node is not general and family not in BETWEEN and node.mapping.get("at_low") is not None:
        node.wrong("scheme_idle", family, "at_low")
    return scoring


def _check_direction(node: Node, family: str, indicator: Indicator) -> None:
    """Less may be better in some families only; ``reverse`` has it in its formula."""
    if not indicator.more_is_better and family not in DIRECTED:
        node.wrong("scheme_direction", family, "family", choices=", ".join(DIRECTED))
    if indicator.more_is_better and family == "reverse":
        node.wrong("scheme_direction_more", family, "family")
