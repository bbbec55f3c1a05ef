"""An evaluation scheme as it was read: what is scored, against what, how grades are cut and moved, who said so.

Every part carries its status (``confirmed``, ``default`` of ours, ``unknown``) and clause. A value of None in a part of
unknown status is what the scheme's text does not tell; the engine stops there and asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liantu.score.scheme.grading_rules import Cutting, FirmClass, GradeAdjustment, PointLimit, PointRule
from liantu.score.scheme.indicators import Fact, GroupIndicator, Indicator, ReturnField, Substitute
from liantu.score.scheme.provenance import Parts, Provenance


@dataclass(frozen=True)
class Group:
    """Firms held against each other. ``given`` are the words of the returns for it; no condition: every firm.

    ``others``: firms that no other group takes. ``land`` is from (inclusive) and below, in mu; ``industries`` are
    leading digits of GB/T 4754. ``split`` makes peers of one industry (its leading ``digits``) or park; a firm that
    states none stops (``unstated``) or is among the others, as firms of an industry with fewer than ``smallest``. No
    items: the scheme does not say what is scored.
    """

    id: str
    zh: str
    en: str
    given: tuple[str, ...]
    land: tuple[float | None, float | None]
    industries: tuple[str, ...]
    parks: tuple[str, ...]
    others: bool
    split: str | None
    digits: int
    unstated: str
    smallest: int | None
    items: tuple[GroupIndicator, ...]
    full: float
    cutting: Cutting | None
    cited: Provenance
    parts: Parts
    open: tuple[str, ...] = ()


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
    cited: Provenance
    valid_from: date | None
    valid_to: date | None
    data_year: int | None
    fields: Mapping[str, ReturnField]
    facts: Mapping[str, Fact]
    indicators: Mapping[str, Indicator]
    groups: tuple[Group, ...]
    classes: tuple[FirmClass, ...]
    points: tuple[PointRule, ...]
    cutting: Cutting
    moves: tuple[GradeAdjustment, ...]
    backfill: bool
    policy: tuple[str, ...]
    point_decimals: int | None
    total_decimals: int | None
    parts: Parts
    instead: tuple[Substitute, ...] = ()
    limits: tuple[PointLimit, ...] = ()
    open: tuple[str, ...] = ()
    text: str = ""
    version: str = ""

    def group(self, name: str) -> Group:
        """The group of that id; raises KeyError when there is none."""
        for group in self.groups:
            if group.id == name:
                return group
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
        made += [rule.other for rule in self.instead if rule.field in made]
        land = ["land" for group in self.groups if group.land != (None, None)]
        looked_at = (name for rules in (self.points, self.moves) for rule in rules for name in rule.fields)
        made += [name for rule in self.points for key in rule.indicators for name in self.indicators[key].fields]
        return tuple(dict.fromkeys([*made, *land, *looked_at]))
