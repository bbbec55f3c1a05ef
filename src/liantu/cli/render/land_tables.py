"""Land and entry on a terminal: land to two decimals, names and codes in words."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from rich.table import Table

from liantu.cli.render.cell_text import FrameRow, format_grouped, unknown_text
from liantu.cli.render.console_table import print_table
from liantu.model import schema
from liantu.wording import NC_, translator
from liantu.wording.terminal_headings import terminal_heading

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "entry": ("indicator", "value", "unit", "comparator", "standard", "verdict", "reason", "clause"),
    "land_terms": ("step", "parcel", "other", "amount", "from", "to", "evidence", "document"),
    "land_firm": ("firm", "own", "leased_in", "leased_out", "land", "parcels"),
    "land_parcel": ("parcel", "area", "owned", "rest", "over", "let", "adrift"),
    "land_place": ("place", "parcels", "unsettled", "area", "owned", "rest", "over", "let"),
    "land_tenant": ("firm", "land", "parcels", "lessors"),
}
_CODES = {
    "indicator": "land_indicator",
    "comparator": "comparator",
    "verdict": "entry_verdict",
    "reason": "entry_reason",
    "step": "land_step",
    "evidence": "land_evidence",
}
#: Columns in which nothing means that there is nothing to say.
_BLANK = ("other", "from", "to", "reason", "document", "clause", "comparator")
#: The row of a table of places that adds the others up.
_TOTAL = NC_("sum", "Total")


def print_land(name: str, rows: pl.DataFrame, lang: str, names: Mapping[str, str]) -> None:
    """Print a table of land or of an entry test; unknown reads 未掌握, never zero."""
    table = Table()
    for column in _COLUMNS[name]:
        numeric = rows.schema[column].is_numeric()
        table.add_column(terminal_heading(name, column, lang), justify="right" if numeric else "left")
    for row in rows.iter_rows(named=True):
        table.add_row(*(_cell_text(column, row, lang, names) for column in _COLUMNS[name]))
    print_table(table)


def _cell_text(column: str, row: FrameRow, lang: str, names: Mapping[str, str]) -> str:
    if column == "place" and row.get("total"):
        return translator(lang)(_TOTAL)
    value = row[column]
    if value is None:
        return "" if _is_blank(column, row) else unknown_text(lang)
    if column in _CODES:
        return schema.label_code(_CODES[column], str(value), lang)
    if isinstance(value, float):
        return format_grouped(value, 4) if column in ("value", "standard") else f"{value:,.2f}"
    if isinstance(value, list):
        return translator(lang)(", ").join(names.get(key, key) for key in value)
    return names.get(value, value) if isinstance(value, str) else str(value)


def _is_blank(column: str, row: FrameRow) -> bool:
    return column in _BLANK or (column == "standard" and row["reason"] == "no_standard")
