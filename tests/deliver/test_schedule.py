"""Schedules against networkx, and what must hold of every schedule, what-if and draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.deliver.applicability import select_applicable
from liantu.deliver.clock import compute_deadline
from liantu.deliver.critical_paths import LISTED
from liantu.deliver.duration_risk import estimate_duration_risk
from liantu.deliver.schedule import build_schedule
from liantu.deliver.schedule_dates import date_schedule
from liantu.deliver.schedule_what_if import apply_what_if, compare_schedules
from liantu.library.approvals import Graph, graph_from_mapping, list_graphs, read_graph
from liantu.library.approvals import load_graph as shipped
from liantu.library.calendar import read_calendar
from liantu.model.problems import Problems

CN = read_calendar()
KINDS = ("legal", "reuse", "start_gate", "recommended")


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, Any]:
    """Graphs of up to twelve items; the file's order is not the order of work."""
    count = draw(st.integers(1, 12))
    items: dict[str, Any] = {}
    for n in range(count):
        before = draw(st.sets(st.integers(0, n - 1))) if n else set()
        after = [{"item": f"I{b}", "kind": draw(st.sampled_from(KINDS))} for b in sorted(before)]
        items[f"I{n}"] = {"days": draw(st.integers(0, 9)), "after": after}
    shuffled = draw(st.permutations(sorted(items)))
    end = draw(st.sets(st.sampled_from(sorted(items)), min_size=1))
    return {"items": {name: items[name] for name in shuffled}, "end": sorted(end)}


def longest(given: dict[str, Any]) -> int:
    """Longest path to an end by networkx: an item's days lie on the link into its end."""
    network = nx.DiGraph()
    for name, item in given["items"].items():
        network.add_edge((name, "in"), (name, "out"), days=item["days"])
        for before in item["after"]:
            network.add_edge((before["item"], "out"), (name, "in"), days=0)
    ends = {(name, "out") for name in given["end"]}
    kept = ends | {above for end in ends for above in nx.ancestors(network, end)}
    return int(nx.dag_longest_path_length(network.subgraph(kept), weight="days"))


@given(graphs())
def test_days_are_those_of_the_longest_path(written: dict[str, Any]) -> None:
    found = build_schedule(graph_from_mapping(written))
    assert found.days == longest(written)
    days = {name: item["days"] for name, item in written["items"].items()}
    assert found.paths == len(found.critical)
    for path in found.critical:
        assert sum(days[name] for name in path) == found.days
        assert path[-1] in written["end"]
        for before, name in pairwise(path):
            assert before in {one["item"] for one in written["items"][name]["after"]}
    on_path = {name for path in found.critical for name in path}
    assert on_path == set(found.items.filter(found.items["leads"] & (found.items["slack"] == 0))["item"])


@given(graphs(), st.data())
def test_slack_is_what_an_item_may_take_longer(written: dict[str, Any], data: st.DataObject) -> None:
    found = build_schedule(graph_from_mapping(written))
    row = data.draw(st.sampled_from(found.items.filter("leads").to_dicts()))
    item = written["items"][row["item"]]
    for more, late in ((row["slack"], 0), (row["slack"] + 1, 1)):
        changed = {**written, "items": {**written["items"], row["item"]: {**item, "days": item["days"] + more}}}
        assert build_schedule(graph_from_mapping(changed)).days == found.days + late


@given(graphs(), st.data())
def test_a_prerequisite_more_never_shortens(written: dict[str, Any], data: st.DataObject) -> None:
    names = sorted(written["items"], key=lambda name: int(name[1:]))
    n = data.draw(st.integers(0, len(names) - 1))
    m = data.draw(st.integers(0, len(names) - 1))
    before, name = names[min(n, m)], names[max(n, m)]
    item = written["items"][name]
    if before == name or before in {one["item"] for one in item["after"]}:
        return
    more = {**item, "after": [*item["after"], {"item": before}]}
    after = build_schedule(graph_from_mapping({**written, "items": {**written["items"], name: more}}))
    assert after.days >= build_schedule(graph_from_mapping(written)).days


@given(graphs())
def test_serial_is_the_sum_and_never_shorter(written: dict[str, Any]) -> None:
    graph = graph_from_mapping(written)
    found = build_schedule(graph, serial=True)
    assert found.days >= build_schedule(graph).days
    assert len(found.critical) == 1
    assert found.days == sum(written["items"][name]["days"] for name in found.critical[0])


@given(graphs())
def test_a_what_if_of_nothing_changes_nothing(written: dict[str, Any]) -> None:
    graph = graph_from_mapping(written)
    after, notes = apply_what_if(graph, {})
    assert after.items == graph.items
    assert after.end == graph.end
    assert notes == []
    assert compare_schedules(build_schedule(graph), build_schedule(after)).is_empty()


@given(graphs())
def test_draws_of_fixed_days_are_the_schedule(written: dict[str, Any]) -> None:
    graph = graph_from_mapping(written)
    found = build_schedule(graph)
    drawn = estimate_duration_risk({"one": graph, "two": graph}, {"one": found.days, "two": found.days - 1}, count=20)
    assert drawn.projects["days_p10"].to_list() == drawn.projects["days_p90"].to_list() == [found.days] * 2
    assert drawn.projects["chance"].to_list() == [1, 0]
    critical = set(drawn.items.filter(project="one", critical=1.0)["item"])
    assert critical == {name for path in found.critical for name in path}


def test_the_chance_of_two_dice() -> None:
    """A, then B, each 1 to 3 days with 2 the usual: rounded, 1 and 3 have a chance of 1/8 each."""
    die = {"days": 2, "low": 1, "high": 3}
    graph = graph_from_mapping({"items": {"A": die, "B": {**die, "after": ["A"]}, "C": {"days": 4}}, "end": ["B", "C"]})
    drawn = estimate_duration_risk({"p": graph}, {"p": 4}, count=40_000)
    # the sum is at most 4: 1+1, 1+2, 2+1, 1+3, 3+1, 2+2
    assert drawn.projects["chance"][0] == pytest.approx(1 / 64 + 2 * 6 / 64 + 2 / 64 + 36 / 64, abs=0.01)
    often = dict(drawn.items.select("item", "critical").rows())
    # A and B are critical when their sum is 4 or more, C when it is 4 or less
    assert often["A"] == often["B"] == pytest.approx(1 - 13 / 64, abs=0.01)
    assert often["C"] == pytest.approx(51 / 64, abs=0.01)


def test_another_project_leaves_draws_as_they_are() -> None:
    graph = graph_from_mapping({"items": {"A": {"days": 5, "low": 1, "high": 20}}})
    alone = estimate_duration_risk({"p": graph}, {"p": 6}).projects
    beside = estimate_duration_risk({"q": graph, "p": graph}, {"p": 6}).projects.filter(project="p")
    assert alone.equals(beside)


# -- days, pauses, dates ---------------------------------------------------------------------------------


def test_running_days_are_counted_on_the_calendar_when_a_date_is_known() -> None:
    graph = graph_from_mapping({"items": {"A4": {"days": 30, "unit": "day"}, "C7": {"days": 3, "after": ["A4"]}}})
    assert build_schedule(graph).days == 22 + 3
    start = date(2026, 2, 2)
    found = build_schedule(graph, start=start, calendar=CN)
    dated = date_schedule(found, start, CN)
    # 30 日 after 2 February is Wednesday 4 March; then 5, 6 and 9 March
    assert dated.items["finish_date"].to_list() == [date(2026, 3, 4), date(2026, 3, 9)]
    assert (dated.end, dated.label) == (date(2026, 3, 9), "")


def test_running_days_begin_when_the_last_of_all_before_is_done() -> None:
    # From Monday 28 September A takes the 29th, the 30th and, after National Day (1 to 7 October), the 8th; B only the
    # 29th. Three 日 after the 8th are Sunday the 11th, that is Monday the 12th: the 9th, the 10th (made up), the 12th.
    items = {"A": {"days": 3}, "B": {"days": 1}, "C": {"days": 3, "unit": "day", "after": ["A", "B"]}}
    start = date(2026, 9, 28)
    found = build_schedule(graph_from_mapping({"items": items}), start=start, calendar=CN)
    assert dict(found.items.select("item", "elapsed").rows()) == {"A": 3, "B": 1, "C": 3}
    assert date_schedule(found, start, CN).end == date(2026, 10, 12)


@given(st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.integers(1, 60))
def test_one_item_ends_on_its_deadline(start: date, days: int) -> None:
    start = CN.roll(start)
    for unit in ("workday", "day"):
        graph = graph_from_mapping({"items": {"A": {"days": days, "unit": unit}}})
        dated = date_schedule(build_schedule(graph, start=start, calendar=CN), start, CN)
        told = compute_deadline(start, days, unit, CN)
        assert (dated.end, dated.label) == (told.date, told.label)


def test_a_pause_is_time_but_not_days_of_the_office() -> None:
    paused = {"days": 20, "pauses": [{"days": 10, "zh": "专家评审"}]}
    assert build_schedule(graph_from_mapping({"items": {"A5": paused}})).days == 30


def test_a_schedule_begun_on_a_rest_day_begins_the_next_working_day() -> None:
    graph = graph_from_mapping({"items": {"A": {"days": 1}, "B": {"days": 7, "unit": "day", "after": ["A"]}}})
    dated = [
        date_schedule(build_schedule(graph, start=day, calendar=CN), day, CN)
        for day in (date(2026, 3, 7), date(2026, 3, 9))
    ]
    assert dated[0].end == dated[1].end == date(2026, 3, 17)


def test_a_date_in_2028_is_labelled() -> None:
    graph = graph_from_mapping({"items": {"A": {"days": 5}}})
    dated = date_schedule(build_schedule(graph), date(2028, 3, 1), CN)
    assert (dated.end, dated.label) == (date(2028, 3, 1) + timedelta(7), "by_weekends")


# -- odd graphs ------------------------------------------------------------------------------------------


def test_unknown_days_make_it_at_least() -> None:
    found = build_schedule(graph_from_mapping({"items": {"A": {"days": None}, "B": {"days": 3, "after": ["A"]}}}))
    assert (found.days, found.unknown) == (3, ("A",))
    assert found.to_dict()["at_least"] is True


def test_what_the_end_does_not_wait_for() -> None:
    items = {"A": {"days": 5}, "B": {"days": 2}, "C": {"days": 9}, "D": {"days": 1, "after": ["A"]}}
    found = build_schedule(graph_from_mapping({"items": items, "end": ["A"]}))
    assert found.days == 5
    assert dict(found.items.select("item", "slack").rows()) == {"A": 0, "B": 3, "C": None, "D": None}


#: A (5 days) is the end; B (2) stands beside it; the notice D and its copy E (no days) and X (4) come after the end.
AFTER_THE_END: dict[str, Any] = {
    "items": {
        "X": {"days": 4, "after": ["E"]},
        "E": {"days": 0, "after": ["D"]},
        "D": {"days": 0, "after": ["A"]},
        "A": {"days": 5},
        "B": {"days": 2},
    },
    "end": ["A"],
}


def test_one_after_the_other_the_end_waits_for_nothing_that_comes_after_it() -> None:
    found = build_schedule(graph_from_mapping(AFTER_THE_END), serial=True)
    assert found.days == 2 + 5  # B, then A; the four days of X come later
    assert found.items["item"].to_list() == ["B", "A", "D", "E", "X"]


def test_what_comes_after_the_end_has_no_slack_even_where_it_takes_no_days() -> None:
    graph = graph_from_mapping({**AFTER_THE_END, "items": {**AFTER_THE_END["items"], "X": {"days": 0, "after": ["E"]}}})
    slack = dict(build_schedule(graph).items.select("item", "slack").rows())
    assert slack == {"A": 0, "B": 3, "D": None, "E": None, "X": None}


def test_what_is_only_recommended_can_be_left_out() -> None:
    items = {"A": {"days": 5}, "B": {"days": 2, "after": [{"item": "A", "kind": "recommended"}]}}
    found = build_schedule(graph_from_mapping({"items": items, "end": ["B"]}))
    assert (found.days, found.free) == (7, 2)


def test_very_many_ties_are_counted_and_some_listed() -> None:
    items: dict[str, Any] = {"I0": {"days": 1}}
    for n in range(1, 61):
        items |= {f"{side}{n}": {"days": 1, "after": [f"I{n - 1}"]} for side in "LR"}
        items[f"I{n}"] = {"days": 0, "after": [f"L{n}", f"R{n}"]}
    found = build_schedule(graph_from_mapping({"items": items}))
    assert (found.days, found.paths, len(found.critical)) == (61, 2**60, LISTED)


def test_a_long_chain_needs_no_recursion() -> None:
    items = {f"I{n}": {"days": 1, "after": [f"I{n - 1}"] if n else []} for n in range(3000)}
    assert build_schedule(graph_from_mapping({"items": items})).days == 3000


# -- what-if ---------------------------------------------------------------------------------------------

SMALL = graph_from_mapping(
    {
        "items": {
            "A1": {"days": 0},
            "B1": {"days": 7, "after": ["A1"]},
            "C1": {"days": 10, "after": [{"item": "B1", "kind": "reuse"}]},
        },
        "end": ["C1"],
    }
)


def test_the_what_if_of_the_smallest_graph() -> None:
    after, notes = apply_what_if(SMALL, {"set": {"C1": {"days": 3, "after": ["A1"]}}, "drop": ["B1"]})
    found = build_schedule(after)
    assert (found.days, found.critical) == (3, [["A1", "C1"]])
    assert notes == []


def test_an_item_without_any_field_can_be_set() -> None:
    for empty in (None, "", "null", "~"):
        graph = graph_from_mapping({"items": {"A": empty, "B": {"after": ["A"]}}})
        after, _ = apply_what_if(graph, {"set": {"A": {"days": 4}}})
        assert build_schedule(after).days == 4
        assert apply_what_if(graph, {"drop": ["A"]})[0].end == ("B",)


def test_a_dropped_prerequisite_is_lost_with_a_note() -> None:
    after, notes = apply_what_if(SMALL, {"drop": ["B1"]})
    assert after.items["C1"].after == ()
    assert [note.message("en") for note in notes] == ["“C1” no longer waits for “B1”, which is dropped."]
    after, notes = apply_what_if(SMALL, {"set": {"C1": {"after": ["A1", "B1"]}}, "drop": ["B1"]})
    assert [before.item for before in after.items["C1"].after] == ["A1"]
    assert len(notes) == 1


def test_days_that_are_set_win_over_rules_and_ranges() -> None:
    rules = [{"rule": "r", "when": {}, "days": 30, "unit": "day"}]
    graph = graph_from_mapping({"items": {"A": {"rules": rules}, "B": {"days": 5, "low": 3, "high": 9}}})
    after, _ = apply_what_if(graph, {"set": {"A": {"days": 2, "unit": "workday"}, "B": {"days": 1}}})
    assert after.items["A"].rules[0].changes == {}
    assert (after.items["A"].days, after.items["B"].days, after.items["B"].high) == (2, 1, None)


def test_everything_wrong_with_a_what_if_at_once() -> None:
    with pytest.raises(Problems) as found:
        apply_what_if(SMALL, {"set": {"C9": {"days": 1}, "B1": {}}, "drop": ["B1", "X"], "add": {"A1": {}}})
    codes = [problem.code for problem in found.value.problems]
    assert codes == ["unknown_item", "unknown_item", "set_and_dropped", "id_taken"]
    with pytest.raises(Problems, match="items_in_circle"):
        apply_what_if(SMALL, {"set": {"A1": {"after": ["C1"]}}})
    with pytest.raises(Problems, match="negative_days"):
        apply_what_if(SMALL, {"set": {"A1": {"days": -1}}})
    with pytest.raises(Problems, match="no_end_left"):
        apply_what_if(SMALL, {"drop": ["C1"]})
    for odd in ([], {"sett": {}}, {"set": [1]}, {"set": {"A1": 5}}, {"drop": {"A1": 1}}):
        with pytest.raises(Problems):
            apply_what_if(SMALL, odd)  # type: ignore[arg-type]


def test_draws_stay_within_their_range() -> None:
    graph = graph_from_mapping({"items": {"A": {"days": 5, "low": 2, "high": 9}}})
    drawn = estimate_duration_risk({"p": graph}, count=2000)
    assert drawn.projects["days_p10"][0] >= 2
    assert drawn.projects["days_p90"][0] <= 9
    assert np.isnan(drawn.projects["days_p50"].to_numpy()).sum() == 0


def test_a_gate_that_waits_for_less_is_told() -> None:
    graph = graph_from_mapping({"items": {"A": {"days": 3}, "B": {"days": 5}}, "gates": {"G": {"after": ["A", "B"]}}})
    _, notes = apply_what_if(graph, {"set": {"G": {"after": ["A"]}}})
    assert [(note.code, note.value, note.slots["items"]) for note in notes] == [("gate_weakened", "G", "B")]
    _, notes = apply_what_if(graph, {"drop": ["G"], "end": ["A", "B"]})
    assert [(note.code, note.slots["items"]) for note in notes] == [("gate_weakened", "A, B")]


def test_where_the_drawings_are_not_reviewed_fire_safety_still_waits_for_the_design() -> None:
    """Small works without the review C1: fire safety (C2) and lightning (C4) begin after B2, not on the first day."""
    answers = {"scale": "small", "fire": "special", "joint_review": "no", "explosive": "yes"}
    found = build_schedule(select_applicable(shipped("filed-industrial"), answers).graph).items
    at = {row["item"]: (row["start"], row["finish"]) for row in found.iter_rows(named=True)}
    assert at["C2"] == (at["B2"][1], at["B2"][1] + 15)
    assert at["C4"] == (at["B2"][1], at["B2"][1] + 10)
    assert at["C7"][0] == at["C2"][1]


# -- every graph of ours ---------------------------------------------------------------------------------------------

MADE_UP = sorted((Path(__file__).parents[2] / "districts").glob("*/approvals/*.yaml"))
OURS = [*(shipped(name) for name in list_graphs()), *(read_graph(path) for path in MADE_UP)]
#: What is decided on paper before anything is built, although it stands in the last stage.
ON_PAPER = {"D4"}


def scheduled(graph: Graph, answers: dict[str, str], works: int | None = None) -> dict[str, tuple[int, int]]:
    """Start and finish of each item; ``works`` are the days of the works."""
    found = select_applicable(graph, answers).graph
    if works is not None:
        found = replace(found, items={**found.items, "W1": replace(found.items["W1"], days=works)})
    ends = tuple(item.id for item in found.items.values() if item.opens == "operating")
    rows = build_schedule(replace(found, end=ends)).items.iter_rows(named=True)
    return {row["item"]: (row["start"], row["finish"]) for row in rows}


@pytest.mark.parametrize("graph", OURS, ids=lambda graph: f"{graph.id} {graph.version}")
def test_start_works_acceptance_and_production_come_one_after_the_other(graph: Graph) -> None:
    opens = {item.opens: item.id for item in graph.items.values() if item.gate}
    last = [item.id for item in graph.items.values() if item.stage == "4" and item.id not in ON_PAPER]
    each = [{question.id: choice} for question in graph.questions.values() for choice in question.choices]
    started, operating = opens["started"], opens["operating"]
    plain = scheduled(graph, {})  # where nobody knows how long the works take
    assert plain[started][1] < plain["D1"][1] <= plain[operating][1]
    for answers in [{}, *each]:
        built = scheduled(graph, answers, works=60)
        assert built[started][1] < built["D1"][1] <= built[operating][1], answers
        assert built["W1"] == (built[started][1], built[started][1] + 60), answers
        assert all(built[item][0] >= built["W1"][1] for item in last if item in built), answers
        assert built[operating][0] == max(built[item][1] for item in last if item in built and waits(graph, item))


def waits(graph: Graph, item: str) -> bool:
    """Whether the start of production waits for an item."""
    production = next(gate for gate in graph.items.values() if gate.opens == "operating")
    return item in {before.item for before in production.after}


def test_a_chemical_project_tries_its_plant_before_it_is_accepted() -> None:
    """A hazardous project of severe occupational hazards: works of 60 days, a trial of 30 days of its own planning."""
    answers = {"hazardous": "yes", "occupational": "severe", "discharge": "key", "environment": "form"}
    found = select_applicable(shipped("filed-industrial"), answers).graph
    unknown = {"A11", "B4", "D10", "D11"}  # no source gives them days
    assert {name for name in unknown if found.items[name].days is None} == unknown
    found = apply_what_if(found, {"set": {"W1": {"days": 60}, "D10": {"days": 30}, "B4": {"days": 90}}})[0]
    at = {row["item"]: (row["start"], row["finish"]) for row in build_schedule(found).items.iter_rows(named=True)}
    assert at["B4"] == (0, 90)
    assert at["G1"] == (90, 90)  # works do not start before the design against hazards is reviewed
    assert at["D10"] == (150, 180)
    assert at["D7"] == (180, 225)  # safety facilities are accepted after the trial, 45 days
    assert at["D11"][0] == at["D5"][0] == 180
    assert at["G2"] == (225, 225)
    plain = select_applicable(shipped("filed-industrial"), {"hazardous": "no", "occupational": "none"})
    assert not {"A11", "B4", "D10", "D11"} & set(plain.graph.items)
