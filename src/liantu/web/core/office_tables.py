"""The lists of a page as the office's workbook gives them: the words that stand on the page, never its codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import polars as pl

from liantu.district.marked_amounts import has_hidden_amounts, mark_amounts
from liantu.model import schema
from liantu.papers import PageHead, WrittenColumn, WrittenList, hidden_note, links_workbook, list_workbook
from liantu.web.core.page import Page, find_class
from liantu.web.core.page_tables import Cell, Table
from liantu.web.core.plain_frames import tidy_frame
from liantu.web.core.record_rows import row_table
from liantu.web.core.request_view import RequestView
from liantu.web.core.xlsx import SheetWording
from liantu.wording.amounts import format_significant
from liantu.wording.column_headings import column_heading

#: Columns of computed frames whose codes have words in a list of another name.
_LISTS_OF_CODES = {"admission": "verdict", "kind": "product_kind", "price_grade": "grade"}
#: The dash between the ends of a range, as pages write it.
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
#: Digits of a number that no page has written out.
_DIGITS = 5


def office_workbook(view: RequestView, page: Page, wording: SheetWording | None = None) -> bytes:
    """The bytes of the workbook; ``wording`` puts the frames of a room into words where its pages may say more."""
    inside = page.names_firms or find_class(view, page) != "public"
    # A room with words of its own for its frames is the evaluation: nothing in it is of the library.
    head = PageHead(view.titled(page.title), view.scenario_notes, _notes(view, page), inside, wording is None)
    if page.links:
        # Few needs stand below the list of links to secure or to fill; many on a sheet of their own.
        separate = page.links in ("all", "onsite")
        beside = [_written(view, table) for table in page.sheets[1:]] if separate else []
        needs = None if separate else page.frames["conditional"]
        return links_workbook(view.district, view.lang, head, page.links, page.frames["gaps"], beside, needs)
    lists = [*(_worded_frames(view, page, wording) if wording and not page.sheets else _page_lists(view, page))]
    lists = lists or [WrittenList(page.title, [WrittenColumn(view.tr("Nothing to list."))], [])]
    return list_workbook(view.district, view.lang, head, lists)


def _notes(view: RequestView, page: Page) -> list[str]:
    """What is said below every list beside what its own notes say."""
    klass = find_class(view, page)
    notes = [hidden_note(view.lang)] if any(map(has_hidden_amounts, page.frames.values())) else []
    notes += [page.internal] if page.internal else []
    notes += [view.class_note(klass)] if klass != "public" else []
    return notes + ([view.withheld_note] if view.withheld else [])


def _page_lists(view: RequestView, page: Page) -> Iterator[WrittenList]:
    """The tables of the page; of a page that has none, its frames with their codes in words."""
    tables = [*page.sheets] or [*_find_tables(page.context.values())]
    if tables:
        yield from (_written(view, table) for table in tables)
        return
    for name, frame in page.frames.items():
        if _is_table(name, frame):
            yield _written(view, row_table(view, name, frame))
        elif not frame.is_empty():
            # An answer without rows has no words for its columns: that there is nothing to list says it.
            yield _worded(view, page.title, frame)


def _is_table(name: str, frame: pl.DataFrame) -> bool:
    """Whether a frame has the rows of the table it is called by, and not an answer about them."""
    table = schema.read_tables().get(name)
    return table is not None and set(table.columns) <= set(frame.columns)


def _find_tables(values: Iterable[object]) -> Iterator[Table]:
    """The tables in a context, in its order."""
    for value in values:
        if isinstance(value, Table):
            yield value
        elif isinstance(table := getattr(value, "table", None), Table):
            yield table  # a picture has its table with it
        elif isinstance(value, (list, tuple)):
            yield from _find_tables(value)
        elif isinstance(value, Mapping):
            yield from _find_tables(value.values())


def _written(view: RequestView, table: Table) -> WrittenList:
    # A drawing is no words: its figures stand in the columns beside it.
    places = [place for place, column in enumerate(table.columns) if column.drawing is None and column.label]
    chosen = [table.columns[place] for place in places]
    columns = [WrittenColumn(c.label, c.group, c.number, c.sentences) for c in chosen]
    rows = [[_cell_words(view, row[place]) for place in places] for row in table.rows]
    return WrittenList(table.title, columns, rows, table.unit, table.notes)


def _cell_words(view: RequestView, cell: Cell) -> str:
    """The words of a cell as a paper has them; a dash where there are none, so that nothing looks forgotten."""
    words = view.tr(", ").join(link.text for link in cell.links)
    words = _RANGE.sub("—", words) if view.zh and cell.number else words
    return words or "—"


def _worded_frames(view: RequestView, page: Page, wording: SheetWording) -> Iterator[WrittenList]:
    for name, frame in page.frames.items():
        words = wording(view, page, name, mark_amounts(frame))
        yield _worded(view, page.title, _without_ids(view, words.select(s for s in words if s.null_count() < len(s))))


def _without_ids(view: RequestView, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame without columns of ids whose names stand in the next column."""
    columns = frame.get_columns()
    ids = [
        column.name
        for column, beside in pairwise(columns)
        if column.dtype == pl.String and [view.name(key) for key in column] == [name or "" for name in beside]
    ]
    return frame.drop(ids)


def _worded(view: RequestView, title: str, frame: pl.DataFrame) -> WrittenList:
    """A frame in words: codes by their lists, ids by their names."""
    frame = tidy_frame(frame)
    columns = [
        WrittenColumn(column_heading(column.name, view.tr), number=column.dtype.is_numeric()) for column in frame
    ]
    rows = [[_word(view, name, row[name]) for name in frame.columns] for row in frame.iter_rows(named=True)]
    return WrittenList(title, columns, rows)


def _word(view: RequestView, name: str, value: object) -> str:
    if isinstance(value, (list, tuple)):
        return view.join(_word(view, name, part) for part in value)
    if isinstance(value, bool):
        return view.tr("yes") if value else view.tr("no")
    if isinstance(value, float):
        return format_significant(value, _DIGITS)
    if isinstance(value, int):
        return str(value)
    text = "" if value is None else str(value)
    codelist = _LISTS_OF_CODES.get(name, name)
    return view.word(codelist, text) if text in schema.read_codelist(codelist) else view.name(text)
