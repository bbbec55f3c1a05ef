"""Numbers that somebody typed: finite, not below zero; what is none is a problem under the name of its field."""

from __future__ import annotations

from math import isfinite

from liantu.model.problems import Problem
from liantu.model.units import split_number


def read_amount(
    text: str | None, field: str, wrong: list[Problem], *, above: bool = False, signed: bool = False
) -> float | None:
    """The number of a field; None for a blank, and for what is none: that is added to ``wrong``.

    ``above`` asks for more than zero, as of what something is divided by; ``signed`` takes what is below it too.
    """
    stripped = (text or "").strip()
    if not stripped:
        return None
    parts = split_number(stripped)
    value = float(parts[0]) if parts and not parts[1] else float("nan")
    if not isfinite(value):
        code = "text_number"
    elif above and value <= 0:
        code = "not_above_zero"
    elif value < 0 and not signed:
        code = "negative_number"
    else:
        return value
    wrong.append(Problem(code, file=field, value=stripped))  # a form has fields, not columns
    return None
