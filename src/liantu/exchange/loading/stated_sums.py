"""Whether the totals and subtotals that a sheet states are the sums of its rows."""

from __future__ import annotations

import re
from bisect import bisect_left

import polars as pl

from liantu.exchange.loading.heading_columns import SheetHeading
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.reading.marks import is_missing, is_not_applicable
from liantu.model.problems import Problem
from liantu.model.units import format_decimal, split_number

#: A subtotal adds the rows of its part, a total all of them; another sum (园区合计) says not which.
_SUBTOTAL = re.compile(r"小\s*计|sub-?total", re.I)
_TOTAL = re.compile(r"\s*(?:全[区县市]|总)?\s*(?:合|总|共|累)\s*计.{0,12}|\s*(?:grand )?total.{0,12}", re.I)
_SUM = re.compile("计|total", re.I)
#: Beyond every row.
_END = 1 << 20
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
    sums, added = totals.arg_true().to_list(), rows.arg_true().to_list()
    for place in sums:
        label = next((text for text in cells.row(place) if text and _SUM.search(text)), None)
        if label is None:
            continue
        spans = [_select_within(added, span) for span in _list_spans(label, sums, place)]
        for number, column in heading.columns.items():
            if heading.table.field(column.field).type != "decimal":
                continue
            stated = cells[str(number)][place]
            found = _find_other_sum([cells[str(number)].gather(span).to_list() for span in spans], stated)
            if found:
                slots = {"found": found, "row": str(first[place])}
                notes.append(
                    sheet.locate(
                        Problem("sum_differs", sheet.table, value=stated, slots=slots), column.field, numbers[place]
                    )
                )
    return notes


def _list_spans(label: str, sums: list[int], place: int) -> list[range]:
    """The rows that a sum may add, likeliest first: all above it, or below where it stands first; of a part those since
    the sum above, or up to the next one."""
    above = max((other for other in sums if other < place), default=-1)
    below = min((other for other in sums if other > place), default=_END)
    everything = [range(place), range(place + 1, _END)]
    if _SUBTOTAL.search(label):
        return [range(above + 1, place), range(place + 1, below)]
    return everything if _TOTAL.fullmatch(label) else [range(above + 1, place), range(place + 1, below), *everything]


def _select_within(indices: list[int], span: range) -> list[int]:
    """The indices, which rise, that lie in a span."""
    return indices[bisect_left(indices, span.start) : bisect_left(indices, span.stop)]


def _find_other_sum(parts: list[list[str | None]], stated: str | None) -> str:
    """The sum of the first rows that a stated one may add, where it is the sum of none; empty where it is, or
    unknown."""
    found = [_add(texts, stated) for texts in parts if texts]
    return next(filter(None, found), "") if all(found) else ""


def _add(texts: list[str | None], stated: str | None) -> str:
    """The sum of the texts where it is another number than the stated one; empty where it is not, or unknown."""
    values_of_rows = [text for text in texts if text and not _is_mark(text)]
    parts = [split_number(text) for text in [*values_of_rows, stated or ""]]
    if not values_of_rows or any(part is None or part[1] for part in parts):
        return ""
    values = [part[0] for part in parts if part]
    total = sum(values[:-1], start=values[0] * 0)
    exponents = [int(value.as_tuple().exponent) for value in values]
    slack = sum(_HALF * 10.0**exponent for exponent in exponents) if any(exponents) else 0.0
    return format_decimal(total) if abs(float(total - values[-1])) > slack * (1 + 1e-9) else ""


def _is_mark(text: str) -> bool:
    return is_missing(text) or is_not_applicable(text)
