"""How far the gap of a link moves when an unknown is answered: each answer tried alone, for all firms that lack it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

import polars as pl

from liantu.model.change import Change

if TYPE_CHECKING:
    from collections.abc import Collection

    from liantu.district import District

#: So many answers are held with the gaps that they leave: as many as some districts have open questions.
_RECENT = 500
#: Less than this share of a gap has not moved.
_SMALLEST = 1e-6


class AnswerEffect(NamedTuple):
    """An unknown, an answer to it, the product that it is of, whom it is asked of (a firm, or what nobody has
    itemised), and the gap with that answer, in the unit of the link."""

    field: str
    answer: str
    product: str
    addressees: tuple[str, ...]
    gap: float


class _Tried(NamedTuple):
    """An answer as it is tried: the lines of its what-if, and whom it is asked of."""

    lines: dict[str, None]
    addressees: dict[str, None]


def measure_answer_effects(
    district: District, product: str, capacities: Collection[str], gap: float
) -> tuple[list[AnswerEffect], list[str]]:
    """The answers that move the ``gap`` of a product, the greatest move first; and the unknowns none of whose answers
    does.

    ``capacities`` are those that its account names. What is asked of several firms is answered by all of them alike;
    amounts of different products are answers of their own.
    """
    moves = pl.col("lists").list.contains(product)
    questions = district.chain.questions().filter(
        (pl.col("capacity").is_in([*capacities]) | moves) & ~pl.col("field").str.contains("+", literal=True)
    )
    tried: dict[tuple[str, str, str], _Tried] = {}
    for row in questions.iter_rows(named=True):
        for answer, written in zip(row["answers"], row["written"], strict=True):
            found = tried.setdefault((row["field"], answer, row["product"]), _Tried({}, {}))
            moves_something = row["effect"] != 0 or row["unpriced"]
            if answer != row["current"] and moves_something:
                found.lines.update((line, None) for _name, line in parse_qsl(written))
                found.addressees[row["firm"] or row["capacity"]] = None
    effects = [
        AnswerEffect(
            field, answer, made, (*found.addressees,), _gap_with(district, product, found) if found.lines else gap
        )
        for (field, answer, made), found in tried.items()
    ]
    moves_gap = [effect for effect in effects if abs(effect.gap - gap) > _SMALLEST * max(gap, 1.0)]
    moving = {effect.field for effect in moves_gap}
    still = [effect.field for effect in effects if effect.field not in moving]
    return sorted(moves_gap, key=lambda effect: -abs(effect.gap - gap)), [*dict.fromkeys(still)]


def _gap_with(district: District, product: str, tried: _Tried) -> float:
    """The gap of a product with an answer, without its range; papers of other links and languages try it too."""
    lines = (*tried.lines,)

    def compute() -> dict[str, float]:
        """The gap of every product with the answer."""
        balance = district.what_if(Change.from_query(lines)).chain.balance()
        return dict(balance.group_by("product").agg(pl.col("gap").sum()).iter_rows())

    return district.cache.recent("answers tried", _RECENT).obtain(lines, compute).get(product, 0.0)
