"""Figures of a document on a terminal: what, of whom, when, how much, and the words that say so."""

from __future__ import annotations

import polars as pl
from rich.table import Table

from liantu.cli.render.console_table import print_empty_note, print_table
from liantu.model import schema
from liantu.wording import N_, translator

#: Columns with the field of the schema that has their name.
_COLUMNS = {
    "subject": "subject",
    "measure": "indicator",
    "period": "period",
    "comparator": "comparator",
    "value": "value",
    "unit": "unit",
    "status": "status",
    "quote": "quote",
}
_GROWTH, _SHARE = N_("growth of %s"), N_("share of %s")
_LISTS = ("observation_status", "stage")


def print_read_figures(frame: pl.DataFrame, lang: str) -> None:
    """Print the figures of a document; codes stand in words."""
    if frame.is_empty():
        print_empty_note(lang)
        return
    table = Table()
    fields = {field.name: field for field in schema.read_tables()["observations"].fields}
    for column, name in _COLUMNS.items():
        label = fields[name].zh if lang.startswith("zh") else fields[name].en
        table.add_column(label, justify="right" if column == "value" else "left")
    for row in frame.iter_rows(named=True):
        table.add_row(*(_cell(column, row, lang) for column in _COLUMNS))
    print_table(table)


def _cell(column: str, row: dict[str, str], lang: str) -> str:
    tr, value = translator(lang), row[column]
    if column == "measure":
        text = {"growth": _GROWTH, "share": _SHARE}.get(row["field"])
        return tr(text) % value if text else value
    if column == "comparator":
        return "" if value == "eq" else schema.label_code("comparator", value, lang)
    if column == "status":
        if value == "target":
            targets = schema.read_tables()["targets"]
            return targets.zh if lang.startswith("zh") else targets.en
        known = next((name for name in _LISTS if value in schema.read_codelist(name)), "")
        return schema.label_code(known, value, lang) if known else value
    return value
