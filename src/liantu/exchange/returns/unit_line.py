"""The units of a whole sheet, written in a line of its own above the headings: 单位：元, 金额单位：人民币万元."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from liantu.exchange.reading.heading_words import read_unit_line
from liantu.model.problems import Problem
from liantu.model.unit_advice import suggest_unit
from liantu.model.units import Units

#: What a line measures that says so; 单位 alone may also be an office.
_KINDS = {"金额": "money", "货币": "money", "面积": "area"}


def find_unit_lines(
    cells: Iterable[tuple[int, str]],
    field_units: Sequence[str],
    units: Units,
    place: str,
    problems: list[Problem],
    notes: list[Problem],
) -> dict[str, tuple[str, str]]:
    """By what it measures each unit of the lines, and the line. ``cells`` are rows and texts, ``field_units`` those of
    the fields; a unit that fits none of them is a problem, what is no unit is noted."""
    unit_texts = {unit.dimension: text for text in reversed(field_units) if (unit := units.read(text))}
    found: dict[str, tuple[str, str]] = {}
    for row, cell in cells:
        line = read_unit_line(cell)
        if line is None:
            continue
        measure, texts = line
        where = Problem("unit_line_unread", file=place, row=row, column=cell, value=cell)
        kind = _KINDS.get(measure)
        for text in texts:
            unit = units.read(text.removeprefix("人民币") or text)
            if unit is None and measure:
                slots = {"nearest": suggest_unit(text, units)}
                problems.append(replace(where, code="unknown_unit", value=text, slots=slots))
            elif unit is not None and (unit.dimension not in unit_texts or kind not in (None, unit.dimension)):
                fits = unit_texts[kind] if kind in unit_texts else ", ".join(dict.fromkeys(field_units))
                problems.append(replace(where, code="wrong_dimension", value=text, slots={"wanted": fits}))
            elif unit is None or found.setdefault(unit.dimension, (unit.text, cell))[0] != unit.text:
                notes.append(where)
    return found
