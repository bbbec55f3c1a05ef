"""What each firm is measured at: Σ fields ÷ Σ fields, in the indicator's unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add

import polars as pl

from liantu.score.scheme.indicators import Indicator, SumTerm

#: Prefix of the columns of values while a group is scored.
VALUE = "value:"
#: Sums of a value that is no growth of a ratio.
_HALVES = 2


def sum_terms(terms: tuple[SumTerm, ...]) -> pl.Expr:
    """The sum of some fields, each as often as it counts; unknown as soon as one is."""
    return reduce(add, (pl.col(t.column) if t.factor == 1 else pl.col(t.column) * t.factor for t in terms))


def list_sums(indicator: Indicator) -> tuple[pl.Expr, ...]:
    """The sums that a value is made of: above and below the line (one where nothing is below); of the growth of a
    ratio those of the year, and those of the year before."""
    if ratios := indicator.ratios:
        return tuple(sum_terms(terms) for ratio in ratios for terms in ratio)
    below = sum_terms(indicator.denominator_terms) if indicator.denominator_terms else pl.lit(1.0)
    return sum_terms(indicator.numerator_terms), below


def join_sums(sums: Sequence[pl.Expr]) -> tuple[pl.Expr, pl.Expr]:
    """What stands above and below the line; of the growth of a ratio the increase and the ratio before, unknown where
    the sum below one of both ratios is not above zero."""
    if len(sums) == _HALVES:
        return sums[0], sums[1]
    year, before = (pl.when(below > 0).then(above / below) for above, below in (sums[:2], sums[2:]))
    return year - before, before


def sum_numerator(indicator: Indicator) -> pl.Expr:
    """What stands above the line."""
    return join_sums(list_sums(indicator))[0]


def sum_denominator(indicator: Indicator) -> pl.Expr:
    """What stands below the line; one where nothing does."""
    return join_sums(list_sums(indicator))[1]


def has_zero_below(indicator: Indicator) -> pl.Expr:
    """Where a true zero stands below the line; of the growth of a ratio below that of any of both years too."""
    if ratios := indicator.ratios:
        zeros = [sum_terms(ratio.below) == 0 for ratio in ratios]
        return pl.any_horizontal(*zeros, sum_denominator(indicator) == 0).fill_null(False)
    return (sum_denominator(indicator) == 0).fill_null(False)


def compute_value(indicator: Indicator, sound: bool = False) -> pl.Expr:
    """The quotient; null where a field is missing or the denominator is not above zero.

    ``check_denominators`` tells that it is nowhere.
    """
    if not indicator.numerator:
        return pl.lit(None, pl.Float64)
    if not indicator.denominator_terms:
        return sum_numerator(indicator) * indicator.scale
    below = sum_denominator(indicator)
    quotient = sum_numerator(indicator) / below
    quotient = quotient if indicator.scale == 1 else quotient * indicator.scale
    return quotient if sound else pl.when(below > 0).then(quotient)


def check_denominators(rows: pl.DataFrame, indicators: Iterable[Indicator]) -> dict[str, bool]:
    """Whether the denominator of each indicator is above zero wherever it is known; looked at once, it is cheaper."""
    known = [indicator for indicator in indicators if indicator.numerator]
    ratios = {indicator.id: False for indicator in known if indicator.ratios}  # looked at row by row
    below = {i.id: i.denominator_terms for i in known if i.denominator_terms and i.id not in ratios}
    denominators = list(dict.fromkeys(below.values()))
    if not denominators:
        return ratios
    positive = rows.select(
        (sum_terms(terms) > 0).all().alias(str(index)) for index, terms in enumerate(denominators)
    ).row(0)
    return ratios | {name: positive[denominators.index(terms)] for name, terms in below.items()}


def is_not_applicable(indicator: Indicator, marks: set[str]) -> pl.Expr:
    """Where a field of the indicator does not concern the firm (columns ``not_applicable:field``)."""
    field_marks = [pl.col(name_mark(field)) for field in indicator.fields if name_mark(field) in marks]
    return pl.any_horizontal(*field_marks) if field_marks else pl.lit(False)


def name_mark(field: str) -> str:
    """The column that says whether a field does not concern a firm."""
    return f"not_applicable:{field}"


def add_marks(rows: pl.DataFrame, not_applicable: pl.DataFrame) -> tuple[pl.DataFrame, set[str]]:
    """The rows with a mark for each field that does not concern some firm; its value there is none."""
    marks: set[str] = set()
    if not_applicable.is_empty():
        return rows, marks
    for (field,), firms in not_applicable.group_by("field"):
        if field not in rows.columns:
            continue
        marks.add(name_mark(str(field)))
        concerned = pl.col("firm").is_in(firms["firm"].unique().implode())
        rows = rows.with_columns(
            concerned.alias(name_mark(str(field))), pl.when(~concerned).then(pl.col(str(field))).alias(str(field))
        )
    return rows, marks
