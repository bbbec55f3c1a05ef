"""Any table or frame as a workbook or CSV that a spreadsheet opens with words for headings and runs nothing of."""

from __future__ import annotations

import io
from collections.abc import Mapping

import polars as pl
import xlsxwriter

from liantu.exchange.reading.number_formats import format_stored_number
from liantu.model import schema

#: What a spreadsheet would take for a formula, and what was guarded once already.
_RISKY = r"^'*[=+\-@\t\r]"
_NUMBER = r"^-?\d+(?:\.\d+)?$"


def field_headings(table: str, language: str = "zh_CN") -> dict[str, str]:
    """The heading of each field of a table in a language."""
    return {f.name: f.zh if language.startswith("zh") else f.en for f in schema.read_tables()[table].fields}


def to_csv(frame: pl.DataFrame, words: Mapping[str, str] | None = None) -> bytes:
    """The frame as CSV in UTF-8 with its byte-order mark, as spreadsheets want it.

    A text that begins like a formula gets an apostrophe before it; ``parse_sheets`` takes it off again.

    >>> to_csv(pl.DataFrame({"zh": ["=1+1", "甲"], "value": [-2.5, 1.0]}), {"zh": "名称"}).decode("utf-8-sig")
    "名称,value\\n'=1+1,-2.5\\n甲,1.0\\n"
    """
    guarded = [
        pl.when(pl.col(c).str.contains(_RISKY) & ~pl.col(c).str.contains(_NUMBER))
        .then("'" + pl.col(c))
        .otherwise(pl.col(c))
        .alias(c)
        for c in frame.columns
        if frame.schema[c] == pl.String
    ]
    text = _flatten_lists(frame).with_columns(guarded).rename(_rename_columns(frame, words)).write_csv()
    return b"\xef\xbb\xbf" + text.encode()


def to_workbook(frame: pl.DataFrame, title: str, words: Mapping[str, str] | None = None) -> bytes:
    """The frame as a workbook of one sheet; written row by row, so that a large one needs no more memory."""
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#E8EEF4", "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    page = book.add_worksheet(title[:31])
    page.set_column(0, max(frame.width - 1, 0), 16)
    page.freeze_panes(1, 1)
    for column, name in enumerate(_rename_columns(frame, words).values()):
        page.write_string(0, column, name, head)
    for number, row in enumerate(_flatten_lists(frame).iter_rows(), 1):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                page.write_number(number, column, value)
            elif value is not None and _is_plain_number(str(value)):
                page.write_number(number, column, float(value))
            elif value is not None:
                page.write_string(number, column, str(value), text)
    book.close()
    return stream.getvalue()


def _is_plain_number(text: str) -> bool:
    """Whether a text is a number that a cell gives back as it went: not 007, not 1.50, not an id of twenty digits."""
    return len(text) < 16 and text.lstrip("-")[:1].isdigit() and _reads_back(text)


def _reads_back(text: str) -> bool:
    try:
        return format_stored_number(repr(float(text))) == text
    except ValueError:
        return False


def _flatten_lists(frame: pl.DataFrame) -> pl.DataFrame:
    lists = [c for c, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(pl.col(c).cast(pl.List(pl.String)).list.join("；") for c in lists)


def _rename_columns(frame: pl.DataFrame, words: Mapping[str, str] | None) -> dict[str, str]:
    """Headings by column; two columns of one heading keep their own names beside it."""
    headings = {name: (words or {}).get(name, name) for name in frame.columns}
    twice = {word for word in headings.values() if list(headings.values()).count(word) > 1}
    return {name: f"{word} ({name})" if word in twice else word for name, word in headings.items()}
