"""A composite index on a terminal: nodes by name, scores to two decimals, steps and their reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl
from rich.table import Table

from liantu.cli.render.cell_text import unknown_text
from liantu.cli.render.console_table import print_empty_note, print_table
from liantu.wording import Translator, translator
from liantu.wording.index_words import (
    HEADINGS,
    IMPOSSIBLE,
    MARKS,
    METHODS,
    PARAMETERS,
    REASONS,
    STATES,
    STEPS,
    factor_name,
)

if TYPE_CHECKING:
    from liantu.district.results import IndexScheme

#: The words of codes by column.
_CODES: Mapping[str, Mapping[str, str]] = {
    "step": STEPS,
    "method": METHODS,
    "state": STATES,
    "reason": REASONS,
    "mark": MARKS,
}
#: Columns that hold ids of nodes.
_NODES = ("result", "part", "indicator")
#: Columns in which nothing means that there is nothing to say.
_BLANK = ("unit", "time", "since", "indicator", "about", "value", "method", "before", "after")


def print_index_view(scheme: IndexScheme, rows: pl.DataFrame, lang: str) -> None:
    """Print a table of a run; a score that cannot be said reads 未掌握, never zero."""
    _ = translator(lang)
    names = {node.id: node.zh if lang.startswith("zh") else node.en for node in scheme.nodes}
    table = Table(title=scheme.zh if lang.startswith("zh") else scheme.en)
    shown = [column for column in rows.columns if not (column in ("time", "since") and _is_blank(rows[column]))]
    for column in shown:
        heading = _(HEADINGS[column]) if column in HEADINGS else names.get(column, column)
        table.add_column(heading, justify="right" if rows.schema[column].is_numeric() else "left")
    for row in rows.select(shown).iter_rows():
        table.add_row(*(_cell_text(column, cell, names, _, lang) for column, cell in zip(shown, row, strict=True)))
    print_table(table)
    if rows.is_empty():
        print_empty_note(lang)


def _is_blank(column: pl.Series) -> bool:
    return not column.drop_nulls().str.len_chars().sum()


def _cell_text(column: str, cell: object, names: Mapping[str, str], _: Translator, lang: str) -> str:
    if cell is None:
        return "" if column in _BLANK else unknown_text(lang)
    if column == "impossible":
        return _(IMPOSSIBLE) if cell else ""
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    text = str(cell)
    if column in _CODES:
        return _(_CODES[column][text]) if text else ""
    if column == "factor":
        return factor_name(text, _)
    if column == "about" and text in PARAMETERS:
        return _(PARAMETERS[text])
    return names.get(text, text) if column in (*_NODES, "about") else text
