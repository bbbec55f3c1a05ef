"""An evaluation scheme as it was read: what is scored, against what, how grades are cut and moved, who said so.

Every part carries its status (``confirmed``, ``default`` of ours, ``unknown``) and clause. A value of None in a part of
unknown status is what the scheme's text does not tell; the engine stops there and asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from liantu.model.problems import Word

STATUSES = ("confirmed", "default", "unknown")
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
TREATMENTS = ("evaluated", "not_graded", "not_evaluated")
CUTS = ("shares", "scores", "stages")
ROUNDINGS = ("floor", "ceil", "half_up")
TIES = ("better", "worse", "order")
#: The pool of a cut over all groups.
ALL = "*"
EFFECTS = ("to", "up", "down", "at_most", "at_least")


_NOTHING = Word("", "")


@dataclass(frozen=True)
class Cited:
    """How sure a part is and where it stands; ``written`` is False where the file is silent and the program fills in.

    A clause or note of one language alone reads the same in both.
    """

    status: str = "default"
    clause: Word = _NOTHING
    note: Word = _NOTHING
    written: bool = True


#: Of a part the file does not have: what is done there is ours.
UNWRITTEN = Cited(written=False)
#: How sure single parts are, by key.
Parts = Mapping[str, Cited]


@dataclass(frozen=True)
class Field:
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
    cited: Cited
    parts: Parts

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields it is made of, each once."""
        return tuple(dict.fromkeys((*self.numerator, *self.denominator)))


@dataclass(frozen=True)
class Benchmark:
    """What a value is held against, in the indicator's unit. ``value`` of fixed; ``low`` and ``high`` of a fixed range.

    ``times`` multiplies what the firms give; ``trim`` is the share left out at each end; ``of`` is whose values: the
    firm's peers or all; ``previous`` takes the year before.
    """

    rule: str | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    times: float = 1.0
    trim: float = 0.0
    of: str = "peers"
    previous: bool = False
    cited: Cited = field(default_factory=Cited)
    parts: Parts = field(default_factory=dict)
    open: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether the scheme says what it is."""
        return self.rule is not None and not self.open


@dataclass(frozen=True)
class Item:
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
    def told(self) -> bool:
        """Whether the formula of its points is known, but for weight and benchmark."""
        return not set(self.open) & set(FORMULA)


@dataclass(frozen=True)
class GradeLine:
    """One grade, best first: ``share`` (% of graded firms) or ``score`` (its lowest total); neither: the rest."""

    grade: str
    zh: str = ""
    en: str = ""
    share: float | None = None
    score: float | None = None
    rounding: str | None = None
    cited: Cited = field(default_factory=Cited)
    parts: Parts = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """A grade taken from the ``best`` or ``worst`` firms by total (``among`` per cent), by points of indicators."""

    grade: str
    share: float
    end: str
    among: float
    by: tuple[str, ...]
    rounding: str | None = None
    cited: Cited = field(default_factory=Cited)
    parts: Parts = field(default_factory=dict)


@dataclass(frozen=True)
class Cutting:
    """How ranks become grades. ``counts`` rounds each grade's share or the cumulative one; ``within`` is where shares
    are taken (group, or all groups pooled), ``per`` a further partition (park, industry)."""

    rule: str | None
    grades: tuple[GradeLine, ...] = ()
    stages: tuple[Stage, ...] = ()
    counts: str = "cumulative"
    rounding: str = "floor"
    boundary: str = "inclusive"
    ties: str = "better"
    tie_break: tuple[str, ...] = ()
    within: str = "group"
    per: str | None = None
    cited: Cited = field(default_factory=Cited)
    parts: Parts = field(default_factory=dict)
    open: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether grades can be cut by it."""
        return self.rule is not None and bool(self.grades) and not self.open

    @property
    def needed(self) -> tuple[str, ...]:
        """The indicators whose points it looks at beside the total."""
        return tuple(dict.fromkeys([*self.tie_break, *(name for stage in self.stages for name in stage.by)]))


@dataclass(frozen=True)
class Group:
    """Firms held against each other. ``given`` are the words of the returns for it; no condition: every firm.

    ``land`` is from (inclusive) and below, in mu; ``industries`` are leading digits of GB/T 4754. ``split`` makes peers
    of one industry or park. No items: the scheme does not say what is scored.
    """

    id: str
    zh: str
    en: str
    given: tuple[str, ...]
    land: tuple[float | None, float | None]
    industries: tuple[str, ...]
    parks: tuple[str, ...]
    split: str | None
    items: tuple[Item, ...]
    full: float
    cutting: Cutting | None
    cited: Cited
    parts: Parts
    open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Class:
    """Firms that are scored without a grade, or not scored: of an industry, by a fact, or in a grace period.

    A grace period of ``years`` counts from the latest of the events ``since`` to the end of the year evaluated.
    """

    id: str
    zh: str
    en: str
    treatment: str
    grade: str | None
    industries: tuple[str, ...]
    facts: tuple[str, ...]
    years: float | None
    since: tuple[str, ...]
    cited: Cited
    parts: Parts
    open: bool = False


@dataclass(frozen=True)
class PointRule:
    """Points added (or, below zero, deducted) for a fact, or where a field is missing or zero."""

    id: str
    zh: str
    en: str
    points: float | None
    fact: str | None
    field: str | None
    states: tuple[str, ...]
    groups: tuple[str, ...]
    cited: Cited
    parts: Parts
    open: bool = False


@dataclass(frozen=True)
class Move:
    """A grade changed after ranking, in order: by a fact with evidence, or by an indicator below or above a value."""

    id: str
    zh: str
    en: str
    effect: str
    grade: str | None
    steps: int
    fact: str | None
    indicator: str | None
    below: float | None
    above: float | None
    groups: tuple[str, ...]
    cited: Cited
    parts: Parts
    open: bool = False


@dataclass(frozen=True)
class Scheme:
    """A whole scheme. ``policy`` names the price rules that hang on its grades; ``version`` is the SHA-256 of its text
    without blanks around it. ``open`` are parts of it, or of a group, that stand there with the status unknown."""

    id: str
    zh: str
    en: str
    issuer: str
    number: str
    published: str
    cited: Cited
    valid_from: date | None
    valid_to: date | None
    data_year: int | None
    fields: Mapping[str, Field]
    facts: Mapping[str, Fact]
    indicators: Mapping[str, Indicator]
    groups: tuple[Group, ...]
    classes: tuple[Class, ...]
    points: tuple[PointRule, ...]
    cutting: Cutting
    moves: tuple[Move, ...]
    backfill: bool
    policy: tuple[str, ...]
    point_decimals: int | None
    total_decimals: int | None
    parts: Parts
    open: tuple[str, ...] = ()
    text: str = ""
    version: str = ""

    def group(self, name: str) -> Group:
        """The group of that id; raises KeyError when there is none."""
        for one in self.groups:
            if one.id == name:
                return one
        raise KeyError(name)

    def fact(self, name: str) -> Fact:
        """A fact by its id, which is also its name where the scheme gives it none."""
        return self.facts.get(name, Fact(name, name, name))

    def cutting_of(self, group: Group) -> Cutting:
        """How the grades of a group are cut."""
        return group.cutting or self.cutting

    def used(self) -> tuple[str, ...]:
        """The fields that make a score or a group, each once, in order."""
        names = [item.indicator for group in self.groups for item in group.items]
        made = [f for name in names for f in self.indicators[name].fields]
        land = ["land" for group in self.groups if group.land != (None, None)]
        return tuple(dict.fromkeys([*made, *land, *(rule.field for rule in self.points if rule.field)]))


class Named(Protocol):
    """What has a name in both languages."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def en(self) -> str:
        """Its English name."""


def called(things: Iterable[Named]) -> Word:
    """Names for a message that is read in either language.

    >>> called([GradeLine("A", "优先发展", "to be promoted")]).zh
    '优先发展'
    """
    named = list(things)
    return Word("、".join(thing.zh for thing in named), ", ".join(thing.en for thing in named))
