"""Land and entry on a terminal: land to two decimals, names and codes in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from rich.table import Table

from liantu.cli.render.console_table import format_significant, print_table
from liantu.model import schema

#: The columns of each table with their headings.
_COLUMNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "entry": {
        "indicator": ("控制指标", "Indicator"),
        "value": ("测算值", "Value"),
        "unit": ("单位", "Unit"),
        "comparator": ("比较", "Comparator"),
        "standard": ("标准值", "Standard"),
        "verdict": ("结论", "Verdict"),
        "reason": ("待核原因", "To verify"),
        "clause": ("条款", "Clause"),
    },
    "land_terms": {
        "step": ("用地方式", "Step"),
        "parcel": ("地块", "Parcel"),
        "other": ("对方企业", "Other party"),
        "amount": ("用地（亩）", "Land (mu)"),
        "from": ("起", "From"),
        "to": ("止", "To"),
        "evidence": ("证据类型", "Evidence"),
        "document": ("证据文号", "Number"),
    },
    "land_firm": {
        "firm": ("企业", "Firm"),
        "own": ("自有（亩）", "Owned (mu)"),
        "leased_in": ("租入（亩）", "Leased in (mu)"),
        "leased_out": ("租出（亩）", "Leased out (mu)"),
        "land": ("用地合计（亩）", "Land (mu)"),
        "parcels": ("地块数", "Parcels"),
    },
    "land_parcel": {
        "parcel": ("地块", "Parcel"),
        "area": ("地块面积（亩）", "Area (mu)"),
        "owned": ("已认定（亩）", "Owned (mu)"),
        "rest": ("未分配（亩）", "Unassigned (mu)"),
        "over": ("超分配（亩）", "Over-assigned (mu)"),
        "let": ("出租（亩）", "Let (mu)"),
        "adrift": ("出租方不明（亩）", "Lessor unknown (mu)"),
    },
    "land_place": {
        "place": ("地点", "Place"),
        "parcels": ("地块数", "Parcels"),
        "unsettled": ("待核地块", "To be verified"),
        "area": ("地块面积（亩）", "Area (mu)"),
        "owned": ("已认定（亩）", "Owned (mu)"),
        "rest": ("未分配（亩）", "Unassigned (mu)"),
        "over": ("超分配（亩）", "Over-assigned (mu)"),
        "let": ("出租（亩）", "Let (mu)"),
    },
    "land_tenant": {
        "firm": ("企业", "Firm"),
        "land": ("用地（亩）", "Land (mu)"),
        "parcels": ("地块", "Parcels"),
        "lessors": ("出租方", "Lessors"),
    },
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


def print_land(name: str, rows: pl.DataFrame, language: str, names: Mapping[str, str]) -> None:
    """Print a table of land or of an entry test; unknown reads 未掌握, never zero."""
    columns = _COLUMNS[name]
    table = Table()
    for column, words in columns.items():
        number = rows.schema[column].is_numeric()
        heading = words[0 if language.startswith("zh") else 1]
        table.add_column(heading, justify="right" if number else "left")
    for row in rows.iter_rows(named=True):
        table.add_row(*(_cell(column, row, language, names) for column in columns))
    print_table(table)


def _cell(column: str, row: Mapping[str, Any], language: str, names: Mapping[str, str]) -> str:
    value, zh = row[column], language.startswith("zh")
    if column == "place" and row.get("total"):
        return "合计" if zh else "Total"
    if value is None:
        no_standard = column == "standard" and row["reason"] == "no_standard"
        return "" if column in _BLANK or no_standard else ("未掌握" if zh else "unknown")
    if column in _CODES:
        return schema.label_code(_CODES[column], value, language)
    if isinstance(value, list):
        return ("、" if zh else ", ").join(names.get(key, key) for key in value)
    if isinstance(value, float):
        return format_significant(value, 4) if column in ("value", "standard") else f"{value:,.2f}"
    return names.get(value, value) if isinstance(value, str) else str(value)
