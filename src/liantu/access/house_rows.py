"""What stays among the house: read on its screens, in no file that leaves.

What it says among itself, how long each plant runs on what it has in stock, what each firm buys from where, and figures
on what the district depends on.
"""

from __future__ import annotations

import polars as pl

from liantu.access.decision import LOCAL_PERSON, Purpose, Reader
from liantu.access.house_answers import permits_answer
from liantu.model import schema
from liantu.model.change import Change
from liantu.model.tables import Tables, build_row_keys, empty_table

#: Tables whose rows never leave, whatever their class.
HOUSE_TABLES = ("comments", "assignments", "saved_views", "stocks", "purchases")
#: Tables of which the rows stay whose indicator is of a kind of the group ``dependence``.
DEPENDENCE_TABLES = ("observations", "targets")
_DEPENDENCE = "dependence"


def stays_in_house(name: str, purpose: Purpose) -> bool:
    """Whether the rows of a table are left out for a purpose.

    >>> stays_in_house("comments", Purpose.LEAVING), stays_in_house("comments", Purpose.ON_SCREEN)
    (True, False)
    """
    return name in HOUSE_TABLES and purpose is not Purpose.ON_SCREEN


def leave_house_rows(tables: Tables, purpose: Purpose, reader: Reader = LOCAL_PERSON) -> Tables:
    """The tables without what stays in the house; the very same where that is nothing."""
    frames = {name: empty_table(name) for name in HOUSE_TABLES if stays_in_house(name, purpose) and tables[name].height}
    if not permits_answer(_DEPENDENCE, reader, purpose):
        for name in DEPENDENCE_TABLES:
            left = leave_dependence_rows(tables[name], tables)
            if left is not tables[name]:
                frames[name] = left
    return tables.replace(**frames) if frames else tables


def leave_house_changes(tables: Tables, change: Change, purpose: Purpose, reader: Reader) -> Change:
    """What is supposed on tables without what it says of figures on a dependence; the very same where that is none."""
    if permits_answer(_DEPENDENCE, reader, purpose) or not change.rows:
        return change
    closed = {
        name: frozenset(build_row_keys(name, tables[name].filter(_speaks_of_dependence(tables))))
        for name in DEPENDENCE_TABLES
    }
    indicators = _find_dependence_indicators(tables)

    rows = tuple(
        row
        for row in change.rows
        if row.key not in closed.get(row.table, ())
        and not (row.table in closed and row.fields.get("indicator") in indicators)
    )
    return change if len(rows) == len(change.rows) else Change(rows, change.reason, change.source)


def leave_dependence_rows(rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Rows that name their ``indicator`` without figures on a dependence; the very same where there is none.

    ``tables`` say which indicators these are.
    """
    if rows.is_empty() or rows.schema.get("indicator") != pl.String:
        return rows
    left = rows.filter(~_speaks_of_dependence(tables))
    return rows if left.height == rows.height else left


def _speaks_of_dependence(tables: Tables) -> pl.Expr:
    return pl.col("indicator").is_in(_find_dependence_indicators(tables)).fill_null(False)


def _find_dependence_indicators(tables: Tables) -> list[str]:
    kinds = [code for code, kind in schema.read_codelist("indicator_kind").items() if kind.group == _DEPENDENCE]
    return tables["indicators"].filter(pl.col("kind").is_in(kinds))["id"].to_list()
