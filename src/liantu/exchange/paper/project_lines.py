"""Lines of a project's sheet: the entry test with its sums written out, cases, saved schedules, capacities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import polars as pl

from liantu.exchange.paper.setting import Setting
from liantu.model import schema
from liantu.wording.amounts import format_significant
from liantu.wording.comparators import add_comparator
from liantu.wording.schedules import Comparison, describe_comparison
from liantu.wording.sentences import BY_WEEKENDS
from liantu.wording.unit_names import UnitNames

Line = tuple[str, str]


def entry_lines(rows: pl.DataFrame, terms: pl.DataFrame, setting: Setting, units: UnitNames) -> list[Line]:
    """项目准入亩均测算: each indicator with its division, its standard, clause and verdict; 待核 with the reason."""
    tr, lines = setting.tr, []
    for indicator, division, standard, verdict in list_entry_parts(rows, terms, setting, units):
        parts = [division, tr("standard: ") + standard if standard else "", verdict]
        lines.append((tr("Entry test: ") + indicator, _join(parts, setting)))
    return lines


def list_entry_parts(
    rows: pl.DataFrame, terms: pl.DataFrame, setting: Setting, units: UnitNames
) -> list[tuple[str, str, str, str]]:
    """An entry test in words: indicator, its division, its standard with clause (empty: there is none), verdict."""
    return [
        (
            schema.label_code("land_indicator", row["indicator"], setting.language),
            _division(terms.filter(pl.col("indicator") == row["indicator"]), row, setting, units),
            _standard(row, setting, units),
            _verdict(row, setting),
        )
        for row in rows.iter_rows(named=True)
    ]


def case_lines(cases: pl.DataFrame, items: Mapping[str, str], setting: Setting) -> list[Line]:
    """The cases: item, state, deadline; ``items`` has the name of each case's item."""
    found = []
    for row in cases.iter_rows(named=True):
        state = schema.label_code("case_state", row["state"], setting.language)
        due = setting.tr("deadline %s") % row["deadline"] if row["deadline"] else ""
        if due and row["deadline_label"]:
            due += setting.tr(BY_WEEKENDS)
        found.append((setting.tr("Case"), _join([items.get(row["case"], row["item"]), state, due], setting)))
    return found


def capacity_lines(capacities: pl.DataFrame, setting: Setting) -> list[Line]:
    """The capacities: product, amount, what it counts as at the date; an amount nobody has given is not known."""
    found = []
    for row in capacities.iter_rows(named=True):
        figure = f"{row['amount']} {row['unit'] or ''}".strip()
        amount = setting.unknown if row["amount"] is None else _compare(figure, row, setting)
        status = schema.label_code("status", row["status"], setting.language) if row["status"] else setting.unknown
        found.append(
            (
                setting.tr("Capacity"),
                _join([setting.name(row["product"]) or setting.unknown, amount, status], setting),
            )
        )
    return found


def _compare(figure: str, row: Mapping[str, object], setting: Setting) -> str:
    return add_comparator(figure, cast("str | None", row["comparator"]), setting.language)


def baseline_lines(compared: Iterable[tuple[Comparison, str]], setting: Setting) -> list[Line]:
    """The running schedule beside each saved one, with the item that drives the slip."""
    return [
        (setting.tr("Saved schedule"), describe_comparison(comparison, driver, setting.tr))
        for comparison, driver in compared
    ]


def _division(terms: pl.DataFrame, row: Mapping[str, object], setting: Setting, units: UnitNames) -> str:
    """An indicator as over ÷ under = value; a part nobody has given is said to be unknown."""
    parts = [term for role in ("over", "under") for term in terms.filter(pl.col("role") == role).to_dicts()]
    text = [
        setting.unknown
        if part["amount"] is None
        else f"{format_significant(part['amount'], 6)} {units.name(part['unit'])}"
        for part in parts
    ]
    value = row["value"]
    result = f" = {format_significant(value, 4)} {units.name(str(row['unit']))}" if isinstance(value, float) else ""
    return " ÷ ".join(text) + result


def _standard(row: Mapping[str, object], setting: Setting, units: UnitNames) -> str:
    if row["standard"] is None:
        return ""
    comparator = schema.label_code("comparator", str(row["comparator"]), setting.language)
    text = f"{comparator} {format_significant(float(str(row['standard'])), 4)} {units.name(str(row['unit']))}"
    return text + (setting.tr(" (%s)") % row["clause"] if row["clause"] else "")


def _verdict(row: Mapping[str, object], setting: Setting) -> str:
    text = schema.label_code("entry_verdict", str(row["verdict"]), setting.language)
    if not row["reason"]:
        return text
    reason = schema.label_code("entry_reason", str(row["reason"]), setting.language)
    return text + setting.tr(" (%s)") % reason


def _join(parts: list[str], setting: Setting) -> str:
    return setting.tr("; ").join(part for part in parts if part)
