"""Tables on a terminal: the columns an officer reads first, in words."""

from __future__ import annotations

import polars as pl
from rich.console import Console
from rich.table import Table

from liantu.cli.render.cell_text import cell_text
from liantu.wording import translator
from liantu.wording.terminal_headings import terminal_heading

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
        "price_period",
        "grade",
    ],
    "coefficients": [
        *("product", "process", "low", "typical", "high", "gap_low", "gap_high", "unit", "effect", "grade"),
    ],
    "matches": ["product", "name", "province", "role", "matched", "phrase", "strength", "register"],
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
    "pairs": ["product", "giver_firm", "taker_firm", "matched", "giver_left", "taker_left", "unit", "same_place"],
    "streams": ["product", "standing", "standard", "firm_zh", "left_over", "unit"],
    "extensions": [
        *("product", "surplus", "offered", "unit", "makes", "makes_up_to", "makes_unit", "market", "fit"),
    ],
    "shared_firms": ["name", "district", "other_district", "other_name", "reason", "shared"],
    "markets": ["product", "measure", "period", "scope", "value", "chosen", "later", "source"],
    "resources": ["resource", "need", "place", "amount", "period"],
    "weak": ["product", "reason", "supply", "direct", "gap", "unit", "plants"],
    "questions": ["firm_zh", "product", "field", "current", "answers", "effect"],
    "moves": ["product", "list_before", "list_after", "gap_before", "gap_after", "unit"],
    "schedule": ["item", "name", "elapsed", "start", "finish", "slack", "start_date", "finish_date"],
    "remaining": [
        *("item", "state", "start", "finish", "planned", "slip", "added"),
        *("overdue", "drives", "expires", "begin", "lapses"),
    ],
    "baseline": ["item", "saved_start", "saved_finish", "start", "finish", "slip", "added", "drives"],
    "list": ["zh", "stage", "period", "beside", "place", "office", "tiers"],
    "history": ["project", "stage", "period", "evidence", "reason"],
    "gantt": ["project", "stage", "kind", "period", "clause"],
    "late": ["project", "stage", "rule", "ground", "limit", "days", "office"],
    "passage": ["from", "to", "reached", "passed", "share", "dated", "undated", "days_low", "days_high"],
    "money": ["kind", "currency", "extent", "projects", "base"],
    "follow_ups": ["period", "project", "kind", "zh", "office", "due", "settled"],
    "expiring": ["project", "case", "item", "expires", "begin", "expired", "extensions_left", "office"],
    "weekly": ["section", "zh", "what", "period", "office", "due"],
    "claims": ["observation", "counts", "period", "value", "unit", "itemised", "projects", "undated"],
    "cases": [
        *("case", "project", "item", "state", "holder", "since", "missing", "due"),
        *("deadline", "deadline_label", "late", "expires", "begin", "locked_by"),
    ],
    "case_history": ["day", "event", "material", "due", "version", "document", "reason"],
}


def print_frame(name: str, frame: pl.DataFrame, lang: str) -> None:
    """Print a result as a table; at most three significant digits; unknown reads 未掌握, never zero."""
    table = Table()
    # A view whose columns follow from its data (stages of a board) shows them all.
    columns = [c for c in _COLUMNS.get(name, frame.columns) if c in frame.columns]
    for column in columns:
        numeric = frame.schema[column].is_numeric()
        # A name in two lines reads as two rows where a long sentence stands beside it.
        whole = column == "product" and name in ("extensions", "gaps", "coefficients")
        table.add_column(terminal_heading(name, column, lang), justify="right" if numeric else "left", no_wrap=whole)
    for row in frame.iter_rows(named=True):
        table.add_row(*(cell_text(name, column, row, lang) for column in columns))
    print_table(table)
    if frame.is_empty():
        print_empty_note(lang)


def print_empty_note(lang: str) -> None:
    """Say that a table has no row: a head alone reads as if something had been lost."""
    Console().print(translator(lang)("Nothing on record."))


def print_table(table: Table) -> None:
    """Print a table as wide as the window; what is longer than its column goes on below, and nothing is cut."""
    for column in table.columns:
        column.overflow = "fold"  # a sentence without blanks is one word, which would end in an ellipsis
    # In a pipe or a file nothing is lost to the width of a window that is not there.
    console = Console()
    Console(width=None if console.is_terminal else 200).print(table)
