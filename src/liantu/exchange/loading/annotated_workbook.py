"""The workbook that was sent, given back with what is wrong in it marked where it stands."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from liantu.exchange.loading.container import file_kind, open_archive
from liantu.exchange.loading.file_reader import findings_title, read_file
from liantu.exchange.loading.merged_cells import ZONE
from liantu.exchange.loading.sheet_grid import SheetGrid, column_number
from liantu.exchange.loading.table_sheet import problem_cell
from liantu.model.problems import Problem
from liantu.wording import N_, NC_, translator

#: Rows of a workbook above which only the bad ones are given back; openpyxl holds every cell of a copy in memory.
COPIED = 5_000
#: Lines of the list, and the longest comment a spreadsheet shows whole.
_LISTED, _COMMENT = 50_000, 2_000
_BAD, _NOTED = "F8CBAD", "FFF2CC"


def annotate_workbook(
    content: bytes, name: str, problems: Sequence[Problem], notes: Sequence[Problem] = (), language: str = "zh_CN"
) -> bytes:
    """A workbook with bad cells filled and their reasons in comments, and a sheet that lists everything.

    A CSV, an .ods and a workbook of more than 5,000 rows give a new workbook with the headings and the bad rows only.
    Raises Problems when the file cannot be opened at all.
    """
    grids, _ = read_file(content, name)
    if file_kind(content, name) == "xlsx" and sum(grid.cells.height for grid in grids) <= COPIED:
        try:
            return _copy(content, name, problems, notes, language)
        except (InvalidFileException, LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError):
            pass  # some programs write parts that openpyxl does not take; the bad rows can always be given back
    return _bad_rows(grids, problems, notes, language)


def _copy(content: bytes, name: str, problems: Sequence[Problem], notes: Sequence[Problem], language: str) -> bytes:
    open_archive(content, name)[0].close()
    book = load_workbook(io.BytesIO(content), keep_vba=False, keep_links=False)
    for found, colour in ((notes, _NOTED), (problems, _BAD)):
        for (title, address), cell_problems in _by_cell(found).items():
            if title in book.sheetnames:
                _mark(book[title], address, cell_problems, colour, language)
    title = _free_title(findings_title(language), book.sheetnames)
    page = book.create_sheet(title)
    for row, line in enumerate(_lines(problems, notes, language), 1):
        for column, text in enumerate(line, 1):
            page.cell(row, column).value = text
            page.cell(row, column).data_type = "s"  # a message that begins with = is still a text
    page.freeze_panes = "A2"
    for letters, width in (("A", 18), ("B", 10), ("C", 12), ("D", 100)):
        page.column_dimensions[letters].width = width
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _mark(page: Any, address: str, problems: list[Problem], colour: str, language: str) -> None:
    cell = page[address]
    if isinstance(cell, MergedCell):
        return
    if any(problem.code == "forbidden_formula" for problem in problems):
        cell.value, cell.data_type = str(cell.value), "s"  # shown, never sent back alive
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.comment = Comment(_join_messages(problems, language), "Liantu", height=120, width=320)


def _bad_rows(
    grids: Iterable[SheetGrid], problems: Sequence[Problem], notes: Sequence[Problem], language: str
) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bad = book.add_format({"bg_color": f"#{_BAD}", "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    reasons = _by_cell(problems)
    titles = [findings_title(language)]
    page = book.add_worksheet(titles[0])
    for row, line in enumerate(_lines(problems, notes, language)):
        for column, word in enumerate(line):
            page.write_string(row, column, word)
    page.set_column(3, 3, 100)
    page.freeze_panes(1, 0)
    for grid in grids:
        cells = {
            _cell_position(address): problems for (title, address), problems in reasons.items() if title == grid.title
        }
        if not cells:
            continue
        titles.append(_free_title(grid.title[:31], titles))
        page = book.add_worksheet(titles[-1])
        _rows_of(page, grid, cells, (text, bad), language)
    book.close()
    return stream.getvalue()


def _rows_of(
    page: Any, grid: SheetGrid, cells: dict[tuple[int, int], list[Problem]], formats: tuple[Any, Any], language: str
) -> None:
    """The rows down to the headings and those with a bad cell, each with the number it had."""
    text, bad = formats
    numbers = {row for row, _ in cells}
    first = min(numbers)
    page.set_column(0, grid.cells.width, 16, text)
    line = 0
    for position, number in enumerate(grid.numbers):
        above = position < ZONE and number < first
        if number not in numbers and not above:
            continue
        page.write_number(line, 0, number)
        for place, value in enumerate(grid.cells.row(position)):
            problems = cells.get((number, place))
            if value is not None or problems:
                page.write_string(line, place + 1, value or "", bad if problems else text)
            if problems:
                page.write_comment(line, place + 1, _join_messages(problems, language))
        line += 1


def _lines(problems: Sequence[Problem], notes: Sequence[Problem], language: str) -> Iterable[tuple[str, ...]]:
    tr = translator(language)
    bad, noted = tr(N_("to be corrected")), tr(NC_("finding", "note"))
    yield tr(N_("Sheet")), tr(N_("Cell")), tr(N_("Kind")), tr(NC_("finding", "What"))
    every = [(bad, problem) for problem in problems] + [(noted, problem) for problem in notes]
    for word, problem in every[:_LISTED]:
        yield (*problem_cell(problem), word, problem.message(language))
    if len(every) > _LISTED:
        yield "", "", "", tr(N_("%s more are not listed")) % (len(every) - _LISTED)


def _by_cell(problems: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    """Problems by sheet and cell; one of a whole row stands in its first cell."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        title, address = problem_cell(problem)
        if address:
            first = address.split(":")[0]
            found.setdefault((title, first if first[0].isalpha() else f"A{first}"), []).append(problem)
    return found


def _cell_position(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def _join_messages(problems: list[Problem], language: str) -> str:
    return "\n".join(problem.message(language) for problem in problems)[:_COMMENT]


def _free_title(title: str, taken: Sequence[str]) -> str:
    lower = {other.lower() for other in taken}
    number, free = 1, title
    while free.lower() in lower:
        number += 1
        free = f"{title[:27]} {number}"
    return free
