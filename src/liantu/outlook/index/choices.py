"""One choice altered: another method of a step, another parameter, another mean for a node, or a step left out.

Written as ``normalise=z_score``, ``treat.values=3``, ``aggregate.Conn=geometric``, ``impute=none``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isfinite

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.outlook.index.scheme import AGGREGATIONS, METHODS, NO_METHOD, PARAMETERS, IndexScheme, IndexStep


@dataclass(frozen=True)
class Choice:
    """What is set: the method of a step (``part`` blank), a parameter of it, or the mean of a node."""

    step: str
    part: str
    value: str

    @property
    def text(self) -> str:
        """As it is written."""
        return f"{self.step}{'.' if self.part else ''}{self.part}={self.value}"


def parse_choice(text: str) -> Choice:
    """A choice as it is written. Raises Problems when it has not the form.

    >>> parse_choice("treat.values=3")
    Choice(step='treat', part='values', value='3')
    """
    name, equals, value = (piece.strip() for piece in text.partition("="))
    step, _, part = name.partition(".")
    if not (equals and step and value):
        raise Problems([Problem("index_bad_choice", value=text)])
    return Choice(step, part, value)


def apply_choices(scheme: IndexScheme, choices: Iterable[Choice]) -> IndexScheme:
    """The scheme with some choices made in it. Raises Problems with all that cannot be chosen.

    A step that the scheme leaves out cannot be put in: its place in the order is not known.
    """
    problems: list[Problem] = []
    for choice in choices:
        found = find_choice_problem(scheme, choice)
        if found:
            problems.append(found)
        else:
            scheme = _apply_choice(scheme, choice)
    if problems:
        raise Problems(problems)
    return scheme


def find_choice_problem(scheme: IndexScheme, choice: Choice) -> Problem | None:
    """What is wrong with a choice, or nothing."""
    named = [step.name for step in scheme.steps]
    if choice.step not in named:
        return _unknown("index_unknown_step", choice.step, named)
    if not choice.part:
        methods = (*METHODS[choice.step], NO_METHOD)
        return None if choice.value in methods else _unknown("index_unknown_method", choice.value, methods)
    if choice.step == "aggregate":
        nodes = [node.id for node in scheme.aggregates]
        if choice.part not in nodes:
            return _unknown("index_unknown_node", choice.part, nodes)
        means = AGGREGATIONS
        return None if choice.value in means else _unknown("index_unknown_method", choice.value, means)
    parameters = PARAMETERS[choice.step]
    if choice.part not in parameters:
        return _unknown("index_unknown_parameter", choice.part, parameters)
    return find_parameter_problem(choice.step, choice.part, choice.value, scheme.groups)


def find_parameter_problem(step: str, name: str, value: str, groups: Iterable[str]) -> Problem | None:
    """What is wrong with the value of a parameter, or nothing."""
    if name == "group":
        return None if value in groups else _unknown("index_unknown_group", value, list(groups))
    least = PARAMETERS[step][name].least
    number = read_number(value)
    if number is None or (least is not None and number < least) or (name == "share" and number > 1):
        return Problem("index_bad_parameter", value=value, slots={"parameter": f"{step}.{name}"})
    return None


def read_number(text: str) -> float | None:
    """A number as it is written, or None when it is none.

    >>> read_number("0.9"), read_number("much"), read_number("inf")
    (0.9, None, None)
    """
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) and "_" not in text else None


def _apply_choice(scheme: IndexScheme, choice: Choice) -> IndexScheme:
    if choice.step == "aggregate" and choice.part:
        nodes = (replace(n, aggregation=choice.value) if n.id == choice.part else n for n in scheme.nodes)
        return replace(scheme, nodes=tuple(nodes))
    steps = (_alter_step(step, choice) if step.name == choice.step else step for step in scheme.steps)
    return replace(scheme, steps=tuple(steps))


def _alter_step(step: IndexStep, choice: Choice) -> IndexStep:
    if not choice.part:
        return replace(step, method=choice.value, named=True)
    number = read_number(choice.value)
    value = choice.value if number is None or choice.part == "group" else number
    return step.with_parameter(choice.part, value)


def _unknown(code: str, value: str, known: Iterable[str]) -> Problem:
    names = list(known)
    slots = {"nearest": suggest_nearest(value, names), "choices": ", ".join(names)}
    return Problem(code, value=value, slots=slots)
