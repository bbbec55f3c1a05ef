"""One definition of an office table; the writers for Word, PDF and workbook all print from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.page_head import PageMarks, page_marks
from liantu.exchange.paper.pair_page import PairPage
from liantu.exchange.paper.report import Report
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.wording import N_

#: What stands below a table without rows: that there is none, and that this need not be all.
EMPTY_LIST = N_(
    "%(title)s: none. Nothing in the data of this day belongs here: either there is nothing of the kind, or what would "
    "show it has not been entered yet (unknown, which is not the same as none)."
)


@dataclass(frozen=True)
class PaperColumn:
    """A column: where its value stands in a row, its heading, how it is printed.

    ``heading`` and ``group`` are messages, or words of the paper's language. ``kind`` is ``text``, ``number`` (blank
    means unknown), ``written`` (a number as a page writes it), ``short`` (a word or two, centred), ``index`` or
    ``blank`` (left to be filled by hand); ``group`` puts neighbouring columns under one heading; ``width`` is a
    weight; ``strong`` is what is read first.
    """

    field: str
    heading: str
    kind: str = "text"
    digits: int = 3
    width: float = 1.0
    group: str | None = None
    strong: bool = False


@dataclass(frozen=True)
class Spanning:
    """Words that take the room of several columns of a row, from their own on."""

    text: str
    columns: int
    wordy: bool = False


@dataclass(frozen=True)
class RowGroup:
    """The next rows of a table, as many as ``size``, under a line of their own."""

    heading: str
    size: int


@dataclass(frozen=True)
class PaperSheet:
    """An office table, its words in the language of its setting.

    ``total`` names the fields that may be summed in a first row; nested values never are. ``groups`` part the rows in
    their order. ``beneath`` are tables on the same paper under headings of their own, before the foot; in a workbook a
    sheet each. ``internal`` says at the head of every page that it stays in the house.
    """

    title: str
    unit_note: str
    columns: tuple[PaperColumn, ...]
    rows: Sequence[Mapping[str, object]]
    setting: Setting = field(default_factory=Setting)
    notes: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    unit_field: str = "unit"
    computed: bool = True
    beneath: tuple[PaperSheet, ...] = ()
    groups: tuple[RowGroup, ...] = ()
    internal: bool = False

    @property
    def name(self) -> str:
        """The full title in the language of the setting."""
        return self.setting.title(self.title)

    @property
    def wide(self) -> bool:
        """Whether it, or a table beneath it, needs A3 rather than A4 landscape."""
        return any(sum(column.width for column in table.columns) > 15 for table in (self, *self.beneath))

    def marks(self) -> PageMarks:
        """What stands at the head of every page."""
        return page_marks(self.setting, internal=self.internal, computed=self.computed, version=self.title)

    def foot(self) -> list[str]:
        """The lines under the table: that it has no rows, what is supposed, sources, date, what the figures are, notes,
        demo notice."""
        return [*self._empty_lines(), *foot_lines(self.setting, self.notes, computed=self.computed)]

    def _empty_lines(self) -> list[str]:
        """That a table has no rows and why that may be, for this one and those beneath it, which say whose it is."""
        tr = self.setting.tr
        empty = [table for table in (self, *self.beneath) if not table.rows]
        return [tr(EMPTY_LIST) % {"title": tr("“%s”") % table.title} for table in empty]


#: What a paper is made of.
Part = PaperSheet | Letter | Report | PairPage


@dataclass(frozen=True)
class Paper:
    """Parts that are printed together, in order; a part begins a page (in a workbook, a sheet)."""

    title: str
    parts: tuple[Part, ...]
