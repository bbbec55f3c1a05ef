"""A document read: its printed text mended, its figures with spans of the printed text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from liantu.exchange.documents.figure_reader import FigureReader
from liantu.exchange.documents.read_figures import ReadFigure
from liantu.exchange.documents.stated_names import NameBook
from liantu.exchange.documents.text_repair import repair_text


def read_figures(printed: str, book: NameBook, published: date, issuer: str = "", title: str = "") -> list[ReadFigure]:
    """The figures of a text; spans count characters of the text as it is printed."""
    mended = repair_text(printed)
    found = FigureReader(book, published, issuer, title).read(mended.text)
    return [
        replace(
            figure,
            number=mended.locate(*figure.number),
            spans=tuple(mended.locate(*span) for span in figure.spans),
        )
        for figure in found
    ]
