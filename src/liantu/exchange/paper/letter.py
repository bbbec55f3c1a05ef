"""A letter of an office: title, addressee, numbered paragraphs, lines to sign; one definition for all writers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from liantu.exchange.paper.setting import Setting
from liantu.wording.days import point_number


@dataclass(frozen=True)
class LetterBlock:
    """A paragraph: ``text``, ``point`` (numbered 一、), ``entry`` (1.), ``seal``, ``sign`` (at the right)."""

    words: str
    kind: str = "text"


def point(words: str) -> LetterBlock:
    """A numbered paragraph."""
    return LetterBlock(words, "point")


@dataclass(frozen=True)
class Letter:
    """A letter of at most ten points; ``remarks`` are small lines below the signatures."""

    title: str
    addressee: str
    body: tuple[LetterBlock, ...]
    setting: Setting = field(default_factory=Setting)
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The title; a letter is headed by what it is, not by the district."""
        return self.setting.mark(self.title)

    def lines(self) -> Iterator[LetterBlock]:
        """Every paragraph with its number in its words, the addressee first."""
        tr = self.setting.tr
        yield LetterBlock(tr("To: %s") % self.addressee, "addressee")
        points = entry = 0
        for block in self.body:
            if block.kind == "point":
                points, entry = points + 1, 0
                yield LetterBlock(point_number(points, chinese=self.setting.chinese) + block.words, "point")
            elif block.kind == "entry":
                entry += 1
                yield LetterBlock(tr("(%s) ") % entry + block.words, "entry")
            else:
                yield block

    def foot(self) -> list[str]:
        """The small lines below: what is supposed, remarks, the notice of a district that is only an example."""
        before = self.setting.tr("Note: ")
        return (
            [*self.setting.scenario]
            + [before + remark for remark in self.remarks]
            + [*filter(None, [self.setting.notice])]
        )
