"""The unit somebody probably meant, among those that are admissible where it stands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.units import PREFIXES, Units, split_year

#: Tables whose rows say in which unit they are measured.
_MEASURED = ("products", "indicators", "return_items")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: How near a spelling must be: of two characters one, where only units of one dimension may stand.
_NEAR, _ADMISSIBLE_NEAR = 0.6, 0.5


def advise_units(problems: Iterable[Problem], tables: Tables) -> list[Problem]:
    """The problems; of unknown units with the nearest of those that measure what the row is about, else its own."""
    return [_advise(problem, tables) if problem.code == "unknown_unit" else problem for problem in problems]


def suggest_unit(text: str, units: Units, dimension: str | None = None) -> str:
    """The closest unit, of a dimension where one is named, with the prefix and the year of the text; or nothing.

    >>> from decimal import Decimal
    >>> units = Units({"吨": ("mass", Decimal(1)), "公顷": ("area", Decimal(1)), "公斤": ("mass", Decimal(1))})
    >>> suggest_unit("万公倾", units, "area"), suggest_unit("万公顷地", units), suggest_unit("万顿", units)
    (' (万公顷?)', ' (万公顷?)', ' (万吨?)')
    """
    bare, year = split_year(text)
    prefix = next((prefix for prefix in PREFIXES if bare.startswith(prefix)), "")
    names = {name.lower(): name for name in reversed(units.names(dimension))}
    cutoff = _ADMISSIBLE_NEAR if dimension else _NEAR
    written = bare.removeprefix(prefix)
    found = difflib.get_close_matches(written.lower(), list(names), n=1, cutoff=cutoff)
    meant = _find_by_sound(written, units.names(dimension)) or (names[found[0]] if found else "")
    return f" ({prefix}{meant}{year}?)" if meant else ""


def _find_by_sound(written: str, names: list[str]) -> str:
    """The unit that is said like what was written, as an input method takes one character for another; or nothing."""
    if not _HAN.search(written):
        return ""
    from pypinyin import lazy_pinyin

    by_sound = {"".join(lazy_pinyin(name)): name for name in reversed(names) if _HAN.search(name)}
    return by_sound.get("".join(lazy_pinyin(written)), "")


def _advise(problem: Problem, tables: Tables) -> Problem:
    own_unit = _find_unit(problem, tables)
    measured = tables.units.read(own_unit) if own_unit else None
    if measured is None:
        return problem
    nearest = suggest_unit(problem.value, tables.units, measured.dimension)
    nearest = nearest or f" ({_write_alike(measured.text, problem.value, tables.units)}?)"
    return replace(problem, slots={**problem.slots, "nearest": nearest})


def _write_alike(unit: str, text: str, units: Units) -> str:
    """A unit in characters for who wrote characters; what trades write in capitals, as GWh, stays.

    >>> from decimal import Decimal
    >>> units = Units({"t": ("mass", Decimal(1)), "吨": ("mass", Decimal(1)), "GWh": ("energy", Decimal(10))})
    >>> _write_alike("万t", "麻袋", units), _write_alike("t", "sack", units), _write_alike("GWh", "麻袋", units)
    ('万吨', 't', 'GWh')
    """
    prefix = next((prefix for prefix in PREFIXES if unit.startswith(prefix)), "")
    bare = units.read(unit.removeprefix(prefix))
    if bare is None or not _HAN.search(text) or not bare.text.islower():
        return unit
    same = (name for name in units.names(bare.dimension) if (found := units.read(name)) and found.factor == bare.factor)
    return prefix + next(filter(_HAN.search, same), bare.text)


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
