"""A figure that is entered again over an earlier print of it: the earlier one stays, as a row with its own vintage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from liantu.district.new_keys import make_key
from liantu.model.change import Change, ChangeRow
from liantu.model.period_words import say_months
from liantu.model.problems import Problem
from liantu.model.tables import Row, Tables, find_row

_TABLE = "observations"
#: What a print states.
_STATED = ("value", "prior_value", "published_growth", "published_growth_word", "published_share")


def keep_prints(tables: Tables, change: Change) -> tuple[Change, list[Problem]]:
    """The change with each figure that gets another vintage as a row of its own, beside the one it was written over;
    and what is to be read before it is written: ``print_kept`` of those, ``figure_replaced`` of figures that change and
    keep their vintage. A figure that is only expected has no prints."""
    rows: list[ChangeRow] = []
    notes: list[Problem] = []
    for row in change.rows:
        known = find_row(tables, row.table, row.key) if (row.table, row.operation) == (_TABLE, "update") else None
        stated = _find_restated(known, row.fields) if known and known["status"] == "actual" else None
        if known is None or stated is None:
            rows.append(row)
            continue
        slots = {"new": f"{row.fields[stated]}", "period": say_months(known["period"] or "")}
        vintage = row.fields.get("vintage") or known["vintage"]
        is_print = vintage != known["vintage"]
        code = "print_kept" if is_print else "figure_replaced"
        notes.append(Problem(code, _TABLE, value=f"{known[stated]}", slots=slots))
        rows.append(_write_beside(tables, rows, known, row) if is_print else row)
    return (replace(change, rows=tuple(rows)) if notes else change), notes


def _find_restated(known: Row, fields: Mapping[str, str | None]) -> str | None:
    """The first figure that the fields state otherwise than the row."""
    changed = (name for name in _STATED if known[name] is not None and fields.get(name) is not None)
    return next((name for name in changed if _differ(known[name], fields[name])), None)


def _differ(first: str | None, second: str | None) -> bool:
    try:
        return Decimal(first or "") != Decimal(second or "")
    except InvalidOperation:  # a word, or what the check of fields refuses
        return first != second


def _write_beside(tables: Tables, rows: list[ChangeRow], known: Row, row: ChangeRow) -> ChangeRow:
    """The print as a new row: what the form says of it, and the rest as it stands."""
    fields = {name: text for name, text in {**known, **row.fields}.items() if text is not None and name != "id"}
    taken = {made.key for made in rows}
    key = make_key(tables, _TABLE, fields)
    while key in taken:
        key += "-2"
    return ChangeRow(_TABLE, key, "insert", {"id": key, **fields})
