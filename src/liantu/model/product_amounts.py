"""Amounts as they were written in the unit of their product."""

from __future__ import annotations

from liantu.model.units import Units


def convert_to_product_unit(units: Units, amount: float | None, unit: str | None, product_unit: str) -> float | None:
    """An amount in the product's unit; None where it is unknown or the two do not measure the same.

    >>> from decimal import Decimal
    >>> units = Units({"t": ("mass", Decimal(1)), "m3": ("volume", Decimal(1))})
    >>> convert_to_product_unit(units, 3, "万t/年", "t"), convert_to_product_unit(units, 3, "m3", "t")
    (30000.0, None)
    """
    stated, target = units.read(unit) if unit else None, units.read(product_unit)
    if amount is None or stated is None or target is None or stated.dimension != target.dimension:
        return None
    return amount * float(stated.factor / target.factor)
