"""What the words on an evaluation scheme read of it: shapes that the scheme's own classes have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class NamedPart(Protocol):
    """What has a name in both languages."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def en(self) -> str:
        """Its English name."""


class IdentifiedPart(NamedPart, Protocol):
    """A named part that the rows of a run refer to."""

    @property
    def id(self) -> str:
        """The id that stands in the rows."""


class GradeLine(NamedPart, Protocol):
    """A grade, which may have a name beside its letter."""

    @property
    def grade(self) -> str:
        """The letter."""


class Cutting(Protocol):
    """How grades are cut."""

    @property
    def grades(self) -> Sequence[GradeLine]:
        """The grades, best first."""


class PeerGroup(IdentifiedPart, Protocol):
    """Firms held against each other."""

    @property
    def cutting(self) -> Cutting | None:
        """How its grades are cut, when not as those of the scheme."""


class SchemeParts(NamedPart, Protocol):
    """A scheme by the names of its parts."""

    @property
    def indicators(self) -> Mapping[str, NamedPart]:
        """Its indicators by id."""

    @property
    def points(self) -> Sequence[IdentifiedPart]:
        """Rules that add or deduct points."""

    @property
    def limits(self) -> Sequence[IdentifiedPart]:
        """Bounds of the sum of points."""

    @property
    def groups(self) -> Sequence[PeerGroup]:
        """Its peer groups."""

    @property
    def classes(self) -> Sequence[IdentifiedPart]:
        """Firms that get no grade."""

    @property
    def moves(self) -> Sequence[IdentifiedPart]:
        """Rules that change a grade."""

    @property
    def cutting(self) -> Cutting:
        """How grades are cut."""


class BenchmarkRule(Protocol):
    """What a value is held against."""

    @property
    def rule(self) -> str | None:
        """How it is made: fixed, mean, …"""

    @property
    def times(self) -> float:
        """What multiplies it."""

    @property
    def share(self) -> float | None:
        """Per cent of the firms that are its best."""

    @property
    def scope(self) -> str:
        """Whose values make it: ``peers`` or ``all``."""

    @property
    def previous(self) -> bool:
        """Whether the values of the year before make it."""

    @property
    def is_known(self) -> bool:
        """Whether the scheme says what it is."""


class SumTerm(Protocol):
    """A field in a sum."""

    @property
    def field(self) -> str:
        """The field."""

    @property
    def factor(self) -> float:
        """How often it counts."""

    @property
    def back(self) -> int:
        """Of how many years before it is."""


class RatioTerms(Protocol):
    """A sum of fields over another."""

    @property
    def above(self) -> Sequence[SumTerm]:
        """What stands above the line."""

    @property
    def below(self) -> Sequence[SumTerm]:
        """What stands below it."""


class FieldRatio(Protocol):
    """What an indicator is made of."""

    @property
    def numerator_terms(self) -> Sequence[SumTerm]:
        """What stands above the line."""

    @property
    def denominator_terms(self) -> Sequence[SumTerm]:
        """What stands below it."""

    @property
    def mean_years(self) -> int | None:
        """Of how many years it is the mean."""

    @property
    def ratios(self) -> tuple[RatioTerms, RatioTerms] | None:
        """Of the growth of a ratio the ratio of the year and that before."""


class PointStep(Protocol):
    """A step of points."""

    @property
    def bound(self) -> float:
        """The value that reaches it."""

    @property
    def part(self) -> float:
        """Its points, in weights."""


class ScoredIndicator(Protocol):
    """How a value of an indicator becomes points in a group."""

    @property
    def indicator(self) -> str:
        """The id of the indicator."""

    @property
    def family(self) -> str:
        """The formula, by name."""

    @property
    def at_low(self) -> float:
        """Points of 100 at the low end."""

    @property
    def weight(self) -> float | None:
        """How much it counts."""

    @property
    def steps(self) -> Sequence[PointStep]:
        """Its steps, best first."""

    @property
    def steps_of_benchmark(self) -> bool:
        """Whether its steps are multiples of the benchmark."""

    @property
    def is_held(self) -> bool:
        """Whether its values are held against a benchmark."""

    @property
    def cap(self) -> float | None:
        """The most, in weights."""

    @property
    def floor(self) -> float | None:
        """The least, in points."""

    @property
    def negative(self) -> str:
        """What becomes of a value below zero."""

    @property
    def is_known(self) -> bool:
        """Whether the formula is known."""

    @property
    def benchmark(self) -> BenchmarkRule:
        """What the value is held against."""
