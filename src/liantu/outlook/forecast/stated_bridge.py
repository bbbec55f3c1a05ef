"""From stated figures alone to a target: what there is or was aimed at, what is expected of parts, what is missing.

Where nobody has stated the year that a target is measured from, an earlier target of the same thing stands in for it
and says so. Expectations of parts are at most what they add: a part of them may be in the base already, and they may
overlap. So what is missing is at least the remainder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.product_amounts import convert_to_product_unit
from liantu.model.tables import Tables
from liantu.outlook.figures.published_figures import EXACT
from liantu.outlook.forecast.needed_growth import compute_needed_growth
from liantu.outlook.forecast.targets import AT_MOST, Target


class StatedPart(NamedTuple):
    """An expectation that somebody stated, in the unit of the target. ``in_base`` is what of it the base holds already:
    the same thing's own value in the year of the base, in ``base_scope``; None where nobody has stated it.
    ``same_scope`` is False where the expectation, or what is taken off it, counts another scope than the target."""

    observation: str
    subject: str
    scope: str | None
    year: int
    value: float
    in_base: float | None = None
    base_scope: str | None = None
    same_scope: bool = True

    @property
    def added(self) -> float:
        """What it adds to the base at most."""
        return max(self.value - (self.in_base or 0.0), 0.0)


class StatedBridge(NamedTuple):
    """``base`` and ``parts`` and ``missing`` add up to the target.

    ``base_target`` is the earlier target that stands in for the base, None where the base is a known value.
    ``same_scope`` is False where base and target count different things. ``growth`` a year, in per cent, leads from the
    base to the target. ``pace`` is what newly counted things were expected to bring in the year of the base: a measure
    of size, no forecast.
    """

    base: float
    base_year: int
    base_target: str | None
    same_scope: bool
    parts: tuple[StatedPart, ...]
    missing: float
    growth: float
    pace: StatedPart | None


def bridge_stated(
    aim: Target,
    targets: Sequence[Target],
    known: tuple[int, float] | None,
    tables: Tables,
    known_at: date | None = None,
) -> StatedBridge | None:
    """The stated bridge of a target; None for a ceiling, from nothing, and where no base or earlier target is stated.

    ``known`` is year and value of the last whole year of the target's own series, where there is one. Expectations
    printed after ``known_at`` are not known.
    """
    if aim.comparator in AT_MOST or (known is not None and known[1] <= 0):
        return None
    stand_in = max((found for found in targets if _leads_to(found, aim)), key=lambda found: found.year, default=None)
    if known is not None:
        return _build(aim, _Start(*known, None, True), tables, known_at)
    if stand_in is None:
        return None
    same = stand_in.key.scope == aim.key.scope
    return _build(aim, _Start(stand_in.year, stand_in.value, stand_in.target, same), tables, known_at)


class _Start(NamedTuple):
    """What a bridge begins from; ``target`` where an earlier target stands in for what came."""

    year: int
    value: float
    target: str | None
    same_scope: bool


def _build(aim: Target, start: _Start, tables: Tables, known_at: date | None) -> StatedBridge:
    expected = _list_expected(aim, tables, known_at)
    ahead = [part for part in expected if part.subject != aim.key.subject and start.year < part.year <= aim.year]
    parts = tuple(_take_latest(ahead))
    pace = _find_pace(aim, start, expected)
    parts = tuple(_take_off_base(part, aim, start, tables) for part in parts)
    missing = max(aim.value - start.value - sum(part.added for part in parts), 0.0)
    growth = 100 * float(compute_needed_growth(start.value, aim.value, aim.year - start.year))
    return StatedBridge(start.value, start.year, start.target, start.same_scope, parts, missing, growth, pace)


def _take_off_base(part: StatedPart, aim: Target, start: _Start, tables: Tables) -> StatedPart:
    """The expectation with what its subject came to in the year of the base, in the scope of the expectation; where
    that has none, in that of the target or in any one; and whether all three count the same."""
    marked = part._replace(same_scope=part.scope == aim.key.scope)
    rows = add_period_days(tables.numbers("observations")).filter(
        pl.col("status") == "actual",
        pl.col("subject") == part.subject,
        pl.col("indicator") == aim.key.indicator,
        pl.col("product").is_null(),
        pl.col("first") == date(start.year, 1, 1),
        pl.col("last") == date(start.year, 12, 31),
    )
    rows = rows.filter(pl.col("comparator").is_in(EXACT), pl.col("value").is_not_null())
    scopes = [part.scope] if part.scope else [None, aim.key.scope, *rows["scope"].unique()]
    for scope in scopes:
        found = rows.filter(pl.col("scope").eq_missing(pl.lit(scope, pl.String))).sort("vintage", nulls_last=False)
        if found.height:
            value, unit = found.select("value", "unit").row(-1)
            in_base = convert_to_product_unit(tables.units, value, unit, aim.unit)
            return marked._replace(
                in_base=in_base, base_scope=scope, same_scope=marked.same_scope and scope == part.scope
            )
    return marked


def _find_pace(aim: Target, start: _Start, expected: Sequence[StatedPart]) -> StatedPart | None:
    """The only expectation of a scope of the same subject in the year of the base."""
    within = [part for part in expected if (part.subject, part.year) == (aim.key.subject, start.year)]
    return within[0] if len(within) == 1 and within[0].value < start.value else None


def tabulate_bridges(aims: Sequence[Target], bridges: Mapping[str, StatedBridge]) -> pl.DataFrame:
    """The bridges as a table: target, part (a code of ``bridge_part``), subject, indicator, scope, year, value, unit,
    stated (the observation or earlier target that states it; null: the remainder, or a known value), bound
    (``at_most`` or ``at_least``; null: as it stands), ``same_scope`` and ``base_scope`` (of an expectation: whether it
    and what is taken off it count what the target does, and the scope of what is taken off), and
    ``if_target``, with ``if_value``, ``if_year`` and
    ``if_same_scope``: what is missing is so only if that year comes to exactly the earlier target, and where it was
    stated of another scope, if the two mean the same. Null where the base is a known value."""
    rows = [
        (
            *(aim.target, part, subject, aim.key.indicator, scope, year, value, aim.unit, stated),
            *(_BOUNDS.get(part), same_scope, base_scope, *_list_condition(part, bridges[aim.target])),
        )
        for aim in aims
        if aim.target in bridges
        for part, subject, scope, year, value, stated, same_scope, base_scope in _list_rows(aim, bridges[aim.target])
    ]
    texts = dict.fromkeys(("target", "part", "subject", "indicator", "scope"), pl.String)
    numbers = {"year": pl.Int64, "value": pl.Float64}
    condition = {"if_target": pl.String, "if_value": pl.Float64, "if_year": pl.Int64, "if_same_scope": pl.Boolean}
    scopes = {"same_scope": pl.Boolean, "base_scope": pl.String}
    added = {"unit": pl.String, "stated": pl.String, "bound": pl.String, **scopes, **condition}
    return pl.DataFrame(rows, schema={**texts, **numbers, **added}, orient="row")


def _list_condition(part: str, bridge: StatedBridge) -> tuple[str | None, float | None, int | None, bool | None]:
    """The earlier target, its value and year, and whether it has the same scope, that what is missing rests on."""
    if part != "missing" or bridge.base_target is None:
        return None, None, None, None
    return bridge.base_target, bridge.base, bridge.base_year, bridge.same_scope


#: What a part of the bridge is at the most or the least.
_BOUNDS = {"stated": "at_most", "missing": "at_least"}
_Row = tuple[str, str, str | None, int, float, str | None, bool | None, str | None]


def _list_rows(aim: Target, bridge: StatedBridge) -> list[_Row]:
    """Part, subject, scope, year, value, what states it, and of an expectation whether scopes agree and what scope is
    taken off, from the base to the target."""
    key, unsaid = aim.key, (None, None)
    return [
        ("existing", key.subject, key.scope, bridge.base_year, bridge.base, bridge.base_target, *unsaid),
        *(
            ("stated", *part[1:4], part.added, part.observation, part.same_scope, part.base_scope)
            for part in bridge.parts
        ),
        ("missing", key.subject, key.scope, aim.year, bridge.missing, None, *unsaid),
        ("target", key.subject, key.scope, aim.year, aim.value, aim.target, *unsaid),
    ]


def _leads_to(found: Target, aim: Target) -> bool:
    """Whether a target is an earlier and lower one of the same thing, whatever its scope."""
    same = found.key._replace(scope=None) == aim.key._replace(scope=None) and found.unit == aim.unit
    return same and found.year < aim.year and found.value < aim.value and found.comparator not in AT_MOST


def _take_latest(parts: Sequence[StatedPart]) -> list[StatedPart]:
    """Of each subject the expectation of its latest year, of that the latest print; a scope of it is in its whole."""
    last = {(part.subject, part.scope): part for part in sorted(parts, key=lambda part: part.year)}
    return [part for (subject, scope), part in last.items() if scope is None or (subject, None) not in last]


def _list_expected(aim: Target, tables: Tables, known_at: date | None) -> list[StatedPart]:
    """What is expected of a target's indicator, of a part of the district or of a scope, in order of print."""
    rows = add_period_days(tables.numbers("observations")).filter(
        pl.col("status") == "expected", pl.col("indicator") == aim.key.indicator, pl.col("product").is_null()
    )
    rows = rows.filter(pl.col("subject").ne(aim.key.subject) | pl.col("scope").is_not_null())
    printed = add_period_days(rows.select("vintage"), "vintage")["day"].alias("printed")
    rows = rows.with_columns(printed).filter(
        pl.col("printed").is_null() | (pl.col("printed") <= (known_at or date.max))
    )
    rows = rows.sort("printed", maintain_order=True, nulls_last=False)
    found = []
    for row in rows.drop_nulls(["value", "last"]).iter_rows(named=True):
        value = convert_to_product_unit(tables.units, row["value"], row["unit"], aim.unit)
        if value is not None:
            found.append(StatedPart(row["id"], row["subject"], row["scope"], row["last"].year, float(value)))
    return found
