"""The data of an index from a district's observations: a row a subject and period, the latest print of each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

import numpy as np
import polars as pl

from liantu.model.period_words import say_months
from liantu.model.periods import name_days, parse_period
from liantu.model.problems import Problem, Problems, join_texts
from liantu.model.tables import Tables
from liantu.outlook.index.inputs import IndexData
from liantu.outlook.index.scheme import IndexScheme

#: Years and months have no whole number of days in common; a period is as many months as come nearest.
_DAYS_OF_A_MONTH = 30.4
_KEY = ("subject", "days", "node")


def collect_observed(tables: Tables, scheme: IndexScheme, as_of: date, periods: Sequence[str] = ()) -> IndexData:
    """The observed values of each indicator in its unit, for periods that had ended by a day, or some of them alone.

    What is not observed of a subject in a period is missing. Raises Problems, all at once: an indicator that nobody
    has observed, a denominator or grouping (observations have none), periods of different lengths, a unit that cannot
    be converted, several values of one figure in its latest print.
    """
    wrong = [text for text in periods if parse_period(text) is None]
    if wrong:
        raise Problems([Problem("impossible_period", value=text) for text in wrong])
    found = _select_rows(tables, scheme, as_of, periods)
    lacking = [node.id for node in scheme.indicators if node.id not in set(found["node"])]
    lacking += _list_other_columns(scheme)
    if lacking:
        raise Problems([Problem("index_not_observed", value=scheme.id, slots={"lacking": ", ".join(lacking)})])
    values, problems = _convert(tables, scheme, found)
    problems += _find_mixed_lengths(found)
    latest = _select_latest(found.with_columns(pl.Series("number", values, pl.Float64)))
    problems += _find_several(latest)
    if problems:
        raise Problems(problems)
    rows = latest.select("subject", "days").unique(maintain_order=True).sort("subject", "days")
    places = {key: place for place, key in enumerate(rows.iter_rows())}
    columns = {node.id: place for place, node in enumerate(scheme.indicators)}
    matrix = np.full((rows.height, len(columns)), np.nan)
    for subject, days, node, number in latest.select(*_KEY, "number").iter_rows():
        matrix[places[subject, days], columns[node]] = np.nan if number is None else number
    names = tables.labels("zh_CN")
    units = tuple(rows["subject"])
    return IndexData(units, tuple(names.get(unit, unit) for unit in units), tuple(rows["days"]), matrix, {}, {})


def _list_other_columns(scheme: IndexScheme) -> list[str]:
    """The denominators and the grouping that the scheme takes: observations have neither."""
    step = scheme.step("impute")
    group = step.word("group") if step and (step.method or "").startswith("group_") else None
    used = dict.fromkeys(node.denominator for node in scheme.indicators if node.denominator)
    return [*(used if scheme.step("denominate") else ()), *([group] if group else [])]


def _select_rows(tables: Tables, scheme: IndexScheme, as_of: date, periods: Sequence[str]) -> pl.DataFrame:
    """The actual values of the scheme's indicators, with the node of each, its days, and the day of its print."""
    nodes = pl.DataFrame(
        [(node.observed or node.id, node.id) for node in scheme.indicators],
        schema={"indicator": pl.String, "node": pl.String},
        orient="row",
    )
    rows = tables["observations"].filter((pl.col("status") == "actual") & (pl.col("comparator") == "eq"))
    rows = rows.drop_nulls(["period", "value"]).join(nodes, on="indicator", maintain_order="left")
    ends = {text: _last_day(text) for text in {*rows["period"], *rows["vintage"].drop_nulls()}}
    dated = rows.with_columns(
        pl.Series("days", [name_days(text) for text in rows["period"]], pl.String),
        pl.Series("end", [ends[text] for text in rows["period"]], pl.Date),
        pl.Series("printed", [ends.get(text) for text in rows["vintage"]], pl.Date),
    ).filter(pl.col("end") <= as_of)
    return dated.filter(pl.col("days").is_in([*map(name_days, periods)])) if periods else dated


def _find_mixed_lengths(rows: pl.DataFrame) -> Iterator[Problem]:
    """Nine months beside a year: their figures have no scale in common."""
    lengths: dict[int, str] = {}
    for text in rows["period"].unique(maintain_order=True):
        period = parse_period(text)
        if period and period.first and period.last:
            months = round((period.last - period.first).days / _DAYS_OF_A_MONTH)
            lengths.setdefault(months, text)
    if len(lengths) > 1:
        yield Problem("index_mixed_periods", table="observations", value=join_texts(map(say_months, lengths.values())))


def _last_day(text: str) -> date | None:
    period = parse_period(text)
    return period.last if period else None


def _convert(tables: Tables, scheme: IndexScheme, rows: pl.DataFrame) -> tuple[list[float | None], list[Problem]]:
    """The values in the unit of their node, or of the district's indicator where the scheme names none."""
    usual = dict(tables["indicators"].select("id", "unit").iter_rows())
    units = {node.id: node.unit or usual.get(node.observed or node.id) or "" for node in scheme.indicators}
    values: list[float | None] = []
    problems: list[Problem] = []
    for row, text, unit, node in rows.select("id", "value", "unit", "node").iter_rows():
        read, target = tables.units.read(unit), tables.units.read(units[node]) if units[node] else None
        factor = Decimal(1)
        if target and read and read.dimension == target.dimension:
            factor = read.factor / target.factor
        elif target and unit != units[node]:
            slots = {"indicator": node, "wanted": units[node]}
            problems.append(Problem("index_other_unit", table=f"observations {row}", value=unit, slots=slots))
        values.append(_to_number(text, factor))
    return values, problems


def _to_number(text: str, factor: Decimal) -> float | None:
    try:
        return float(Decimal(text) * factor)
    except InvalidOperation:  # told by itself: a text that is no number
        return None


def _select_latest(rows: pl.DataFrame) -> pl.DataFrame:
    """Of each figure the rows of its latest print."""
    printed = pl.col("printed").fill_null(date.min)
    return rows.filter(printed == printed.max().over(_KEY)).unique([*_KEY, "number"], maintain_order=True)


def _find_several(rows: pl.DataFrame) -> Iterable[Problem]:
    twice = rows.group_by(_KEY, maintain_order=True).len().filter(pl.col("len") > 1)
    for subject, days, node, _ in twice.iter_rows():
        slots = {"unit": subject, "period": say_months(days)}
        yield Problem("index_several_values", table="observations", value=node, slots=slots)
