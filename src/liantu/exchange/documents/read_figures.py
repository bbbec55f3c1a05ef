"""What a reader of documents finds: figures with subject, measure, period, comparator, value, unit and status."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Span = tuple[int, int]


@dataclass(frozen=True)
class ReadFigure:
    """One figure of a text; spans count characters of the text it was read in.

    ``field`` is value, growth or share of the measure; ``table`` where it belongs: observations, targets, capacities or
    projects. ``kind`` and ``key`` are of the subject: a row of the district, or what it is written like.
    """

    subject: str
    measure: str
    value: Decimal
    unit: str
    number: Span
    spans: tuple[Span, ...]
    table: str = "observations"
    scope: str = ""
    product: str = ""
    field: str = "value"
    period: str = ""
    comparator: str = "eq"
    status: str = ""
    kind: str = ""
    key: str = ""
