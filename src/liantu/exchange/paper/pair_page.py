"""The pair of maps of a chain with its lists beside it, on one A3 page."""

from __future__ import annotations

from dataclasses import dataclass, field

from liantu.exchange.paper.page_head import INTERNAL, PageMarks, page_marks
from liantu.exchange.paper.report import ReportTable
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet_foot import foot_lines


@dataclass(frozen=True)
class PairPage:
    """A drawing (SVG text) with a line of facts above it, tables at its right and sentences below them; ``broad``: the
    drawing takes the width of the page, the tables stand side by side below it."""

    title: str
    facts: str
    svg: str
    lists: tuple[ReportTable, ...]
    setting: Setting = field(default_factory=Setting)
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    broad: bool = False

    @property
    def name(self) -> str:
        """The full title in the language of the setting."""
        return self.setting.title(self.title)

    def mark(self) -> str:
        """What stands at the left of the title: that it names firms and stays in the house, or is of a scenario."""
        tr = self.setting.tr
        return "  ".join(filter(None, [tr(INTERNAL), self.setting.page_mark]))

    def marks(self) -> PageMarks:
        """The same at the head of a sheet of a workbook."""
        return page_marks(self.setting, internal=True)

    def shares(self) -> list[float]:
        """Of lists that stand side by side, the part of the width that each takes: a table of many columns has more."""
        columns = [len(table.widths) + 2 for table in self.lists]
        return [number / sum(columns) for number in columns]

    def foot(self) -> list[str]:
        """The lines under the drawing."""
        return foot_lines(self.setting, self.notes)
