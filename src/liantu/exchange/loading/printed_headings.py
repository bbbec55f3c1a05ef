"""The heading of a printed table of figures: one row or several, with the times that each column is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from liantu.exchange.loading.months_of_two import pair_months_of_two
from liantu.exchange.reading.figure_headings import (
    FigureColumn,
    is_indicator_heading,
    is_left_heading,
    is_table_heading,
    is_unit_heading,
    read_figure_heading,
    read_months,
    read_time_heading,
)
from liantu.exchange.reading.heading_words import counts_rows, holds_remarks, read_unit_line

#: How many rows a heading has at most, and how many stand above the row that says 指标.
_HEIGHT, _ABOVE = 3, 1


@dataclass(frozen=True)
class FigureGroup:
    """The columns of one time, by field; growth on the period before stands apart. ``units`` are those of fields whose
    headings state different ones."""

    period: str
    accumulation: str | None
    growth_base: str | None
    columns: dict[str, int]
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PrintedHeading:
    """Where the heading ends, which columns name indicators and units, and the groups of figures."""

    bottom: int
    indicator: int
    unit: int | None
    texts: dict[int, str]
    groups: tuple[FigureGroup, ...]
    undated: tuple[str, ...]
    left_out: tuple[tuple[int, str], ...]
    months_of_two: Mapping[int, int | None] = field(default_factory=dict)


def read_printed_heading(rows: list[list[str]], title: str) -> PrintedHeading | None:
    """The heading of a printed table of figures; None of a sheet that is none.

    ``undated`` are headings whose time is named neither there nor in a title above; ``left_out`` those of columns that
    hold neither level, base, growth nor share. ``months_of_two`` are columns of this month in a table of January and
    February, each with the column of the same so far, if there is one.
    """
    top = _find_top(rows)
    if top is None:
        return None
    indicator = next((column for column, cell in enumerate(rows[top]) if is_indicator_heading(cell)), 0)
    bottom = _find_bottom(rows, top, indicator)
    first = top - _ABOVE if top >= _ABOVE and _groups_columns(rows[top - _ABOVE]) else top
    texts = _join_rows(rows[first : bottom + 1], indicator)
    headings = {column: read_time_heading(text) for column, text in texts.items()}
    figures = {column: found for column, found in headings.items() if found is not None and column != indicator}
    if not any(found.names_growth_or_time for found in figures.values()):
        return None
    unit = next((column for column, text in texts.items() if is_unit_heading(text)), None)
    of_title = read_title([*rows[:first], [title]])
    groups, undated = group_columns(figures, texts, of_title)
    of_two = pair_months_of_two(take_times_before(figures), of_title)
    read = {unit, indicator, *of_two}.union(*(group.columns.values() for group in groups))
    left_out = _list_left_out(texts, read, undated)
    return PrintedHeading(bottom, indicator, unit, texts, tuple(groups), tuple(undated), left_out, of_two)


def _find_top(rows: list[list[str]]) -> int | None:
    """The row that says 指标, or months over all columns but a blank first; none in a sheet whose row names columns of
    our own table, which is read as it is."""
    top = next((number for number, row in enumerate(rows) if any(map(is_indicator_heading, row))), None)
    if top is None:
        top = next((number for number, row in enumerate(rows) if _is_of_months(row)), None)
    return None if top is None or any(map(is_table_heading, rows[top])) else top


def _is_of_months(row: list[str]) -> bool:
    """Whether each cell names months, but for a blank first."""
    filled = [cell for cell in row[1:] if cell]
    return not row[0] and len(filled) > 1 and all(read_months(cell)[1] for cell in filled)


def _list_left_out(texts: dict[int, str], read: set[int | None], undated: list[str]) -> tuple[tuple[int, str], ...]:
    """The columns that are not read and hold more than numbers of lines or remarks."""
    others = [(column, text) for column, text in texts.items() if column not in read and text not in undated]
    return tuple(pair for pair in others if not counts_rows(pair[1]) and not holds_remarks(pair[1]))


def _find_bottom(rows: list[list[str]], top: int, indicator: int) -> int:
    """The last row of the heading: below its first one stand only headings, and no indicator of their own."""
    bottom = top
    for number in range(top + 1, min(top + _HEIGHT, len(rows))):
        row = rows[number]
        if row[indicator] and not is_indicator_heading(row[indicator]):
            break
        filled = [cell for cell, above in zip(row, rows[top], strict=True) if cell and cell != above]
        if not filled or not all(read_figure_heading(cell) or is_left_heading(cell) for cell in filled):
            break
        bottom = number
    return bottom


def _groups_columns(row: list[str]) -> bool:
    """Whether a row above names times over several columns, as no title does."""
    # A unit at the end of the title's row is of the whole table and no heading of a column.
    filled = [cell for cell in row if cell and read_unit_line(cell) is None]
    return len(set(filled)) > 1 and any(read_figure_heading(cell) for cell in filled)


def _join_rows(rows: list[list[str]], indicator: int) -> dict[int, str]:
    """The heading of each column, its rows joined; what stands over several columns stands over each."""
    filled = []
    for number, row in enumerate(rows):
        cells, above = list(row), ""
        for column, cell in enumerate(row):
            above = cell or (above if number < len(rows) - 1 and column > indicator else "")
            cells[column] = above
        filled.append(cells)
    joined = {}
    for column in range(len(rows[0])):
        parts = dict.fromkeys(row[column].strip() for row in filled if row[column].strip())
        units = [part for part in parts if is_unit_heading(part)]
        if parts:
            joined[column] = units[0] if units else " ".join(parts)
    return joined


def read_title(rows: list[list[str]]) -> tuple[int | None, tuple[int, int] | None]:
    """Year and months that the lines above the heading name; the nearest to it first, the sheet's title last."""
    year: int | None = None
    months: tuple[int, int] | None = None
    for row in [*reversed(rows[:-1]), rows[-1]]:
        for cell in filter(None, row):
            found_year, found_months = read_months(cell)
            year, months = year or found_year, months or found_months
    return year, months


def group_columns(
    figures: dict[int, FigureColumn], texts: dict[int, str], of_title: tuple[int | None, tuple[int, int] | None]
) -> tuple[list[FigureGroup], list[str]]:
    """The columns of each time, and the headings of which no time is known."""
    groups: dict[tuple[str, str | None, str | None], dict[str, int]] = {}
    undated = []
    of_two = pair_months_of_two(take_times_before(figures), of_title)
    for column, found in take_times_before(figures):
        if of_two.get(column) is not None:
            continue  # the same figure so far stands in a column of its own
        year, months = found.year or of_title[0], found.months or of_title[1]
        if year is None or months is None:
            undated.append(texts[column])
            continue
        if found.months is None:
            months = _take_months(found.accumulation, months)
        says = found.accumulation if found.accumulation in ("single", "cumulative") else None
        # The first months of a year are both.
        accumulation = "cumulative" if months[0] == 1 else says or "single"
        key = (_write_period(year, months), accumulation, found.growth_base)
        groups.setdefault(key, {}).setdefault(found.field, column)
    return [FigureGroup(*key, columns) for key, columns in groups.items()], undated


def _take_months(accumulation: str | None, of_title: tuple[int, int]) -> tuple[int, int]:
    """The months of a column that names none: of the title; of this month, quarter or year so far its last."""
    first, last = of_title
    if accumulation == "cumulative":
        return 1, last
    if accumulation == "quarter":
        return last - 2, last
    is_last_alone = accumulation == "single" or (accumulation == "title" and first == 1)
    return (last, last) if is_last_alone and of_title != (1, 2) else of_title


def take_times_before(figures: dict[int, FigureColumn]) -> Iterator[tuple[int, FigureColumn]]:
    """The columns from left to right; growth that names no time is that of the level it stands behind."""
    before: FigureColumn | None = None
    for column, found in sorted(figures.items()):
        names_time = found.months or found.accumulation not in (None, *(("title",) if found.field != "value" else ()))
        if names_time:
            before = found
        elif before is not None and found.field != "value":
            found = FigureColumn(
                found.field, found.year or before.year, before.months, before.accumulation, found.growth_base
            )
        yield column, found


def _write_period(year: int, months: tuple[int, int]) -> str:
    """Months of a year in the notation of periods."""
    first, last = months
    if months == (1, 12):
        return str(year)
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}..{last:02}"
