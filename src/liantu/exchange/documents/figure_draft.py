"""What a rule takes a quantity for, before it is known whose it is and when."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

#: Dimensions of what is neither made nor counted.
NO_GOODS = ("money", "ratio", "rank", "time", "score", "price")


@dataclass(frozen=True)
class Draft:
    """What a rule takes a quantity for."""

    measure: str
    value: Decimal
    unit: str
    first: int
    last: int
    field: str = "value"
    scope: str = ""
    product: str = ""
    rule: str = "measure"
    follows: bool = False  # the measure is the one of the figure before
