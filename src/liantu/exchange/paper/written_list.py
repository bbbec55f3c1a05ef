"""Any list of a page as an office table: the words of the page, its numbers as numbers, 序号 first, 备注 last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from liantu.exchange.paper.gap_lists import INDEX, REMARK
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet

#: Characters of a column of width 1; what a column may be, of numbers, words and sentences; what fits an A3 page.
_CHARACTERS, _NARROWEST, _NUMBERS, _WORDS, _SENTENCES, _PAGE = 9.0, 0.6, 1.5, 2.4, 3.4, 24.0


@dataclass(frozen=True)
class WrittenColumn:
    """A heading, the one above it where several stand together, and whether numbers or sentences stand below."""

    label: str
    group: str = ""
    number: bool = False
    sentences: bool = False


@dataclass(frozen=True)
class WrittenList:
    """A list as a page shows it: title, unit, columns, the words of each row, notes below."""

    title: str
    columns: Sequence[WrittenColumn]
    rows: Sequence[Sequence[str]]
    unit: str = ""
    notes: Sequence[str] = field(default=())


def office_sheet(written: WrittenList, setting: Setting) -> PaperSheet:
    """The list as an office table."""
    columns = [_column(written, place) for place in range(len(written.columns))]
    rows = [{f"c{place}": words for place, words in enumerate(row)} for row in written.rows]
    sheet = PaperSheet(written.title, written.unit, (INDEX, *_fit(columns), REMARK), rows, setting)
    return replace(sheet, notes=tuple(written.notes))


def _column(written: WrittenList, place: int) -> PaperColumn:
    column = written.columns[place]
    kind = "written" if column.number else "text"
    width = _width(column, [row[place] for row in written.rows])
    return PaperColumn(f"c{place}", column.label, kind, width=width, group=column.group or None)


def _width(column: WrittenColumn, words: Iterable[str]) -> float:
    """Room for the longest of what stands below, and for half of the heading, within what such a column may be."""
    widest = _NUMBERS if column.number else _SENTENCES if column.sentences else _WORDS
    longest = max((text_room(text) for text in words), default=0)
    room = max(longest + 2, text_room(column.label) / 2 + 2)
    return round(min(max(room / _CHARACTERS, _NARROWEST), widest), 2)


def _fit(columns: Sequence[PaperColumn]) -> list[PaperColumn]:
    """The columns as wide as an A3 page has room: columns of words give way, for they wrap."""
    whole, words = sum(c.width for c in columns), sum(c.width for c in columns if c.kind == "text")
    room = _PAGE - INDEX.width - REMARK.width
    if whole <= room or not words:
        return [*columns]
    share = max((room - (whole - words)) / words, 0.4)
    return [replace(c, width=max(round(c.width * share, 2), _NARROWEST)) if c.kind == "text" else c for c in columns]


def text_room(text: str) -> int:
    """Characters of room that a text takes; a Chinese character takes two.

    >>> text_room("PET"), text_room("聚酯")
    (3, 4)
    """
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)
