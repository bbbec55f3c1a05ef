"""Existing, named, missing: nothing counted twice; what projects of a stage bring, worked out by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from liantu.outlook.forecast.bridge import bridge_target
from liantu.outlook.forecast.coming_projects import (
    ComingProject,
    OutputRules,
    StageChance,
    draw_projects,
    list_brought,
)
from liantu.outlook.forecast.likely_range import LikelyRange

AS_OF = date(2023, 12, 31)
SURE = LikelyRange(0.999, 1.0, 1.001)
WHOLE = OutputRules((1.0,), LikelyRange(0.998, 0.999, 1.0), SURE)
NEXT_JANUARY = StageChance(1.0, LikelyRange(0.99, 1.0, 1.01))


def draw(stage: StageChance, rules: OutputRules = WHOLE, since: date | None = AS_OF, output: float = 10) -> list[float]:
    project = ComingProject("p", "started", since, output)
    years = (2024, 2025, 2026, 2027)
    return [float(year.mean()) for year in draw_projects([project], {"started": stage}, rules, AS_OF, years)[0]]


def test_a_pipeline_at_the_past_rate_counts_nothing_twice() -> None:
    """The trend holds 50 a year of new projects; one project of 50 a year, each starting in January, is the same."""
    random = np.random.default_rng(1)
    trend, base = random.normal(1500, 60, 4000), np.full(4000, 1200.0)
    projects = [ComingProject(f"p{year}", "started", date(year - 1, 12, 31), 50.0) for year in (2024, 2025, 2026, 2027)]
    named = draw_projects(projects, {"started": NEXT_JANUARY}, WHOLE, AS_OF, (2027,), 4000)[:, 0].sum(axis=0)
    bridge = bridge_target(base, trend, named, 50.0, 4, 2000.0)
    assert bridge.expected.mean() == pytest.approx(trend.mean(), rel=0.002)
    assert bridge.missing.mean() == pytest.approx(2000 - trend.mean(), rel=0.005)
    assert bridge.unnamed is not None
    assert bridge.unnamed.mean() < 1


def test_more_than_the_past_rate_adds_only_what_is_more() -> None:
    flat = np.full(4, 1000.0)
    bridge = bridge_target(flat, flat + 300, np.full(4, 260.0), 50.0, 4, 2000.0)
    assert bridge.expected.mean() == 1000 + 300 - 200 + 260
    assert bridge.rests_on == "trend_less_projects"


def test_without_the_rate_named_projects_are_shown_and_not_added() -> None:
    flat = np.full(4, 1000.0)
    bridge = bridge_target(flat, flat + 300, np.full(4, 260.0), None, 4, 2000.0)
    assert (bridge.expected.mean(), bridge.rests_on, bridge.unnamed) == (1300, "trend_with_projects", None)


def test_without_a_trend_existing_plants_go_on_as_in_the_base() -> None:
    flat = np.full(4, 2500.0)
    bridge = bridge_target(flat, None, np.zeros(4), 103.0, 4, 4000.0)
    assert (bridge.expected.mean(), bridge.missing.mean(), bridge.rests_on) == (2500, 1500, "base")
    assert bridge.unnamed is not None
    assert bridge.unnamed.mean() == 412  # four years at 103


def test_a_target_that_is_passed_lacks_nothing() -> None:
    assert not bridge_target(np.full(4, 10.0), None, np.full(4, 5.0), None, 1, 12.0).missing.any()


def test_no_project_brings_more_than_it_can_make() -> None:
    """A range of the load that reaches beyond one is cut there: 10 at prices as they are."""
    rules = OutputRules((1.0,), LikelyRange(0.8, 1.0, 1.25), LikelyRange(0.9999, 1.0, 1.0001))
    project = ComingProject("p", "started", AS_OF, 10.0)
    drawn = draw_projects([project], {"started": NEXT_JANUARY}, rules, AS_OF, (2026,))[0, 0]
    assert drawn.max() < 10.01
    assert np.quantile(drawn, 0.1) == pytest.approx(8, rel=0.03)


def test_a_project_ramps_up_from_its_month() -> None:
    """Half a year after the day: July 2024; half of the first year at 40 %, then 80 %, then all of 10."""
    stage = StageChance(1.0, LikelyRange(6.999, 7.0, 7.001))
    rules = OutputRules((0.4, 0.8, 1.0), LikelyRange(0.998, 0.999, 1.0), SURE)
    assert draw(stage, rules) == pytest.approx([2, 8, 10, 10], rel=0.02)


def test_chance_load_and_price_multiply() -> None:
    rules = OutputRules((1.0,), LikelyRange(0.55, 0.78, 0.95), LikelyRange(0.8, 1.0, 1.12))
    half = draw(StageChance(0.5, NEXT_JANUARY.months), rules)
    assert half[1] == pytest.approx(0.5 * 10 * 0.765 * 0.975, rel=0.06)


def test_what_runs_already_brings_only_what_its_ramp_still_adds() -> None:
    """In production since July 2022: 80 % in 2023 is in the base; 20 % more is to come."""
    rules = OutputRules((0.4, 0.8, 1.0), LikelyRange(0.998, 0.999, 1.0), SURE)
    assert draw(StageChance(1.0, None), rules, since=date(2022, 7, 1)) == pytest.approx([2, 2, 2, 2], rel=0.02)


def test_what_is_overdue_has_not_begun() -> None:
    stage = StageChance(1.0, LikelyRange(5.99, 6.0, 6.01))
    assert draw(stage, since=date(2022, 1, 1)) == pytest.approx([10, 10, 10, 10], rel=0.01)


def test_a_project_without_output_or_of_a_stage_without_chance_is_unknown() -> None:
    projects = [
        ComingProject("a", "started", AS_OF, None),
        ComingProject("b", "lead", AS_OF, 5.0),
        ComingProject("c", "started", AS_OF, 5.0),
    ]
    rows = list_brought(projects, {"started": StageChance(0.88, NEXT_JANUARY.months)}, WHOLE, AS_OF, 2025)
    assert rows["typical"].is_null().to_list() == [True, True, False]
    assert rows.row(2, named=True)["typical"] == pytest.approx(5, rel=0.01)
    assert rows["chance"].to_list() == [88, None, 88]


def test_draws_of_a_project_do_not_hang_on_others() -> None:
    one, other = ComingProject("a", "started", AS_OF, 5.0), ComingProject("b", "started", AS_OF, 7.0)
    stages = {"started": StageChance(0.6, LikelyRange(8, 18, 36))}
    alone = draw_projects([one], stages, WHOLE, AS_OF, (2026,))
    assert np.array_equal(draw_projects([other, one], stages, WHOLE, AS_OF, (2026,))[1], alone[0])
