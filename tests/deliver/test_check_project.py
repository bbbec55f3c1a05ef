"""The check project in its five variants, against a calculation by hand.

No source prints days for these variants (section 2 of the study gives items and prerequisites, section 6 asks for ties
and slack), so the hand calculation below stands alone. Working days; start is when what comes before is done.

Variant 1, all serial: 1 + 0 + 3 + 3 + 30 + 20 + 10 + 7 + 5 + 10 + 15 + 0 + 0 + 5 = 109; one path, everything.

Variant 2, parallel, C1 after B2, C2 after C1. The long way: P4 1, A1 1, B1 8, B2 13, C1 23, C2 38, C7 43.
Everything must be done by 43 for G1; C7 must begin at 38, B2 at 8. So
  A4 31 -> 43-31 = 12; A5 21 -> 22; A6 11 -> 32; A2 and A3 are done at 4, B2 begins at 8 -> 4;
  C5 and C6 are done at 8, C7 begins at 38 -> 30. The rest is on the path: 0.

Variant 3, A4 and A6 on a promise (0 days): both are done at 1 -> 42. They were not on the path: still 43 days.

Variant 4, and C1 after B1, C2 inside C1, C7 3 days: P4 1, A1 1, B1 8, C1 18, C7 21. And A5: 1 + 20 = 21, a tie.
  A4, A6 1 -> 20; B2 is done at 13, C7 begins at 18 -> 5; A2, A3: done at 4, B2 at the latest begins at 13 -> 9;
  C5, C6: done at 8, C7 begins at 18 -> 10.

Variant 5, land then start. Reviews (A4, A5, A6, B1, C1) were done before land: 0 days; A2, A3, B2, C7 a day each:
P4 1, A1 1, then A2 2 and A3 2 (a tie), B2 3, C7 4. Three of the four days come after the company's registration.
  A4, A5, A6: done at 1 -> 3; B1: done at 1, B2 begins at 2 -> 1; C1, C5, C6: done at 1, C7 begins at 3 -> 2.

A3 waits for the land contract P6, which the project does not have; it waits for P4 instead. Were it to wait for
nothing, it would have a day more of slack, and variant 5 one path instead of two; the days stay the same.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from liantu.deliver.schedule import Schedule, build_schedule
from liantu.deliver.schedule_what_if import apply_what_if, compare_schedules
from liantu.library.approvals import read_graph

CHECK = Path(__file__).parent / "check"
ALL = ["P4", "A1", "A2", "A3", "A4", "A5", "A6", "B1", "B2", "C1", "C2", "C5", "C6", "C7", "G1"]
LONG = ["P4", "A1", "B1", "B2", "C1", "C2", "C7", "G1"]

#: variant: days, tied paths, slack of what is not on a path
BY_HAND = {
    "": (43, [LONG], {"A2": 4, "A3": 4, "A4": 12, "A5": 22, "A6": 32, "C5": 30, "C6": 30}),
    "promise": (43, [LONG], {"A2": 4, "A3": 4, "A4": 42, "A5": 22, "A6": 42, "C5": 30, "C6": 30}),
    "joint-fire": (
        21,
        [["P4", "A1", "A5", "G1"], ["P4", "A1", "B1", "C1", "C7", "G1"]],
        {"A2": 9, "A3": 9, "A4": 20, "A6": 20, "B2": 5, "C5": 10, "C6": 10},
    ),
    "land-then-start": (
        4,
        [["P4", "A1", "A2", "B2", "C7", "G1"], ["P4", "A3", "B2", "C7", "G1"]],
        {"A4": 3, "A5": 3, "A6": 3, "B1": 1, "C1": 2, "C5": 2, "C6": 2},
    ),
}


def scheduled(variant: str) -> Schedule:
    graph = read_graph(CHECK / "project.yaml")
    if variant:
        graph, _ = apply_what_if(graph, yaml.safe_load((CHECK / f"{variant}.yaml").read_text(encoding="utf-8")))
    return build_schedule(graph)


def test_all_serial() -> None:
    found = build_schedule(read_graph(CHECK / "project.yaml"), serial=True)
    assert found.days == 109
    assert found.critical == [ALL]
    assert set(found.items["slack"]) == {0}


@pytest.mark.parametrize("variant", BY_HAND)
def test_parallel(variant: str) -> None:
    days, paths, slack = BY_HAND[variant]
    found = scheduled(variant)
    assert found.days == days
    assert found.critical == paths
    assert found.paths == len(paths)
    assert dict(found.items.filter(slack=0).select("item", "slack").rows()) == {i: 0 for path in paths for i in path}
    assert dict(found.items.filter(found.items["slack"] > 0).select("item", "slack").rows()) == slack
    assert found.unknown == ()


def test_two_promises_save_nothing() -> None:
    before, after = scheduled(""), scheduled("promise")
    assert before.days == after.days
    assert compare_schedules(before, after)["item"].to_list() == ["A4", "A6"]
