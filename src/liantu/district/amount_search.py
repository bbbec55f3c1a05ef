"""Figures found by what people write: 72GWh, 60万吨, whatever unit they are kept in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import polars as pl

from liantu.district.name_search import fold_name
from liantu.model import schema
from liantu.model.tables import Tables
from liantu.model.units import Units, convert_number, split_year
from liantu.model.written_amounts import read_written_amount

#: The tables with a figure in a unit of its own, and the field of the figure.
_FIGURES = {"capacities": "amount", "observations": "value", "targets": "value"}
_FOUND = {"table": pl.String, "id": pl.String, "figure": pl.String, "unit": pl.String}
_LIMIT = 60
#: Where a figure begins behind a word, and a word behind a unit in letters.
_BREAK = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[A-Za-z])(?=[\u3400-\u9fff])")
_UNIT_APART = re.compile(r"(?<=\d)\s+(?=\D)")
#: Letters behind the figure and its prefix, up to where a year may follow.
_LATIN_UNIT = re.compile(r"(?<=[^A-Za-z])[A-Za-z]+(?=$|/)")


def find_amounts(tables: Tables, text: str) -> pl.DataFrame:
    """The rows whose figure is the one written: table, id, figure, unit; nothing for what is no figure with a unit.

    Words beside the figure, with a blank or without, are in the names of what it is of (72GWh and what of).
    """
    rows = _list_rows(tables, "".join(text.split()))
    pieces = _BREAK.sub(" ", _UNIT_APART.sub("", text)).split()
    words = [word for piece in pieces for word in _split_figure(piece, tables.units)]
    for place, word in enumerate(words if not rows and len(words) > 1 else ()):
        others = [fold_name(other) for other in words[:place] + words[place + 1 :]]
        rows += [row for row in _list_rows(tables, word) if _is_about(tables, row[0], row[1], others)]
    return pl.DataFrame(rows[:_LIMIT], schema=_FOUND, orient="row")


def _split_figure(text: str, units: Units) -> list[str]:
    """A figure with its unit, and the word that stands behind it without a blank (60万吨聚酯); else the text."""
    for end in [*range(len(text), 0, -1)] if text[:1].isdigit() else ():
        if text[end : end + 1].isascii() and end < len(text):
            continue
        written = read_written_amount(text[:end], "", units)
        if not written.trouble and units.read(split_year(written.unit)[0]) is not None:
            return [text[:end], text[end:]] if end < len(text) else [text]
    return [text]


def _list_rows(tables: Tables, text: str) -> list[tuple[str, str, str, str]]:
    figure = _LATIN_UNIT.sub(lambda found: _spell_unit(found[0], tables.units), text)
    written = read_written_amount(figure, "", tables.units)
    unit = None if written.trouble else tables.units.read(split_year(written.unit)[0])
    if unit is None:
        return []
    rows = []
    for table, field in _FIGURES.items():
        if "unit" not in schema.read_tables()[table].columns:
            continue
        frame = tables[table].filter(pl.col(field).is_not_null() & pl.col("unit").is_not_null())
        for id, figure, of_row in frame.select("id", field, "unit").iter_rows():
            known = tables.units.read(split_year(of_row)[0])
            if known is None or known.dimension != unit.dimension:
                continue
            try:
                is_same = convert_number(Decimal(figure), known, unit) == Decimal(written.amount)
            except InvalidOperation:
                continue
            if is_same:
                rows.append((table, id, figure, of_row))
    return rows


def _is_about(tables: Tables, table: str, key: str, words: Sequence[str]) -> bool:
    """Whether what a row refers to has each of the words in one of its names."""
    row = tables.rows(table)[key]
    fields = [field for field in schema.read_tables()[table].fields if field.name != "source" and row.get(field.name)]
    called = [
        fold_name(tables.names(target, language).get(str(row[field.name]), ""))
        for field in fields
        for target in field.refers_to
        for language in ("zh_CN", "en")
    ]
    return all(any(word in name for name in called) for word in words)


def _spell_unit(text: str, units: Units) -> str:
    """The unit whose letters are those of the text, large or small (gwh: GWh); the text where none or two are."""
    found = {name for name in units.names() if name.casefold() == text.casefold()}
    return found.pop() if len(found) == 1 else text
