"""Lines of a printed table that name no indicator and say more of the one above: 同比增长(%) below 工业总产值."""

from __future__ import annotations

from collections.abc import Iterator

from liantu.exchange.loading.printed_headings import FigureGroup
from liantu.exchange.loading.printed_sheets import TABLE, LineBeside, PrintedLine, is_said
from liantu.exchange.loading.sheet_grid import column_letters
from liantu.exchange.loading.table_sheet import TableSheet, place_problem
from liantu.exchange.reading.figure_headings import read_line_heading
from liantu.model.problems import Problem

#: Lines of one time with the columns that are theirs.
_Spread = tuple[FigureGroup, list[PrintedLine]]


def take_line_beside(lines: list[PrintedLine], line: PrintedLine, sheet: TableSheet, notes: list[Problem]) -> bool:
    """Whether a line says more of the last of ``lines``, which then has it; one that cannot be read is told."""
    above = lines[-1] if lines else None
    found = read_line_heading(line.indicator, (above.part or above.indicator) if above else "")
    if found is None:
        return False
    is_again = above and any(
        (other.field, other.growth_base) == (found.field, found.growth_base) for other in above.beside
    )
    if above is None or is_again:
        code = "printed_line_again" if is_again else "printed_line_alone"
        notes.append(sheet.locate(Problem(code, TABLE, value=line.indicator), "", line.row))
        return True
    beside = LineBeside(found.field, found.growth_base, found.accumulation, line.unit, line.row, line.cells)
    lines[-1] = above._replace(beside=(*above.beside, beside))
    return True


def spread_lines_beside(
    groups: list[FigureGroup], lines: list[PrintedLine], sheet: TableSheet, notes: list[Problem]
) -> Iterator[_Spread]:
    """Each time with its lines, each with what lines below say of it then; growth on the period before is a time of its
    own. A cell below that fits no time is told."""
    read: set[tuple[int, int]] = set()
    stated = {(group.period, group.accumulation, group.growth_base) for group in groups}
    for group in groups:
        column = group.columns.get("value")
        fitting = [line._replace(beside=tuple(_fit(line, group))) for line in lines]
        yield group, fitting
        read |= {(beside.row, column) for line in fitting for beside in line.beside if column is not None}
        if column is None or group.growth_base:
            continue
        for base in dict.fromkeys(beside.growth_base for line in lines for beside in line.beside if beside.growth_base):
            if (group.period, group.accumulation, base) in stated:
                continue
            below = list(_list_based(lines, base, group))
            yield FigureGroup(group.period, group.accumulation, base, {"published_growth": column}), below
            read |= {(line.row, column) for line in below}
    notes += _list_left(groups, lines, read, sheet)


def _fit(line: PrintedLine, group: FigureGroup) -> Iterator[LineBeside]:
    """The lines below one that say a field that a time has no column for, and count as it does."""
    for beside in line.beside:
        counts_alike = beside.accumulation in (None, group.accumulation) and beside.growth_base == group.growth_base
        if "value" in group.columns and beside.field not in group.columns and counts_alike:
            yield beside


def _list_based(lines: list[PrintedLine], base: str, group: FigureGroup) -> Iterator[PrintedLine]:
    """Growth below levels on another base than the year before, as lines of their own."""
    for line in lines:
        for beside in line.beside:
            if beside.growth_base == base and beside.accumulation in (None, group.accumulation):
                yield line._replace(row=beside.row, cells=beside.cells, total=None, beside=())


def _list_left(
    groups: list[FigureGroup], lines: list[PrintedLine], read: set[tuple[int, int]], sheet: TableSheet
) -> list[Problem]:
    """Cells of lines below that no time takes."""
    columns = sorted({column for group in groups for column in group.columns.values()})
    return [
        place_problem(
            Problem("printed_cell_left", TABLE, value=beside.cells[column] or ""),
            sheet.file,
            sheet.title,
            f"{column_letters(column)}{beside.row}",
        )
        for line in lines
        for beside in line.beside
        for column in columns
        if is_said(beside.cells[column]) and (beside.row, column) not in read
    ]
