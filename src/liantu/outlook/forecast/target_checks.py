"""Targets beside each other: what their figures come to together. A matter for consultation, never an error.

One figure is worked out of several stated ones: the sizes in the names of tiers added up, value added over output and
over gross domestic product, the growth from one target to the next, a part's target beside the whole's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from liantu.model.tables import Tables
from liantu.outlook.forecast.needed_growth import compute_needed_growth
from liantu.outlook.forecast.targets import AT_MOST, Target

#: Of each ratio: the kinds of indicator above and below the line.
_RATIOS = {"value_added_in_output": ("value_added", "output"), "industry_in_gdp": ("value_added", "gdp")}
#: Kinds whose levels grow by a rate a year.
_GROWING = ("output", "value_added", "gdp", "sales", "tax")

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "kind": pl.String,
    "subject": pl.String,
    "targets": pl.List(pl.String),
    "terms": pl.String,
    "value": pl.Float64,
    "unit": pl.String,
    "year": pl.Int64,
    "beside": pl.Float64,
    "unsized": pl.Int64,
    "same_scope": pl.Boolean,
}


class TargetCheck(NamedTuple):
    """One comparison; ``kind`` is a code of ``target_check``.

    ``terms`` are what ``value`` is worked out of: pairs of count and size of ``tier_sizes``, else the two figures.
    ``subject`` is whose targets they are, of ``tier_sizes`` the scheme. ``beside`` is the target that the value stands
    next to. ``unsized`` counts members of tiers without a size. ``same_scope`` is False where the figures count
    different things.
    """

    kind: str
    subject: str
    targets: tuple[str, ...]
    terms: tuple[tuple[float, float], ...]
    value: float
    unit: str
    year: int
    beside: float | None = None
    unsized: int = 0
    same_scope: bool = True


def check_targets(targets: Sequence[Target], tables: Tables) -> list[TargetCheck]:
    """Every comparison that the targets (``read_targets``) allow, of the district and of its parts."""
    kinds = dict(tables["indicators"].select("id", "kind").iter_rows())
    aims = [aim for aim in targets if aim.comparator not in AT_MOST and aim.unit != "%"]
    return [
        *_add_tier_sizes(aims, kinds, tables),
        *_compare_kinds(aims, kinds),
        *_compare_years(aims, kinds),
        *_compare_parts(aims, str(tables.about.get("id"))),
    ]


def tabulate_checks(checks: Sequence[TargetCheck]) -> pl.DataFrame:
    """The comparisons as a table; ``terms`` as a formula: ``2×1000 + 3×500``, ``1000 ÷ 2100``, ``2500 → 4000``."""
    rows = [(*check[:2], list(check.targets), _write_terms(check), *check[4:]) for check in checks]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _write_terms(check: TargetCheck) -> str:
    if check.kind == "tier_sizes":
        return " + ".join(f"{count:g}×{size:g}" for count, size in check.terms)
    sign = " → " if check.kind == "growth_between" else " ÷ "
    return sign.join(f"{value:g}" for value, _year in check.terms)


def _add_tier_sizes(aims: Sequence[Target], kinds: dict[str, str], tables: Tables) -> Iterator[TargetCheck]:
    """The sizes in the names of a scheme's tiers, where it sizes two or more, beside the place's furthest output."""
    tiers = tables.numbers("tiers").filter(pl.col("parent").is_null())
    places = dict(tables["schemes"].select("id", "place").iter_rows())
    for (scheme,), part in tiers.partition_by("scheme", as_dict=True, maintain_order=True).items():
        sized = part.drop_nulls(["scale", "stated_count"])
        outputs = [
            aim for aim in aims if aim.key.subject == places.get(str(scheme)) and kinds[aim.key.indicator] == "output"
        ]
        if sized.height < 2 or not outputs:
            continue
        furthest = max(outputs, key=lambda aim: aim.year)
        terms = tuple((float(count), float(size)) for count, size in sized.select("stated_count", "scale").iter_rows())
        unsized = int(part.filter(pl.col("scale").is_null())["stated_count"].fill_null(0).sum())
        total = sum(count * size for count, size in terms)
        yield TargetCheck(
            "tier_sizes",
            str(scheme),
            (furthest.target,),
            terms,
            total,
            furthest.unit,
            furthest.year,
            furthest.value,
            unsized,
        )


def _compare_kinds(aims: Sequence[Target], kinds: dict[str, str]) -> Iterator[TargetCheck]:
    """Value added over output and over gross domestic product, of the same subject and year, in per cent."""
    for kind, (above, below) in _RATIOS.items():
        for part in (aim for aim in aims if kinds[aim.key.indicator] == above):
            for whole in (aim for aim in aims if kinds[aim.key.indicator] == below):
                if (part.key.subject, part.year, part.unit) == (whole.key.subject, whole.year, whole.unit):
                    yield _divide(kind, part, whole)


def _compare_years(aims: Sequence[Target], kinds: dict[str, str]) -> Iterator[TargetCheck]:
    """The growth a year, in per cent, from one target to the next of the same subject and indicator."""
    series: dict[tuple[str, str, str | None], dict[int, list[Target]]] = {}
    for aim in sorted(aims, key=lambda aim: aim.year):
        if kinds[aim.key.indicator] in _GROWING and aim.value > 0:
            key = (aim.key.subject, aim.key.indicator, aim.key.product)
            series.setdefault(key, {}).setdefault(aim.year, []).append(aim)
    for found in series.values():
        # Several targets of one year, of two sources or scopes, are judged apart: each with each of the next year.
        for earlier, later in pairwise(found.values()):
            for early, late in _pair_scopes(earlier, later):
                growth = 100 * float(compute_needed_growth(early.value, late.value, late.year - early.year))
                yield TargetCheck(
                    "growth_between",
                    late.key.subject,
                    (early.target, late.target),
                    ((early.value, early.year), (late.value, late.year)),
                    growth,
                    "%",
                    late.year,
                    same_scope=early.key.scope == late.key.scope,
                )


def _pair_scopes(earlier: Sequence[Target], later: Sequence[Target]) -> list[tuple[Target, Target]]:
    """The targets of two years in one unit, two by two: those of one scope, and all where none are."""
    pairs = [(early, late) for early in earlier for late in later if early.unit == late.unit]
    return [pair for pair in pairs if pair[0].key.scope == pair[1].key.scope] or pairs


def _compare_parts(aims: Sequence[Target], district: str) -> Iterator[TargetCheck]:
    """Targets of parts of the district that are above the district's own of the same indicator and year."""
    for whole in (aim for aim in aims if aim.key.subject == district and aim.key.scope is None):
        for part in aims:
            if part.key.subject != district and part.value > whole.value and _measure_same(part, whole):
                yield _divide("part_above_whole", part, whole)


def _measure_same(part: Target, whole: Target) -> bool:
    """Whether two targets are of one indicator, product, year and unit."""
    measures = [(aim.key.indicator, aim.key.product, aim.year, aim.unit) for aim in (part, whole)]
    return measures[0] == measures[1]


def _divide(kind: str, part: Target, whole: Target) -> TargetCheck:
    return TargetCheck(
        kind,
        part.key.subject,
        (part.target, whole.target),
        ((part.value, part.year), (whole.value, whole.year)),
        100 * part.value / whole.value,
        "%",
        part.year,
        same_scope=part.key.scope == whole.key.scope,
    )
