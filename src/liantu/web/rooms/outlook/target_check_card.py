"""The card of targets beside each other: what their figures come to together, for consultation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl

from liantu.drawings.target_cards import CheckRow, TargetCard
from liantu.web.core.request_view import RequestView
from liantu.wording import forecast_words as words
from liantu.wording.amounts import format_significant


class TargetCheck(TypedDict):
    """A comparison of targets."""

    kind: str
    terms: str
    value: float
    unit: str
    beside: float | None
    unsized: int
    same_scope: bool


def make_check_card(view: RequestView, checks: pl.DataFrame) -> TargetCard:
    """The card, a comparison a row."""
    rows = [_make_row(view, check) for check in cast("Iterable[TargetCheck]", checks.iter_rows(named=True))]
    return TargetCard(view.tr(words.CHECKS), "", "", "", "unknown", [view.tr(words.CHECKS_ARE)], checks=rows)


def _make_row(view: RequestView, check: TargetCheck) -> CheckRow:
    _ = view.tr
    unit = "%" if check["unit"] == "%" else f" {view.units.trade_name(check['unit'])}"
    notes = []
    if check["unsized"]:
        notes.append(_(words.UNSIZED) % check["unsized"])
    if check["beside"] is not None:
        notes.append(_(words.BESIDE_TARGET) % f"{format_significant(check['beside'])}{unit}")
    if not check["same_scope"]:
        notes.append(_(words.SCOPES_DIFFER))
    value = f"{format_significant(check['value'])}{unit}"
    slots = {"what": view.word("target_check", check["kind"]), "terms": check["terms"]}
    return CheckRow(_(words.WORKED_OUT) % slots, value, _(words.SEPARATOR).join(notes))
