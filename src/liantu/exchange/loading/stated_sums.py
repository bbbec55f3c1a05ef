"""Whether the totals and subtotals that a sheet states are the sums of its rows."""

from __future__ import annotations

import polars as pl

from liantu.exchange.loading.heading_columns import SheetHeading
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model.problems import Problem
from liantu.model.units import format_decimal, split_number

#: A subtotal adds the rows since the one before; what adds all of them says so.
_SUBTOTAL = r"小\s*计|(?i:sub-?total)"
_SUM = r"计|(?i:total)"
#: Figures rounded for print may differ from their sum by half a unit of the last place each.
_HALF = 0.5


def note_unequal_sums(
    cells: pl.DataFrame,
    numbers: pl.Series,
    totals: pl.Series,
    rows: pl.Series,
    heading: SheetHeading,
    sheet: TableSheet,
) -> list[Problem]:
    """Notes where a stated sum differs from that of its rows by more than rounding: ``sum_differs``.

    ``totals`` and ``rows`` say which of the cells' rows are sums and which are rows of the table. Columns in which
    a cell is no plain number are passed over: they are told elsewhere.
    """
    notes = []
    first = cells.select(pl.coalesce(pl.all()).alias("first"))["first"]
    for place in totals.arg_true():
        label = " ".join(filter(None, cells.select(pl.col(pl.String)).row(place)))
        if not pl.select(pl.lit(label).str.contains(_SUM)).item():
            continue
        begin = _begin(first, totals, place)
        added = rows & pl.Series(begin <= index < place for index in range(cells.height))
        for number, column in heading.columns.items():
            if heading.table.field(column.field).type != "decimal":
                continue
            stated = cells[str(number)][place]
            texts = cells[str(number)].filter(added).drop_nulls().to_list()
            found = _add(texts, stated)
            if found:
                slots = {"found": found, "row": str(first[place])}
                notes.append(
                    sheet.locate(
                        Problem("sum_differs", sheet.table, value=stated, slots=slots), column.field, numbers[place]
                    )
                )
    return notes


def _begin(first: pl.Series, totals: pl.Series, place: int) -> int:
    """The first row that a sum adds: a subtotal begins after the sum above it."""
    if not pl.select(pl.lit(first[place]).str.contains(_SUBTOTAL)).item():
        return 0
    above = [index for index in totals.arg_true() if index < place]
    return above[-1] + 1 if above else 0


def _add(texts: list[str], stated: str | None) -> str:
    """The sum of the texts where it is another number than the stated one; empty where it is not, or unknown."""
    parts = [split_number(text) for text in [*texts, stated or ""]]
    if not texts or any(part is None or part[1] for part in parts):
        return ""
    values = [part[0] for part in parts if part]
    total = sum(values[:-1], start=values[0] * 0)
    exponents = [int(value.as_tuple().exponent) for value in values]
    slack = sum(_HALF * 10.0**exponent for exponent in exponents) if any(exponents) else 0.0
    return format_decimal(total) if abs(float(total - values[-1])) > slack * (1 + 1e-9) else ""
