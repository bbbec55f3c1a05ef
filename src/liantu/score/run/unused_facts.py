"""Facts that change nothing: of a firm that is not in the returns, or that no rule of the scheme asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem
from liantu.score.scheme.conditions import list_facts
from liantu.score.scheme.scheme import Scheme

#: How many words a note repeats.
_MAX_LISTED = 5
#: Among how many firms a name that is near is looked for.
_LOOKED_AT = 10_000


def find_unused_facts(facts: pl.DataFrame | None, returns: pl.DataFrame, scheme: Scheme) -> list[Problem]:
    """A note on the firms and one on the facts nobody asks for, each with the word that may be meant.

    ``facts``: firm, fact; ``returns``: firm, of all years.
    """
    if facts is None or facts.is_empty():
        return []
    strangers = facts.join(returns.select("firm"), on="firm", how="anti")["firm"].drop_nulls()
    used_facts = _list_used_facts(scheme)
    unused = facts.filter(~pl.col("fact").is_in(list(used_facts)))["fact"].drop_nulls()
    notes = []
    if not strangers.is_empty():
        notes.append(_note("facts_of_nobody", strangers, returns["firm"].drop_nulls().head(_LOOKED_AT)))
    if not unused.is_empty():
        notes.append(_note("facts_not_asked", unused, used_facts, {scheme.fact(fact).zh: fact for fact in used_facts}))
    return notes


def _list_used_facts(scheme: Scheme) -> Sequence[str]:
    """The facts that rules of the scheme look at."""
    of_classes = (fact for rule in scheme.classes for fact in (*rule.facts, *rule.since))
    single = (fact for rules in (scheme.points, scheme.moves) for rule in rules for fact in list_facts(rule))
    return tuple(dict.fromkeys(fact for fact in (*of_classes, *single) if fact))


def _note(code: str, words: pl.Series, known: Iterable[str], names: dict[str, str] | None = None) -> Problem:
    """A note on different words: of many the first, each with the nearest that is known, or that it is the name of."""
    every = words.unique(maintain_order=True)
    choices = list(known)
    hints = {
        word: f" ({names[word]}?)" if names and word in names else suggest_nearest(word, choices)
        for word in every[:_MAX_LISTED]
    }
    listed = ", ".join(f"{word}{hint}" for word, hint in hints.items())
    return Problem(code, value=listed + ("…" if every.len() > _MAX_LISTED else ""), slots={"count": str(every.len())})
