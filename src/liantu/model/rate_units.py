"""Units of rates with several parts below: 元/t/km, 元/kW/月, 元/人/年; and what takes one to another."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from liantu.model.units import Unit, Units, find_ratio


class RateUnit(NamedTuple):
    """What a rate measures, the first part by the others in order of their names, and its parts."""

    dimension: tuple[str, ...]
    parts: tuple[Unit, ...]


def read_rate_unit(units: Units, text: str) -> RateUnit | None:
    """A rate as it is written; None where a part is no unit.

    >>> from decimal import Decimal
    >>> units = Units({"元": ("money", Decimal(1)), "t": ("mass", Decimal(1)), "km": ("length", Decimal(1))})
    >>> read_rate_unit(units, "万元/t/km").dimension
    ('money', 'length', 'mass')
    """
    found = [units.read(part.strip()) for part in text.split("/")]
    parts = [unit for unit in found if unit is not None]
    if len(parts) < len(found) or any(unit.yearly for unit in parts):
        return None
    below = sorted(parts[1:], key=lambda unit: unit.dimension)
    return RateUnit((parts[0].dimension, *(unit.dimension for unit in below)), (parts[0], *below))


def compute_rate_factor(units: Units, text: str, target: str) -> float | None:
    """What takes a rate in ``text`` to one in ``target``; None where it measures something else.

    >>> from decimal import Decimal
    >>> units = Units({"元": ("money", Decimal(1)), "kW": ("power", Decimal(1)), "MW": ("power", Decimal(1000))})
    >>> compute_rate_factor(units, "万元/MW", "元/kW")
    10.0
    """
    found, goal = read_rate_unit(units, text), read_rate_unit(units, target)
    if found is None or goal is None or found.dimension != goal.dimension:
        return None
    factor = find_ratio(found.parts[0], goal.parts[0])
    for part, other in zip(found.parts[1:], goal.parts[1:], strict=True):
        factor /= find_ratio(part, other)
    return float(Fraction(factor))
