"""Tables as a page shows them: the offices' form, each cell with the link it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

#: How long a day is as it is written: 2023-12-31.
_DAY = 10


@dataclass(frozen=True)
class Link:
    """Words and where they lead; without a place they are plain words."""

    text: str
    href: str = ""
    #: The language of the words where it is not that of the page.
    lang: str = ""


class Button(NamedTuple):
    """A button of a form of the page: its words, the id of the form, and what it sends."""

    text: str
    form: str
    name: str
    value: str


@dataclass(frozen=True)
class Cell:
    """One cell: links or words in order; ``account`` is the address of the account of a derived number."""

    links: tuple[Link, ...] = ()
    number: bool = False
    account: str = ""
    badge: str = ""
    title: str = ""
    #: SVG text in place of the words, which a reader of screens hears.
    drawing: Markup | None = None
    #: What is marked behind the words, on screen alone: how many comments there are, leading to them.
    mark: Link | None = None
    #: On screen alone, behind the words.
    button: Button | None = None

    @property
    def text(self) -> str:
        """The words of the cell without links."""
        return ", ".join(link.text for link in self.links)

    @property
    def is_day(self) -> bool:
        """Whether it is a day and nothing else, which stands on one line."""
        text = self.links[0].text if len(self.links) == 1 else ""
        return len(text) == _DAY and text[4] == text[7] == "-" and text[:4].isdigit()


@dataclass(frozen=True)
class Column:
    """A heading, the one above it where several stand together, and whether numbers or sentences stand below."""

    label: str
    group: str = ""
    number: bool = False
    #: Sentences stand below: a column no narrower than they need to be read.
    sentences: bool = False
    #: SVG text below the heading: the axis of the drawings beneath.
    drawing: Markup | None = None


@dataclass(frozen=True)
class Table:
    """A table with its title, unit note, rows and foot."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    unit: str = ""
    notes: Sequence[str] = ()
    name: str = "table"
    #: Too many columns for the page: it scrolls sideways with the first ones held. A single row stands as a list of
    #: headings and values.
    wide: bool = False
    #: Many columns that do fit the page, set closer, figures on two lines where they must.
    dense: bool = False
    #: Rows of one height, with a drawing in them.
    drawn: bool = False
    #: Where the same rows stand as a list that can be narrowed, on a page of one thing.
    onward: Link | None = None

    @property
    def heads(self) -> list[str]:
        """What stands before a cell where a row is laid out as a card: its heading after the one above."""
        return [f"{column.group} {column.label}".strip() for column in self.columns]

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The upper headings with how many columns each spans; empty when there is none."""
        if not any(column.group for column in self.columns):
            return []
        spans: list[tuple[str, int]] = []
        for column in self.columns:
            if spans and column.group and spans[-1][0] == column.group:
                spans[-1] = (column.group, spans[-1][1] + 1)
            else:
                spans.append((column.group, 1))
        return spans


def text_cell(text: str | None, title: str = "") -> Cell:
    """A cell of plain words."""
    return Cell((Link(text or ""),), title=title)


def link_cell(text: str, href: str) -> Cell:
    """A cell of one link."""
    return Cell((Link(text, href),))


def number_cell(text: str, account: str = "", title: str = "") -> Cell:
    """A cell of one number, opening its account when it is derived."""
    return Cell((Link(text),), number=True, account=account, title=title)


def badge_cell(text: str, kind: str) -> Cell:
    """A cell with a status in word, colour and border."""
    return Cell((Link(text),), badge=kind)
