"""亩均体检报告: the whole sum of one firm on paper, from its fields to its grade, and room to sign and to object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from liantu.disclosure import MARK
from liantu.disclosure.sensitivity_rules import SHOWN
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.wording import N_, NC_
from liantu.wording.amounts import format_significant
from liantu.wording.days import day_text

#: A label and what is said under it.
Line = tuple[str, str]
OUT = N_("not evaluated")
TO_VERIFY = N_("to be verified")
NONE = "—"
TITLE = N_("Per-mu sheet of a firm")
_ITEMS = N_("1. Indicators and points")
_WORDS = N_("2. How points and grade are made, and what follows")
_SIGNED = N_("3. Signatures")
_OWN = N_("This firm")
_MEAN = N_("Mean (sum ÷ sum)")
_POINTS = N_("Points")
_MEANS = ("industry", "park", "district")
_NOT_ITS = N_("does not apply")
_ADDED = N_("The points add up to the total.")
_HIDDEN = N_("%s Mean not shown, so that no firm can be inferred from it.")
_CLOSED = N_(
    "%s The benchmark rests on figures of one or a few firms and is not told; the firm may ask the office to check it."
)
_OBJECT = N_(
    "A firm that objects does so in writing (with evidence and seal) before %s to ______. "
    "Contact: ______. Telephone: ______"
)


@dataclass(frozen=True)
class FirmReport:
    """What the sheet of a firm says, all in the language of the paper.

    ``items`` as ``score.report.firm_sheet`` makes them, of a firm that is ``evaluated`` or not; ``names`` and
    ``units`` by indicator, ``halves`` the fields of its numerator and its denominator by name with their unit;
    ``caps`` its highest points. ``result`` stands on top (total, rank, grade, …), ``lines`` below (formula, grade,
    policy, sources).
    """

    firm: str
    year: str
    group: str
    industry: str
    evaluated: bool
    items: pl.DataFrame
    names: Mapping[str, str]
    units: Mapping[str, str]
    halves: Mapping[str, tuple[tuple[str, str], tuple[str, str]]]
    caps: Mapping[str, float]
    result: Sequence[Line]
    lines: Sequence[Line]


def firm_report(report: FirmReport, setting: Setting) -> PaperSheet:
    """One firm a sheet, no other firm's name."""
    columns = tuple(PaperColumn(str(at), label, width=2) for at, (label, _said) in enumerate(report.result))
    row = {str(at): said for at, (_label, said) in enumerate(report.result)}
    tr = setting.tr
    about = tr("Firm: %(firm)s. Year: %(year)s. Group: %(group)s. Industry: %(industry)s") % {
        "firm": report.firm,
        "year": report.year,
        "group": report.group,
        "industry": report.industry,
    }
    whom = tr("For %(firm)s alone: it holds the firm's own figures and is not to be passed on.") % {"firm": report.firm}
    items = _items(report, setting)
    hidden = any(MARK in (line[name] for name in _MEANS) for line in items.rows)
    closed = any(line["benchmark"] == MARK for line in items.rows)
    adds = report.evaluated and report.items["points"].count() > 0
    notes = [tr(_ADDED)] if adds else []
    notes += [tr(_HIDDEN) % MARK] if hidden else []
    notes += [tr(_CLOSED) % MARK] if closed else []
    beneath = (items, _remarks_sheet(report, setting), _signature_sheet(setting))
    return PaperSheet(tr(TITLE), about, columns, [row], setting, (*notes, whom), beneath=beneath)


def _items(report: FirmReport, setting: Setting) -> PaperSheet:
    columns = (
        PaperColumn("number", N_("No."), "blank", width=0.5),
        PaperColumn("name", N_("Indicator"), width=1.7),
        PaperColumn("unit", N_("Unit"), width=1.2),
        PaperColumn("numerator", N_("Numerator"), width=1.95, group=_OWN),
        PaperColumn("denominator", N_("Denominator"), width=1.95, group=_OWN),
        PaperColumn("value", NC_("firm sheet", "Value"), "number", 4, 0.9, group=_OWN),
        PaperColumn("industry", N_("Industry"), "number", 4, 0.8, group=_MEAN),
        PaperColumn("park", N_("Park"), "number", 4, 0.8, group=_MEAN),
        PaperColumn("district", N_("District"), "number", 4, 0.8, group=_MEAN),
        PaperColumn("benchmark", N_("Benchmark"), "number", 4, 0.9),
        PaperColumn("weight", N_("Weight"), "number", 4, 0.65),
        PaperColumn("uncapped", N_("Before cap"), "number", 4, 0.8, group=_POINTS),
        PaperColumn("cap", N_("Cap"), "number", 4, 0.65, group=_POINTS),
        PaperColumn("points", N_("Points"), "number", 4, 0.8, group=_POINTS),
    )
    rows = [{"number": at, **_item(row, report, setting)} for at, row in enumerate(report.items.to_dicts(), 1)]
    return PaperSheet(setting.tr(_ITEMS), "", columns, rows, setting)


def _item(row: Mapping[str, Any], report: FirmReport, setting: Setting) -> dict[str, object]:
    key, tr = row["indicator"], setting.tr
    if key not in report.units:  # what else adds to the total
        blank = dict.fromkeys(("benchmark", *_MEANS, "value", "weight", "uncapped", "cap"), "")
        return {**blank, "name": report.names.get(key, key), "points": _to_two_decimals(row["points"])}
    halves = zip(("numerator", "denominator"), report.halves[key], strict=True)
    of_firm = {name: _format_part(row[name], *half, setting) for name, half in halves}
    unit = report.units[key]
    said: dict[str, object] = {"name": report.names[key], "unit": unit, **of_firm}
    said["value"] = row["value"] if row["applies"] else tr(_NOT_ITS)
    said |= {name: _mean(row, name) for name in _MEANS}
    said |= {
        "benchmark": _benchmark(row),
        "weight": tr(TO_VERIFY) if row["weight"] is None else row["weight"],
    }
    cap = report.caps.get(key)
    said |= {
        "uncapped": _uncapped_text(row),
        "cap": NONE if cap is None else f"{cap:g}",
        "points": _to_two_decimals(row["points"]),
    }
    if not report.evaluated:
        said |= {"uncapped": NONE, "cap": NONE, "points": tr(OUT)}
    elif not row["applies"] and row["points"] is None:
        said |= {"uncapped": NONE, "points": NONE}
    return said


def _format_part(amount: float | None, name: str, unit: str, setting: Setting) -> str:
    """A numerator or denominator: 税收 1,234.5 万元."""
    if not name:
        return NONE
    if amount is None:
        return f"{name} {setting.unknown}"
    # Ten digits are what a return may have; more are of the division into its unit.
    return f"{name} {amount:,.10g} {'× ' if unit.startswith('10') else ''}{unit}"


def _mean(row: Mapping[str, Any], name: str) -> float | str:
    if row[name] is not None:
        return float(row[name])
    return NONE if row[f"{name}_state"] in (None, "missing") else MARK


def _benchmark(row: Mapping[str, Any]) -> float | str | None:
    if {row["benchmark_state"], row["low_state"], row["high_state"]} - {None, SHOWN}:
        return MARK
    if row["low"] is not None:
        return f"{format_significant(row['low'], 4)}–{format_significant(row['high'], 4)}"
    return None if row["benchmark"] is None else float(row["benchmark"])


def _uncapped_text(row: Mapping[str, Any]) -> str:
    return MARK if row["uncapped_state"] not in (None, SHOWN) else _to_two_decimals(row["uncapped"]) or NONE


def _to_two_decimals(points: float | None) -> str | None:
    return None if points is None else f"{points:.2f}"


def _remarks_sheet(report: FirmReport, setting: Setting) -> PaperSheet:
    columns = (PaperColumn("what", NC_("firm sheet", "Item"), width=1.2), PaperColumn("said", N_("Content"), width=8))
    objection = setting.tr(_OBJECT) % day_text(None, chinese=setting.chinese)
    lines = [*report.lines, (setting.tr(NC_("firm sheet", "Objections")), objection)]
    rows = [{"what": label, "said": said} for label, said in lines]
    return PaperSheet(setting.tr(_WORDS), "", columns, rows, setting)


def _signature_sheet(setting: Setting) -> PaperSheet:
    columns = (
        PaperColumn("office", N_("Office (seal)")),
        PaperColumn("firm", N_("Received by the firm (signature, seal)")),
    )
    room = f"\n\n{day_text(None, chinese=setting.chinese)}"
    return PaperSheet(setting.tr(_SIGNED), "", columns, [{"office": room, "firm": room}], setting)
