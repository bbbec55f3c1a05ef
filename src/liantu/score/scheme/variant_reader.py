"""A variant of a scheme as it was typed: weights and benchmarks by place, a rule for all benchmarks, a cap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from liantu.model.problems import Problem
from liantu.model.typed_amounts import read_amount
from liantu.score.scheme.scheme import Scheme
from liantu.score.scheme.variant import Place, SchemeVariant

#: Benchmark rules to choose from in place of the scheme's.
VARIANT_RULES = ("mean", "median", "sum_over_sum")
#: What is typed instead of a cap to have none.
NO_CAP = "none"


def read_variant(
    scheme: Scheme, texts: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[SchemeVariant, list[Problem]]:
    """What differs from the scheme, and what cannot be taken.

    ``texts``: ``weight.<group>.<indicator>``, ``benchmark.<group>.<indicator>``, ``rule`` and ``cap``, blank or left
    out where nothing is asked for. ``labels`` names the fields in problems, by the same keys; ``weight`` and
    ``benchmark`` alone name those of a place that the scheme does not have.
    """
    wrong: list[Problem] = []
    weights: dict[Place, float] = {}
    benchmarks: dict[Place, float] = {}
    places = [(group.id, item) for group in scheme.groups for item in group.items]
    for group, item in places:
        place, key = (group, item.indicator), f"{group}.{item.indicator}"
        weight = read_amount(texts.get(f"weight.{key}"), labels[f"weight.{key}"], wrong)
        fixed = read_amount(texts.get(f"benchmark.{key}"), labels[f"benchmark.{key}"], wrong, above=True)
        if weight is not None and weight != item.weight:
            weights[place] = weight
        if fixed is not None and fixed != item.benchmark.value:
            benchmarks[place] = fixed
    wrong += _find_unknown_places(texts, labels, [f"{group}.{item.indicator}" for group, item in places])
    rule, cap_text = texts.get("rule") or "", texts.get("cap") or ""
    if rule and rule not in VARIANT_RULES:
        wrong.append(_build_choice_problem(labels["rule"], rule, VARIANT_RULES))
    cap = None if cap_text == NO_CAP else read_amount(cap_text, labels["cap"], wrong, above=True)
    rule = rule if rule in VARIANT_RULES else ""
    return SchemeVariant(weights, benchmarks, rule, cap, cap_text == NO_CAP), wrong


def _find_unknown_places(texts: Mapping[str, str], labels: Mapping[str, str], known: Sequence[str]) -> list[Problem]:
    found = []
    for kind in ("weight", "benchmark"):
        places = [name.removeprefix(f"{kind}.") for name in texts if name.startswith(f"{kind}.")]
        found += [_build_choice_problem(labels[kind], place, known) for place in places if place not in known]
    return found


def _build_choice_problem(field: str, value: str, choices: Sequence[str]) -> Problem:
    return Problem("not_a_choice", file=field, value=value, slots={"choices": ", ".join(choices)})
