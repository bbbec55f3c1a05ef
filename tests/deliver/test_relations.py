"""Lags, start-to-start, alternatives and days before which nothing begins: by hand, and against plain search."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import look_at

from liantu.deliver.duration_risk import estimate_duration_risk
from liantu.deliver.schedule import Schedule, build_schedule
from liantu.deliver.schedule_what_if import apply_what_if
from liantu.library.approvals import graph_from_mapping
from liantu.library.calendar import read_calendar

CN = read_calendar()


def plan(items: dict[str, Any], **more: Any) -> Schedule:
    return build_schedule(graph_from_mapping({"items": items}), **more)


def begins(found: Schedule) -> dict[str, int]:
    return dict(found.items.select("item", "start").iter_rows())


def test_a_lag_and_a_start_to_start() -> None:
    # A takes 10. B begins 3 after A began, C 4 after A is done; the end waits for B and C: 10 + 4 + 2.
    items = {
        "A": {"days": 10},
        "B": {"days": 5, "after": [{"item": "A", "link": "start", "lag": 3}]},
        "C": {"days": 2, "after": [{"item": "A", "lag": 4}]},
        "D": {"days": 0, "after": ["B", "C"]},
    }
    found = plan(items)
    assert begins(found) == {"A": 0, "B": 3, "C": 14, "D": 16}
    assert (found.days, found.critical) == (16, [["A", "C", "D"]])
    # B is done on 8 and may be until 16: it may begin 8 later.
    assert dict(found.items.select("item", "slack").iter_rows()) == {"A": 0, "B": 8, "C": 0, "D": 0}
    # Only the start of A is waited for: A itself is done last, and the whole takes as long.
    alone = plan({"A": {"days": 10}, "B": {"days": 5, "after": [{"item": "A", "link": "start", "lag": 3}]}})
    assert (alone.days, alone.critical) == (10, [["A"]])
    # One after the other the lag is over while B runs; it is not when B takes one day.
    assert plan(items, serial=True).days == 10 + 5 + 2
    assert plan({**items, "B": {**items["B"], "days": 1}}, serial=True).days == 10 + 4 + 2


def test_of_alternatives_the_first_is_enough() -> None:
    items = {
        "A3": {"days": 8},
        "P6": {"days": 3},
        "B2": {"days": 5, "after": [{"any": ["A3", {"item": "P6", "lag": 2}]}]},
    }
    graph = graph_from_mapping({"items": items, "end": ["B2"]})
    found = build_schedule(graph)
    # P6 on 3, two more days: 5, before A3 on 8. P6 may be three days later, then A3 lets B2 begin.
    assert (found.days, found.critical) == (10, [["P6", "B2"]])
    slack = {row["item"]: (row["leads"], row["slack"]) for row in found.items.to_dicts()}
    assert slack == {"A3": (False, 2), "P6": (True, 0), "B2": (True, 0)}
    # B2 waits for X until 8 as well: that A3 is there on the same day decides nothing, P6 was there before.
    also = {**items, "X": {"days": 8}, "B2": {"days": 5, "after": [*items["B2"]["after"], "X"]}}
    assert build_schedule(graph_from_mapping({"items": also, "end": ["B2"]})).critical == [["X", "B2"]]
    # An alternative that is dropped leaves the other one.
    dropped, _notes = apply_what_if(graph, {"drop": ["P6"]})
    assert build_schedule(dropped).days == 13


def test_lags_in_calendar_days_and_a_first_day_lie_on_the_calendar() -> None:
    # Done on Friday 13 February 2026; 20 日 later is Thursday 5 March; the feast of 15-23 February lies between.
    items = {"P5": {"days": 0}, "P6": {"days": 1, "after": [{"item": "P5", "lag": 20, "unit": "day"}]}}
    start = date(2026, 2, 13)
    assert plan(items).days == 15 + 1  # by five days in seven
    found = plan(items, start=start, calendar=CN)
    assert begins(found)["P6"] == CN.between(start, date(2026, 3, 5)) == 10
    late = {**items, "P6": {**items["P6"], "not_before": "2026-03-07"}}  # a Saturday
    assert CN.add(start, begins(plan(late, start=start, calendar=CN))["P6"]) == date(2026, 3, 9)
    # Without a start the day counts for nothing, and that is said.
    assert (plan(late).days, plan(late).undated) == (16, ("P6",))
    assert plan(late, start=start, calendar=CN).undated == ()


@st.composite
def related(draw: st.DrawFn) -> dict[str, Any]:
    """Up to six items with every relation; each waits for earlier ones."""
    items: dict[str, Any] = {}
    for n in range(draw(st.integers(1, 6))):
        after: list[Any] = []
        before = sorted(draw(st.sets(st.integers(0, n - 1), max_size=4))) if n else []
        links = [
            {"item": f"I{b}", "link": draw(st.sampled_from(["finish", "start"])), "lag": draw(st.integers(0, 3))}
            for b in before
        ]
        after = [{"any": links[:2]}, *links[2:]] if len(links) > 1 and draw(st.booleans()) else links
        items[f"I{n}"] = {"days": draw(st.integers(0, 6)), "after": after}
    return {"items": items, "end": sorted(draw(st.sets(st.sampled_from(sorted(items)), min_size=1)))}


def search(given: dict[str, Any], delayed: str = "", delay: int = 0) -> int:
    """Day by day: an item begins on the first day that all it waits for allows."""
    start: dict[str, int] = {}

    def allows(link: dict[str, Any], day: int) -> bool:
        base = start.get(link["item"])
        if base is None:
            return False
        done = 0 if link["link"] == "start" else given["items"][link["item"]]["days"]
        return base + done + link["lag"] <= day

    for day in range(300):
        for _round in given["items"]:  # items of no days may follow one another on one day
            for name, item in given["items"].items():
                late = delay if name == delayed else 0
                groups = [link.get("any", [link]) for link in item["after"]]
                if (
                    name not in start
                    and day >= late
                    and all(any(allows(link, day - late) for link in group) for group in groups)
                ):
                    start[name] = day
    return max(start[name] + given["items"][name]["days"] for name in given["end"])


@settings(max_examples=look_at(40))
@given(related(), st.data())
def test_against_a_search_day_by_day(written: dict[str, Any], data: st.DataObject) -> None:
    found = build_schedule(graph_from_mapping(written))
    assert found.days == search(written)
    row = data.draw(st.sampled_from(found.items.to_dicts()))
    if row["leads"]:
        assert search(written, row["item"], row["slack"]) == found.days
        assert search(written, row["item"], row["slack"] + 1) > found.days
    else:
        assert search(written, row["item"], 100) == found.days
    for path in found.critical:
        assert path[-1] in written["end"]


def test_the_chance_of_a_date_knows_the_relations() -> None:
    items = {
        "A": {"days": 4, "low": 2, "high": 6},
        "B": {"days": 9},
        "E": {"days": 3},
        "C": {"days": 1, "after": [{"any": ["E", "B"]}, {"item": "A", "link": "start", "lag": 8}]},
    }
    graph = graph_from_mapping({"items": items, "end": ["C"]})
    # However long A takes, C begins 8 after A began.
    found = estimate_duration_risk({"p": graph}, {"p": 9}, count=50)
    assert found.projects["chance"].to_list() == [1.0]
    assert dict(found.items.select("item", "critical").iter_rows()) == {"A": 1.0, "B": 0.0, "E": 0.0, "C": 1.0}
