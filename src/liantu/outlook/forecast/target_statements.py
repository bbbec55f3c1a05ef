"""What can be said of each target: what it still needs, from which base, and what cannot be said.

One-sided on purpose: a range of what is still needed, never the chance of a leader's target. The chance of reaching a
level stands one step down (``chances.py``), and only where the forecast is of the target's own scope or the reader
supposed that the two scopes are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import ge, gt, le, lt
from typing import NamedTuple

import numpy as np
import polars as pl

from liantu.model.sampling import FloatArray
from liantu.outlook.figures.published_figures import FLOWS
from liantu.outlook.forecast.base_floors import Floor
from liantu.outlook.forecast.forecast_series import SeriesForecast
from liantu.outlook.forecast.needed_growth import compute_needed_growth, counts_few
from liantu.outlook.forecast.published_rates import PublishedRate
from liantu.outlook.forecast.series import Series, SeriesKey
from liantu.outlook.forecast.series_points import KEY
from liantu.outlook.forecast.targets import AT_MOST, Target, read_targets

Statement = dict[str, object]
Forecasts = Mapping[SeriesKey, tuple[Series, SeriesForecast]]
#: P10, P50 and P90 of each range.
_BASE = ("base_low", "base_typical", "base_high")
_NEEDED = ("needed_low", "needed_typical", "needed_high")
_GROWTH = ("growth_low", "growth_typical", "growth_high")
_FORECAST = ("forecast_low", "forecast_typical", "forecast_high")
_SHORTFALL = ("shortfall_low", "shortfall_typical", "shortfall_high")
#: What a target itself says.
_OF_TARGET = ("target", *KEY, "year", "period", "comparator", "value", "unit", "reference_date", "supposed")
_PROGRESS = ("so_far", "through", "left", "progress", "time_share")
_MONTHS = 12
#: Verdicts beside which nothing is needed.
_NOTHING_NEEDED = ("within_so_far", "reckoned_reached")
#: When a rate that was published reaches what was aimed at.
_REACHES = {"gt": gt, "le": le, "lt": lt}
_SCHEMA = {
    "target": pl.String,
    **dict.fromkeys(KEY, pl.String),
    "year": pl.Int64,
    "period": pl.String,
    "comparator": pl.String,
    "value": pl.Float64,
    "unit": pl.String,
    "verdict": pl.String,
    "base_scope": pl.String,
    "same_scope": pl.Boolean,
    "supposed": pl.Boolean,
    "base_year": pl.Int64,
    **dict.fromkeys(_BASE, pl.Float64),
    **dict.fromkeys(_NEEDED, pl.Float64),
    **dict.fromkeys(_GROWTH, pl.Float64),
    "so_far": pl.Float64,
    "through": pl.Int64,
    "left": pl.Float64,
    "progress": pl.Float64,
    "time_share": pl.Float64,
    "early": pl.Boolean,
    "exact_year": pl.Int64,
    "exact_value": pl.Float64,
    "floor_year": pl.Int64,
    "floor_value": pl.Float64,
    "beside_level": pl.Boolean,
    "too_far": pl.Boolean,
    **dict.fromkeys(_FORECAST, pl.Float64),
    **dict.fromkeys(_SHORTFALL, pl.Float64),
    "reference_date": pl.Date,
    "vintage": pl.String,
}


class Grounds(NamedTuple):
    """What targets are judged by: series with their forecasts, floors, and rates as published of a year."""

    forecasts: Forecasts
    floors: Mapping[SeriesKey, Floor]
    rates: Mapping[tuple[SeriesKey, int], PublishedRate]


class Base(NamedTuple):
    """The year that a target is measured from and the month in which it ends, its draws (one where it is known), and
    whether they are supposed."""

    year: int
    draws: FloatArray
    supposed: bool
    known: bool
    month: int = _MONTHS


def find_base(forecasts: Forecasts, key: SeriesKey) -> tuple[Series, SeriesForecast] | None:
    """The series of a target: of its own scope, else the only one of another scope."""
    if key in forecasts:
        return forecasts[key]
    others = [
        found
        for other, found in forecasts.items()
        if (other.subject, other.indicator, other.product) == (key.subject, key.indicator, key.product)
    ]
    return others[0] if len(others) == 1 else None


def state_targets(targets: pl.DataFrame, grounds: Grounds, reference_date: date, scope_supposed: bool) -> pl.DataFrame:
    """A row a target (``list_targets``), with its verdict, a code of ``target_verdict``.

    ``needed`` is what lies between the base and the target; ``growth`` (in per cent a year) leads from the one to the
    other. ``left`` is what the months of the target's year that are not known have to bring; ``progress`` is what the
    known ones have brought in per cent of the target, beside the part of the year that they are (``time_share``). Of a
    year that is over nothing is needed and no pace told: it has its months, and what it is reckoned to have brought.
    What the forecast, which goes on at the present pace, leaves of the target is the ``shortfall``. ``early``
    is True where the target was reached in a year before its own. Ranges are P10 to P90. Where a floor is known of a
    later time than any figure of the scope, it is the base: the base has a low end alone, what is needed and its growth
    a high end alone; where only a part of a target without scope is known, and is more than that floor, it is the
    base in its place; the older figure stands beside it (``exact_year``, ``exact_value``), as the floor
    (``floor_year``, ``floor_value``) does where it decides nothing. ``beside_level`` is True where a rate was printed
    beside a level; ``too_far`` where the series is drawn and ends before the target's year.
    """
    rows = [
        _judge_rate(aim, grounds.rates, reference_date)
        if aim.unit == "%"
        else _judge_level(aim, grounds, reference_date, scope_supposed)
        for aim in read_targets(targets)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def state_other_targets(targets: pl.DataFrame, reference_date: date) -> pl.DataFrame:
    """A row a target of no single year (``list_other_targets``): it is not compared with a year."""
    rows = [{**_describe(aim, reference_date), "verdict": "not_compared"} for aim in read_targets(targets)]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _describe(aim: Target, reference_date: date) -> Statement:
    """What a target itself says."""
    statement: Statement = dict.fromkeys(_SCHEMA)
    statement |= {"target": aim.target, **aim.key._asdict(), "year": aim.year, "comparator": aim.comparator}
    statement |= {"period": aim.period, "value": aim.value, "unit": aim.unit}
    return {**statement, "reference_date": reference_date, "supposed": False}


def _judge_level(aim: Target, grounds: Grounds, reference_date: date, scope_supposed: bool) -> Statement:
    """A target by the last that is known: a figure of its scope, a floor where it is newer, else another scope."""
    found, floor = find_base(grounds.forecasts, aim.key), grounds.floors.get(aim.key)
    if found is None:
        statement = {**_describe(aim, reference_date), "verdict": "base_unknown"}
        return statement if floor is None else _apply_floor(aim, floor, statement, None)
    base = measure_base(*found, aim.year)
    is_own = found[0].key == aim.key or scope_supposed
    if is_own:
        base = _find_decided(aim, found[0]) or base
    statement = _state(aim, *found, base, reference_date, scope_supposed)
    if floor is None or (is_own and _is_newer(base, floor)):
        return statement
    return _apply_floor(aim, floor, statement, base if is_own else None)


def _apply_floor(aim: Target, floor: Floor, statement: Statement, base: Base | None) -> Statement:
    """A statement with a floor that is newer than the base of the target's own scope, which stands beside it."""
    exact: Statement = {}
    if base is not None and base.known:
        exact = {"exact_year": base.year, "exact_value": float(base.draws[0])}
    judged = (_judge_part(aim, floor, statement) if base is None else None) or _judge_floor(aim, floor)
    if not judged or (statement["verdict"] == "year_over" and judged["base_year"] != aim.year):
        return {**statement, **exact, **_doubt(aim, floor, statement)}
    stated = {name: statement[name] for name in (*_OF_TARGET, *_PROGRESS)}
    return {**dict.fromkeys(_SCHEMA), **stated, **exact, **judged}


def _doubt(aim: Target, floor: Floor, statement: Statement) -> Statement:
    """A floor that decides nothing; a ceiling that an older figure kept is not known to be kept since."""
    since: Statement = {"floor_year": floor.year, "floor_value": floor.value}
    unsure = (
        aim.comparator in AT_MOST and statement["verdict"] in ("reached", "within_so_far") and floor.year <= aim.year
    )
    return {**since, "verdict": "base_unknown", "base_year": None, **dict.fromkeys(_BASE)} if unsure else since


def _find_decided(aim: Target, series: Series) -> Base | None:
    """What already decides a target: a whole year that reached it, or months so far that did or broke a ceiling.

    Of what only adds up in a year nothing is taken away again by its later months.
    """
    last, is_ceiling = _find_last_whole(series, aim.year), aim.comparator in AT_MOST
    if series.so_far is not None and series.year is not None and series.year <= aim.year and series.kind in FLOWS:
        passes = _settles(aim, Floor(series.year, series.through, series.so_far, None, is_more=False))
        if passes and (not is_ceiling or series.year == aim.year):
            return Base(series.year, np.array([series.so_far]), supposed=False, known=True)
    if last is None or is_ceiling or not series.flow:
        return None
    reaches = _settles(aim, Floor(last.year, _MONTHS, float(last.draws[0]), None, is_more=False))
    return last if reaches else None


def _is_newer(base: Base | None, floor: Floor) -> bool:
    """Whether a figure is of a later time than a floor, or of the same and not itself drawn."""
    return base is not None and (base.year, base.month if base.known else 0) >= (floor.year, floor.month)


def _state(
    aim: Target,
    series: Series,
    forecast: SeriesForecast,
    base: Base | None,
    reference_date: date,
    scope_supposed: bool,
) -> Statement:
    """A target by its series and the base that this gives."""
    statement = _describe(aim, reference_date)
    same_scope = series.key == aim.key or scope_supposed
    statement |= {"same_scope": same_scope, "base_scope": series.key.scope, "vintage": series.vintage}
    if _is_over(aim, series, reference_date) and not _brought_it(base, aim, series):
        return {**statement, "verdict": "year_over", **_tell_year_over(aim, series, base, same_scope=same_scope)}
    statement |= _tell_progress(aim, series)
    if base is None:
        return {**statement, "verdict": "base_unknown"}
    distance = base.draws - aim.value if aim.comparator in AT_MOST else aim.value - base.draws
    needed = np.maximum(distance, 0.0)
    statement |= {"supposed": base.supposed, "base_year": base.year, **_spread(_BASE, base.draws)}
    verdict = _judge(aim, base, needed)
    if verdict == "missed" and aim.comparator in AT_MOST:
        return {**statement, "verdict": verdict, "early": False}  # what was brought is not taken back
    is_there = verdict in _NOTHING_NEEDED  # and no growth leads to it
    statement |= {} if is_there else _spread(_NEEDED, needed)
    statement |= {} if verdict == "reached" or is_there else _spread_growth(base, aim)
    statement |= _tell_pace(aim, forecast) if same_scope else {}
    return {**statement, "verdict": verdict, "early": verdict == "reached" and base.year < aim.year}


def _tell_pace(aim: Target, forecast: SeriesForecast) -> Statement:
    """What going on at the present pace comes to and leaves short, or that the year lies beyond all that is drawn."""
    drawn = forecast.find_year(aim.year)
    if drawn is None:
        is_drawn = bool(forecast.years) and forecast.reason is None
        return {"too_far": aim.year > forecast.years[-1].year if is_drawn else None}
    shortfall = drawn.draws - aim.value if aim.comparator in AT_MOST else aim.value - drawn.draws
    ranges = {**_spread(_FORECAST, drawn.draws), **_spread(_SHORTFALL, np.maximum(shortfall, 0.0))}
    return {**ranges, "too_far": False}


def _is_over(aim: Target, series: Series, reference_date: date) -> bool:
    """Whether the year of a target has passed, its last day included, and what it brought is not known."""
    return reference_date >= date(aim.year, 12, 31) and aim.year not in series.whole


def _tell_year_over(aim: Target, series: Series, base: Base | None, *, same_scope: bool) -> Statement:
    """What is known of a year that is over, and what it is reckoned to have brought: no pace, and nothing to add."""
    progress = {**_tell_progress(aim, series), "time_share": None} if series.year == aim.year else {}
    if base is None or base.year != aim.year or base.known or not same_scope:
        return progress
    return {**progress, "supposed": base.supposed, "base_year": base.year, **_spread(_BASE, base.draws)}


def _brought_it(base: Base | None, aim: Target, series: Series) -> bool:
    """Whether the months known of a year that is over already decide it."""
    return base is not None and base.known and base.year == aim.year and series.flow


def _tell_progress(aim: Target, series: Series) -> Statement:
    """What the year of a target has brought so far."""
    if series.year != aim.year or series.so_far is None:
        return {}
    is_ceiling = aim.comparator in AT_MOST
    progress = 100 * series.so_far / aim.value if aim.value > 0 and series.flow and not is_ceiling else None
    left = None if is_ceiling else max(aim.value - series.so_far, 0.0)
    brought = {"so_far": series.so_far, "through": series.through, "left": left}
    return {**brought, "progress": progress, "time_share": 100 * series.through / _MONTHS}


def _judge_rate(aim: Target, rates: Mapping[tuple[SeriesKey, int], PublishedRate], reference_date: date) -> Statement:
    """A growth or share against what was published of its own year and scope; never one that levels would give."""
    statement, rate = _describe(aim, reference_date), rates.get((aim.key, aim.year))
    if rate is None:
        return {**statement, "verdict": "not_observed"}
    statement |= {"base_scope": aim.key.scope, "same_scope": True, "base_year": aim.year, "vintage": rate.vintage}
    if rate.is_floor:
        return {**statement, **_judge_rate_floor(aim, rate)}
    statement |= {**_spread(_BASE, np.array([rate.value])), "beside_level": rate.beside_level}
    return {**statement, "verdict": "reached" if _REACHES.get(aim.comparator, ge)(rate.value, aim.value) else "missed"}


def _judge_rate_floor(aim: Target, rate: PublishedRate) -> Statement:
    """A rate published as at least so much: it may reach a target or pass a ceiling, else it decides nothing."""
    floor = Floor(aim.year, _MONTHS, rate.value, rate.vintage, rate.is_more)
    if not _settles(aim, floor):
        return {"verdict": "not_observed", "base_year": None, "floor_year": aim.year, "floor_value": rate.value}
    return {"verdict": "missed" if aim.comparator in AT_MOST else "reached", "base_low": rate.value}


def _judge_floor(aim: Target, floor: Floor) -> Statement:
    """What is needed at most where the base is at least so much, or of a ceiling at least; nothing of the target's own
    year that it does not decide, nor of a ceiling that lies above it."""
    is_ceiling, settles = aim.comparator in AT_MOST, _settles(aim, floor)
    if floor.year > aim.year or (not settles and (is_ceiling or floor.year == aim.year)):
        return {}
    stated: Statement = {"base_scope": aim.key.scope, "same_scope": True, "vintage": floor.vintage}
    stated |= {"base_year": floor.year, "base_low": floor.value}
    if is_ceiling:
        verdict = "missed" if floor.year == aim.year and floor.month == _MONTHS else "to_fall"
        return {**stated, "verdict": verdict, "needed_low": floor.value - aim.value}
    if settles:
        return {**stated, "verdict": "reached", "early": floor.year < aim.year}
    is_told = floor.value > 0 and not counts_few(aim.value, aim.unit)
    growth = compute_needed_growth(floor.value, aim.value, aim.year - floor.year) if is_told else None
    needed = {"needed_high": aim.value - floor.value, "growth_high": None if growth is None else 100 * growth}
    return {**stated, **needed, "verdict": "base_at_least"}


def _judge_part(aim: Target, floor: Floor, statement: Statement) -> Statement | None:
    """What is needed at most where the only figures of a target without scope are of a part of it, as of the firms
    above size, and that part alone is more than the floor; None where it is not."""
    low, year = statement["base_low"], statement["base_year"]
    if (
        aim.key.scope is not None
        or aim.comparator in AT_MOST
        or not isinstance(low, float)
        or not isinstance(year, int)
    ):
        return None
    if low <= floor.value or not floor.year <= year < aim.year:
        return None
    same = ("base_scope", "same_scope", "supposed", "vintage", "base_year", "base_low")
    stated = {**{name: statement[name] for name in same}, "floor_year": floor.year, "floor_value": floor.value}
    if low >= aim.value:
        return {**stated, "verdict": "reckoned_reached"}
    growth = 100 * float(compute_needed_growth(low, aim.value, aim.year - year))
    return {**stated, "verdict": "base_at_least", "needed_high": aim.value - low, "growth_high": growth}


def _settles(aim: Target, floor: Floor) -> bool:
    """Whether a floor alone reaches a target or passes a ceiling."""
    if floor.value == aim.value:
        return floor.is_more or aim.comparator not in ("gt", "le")
    return floor.value > aim.value


def _spread_growth(base: Base, aim: Target) -> Statement:
    """The growth a year that is needed; nothing in the year itself, nor of few firms, and from nothing no growth leads
    anywhere."""
    if base.year >= aim.year or counts_few(aim.value, aim.unit) or not (base.draws > 0).all():
        return {}
    growth = 100 * np.asarray(compute_needed_growth(base.draws, aim.value, aim.year - base.year))
    return _spread(_GROWTH, np.minimum(growth, 0) if aim.comparator in AT_MOST else np.maximum(growth, 0))


def measure_base(series: Series, forecast: SeriesForecast, year: int) -> Base | None:
    """The last known up to the end of a year, or drawn from what it has brought; None where there is neither."""
    begun = forecast.find_year(series.year) if series.year else None
    if begun is not None and begun.year <= year:
        return Base(begun.year, begun.draws, begun.supposed, known=False)
    if series.latest is not None and not series.flow and series.latest[0] <= year:
        value = np.array([series.latest[1]])
        return Base(series.latest[0], value, supposed=False, known=True, month=series.latest_month)
    return _find_last_whole(series, year)


def _find_last_whole(series: Series, year: int) -> Base | None:
    """The last whole year that is known up to a year."""
    last = max((number for number in series.whole if number <= year), default=None)
    return None if last is None else Base(last, np.array([series.whole[last]]), supposed=False, known=True)


def _judge(aim: Target, base: Base, needed: FloatArray) -> str:
    """A code of ``target_verdict``."""
    is_whole = base.known and base.year == aim.year and base.month == _MONTHS
    if aim.comparator in AT_MOST and not needed.any() and not is_whole:
        return "within_so_far"
    is_strict = aim.comparator in ("gt", "lt") and bool((base.draws == aim.value).all())
    if base.known and not needed.any() and not is_strict:
        return "reached"
    if is_whole:
        return "missed"
    if aim.comparator in AT_MOST and needed.any():
        return "to_fall"
    if not base.known and np.quantile(needed, 0.9) == 0:
        return "reckoned_reached"
    return "needed_supposed" if base.supposed else "needed"


def _spread(names: tuple[str, ...], draws: FloatArray) -> Statement:
    return dict(zip(names, map(float, np.quantile(draws, (0.1, 0.5, 0.9))), strict=True))
