"""A letter of an office: title, addressee, numbered paragraphs, lines to sign; one definition for all writers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from liantu.exchange.paper.setting import Setting, Text

#: What is left to be filled in by hand.
BLANK = "______"
_COUNTED = "一二三四五六七八九十"


@dataclass(frozen=True)
class LetterBlock:
    """A paragraph: ``text``, ``point`` (numbered 一、), ``entry`` (1.), ``seal``, ``sign`` (at the right)."""

    words: str
    kind: str = "text"


@dataclass(frozen=True)
class Letter:
    """A letter of at most ten points; ``remarks`` are small lines below the signatures."""

    title: Text
    addressee: str
    body: tuple[LetterBlock, ...]
    setting: Setting = field(default_factory=Setting)
    remarks: tuple[Text, ...] = ()

    @property
    def name(self) -> str:
        """The title in the language of the setting; a letter is headed by what it is, not by the district."""
        return self.title.say(self.setting.language)

    def lines(self) -> Iterator[LetterBlock]:
        """Every paragraph with its number in its words, the addressee first."""
        zh = self.setting.chinese
        yield LetterBlock(f"{self.addressee}：" if zh else f"To: {self.addressee}", "addressee")
        point = entry = 0
        for block in self.body:
            if block.kind == "point":
                point, entry = point + 1, 0
                yield LetterBlock((f"{_COUNTED[point - 1]}、" if zh else f"{point}. ") + block.words, "point")
            elif block.kind == "entry":
                entry += 1
                yield LetterBlock((f"{entry}．" if zh else f"({entry}) ") + block.words, "entry")
            else:
                yield block

    def foot(self) -> list[str]:
        """The small lines below: remarks, and the notice of a district that is only an example."""
        before = "注：" if self.setting.chinese else "Note: "
        return [before + r.say(self.setting.language) for r in self.remarks] + [*filter(None, [self.setting.notice])]


def letter_day(given: date | None, setting: Setting) -> str:
    """A day as letters write it; blanks to be filled in where it is not known.

    >>> letter_day(date(2026, 3, 2), Setting())
    '2026年3月2日'
    >>> letter_day(None, Setting())
    '____年__月__日'
    """
    if given is None:
        return "____年__月__日" if setting.chinese else BLANK
    return f"{given.year}年{given.month}月{given.day}日" if setting.chinese else f"{given.day} {given:%B %Y}"
