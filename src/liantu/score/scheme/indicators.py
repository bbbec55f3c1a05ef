"""What a scheme measures, against what, and how a value becomes points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from liantu.score.scheme.provenance import Parts, Provenance

#: linear: w·x/b. best: w·x/max. reverse: w·(2 − x/b). rank: w·(n + 1 − rank)/n. min_max, efficacy, base_target:
#: w·(p + (100 − p)·(x − low)/(high − low))/100 with p points of 100 at the low end.
#: steps: the points of the best step that the value reaches, in its own amount or in multiples of the benchmark.
FAMILIES = ("linear", "best", "reverse", "min_max", "efficacy", "base_target", "rank", "steps")
#: The parts of an item without which no points come of a value; and those that some firms meet only.
FORMULA = ("family", "at_low", "cap", "floor")
TREATED = ("negative", "missing", "not_applicable", "zero_denominator")
#: Families for which less may be better, as the direction says; reverse has it in its formula.
DIRECTED = ("min_max", "efficacy", "base_target", "rank", "reverse", "steps")
#: Families whose benchmark divides: it is above zero.
DIVIDING = ("linear", "best", "reverse")
#: Families between a low and a high value, and the points of 100 at the low one.
BETWEEN: Mapping[str, float] = {"min_max": 0.0, "efficacy": 60.0, "base_target": 60.0}
RULES = ("fixed", "mean", "median", "trimmed_mean", "sum_over_sum", "maximum", "range", "top_mean", "top_line", "table")
#: Rules that look at the best firms alone, a share of them.
TOP_RULES = ("top_mean", "top_line")
#: Families that are held against no benchmark; steps are where they are multiples of one.
UNHELD = ("rank", "steps")
SPANS = ("growth", "mean")
MISSING = ("unknown", "group_mean", "zero")
NOT_APPLICABLE = ("reweigh", "group_mean", "full", "zero")
ZERO_DENOMINATOR = ("missing", "not_applicable", "full", "zero")
NEGATIVE = ("formula", "zero")


@dataclass(frozen=True)
class ReturnField:
    """A field of the returns: name and the unit in which its column stands."""

    id: str
    zh: str
    en: str
    unit: str


@dataclass(frozen=True)
class Substitute:
    """Where a field is not given, so many times another stands in its place."""

    field: str
    other: str
    times: float
    cited: Provenance
    parts: Parts


@dataclass(frozen=True)
class Fact:
    """What may be on record of a firm, by the name the rules ask for it."""

    id: str
    zh: str
    en: str


class SumTerm(NamedTuple):
    """A field in a sum: how often it counts, and of how many years before."""

    field: str
    factor: float
    back: int

    @property
    def column(self) -> str:
        """The column of the returns: of an earlier year one beside it."""
        return name_year_column(self.field, self.back)


def name_year_column(field: str, back: int) -> str:
    """The column of a field so many years before."""
    return f"{field}@{back}" if back else field


class RatioTerms(NamedTuple):
    """A sum of fields over another, both of one year."""

    above: tuple[SumTerm, ...]
    below: tuple[SumTerm, ...]


@dataclass(frozen=True)
class YearSpan:
    """Over years: ``growth`` since so many years before, or ``mean`` of the year and those before it, so many."""

    rule: str
    years: int


@dataclass(frozen=True)
class Indicator:
    """Σ fields ÷ Σ fields, each as often as its factor says (no factors: once), or what becomes of them over years.

    ``scale`` takes the quotient of the columns to ``unit``; no numerator: not known.
    """

    id: str
    zh: str
    en: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    unit: str
    scale: float
    more_is_better: bool
    cited: Provenance
    parts: Parts
    numerator_factors: tuple[float, ...] = ()
    denominator_factors: tuple[float, ...] = ()
    over: YearSpan | None = None

    @property
    def growth_years(self) -> int | None:
        """Since how many years before it is the growth; None when it is none."""
        return self.over.years if self.over and self.over.rule == "growth" else None

    @property
    def ratios(self) -> tuple[RatioTerms, RatioTerms] | None:
        """Of the growth of a ratio the ratio of the year, and that before; None of everything else."""
        if not (self.growth_years and self.denominator):
            return None
        above = _pair_factors(self.numerator, self.numerator_factors)
        below = _pair_factors(self.denominator, self.denominator_factors)
        year, before = (RatioTerms(_spread(above, (b,)), _spread(below, (b,))) for b in (0, self.growth_years))
        return year, before

    @property
    def numerator_terms(self) -> tuple[SumTerm, ...]:
        """What stands above the line: of growth the increase, of a mean every year's part.

        Of the growth of a ratio what its sums are made of (``ratios`` says how).
        """
        terms = _pair_factors(self.numerator, self.numerator_factors)
        if self.growth_years:
            return (*_spread(terms, (0,)), *_spread(terms, (self.growth_years,), -1))
        return _average(terms, self.over)

    @property
    def denominator_terms(self) -> tuple[SumTerm, ...]:
        """What stands below the line, nothing where nothing does: of growth what there was before."""
        if ratios := self.ratios:
            return (*ratios[0].below, *ratios[1].below)
        if self.growth_years:
            return _spread(_pair_factors(self.numerator, self.numerator_factors), (self.growth_years,))
        return _average(_pair_factors(self.denominator, self.denominator_factors), self.over)

    @property
    def mean_years(self) -> int | None:
        """Of how many years it is the mean; None when of one."""
        return self.over.years if self.over and self.over.rule == "mean" else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the returns that it is made of, each once."""
        return tuple(dict.fromkeys(term.column for term in (*self.numerator_terms, *self.denominator_terms)))

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields it is made of, each once."""
        return tuple(dict.fromkeys((*self.numerator, *self.denominator)))


_Factors = tuple[tuple[str, float], ...]


def _pair_factors(fields: tuple[str, ...], factors: tuple[float, ...]) -> _Factors:
    return tuple(zip(fields, factors or (1.0,) * len(fields), strict=True))


def _spread(terms: _Factors, years: tuple[int, ...], times: float = 1.0) -> tuple[SumTerm, ...]:
    return tuple(SumTerm(name, factor * times, back) for back in years for name, factor in terms)


def _average(terms: _Factors, over: YearSpan | None) -> tuple[SumTerm, ...]:
    years = over.years if over else 1
    return _spread(terms, tuple(range(years)), 1 / years)


@dataclass(frozen=True)
class Benchmark:
    """What a value is held against, in the indicator's unit. ``value`` of fixed; ``low`` and ``high`` of a fixed range.

    ``times`` multiplies what the firms give; ``trim`` is the share left out at each end; ``share`` per
    cent of the firms are its best; ``scope`` is whose values: the firm's peers or all; ``previous`` takes the year
    before. ``table``: the value of each industry by leading digits, ``value`` that of the others.
    """

    rule: str | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    times: float = 1.0
    trim: float = 0.0
    share: float | None = None
    scope: str = "peers"
    previous: bool = False
    table: tuple[tuple[str, float], ...] = ()
    cited: Provenance = field(default_factory=Provenance)
    parts: Parts = field(default_factory=dict)
    open: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the scheme says what it is."""
        return self.rule is not None and not self.open


@dataclass(frozen=True)
class PointStep:
    """A value, or a multiple of the benchmark, from which on (where less is better: down from which) so many weights
    are given."""

    bound: float
    part: float


@dataclass(frozen=True)
class GroupIndicator:
    """One indicator in one group. ``cap`` is in weights (1.5 = one and a half), ``floor`` in points.

    ``parts`` says of every single part (weight, cap, missing, …) how sure it is. What is done with a
    value that is missing, below zero, … is ``unknown`` where the scheme does not tell it.
    """

    indicator: str
    weight: float | None
    benchmark: Benchmark
    family: str
    at_low: float
    cap: float | None
    floor: float | None
    negative: str
    missing: str
    not_applicable: str
    zero_denominator: str
    parts: Parts
    steps: tuple[PointStep, ...] = ()
    steps_of_benchmark: bool = False

    @property
    def is_held(self) -> bool:
        """Whether its values are held against a benchmark."""
        return self.steps_of_benchmark or self.family not in UNHELD

    @property
    def divides(self) -> bool:
        """Whether its values are divided by their benchmark, which is above zero then."""
        return self.steps_of_benchmark or self.family in DIVIDING

    @property
    def open(self) -> tuple[str, ...]:
        """The parts that the scheme does not tell."""
        return tuple(key for key, cited in self.parts.items() if cited.status == "unknown")

    @property
    def is_known(self) -> bool:
        """Whether the formula of its points is known, but for weight and benchmark."""
        return not set(self.open) & set(FORMULA)
