"""Tables on a terminal: the columns an officer reads first, in words."""

from __future__ import annotations

from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table

from liantu.model import schema

#: Which columns a view shows; JSON and CSV give all.
_COLUMNS = {
    "gaps": [
        "product",
        "evidence",
        "operating",
        "building",
        "planned",
        "supply",
        "gap_typical",
        "unit",
        "plants_filled",
        "band",
        "grade",
    ],
    "balance": [
        "product",
        "operating",
        "building",
        "planned",
        "supply",
        "captive",
        "offer",
        "gap",
        "surplus",
        "unit",
    ],
    "extensions": ["product", "surplus", "unit", "makes", "use", "makes_up_to", "makes_unit"],
    "weak": ["product", "reason", "supply", "direct", "gap", "unit", "plants"],
    "questions": ["firm_zh", "product", "field", "current", "answers", "effect"],
    "moves": ["product", "list_before", "list_after", "gap_before", "gap_after", "unit"],
}
_HEADERS = {
    "product": ("环节", "Product"),
    "evidence": ("依据", "Evidence"),
    "operating": ("需求·在产", "Operating"),
    "building": ("需求·在建", "Building"),
    "planned": ("需求·规划", "Planned"),
    "supply": ("本地商品量", "Supply"),
    "gap_typical": ("缺口", "Gap"),
    "gap": ("缺口", "Gap"),
    "unit": ("单位/年", "Unit a year"),
    "plants_filled": ("折合套数", "Usual plants"),
    "band": ("产值量级（亿元）", "Value (100 m CNY)"),
    "grade": ("可信度", "Grade"),
    "captive": ("厂内自用", "Captive"),
    "offer": ("副产可供", "Offers"),
    "surplus": ("富余", "Surplus"),
    "makes": ("可延伸", "Could become"),
    "use": ("单耗", "Use"),
    "makes_up_to": ("至多可产", "Up to"),
    "makes_unit": ("单位", "Unit"),
    "reason": ("原因", "Reason"),
    "direct": ("需求", "Demand"),
    "plants": ("装置数", "Plants"),
    "firm_zh": ("企业", "Firm"),
    "field": ("待核项", "Unknown"),
    "current": ("现值", "Now"),
    "answers": ("试算取值", "Tried"),
    "effect": ("影响（亿元）", "Effect (100 m CNY)"),
    "list_before": ("原清单", "List before"),
    "list_after": ("现清单", "List after"),
    "gap_before": ("原缺口", "Gap before"),
    "gap_after": ("现缺口", "Gap after"),
}


def show(name: str, frame: pl.DataFrame, language: str) -> None:
    """Print a result as a table; at most three significant digits; unknown reads 未掌握, never zero."""
    zh = language.startswith("zh")
    table = Table()
    columns = [c for c in _COLUMNS[name] if c in frame.columns]
    for column in columns:
        numeric = frame.schema[column].is_numeric()
        header = _HEADERS.get(column, (column, column))[0 if zh else 1]
        table.add_column(header, justify="right" if numeric else "left")
    for row in frame.iter_rows(named=True):
        table.add_row(*(_cell(column, row, zh) for column in columns))
    put(table)


def put(table: Table) -> None:
    """Print a table as wide as the window."""
    # In a pipe or a file nothing is lost to the width of a window that is not there.
    console = Console()
    Console(width=None if console.is_terminal else 200).print(table)


def _cell(column: str, row: dict[str, Any], zh: bool) -> str:
    value = row[column]
    if column in ("product", "makes"):
        prefix = "makes_" if column == "makes" else ("product_" if "product_zh" in row else "")
        return str(row[f"{prefix}{'zh' if zh else 'en'}"])
    if column.startswith("list_"):
        return schema.label("list", value or "none", "zh_CN" if zh else "en")
    if value is None:
        return "未掌握" if zh else "unknown"
    if column == "effect":
        value = value / 1e8
    if column in ("evidence", "grade"):
        return schema.label(column, value, "zh_CN" if zh else "en")
    if isinstance(value, float):
        return significant(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def significant(value: float, digits: int = 3) -> str:
    """A number with that many significant digits, thousands marked.

    >>> significant(67500.0), significant(0.0), significant(1234567)
    ('67,500', '0', '1,230,000')
    """
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits}g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:,g}"
