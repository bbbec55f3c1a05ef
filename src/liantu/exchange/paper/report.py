"""A report: a headline, then named sections of paragraphs, tables, drawings and lines to fill in, on A4 upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from liantu.exchange.paper.page_head import PageMarks, page_marks
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet_foot import day_words
from liantu.wording import WIDE_SPACE
from liantu.wording.days import point_number


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: ``lead`` are its first words, which say what it is about; ``strong`` is what must not be missed."""

    text: str
    lead: str = ""
    strong: str = ""
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class NumberBox:
    """One number that is read first: what it is, the number, its unit, and what stands below it."""

    label: str
    value: str
    unit: str
    note: str = ""


@dataclass(frozen=True)
class NumberBoxes:
    """Boxes of numbers beside each other."""

    boxes: tuple[NumberBox, ...]
    kind: str = field(default="boxes", init=False)


@dataclass(frozen=True)
class ReportTable:
    """A small table. ``widths`` are weights, ``wordy`` the places of columns of words; ``filled_in``: a full grid."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    widths: tuple[float, ...]
    unit: str = ""
    wordy: tuple[int, ...] = ()
    filled_in: bool = False
    #: Whether the first row is the sum of the others.
    total_first: bool = False
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Drawing:
    """A drawing (SVG text) across the page."""

    svg: str
    note: str = ""
    kind: str = field(default="drawing", init=False)


@dataclass(frozen=True)
class BlankLines:
    """What somebody fills in by hand, two beside each other."""

    labels: tuple[str, ...]
    kind: str = field(default="blanks", init=False)


@dataclass(frozen=True)
class FillBox:
    """A box that somebody fills in by hand; ``words`` stand in it in grey and say with what."""

    words: str
    kind: str = field(default="box", init=False)


Block = Paragraph | NumberBoxes | ReportTable | Drawing | BlankLines | FillBox


@dataclass(frozen=True)
class Section:
    """A section of a report: the name by which it is known, its title, its blocks."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A report in the language of its setting.

    ``lead`` stands before the first section, its first paragraph as the headline (``framed``: on a grey ground);
    ``version`` says at the head of every page what it is; ``pages`` is how many it may take: the type is chosen so.
    """

    title: str
    subtitle: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    version: str
    foot_lines: tuple[str, ...]
    setting: Setting = field(default_factory=Setting)
    internal: bool = True
    framed: bool = False
    pages: int = 2
    #: What stands across every page, as that its figures are made up.
    watermark: str = ""
    #: Set closer, with narrower margins: a page that holds much.
    tight: bool = False
    #: Made-up figures: this stands first and in red at the head of every page, that it stays in the house at the right.
    made_up: bool = False

    @property
    def name(self) -> str:
        """The full title."""
        return self.setting.mark(self.title)

    def foot(self) -> list[str]:
        """The lines below the last section."""
        return [*self.foot_lines]

    def marks(self) -> PageMarks:
        """What stands at the head of every page: whether it stays in the house, what it is of, what its figures are."""
        marks = page_marks(self.setting, internal=self.internal, version=self.version)
        if not self.made_up:
            return marks
        return PageMarks(marks.notice, "", WIDE_SPACE.join(filter(None, (marks.inside, self.version))))

    def scenario_marks(self) -> list[str]:
        """What a frame at the head of every page says of a scenario, and its base; nothing of how things stand."""
        if not self.setting.scenario:
            return []
        day = [self.setting.tr("base: %s") % day_words(self.setting)] if self.setting.as_of else []
        return [self.setting.tr("Scenario, not how things stand"), *day]

    @property
    def scenario_name(self) -> str:
        """The line of that frame that names the scenario; empty without one."""
        name = self.setting.scenario_name
        return self.setting.tr("Supposed: %s") % name if name else ""

    def numbered(self) -> list[str]:
        """The titles of the sections with their numbers: 一、 in Chinese, 1. in English."""
        zh = self.setting.chinese
        return [point_number(number, chinese=zh) + section.title for number, section in enumerate(self.sections, 1)]

    def texts(self) -> list[str]:
        """Every text of it: what is looked through before it leaves the house."""
        blocks = [*self.lead, *(block for section in self.sections for block in section.blocks)]
        found = [self.title, self.subtitle, self.version, *self.foot_lines, *self.numbered()]
        for block in blocks:
            found += _texts(block)
        return found


def _texts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.lead, block.text, block.strong]
    if isinstance(block, NumberBoxes):
        return [text for box in block.boxes for text in (box.label, box.value, box.unit, box.note)]
    if isinstance(block, ReportTable):
        return [block.title, block.unit, *block.headings, *(cell for row in block.rows for cell in row)]
    if isinstance(block, FillBox):
        return [block.words]
    return [block.svg, block.note] if isinstance(block, Drawing) else [*block.labels]
