"""How a scheme makes grades of totals: how they are cut, who is left out, what is added, who is moved."""

from __future__ import annotations

from dataclasses import dataclass, field

from liantu.score.scheme.conditions import Conditions, list_conditions
from liantu.score.scheme.provenance import Parts, Provenance

TREATMENTS = ("evaluated", "not_graded", "not_evaluated")
CUTS = ("shares", "scores", "stages")
ROUNDINGS = ("floor", "ceil", "half_up")
TIES = ("better", "worse", "order")
#: The pool of a cut over all groups.
ALL = "*"
#: Peers that are firms of no stated industry or park, or of one with few firms.
OTHERS = "others"
#: What becomes of a firm without the industry or park by which its group is split.
UNSTATED = ("stop", "others")
#: Digits of GB/T 4754: division, group, class.
DIGITS = (2, 3, 4)
EFFECTS = ("to", "up", "down", "at_most", "at_least")
#: What stands among the moves of a firm that filled a place.
BACKFILL = "backfill"


@dataclass(frozen=True)
class GradeLine:
    """One grade, best first: ``share`` (% of graded firms), ``firms`` (how many) or ``score`` (its lowest total); none
    of them: the rest."""

    grade: str
    zh: str = ""
    en: str = ""
    share: float | None = None
    score: float | None = None
    firms: int | None = None
    rounding: str | None = None
    cited: Provenance = field(default_factory=Provenance)
    parts: Parts = field(default_factory=dict)


@dataclass(frozen=True)
class GradingStage:
    """A grade taken from the ``best`` or ``worst`` firms by total (``among`` per cent), by points of indicators."""

    grade: str
    share: float
    end: str
    among: float
    by: tuple[str, ...]
    rounding: str | None = None
    cited: Provenance = field(default_factory=Provenance)
    parts: Parts = field(default_factory=dict)


@dataclass(frozen=True)
class Cutting:
    """How ranks become grades. ``counts`` rounds each grade's share or the cumulative one; ``within`` is where shares
    are taken (group, or all groups pooled), ``per`` a further partition (park, industry).

    ``digits`` are those of an industry; a firm without park or industry has no grade, or is among the others."""

    rule: str | None
    grades: tuple[GradeLine, ...] = ()
    stages: tuple[GradingStage, ...] = ()
    counts: str = "cumulative"
    rounding: str = "floor"
    boundary: str = "inclusive"
    ties: str = "better"
    tie_break: tuple[str, ...] = ()
    within: str = "group"
    per: str | None = None
    digits: int = 2
    unstated: str = "stop"
    cited: Provenance = field(default_factory=Provenance)
    parts: Parts = field(default_factory=dict)
    open: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether grades can be cut by it."""
        return self.rule is not None and bool(self.grades) and not self.open

    @property
    def needed(self) -> tuple[str, ...]:
        """The indicators whose points it looks at beside the total."""
        return tuple(dict.fromkeys([*self.tie_break, *(name for stage in self.stages for name in stage.by)]))


@dataclass(frozen=True)
class FirmClass:
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
    cited: Provenance
    parts: Parts
    open: bool = False


@dataclass(frozen=True)
class PointUnit:
    """So many points for every ``amount`` of a field or indicator above ``begin``; ``whole`` ones alone."""

    field: str | None
    indicator: str | None
    amount: float
    begin: float
    whole: bool


@dataclass(frozen=True)
class PointRule:
    """Points added (or, below zero, deducted) for a fact, where a field is missing or zero, or under several
    conditions; with ``per`` for every unit of a field or indicator, ``at_most`` so many.

    Of the rules with one word for ``highest_in`` the one farthest from zero counts.
    """

    id: str
    zh: str
    en: str
    points: float | None
    fact: str | None
    field: str | None
    states: tuple[str, ...]
    groups: tuple[str, ...]
    cited: Provenance
    parts: Parts
    open: bool = False
    several: Conditions | None = None
    per: PointUnit | None = None
    at_most: float | None = None
    highest_in: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        of_conditions = (condition.field for condition in list_conditions(self))
        return _list_names(self.field, self.per.field if self.per else None, *of_conditions)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators whose values it looks at."""
        of_conditions = (condition.indicator for condition in list_conditions(self))
        return _list_names(self.per.indicator if self.per else None, *of_conditions)


@dataclass(frozen=True)
class PointLimit:
    """Bounds of the sum of some rules' points: ``at_most``, ``at_least``."""

    id: str
    zh: str
    en: str
    rules: tuple[str, ...]
    at_most: float | None
    at_least: float | None
    cited: Provenance
    parts: Parts
    open: bool = False


@dataclass(frozen=True)
class GradeAdjustment:
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
    cited: Provenance
    parts: Parts
    open: bool = False
    several: Conditions | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return _list_names(*(condition.field for condition in list_conditions(self)))

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators whose values it looks at."""
        return _list_names(self.indicator, *(condition.indicator for condition in list_conditions(self)))


def _list_names(*names: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
