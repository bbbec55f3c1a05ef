"""What a statement on a target rests on, in sentences: of page and terminal alike."""

from __future__ import annotations

from typing import TypedDict

from liantu.wording import forecast_words as words
from liantu.wording import translator
from liantu.wording.amounts import format_range, format_significant
from liantu.wording.scope_words import scope_text

_LAST = 12
#: What the present pace comes to, by whether the target is a ceiling and whether anything of the range lies beyond it.
_PACE = {
    (False, True): words.SHORT_AT_PACE,
    (False, False): words.REACHED_AT_PACE,
    (True, True): words.OVER_AT_PACE,
    (True, False): words.WITHIN_AT_PACE,
}


class TargetStatement(TypedDict):
    """What is said of a target: the figures that its notes tell."""

    year: int
    too_far: bool | None
    comparator: str
    verdict: str
    base_year: int | None
    base_scope: str | None
    same_scope: bool | None
    supposed: bool
    left: float | None
    so_far: float | None
    through: int | None
    progress: float | None
    time_share: float | None
    early: bool | None
    base_low: float | None
    exact_year: int | None
    exact_value: float | None
    floor_year: int | None
    floor_value: float | None
    beside_level: bool | None
    forecast_low: float | None
    forecast_high: float | None
    shortfall_low: float | None
    shortfall_high: float | None


def write_target_notes(row: TargetStatement, unit: str, lang: str) -> list[str]:
    """What is left for the year, progress beside time, what the present pace leaves short, and what is supposed."""
    _ = translator(lang)
    notes = _tell_year(row, unit, lang)
    if row["so_far"] is not None and (row["verdict"] == "reached" or row["progress"] is None):
        slots = {"value": f"{row['so_far']:g} {unit}".strip(), "month": str(row["through"])}
        notes.append(_(words.THROUGH_MONTH) % slots)
    if row["forecast_low"] is not None and row["verdict"] != "reached":
        value = _write_range(row["forecast_low"], row["forecast_high"], unit, lang)
        lacking = _write_range(row["shortfall_low"], row["shortfall_high"], unit, lang)
        is_ceiling, is_short = row["comparator"] in ("le", "lt"), bool(row["shortfall_high"])
        text = _PACE[is_ceiling, is_short]
        notes.append(_(text) % {"year": row["year"], "value": value, "short": lacking})
    if row["too_far"] and row["verdict"] != "reached":
        notes.append(_(words.TOO_FAR))
    if row["early"] and row["base_year"] is not None:
        notes.append(_(words.REACHED_EARLY) % {"years": row["year"] - row["base_year"]})
    if row["supposed"]:
        notes.append(_(words.SUPPOSED_SHARE))
    notes += _tell_grounds(row, unit, lang)
    return [*notes, tell_scope(row["base_scope"], lang)] if row["same_scope"] is False else notes


def _tell_year(row: TargetStatement, unit: str, lang: str) -> list[str]:
    """What the months that are not known have to bring, and progress beside time; of a year that is over no pace."""
    _ = translator(lang)
    notes = []
    if row["left"] and row["through"] is not None:
        first, dash = row["through"] + 1, "—" if lang.startswith("zh") else "–"
        months = str(_LAST) if first == _LAST else f"{first}{dash}{_LAST}"
        slots = {"left": f"{row['left']:g} {unit}".strip(), "months": months}
        sentence = words.LEFT_UNKNOWN if row["verdict"] == "year_over" else words.LEFT_TO_BRING
        notes.append(_(sentence) % slots)
    if row["progress"] is not None and row["verdict"] != "reached":
        slots = {"progress": f"{row['progress']:.1f}", "month": str(row["through"])}
        if row["time_share"] is None:
            notes.append(_(words.PROGRESS_OF_YEAR) % slots)
        else:
            notes.append(_(words.PROGRESS) % {**slots, "time": f"{row['time_share']:.1f}"})
    return notes


def _tell_grounds(row: TargetStatement, unit: str, lang: str) -> list[str]:
    """What stands beside the figure that a target is judged by: an older exact one, a newer floor, a level."""
    _ = translator(lang)
    if row["beside_level"]:
        return [_(words.BESIDE_LEVEL)]
    if row["exact_value"] is not None and row["floor_value"] is None and row["base_low"] is not None:
        slots = {"year": row["exact_year"], "value": f"{row['exact_value']:g} {unit}".strip()}
        floor = {"floor": f"{row['base_low']:g} {unit}".strip(), "floor_year": row["base_year"]}
        return [_(words.EXACT_BEFORE) % {**slots, **floor}]
    if row["floor_value"] is not None:
        return [_(words.FLOOR_AFTER) % {"year": row["floor_year"], "value": f"{row['floor_value']:g} {unit}".strip()}]
    return []


def list_scope_notes(*, same_scope: bool | None, scope: str | None, base_scope: str | None, lang: str) -> list[str]:
    """That an expectation, or what is taken off it, does not count what the target does; nothing where it does."""
    _ = translator(lang)
    if same_scope is not False:
        return []
    taken_off = base_scope is not None and base_scope != scope
    return [_(words.PART_OTHER_SCOPE), *([_(words.TAKEN_OFF) % scope_text(base_scope, lang)] if taken_off else [])]


def tell_scope(scope: object, lang: str) -> str:
    """That figures and target differ in scope, and what follows."""
    _ = translator(lang)
    return _(words.OTHER_SCOPE) % scope_text(scope, lang) if scope else _(words.WITHOUT_SCOPE)


def _write_range(low: float | None, high: float | None, unit: str, lang: str) -> str:
    if low is None or high is None:
        return translator(lang)("unknown")
    return f"{format_significant(low) if low == high else format_range(low, high)} {unit}".strip()
