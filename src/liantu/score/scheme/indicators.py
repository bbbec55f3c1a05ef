"""What a scheme measures, against what, and how a value becomes points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from liantu.score.scheme.provenance import Parts, Provenance

#: linear: w·x/b. best: w·x/max. reverse: w·(2 − x/b). rank: w·(n + 1 − rank)/n. min_max, efficacy, base_target:
#: w·(p + (100 − p)·(x − low)/(high − low))/100 with p points of 100 at the low end.
FAMILIES = ("linear", "best", "reverse", "min_max", "efficacy", "base_target", "rank")
#: The parts of an item without which no points come of a value; and those that some firms meet only.
FORMULA = ("family", "at_low", "cap", "floor")
TREATED = ("negative", "missing", "not_applicable", "zero_denominator")
#: Families for which less may be better, as the direction says; reverse has it in its formula.
DIRECTED = ("min_max", "efficacy", "base_target", "rank", "reverse")
#: Families whose benchmark divides: it is above zero.
DIVIDING = ("linear", "best", "reverse")
#: Families between a low and a high value, and the points of 100 at the low one.
BETWEEN: Mapping[str, float] = {"min_max": 0.0, "efficacy": 60.0, "base_target": 60.0}
RULES = ("fixed", "mean", "median", "trimmed_mean", "sum_over_sum", "maximum", "range")
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
class Fact:
    """What may be on record of a firm, by the name the rules ask for it."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True)
class Indicator:
    """Σ fields ÷ Σ fields. ``scale`` takes the quotient of the columns to ``unit``; no numerator: not known."""

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

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields it is made of, each once."""
        return tuple(dict.fromkeys((*self.numerator, *self.denominator)))


@dataclass(frozen=True)
class Benchmark:
    """What a value is held against, in the indicator's unit. ``value`` of fixed; ``low`` and ``high`` of a fixed range.

    ``times`` multiplies what the firms give; ``trim`` is the share left out at each end; ``scope`` is whose values: the
    firm's peers or all; ``previous`` takes the year before.
    """

    rule: str | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    times: float = 1.0
    trim: float = 0.0
    scope: str = "peers"
    previous: bool = False
    cited: Provenance = field(default_factory=Provenance)
    parts: Parts = field(default_factory=dict)
    open: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the scheme says what it is."""
        return self.rule is not None and not self.open


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

    @property
    def open(self) -> tuple[str, ...]:
        """The parts that the scheme does not tell."""
        return tuple(key for key, cited in self.parts.items() if cited.status == "unknown")

    @property
    def is_known(self) -> bool:
        """Whether the formula of its points is known, but for weight and benchmark."""
        return not set(self.open) & set(FORMULA)
