"""The unit somebody probably meant, among those that are admissible where it stands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.units import PREFIXES, Units, split_year

#: Tables whose rows say in which unit they are measured.
_MEASURED = ("products", "indicators", "return_items")
#: How near a spelling must be: of two characters one, where only units of one dimension may stand.
_NEAR, _ADMISSIBLE_NEAR = 0.6, 0.5


def advise_units(problems: Iterable[Problem], tables: Tables) -> list[Problem]:
    """The problems; of unknown units with the nearest of those that measure what the row is about, else its own."""
    return [_advise(problem, tables) if problem.code == "unknown_unit" else problem for problem in problems]


def suggest_unit(text: str, units: Units, dimension: str | None = None) -> str:
    """The closest unit, of a dimension where one is named, with the prefix and the year of the text; or nothing.

    >>> from decimal import Decimal
    >>> units = Units({"吨": ("mass", Decimal(1)), "公顷": ("area", Decimal(1)), "公斤": ("mass", Decimal(1))})
    >>> suggest_unit("万公倾", units, "area"), suggest_unit("万公顷地", units), suggest_unit("xyz", units)
    (' (万公顷?)', ' (万公顷?)', '')
    """
    bare, year = split_year(text)
    prefix = next((prefix for prefix in PREFIXES if bare.startswith(prefix)), "")
    names = {name.lower(): name for name in reversed(units.names(dimension))}
    cutoff = _ADMISSIBLE_NEAR if dimension else _NEAR
    found = difflib.get_close_matches(bare.removeprefix(prefix).lower(), list(names), n=1, cutoff=cutoff)
    return f" ({prefix}{names[found[0]]}{year}?)" if found else ""


def _advise(problem: Problem, tables: Tables) -> Problem:
    own_unit = _find_unit(problem, tables)
    measured = tables.units.read(own_unit) if own_unit else None
    if measured is None:
        return problem
    nearest = suggest_unit(problem.value, tables.units, measured.dimension) or f" ({own_unit}?)"
    return replace(problem, slots={**problem.slots, "nearest": nearest})


def _find_unit(problem: Problem, tables: Tables) -> str | None:
    """The unit of what the row is about: its product, indicator or item."""
    if problem.row is None:
        return None
    for field in schema.read_tables()[problem.table].fields:
        target = next((name for name in field.refers_to if name in _MEASURED), None)
        if target and problem.row - 2 < tables[problem.table].height:
            key = tables[problem.table][field.name][problem.row - 2]
            found = tables[target].filter(pl.col("id") == key)["unit"].to_list() if key else []
            if found:
                return str(found[0]) if found[0] else None
    return None
