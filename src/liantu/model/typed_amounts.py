"""Numbers that somebody typed, with a unit or without; what is none is a problem under the name of its field."""

from __future__ import annotations

from math import isfinite

from liantu.model.problems import Problem
from liantu.model.units import Units, convert_number, split_number


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


def read_amount_in_unit(
    text: str, column: str, unit: str, units: Units, wrong: list[Problem], *, signed: bool = False
) -> float | None:
    """A number in a unit, whatever unit of its kind it was typed in; without one it is in that unit already.

    None for what cannot be read: that is added to ``wrong``. ``signed`` takes what is below zero too.
    """
    parts = split_number(text)
    target = units.read(unit)
    if parts is None or target is None:
        wrong.append(Problem("text_number", column=column, value=text))
        return None
    number, written = parts
    read_unit = units.read(written) if written else target
    if read_unit is None:
        wrong.append(Problem("unknown_unit", column=column, value=written, slots={"nearest": ""}))
    elif read_unit.dimension != target.dimension:
        wrong.append(Problem("wrong_dimension", column=column, value=written, slots={"wanted": unit}))
    elif number < 0 and not signed:
        wrong.append(Problem("negative_number", column=column, value=text))
    else:
        return float(convert_number(number, read_unit, target))
    return None
