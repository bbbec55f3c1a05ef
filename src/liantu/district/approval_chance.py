"""The chance that the approvals of a plan are done by a day, with their durations as ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district.approval_plan import ApprovalPlan
    from liantu.library.calendar import Calendar


@dataclass(frozen=True)
class ApprovalChance:
    """``chance`` is the share of so many ``draws`` that are done ``within`` the working days there are; a tenth, half
    and nine tenths of them stay within ``days_p10``, ``days_p50`` and ``days_p90``. It is ``at_most`` that where days
    are unknown and were counted as none. ``critical``: by item the share of draws in which the end waits for it."""

    within: int
    draws: int
    at_most: bool
    days_p10: float
    days_p50: float
    days_p90: float
    chance: float
    critical: Mapping[str, float]

    def to_dict(self) -> dict[str, object]:
        """As JSON: the days there are, the draws, what they say of the whole, then of each item."""
        return asdict(self)


def estimate_chance(plan: ApprovalPlan, start: date, by: date, days: Calendar, **draws: int) -> ApprovalChance:
    """The chance that a plan begun on a day is done by another; ``count`` and ``seed`` of the draws may be given.

    Raises Problems for a day that is before the start.
    """
    from liantu.deliver.duration_risk import DRAWS, estimate_duration_risk

    if by < start:
        raise Problems([Problem("ends_before_start", value=str(by), slots={"first": str(start)})])
    first = days.roll(start)
    within = days.between(first, by)
    drawn = estimate_duration_risk({"": plan.graph}, {"": within}, {"": first}, days, **draws)
    p10, p50, p90, chance = drawn.projects.select("days_p10", "days_p50", "days_p90", "chance").row(0)
    critical = dict(drawn.items.select("item", "critical").rows())
    count, unknown = draws.get("count", DRAWS), bool(plan.plan.unknown)
    return ApprovalChance(within, count, unknown, p10, p50, p90, chance, critical)
