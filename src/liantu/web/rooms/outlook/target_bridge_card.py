"""The card of how a target is made up: what there is or was aimed at, what is expected, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.drawings.target_bridge import BridgeColumn
from liantu.drawings.target_cards import TargetCard
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.outlook.target_row import TargetRow, name_series, write_amount
from liantu.wording import forecast_words as words
from liantu.wording.amounts import format_significant
from liantu.wording.scope_words import scope_text
from liantu.wording.target_notes import list_scope_notes

if TYPE_CHECKING:
    from liantu.district.results import StatedBridge, StatedPart


def choose_bridge(rows: list[TargetRow], bridges: dict[str, StatedBridge]) -> TargetRow | None:
    """The target whose making is shown: of the furthest year, first one with parts that are expected."""
    found = [row for row in rows if row["target"] in bridges and row["unit"] != ""]
    flows = [row for row in found if bridges[row["target"]].parts]
    return flows[0] if flows else None


def make_bridge_card(
    view: RequestView, row: TargetRow, bridge: StatedBridge, under_way: list[float | None], notes: list[str]
) -> TargetCard:
    """The card; ``under_way`` is the yearly output that each project states, None where it states none; ``notes`` is
    what else is said of the target."""
    _ = view.tr
    return TargetCard(
        name=_(words.MADE_OF) % {"name": name_series(view, row), "year": row["year"]},
        to="",
        aim="",
        verdict=_(words.CONDITIONAL) if bridge.base_target else view.word("target_verdict", row["verdict"]),
        meaning="short" if bridge.base_target else "made",
        lines=[*_write_lines(view, row, bridge, under_way), view.tr(words.SEPARATOR).join(notes)],
        bridge=_make_columns(view, row, bridge),
        unit=view.units.trade_name(row["unit"]),
    )


def _make_columns(view: RequestView, row: TargetRow, bridge: StatedBridge) -> list[BridgeColumn]:
    _ = view.tr
    head = words.FROM_TARGET if bridge.base_target else words.FROM_YEAR
    drawn = bridge.base_target is not None and row["base_year"] == bridge.base_year
    low, high = (row["base_low"], row["base_high"]) if drawn else (None, None)
    base = BridgeColumn(
        "base",
        _(head) % bridge.base_year,
        format_significant(bridge.base),
        0.0,
        bridge.base,
        [_(words.STAND_IN)] if bridge.base_target else [],
        low,
        high,
        _(words.FROM_SO_FAR) % write_amount(view, row, low, high) if drawn else "",
    )
    named = sum(part.added for part in bridge.parts)
    expected = BridgeColumn(
        "expected",
        _(words.EXPECTED_PARTS),
        _(words.AT_MOST_OF) % format_significant(named),
        bridge.base,
        bridge.base + named,
        [_describe_part(view, row, part) for part in bridge.parts],
    )
    missing = BridgeColumn(
        "missing",
        _(words.STILL_NEEDED),
        _(words.MISSING_AT_LEAST) % format_significant(bridge.missing) if bridge.missing else "0",
        row["value"] - bridge.missing,
        row["value"],
        [_(words.UNLISTED if bridge.missing else words.IF_ALL_COMES)],
    )
    notes = (
        [_(words.NOT_MARKED) % scope_text(row["base_scope"], view.lang)]
        if not bridge.same_scope and row["base_scope"]
        else []
    )
    name = _(words.FROM_TARGET) % row["year"]
    target = BridgeColumn("target", name, format_significant(row["value"]), 0.0, row["value"], notes)
    return [base, expected, missing, target]


def _describe_part(view: RequestView, row: TargetRow, part: StatedPart) -> str:
    """An expectation with its year, and what of it the base holds already."""
    slots = {"name": _name(view, part), "year": part.year, "value": write_amount(view, row, part.value, part.value)}
    if part.in_base is None:
        sentences = [view.tr(words.EXPECTED_FOR) % slots]
    else:
        base = write_amount(view, row, part.in_base, part.in_base)
        sentences = [view.tr(words.EXPECTED_BEYOND) % {**slots, "base": base}]
    scopes = list_scope_notes(same_scope=part.same_scope, scope=part.scope, base_scope=part.base_scope, lang=view.lang)
    return view.tr(words.SEPARATOR).join([*sentences, *scopes])


def _name(view: RequestView, part: StatedPart) -> str:
    return part.scope if part.scope and view.zh else view.name(part.subject)


def _write_lines(view: RequestView, row: TargetRow, bridge: StatedBridge, under_way: list[float | None]) -> list[str]:
    """The condition with the growth that it needs, unless a newer base has its own; a measure of size, what projects
    under way state and what they leave unsaid."""
    _ = view.tr
    base = write_amount(view, row, bridge.base, bridge.base)
    years = row["year"] - bridge.base_year
    slots = {"year": row["year"], "base_year": bridge.base_year, "base": base, "years": years}
    slots["growth"] = format_significant(bridge.growth)
    is_newer = not bridge.base_target and row["growth_high"] is not None and row["base_year"] != bridge.base_year
    lines = [] if is_newer else [_(words.IF_BASE if bridge.base_target else words.FROM_BASE) % slots]
    if bridge.pace is not None:
        year, total = (write_amount(view, row, *(2 * [bridge.pace.value * n])) for n in (1, years))
        scope = scope_text(bridge.pace.scope, view.lang) or view.name(bridge.pace.subject)
        slots = {"scope": scope, "value": year, "year": bridge.pace.year, "years": years, "total": total}
        lines.append(_(words.PACE) % slots)
    silent = under_way.count(None)
    if stated := sum(output or 0.0 for output in under_way):
        lines.append(_(words.PROJECTS_STATE) % {"value": write_amount(view, row, stated, stated)})
    return [*lines, *([_(words.PROJECTS_SILENT) % silent] if silent else [])]
