"""Where projects stand at a date, and the board."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from liantu.deliver.conversion import compute_conversion
from liantu.deliver.gantt import build_gantt_rows
from liantu.deliver.lateness import find_late_projects
from liantu.deliver.pipeline import build_board, find_current_stages, group_board, list_project_steps

from .district import event, project, tables

END = date(2024, 6, 30)
STEPS = [
    event("a", "signed_contract", "2024-01-10"),
    event("a", "landed", "2024-02-09"),
    event("a", "started", "2024-07-01"),
    event("b", "signed_contract", "2024-01"),
    event("b", "landed", "2024-03"),
    event("c", "signed_contract", None),
    event("c", "landed", "2024-05"),
    event("d", "talks", "2024-02-01"),
    event("d", "lost", "2024-04-01", reason="elsewhere"),
    event("e", "upgraded", "2024-01"),
]
DISTRICT = tables(
    projects=[project("a", place="east", office="eic"), *(project(n, place="west") for n in "bcd"), project("e")],
    events=STEPS,
    project_tiers=[
        {"project": "a", "tier": "city", "period": "2024", "basis": "ours"},
        {"project": "a", "tier": "district", "period": "2024", "basis": "ours"},
        {"project": "b", "tier": "city", "period": "2023", "basis": "ours"},
    ],
    milestones=[
        {"project": "a", "stage": "started", "kind": "deadline", "period": "2024-06-20", "clause": "第5条"},
        {"project": "a", "stage": "operating", "kind": "plan", "period": "2025-03"},
        {"project": "b", "stage": "landed", "kind": "plan", "period": "2024-01"},
        {"project": "d", "stage": "landed", "kind": "deadline", "period": "2024-05-01", "clause": "第1条"},
    ],
)


def stands(as_of: date) -> dict[str, str | None]:
    return dict(find_current_stages(DISTRICT, as_of).select("project", "stage").iter_rows())


def test_the_latest_step_that_had_happened_decides() -> None:
    assert stands(END) == {"a": "landed", "b": "landed", "c": "landed", "d": "lost", "e": None}
    assert stands(date(2024, 7, 1))["a"] == "started"
    assert stands(date(2024, 2, 8)) == {
        "a": "signed_contract",
        "b": "signed_contract",
        "c": "signed_contract",
        "d": "talks",
        "e": None,
    }
    # February is not over: what is dated to a month has happened when the month has.
    assert stands(date(2024, 1, 30))["b"] is None


def test_history_puts_what_has_no_date_first() -> None:
    assert list_project_steps(DISTRICT, "c")["stage"].to_list() == ["signed_contract", "landed"]


def test_board() -> None:
    rows = build_board(DISTRICT, END)
    assert rows.height == 5
    assert rows.row(by_predicate=pl.col("project") == "a", named=True)["tiers"] == ["city", "district"]
    assert rows.row(by_predicate=pl.col("project") == "b", named=True)["tiers"] == []  # last year's list
    assert rows.row(by_predicate=pl.col("project") == "e", named=True)["beside"] == "upgraded"
    assert dict(group_board(rows, "stage").iter_rows()) == {"landed": 3, "lost": 1, None: 1}
    by_place = {row["place"]: row for row in group_board(rows, "place").to_dicts()}
    assert by_place["west"] == {"place": "west", "projects": 3, "landed": 2, "lost": 1, "unknown": 0}
    assert by_place[None]["unknown"] == 1
    # In two tiers: counted in both, and without a total.
    assert dict(group_board(rows, "tier").select("tier", "projects").iter_rows()) == {"city": 1, "district": 1, None: 4}


@pytest.mark.parametrize("by", ["stage", "place", "office", "tier", "sector"])
def test_a_board_without_projects(by: str) -> None:
    assert group_board(build_board(tables(), END), by).is_empty()


def test_gantt_has_plan_actual_and_deadline_with_clause() -> None:
    rows = build_gantt_rows(DISTRICT, "a").select("stage", "kind", "first", "last", "clause").rows()
    assert rows == [
        ("signed_contract", "actual", date(2024, 1, 10), date(2024, 1, 10), None),
        ("landed", "actual", date(2024, 2, 9), date(2024, 2, 9), None),
        ("started", "actual", date(2024, 7, 1), date(2024, 7, 1), None),
        ("started", "deadline", date(2024, 6, 20), date(2024, 6, 20), "第5条"),
        ("operating", "plan", date(2025, 3, 1), date(2025, 3, 31), None),
    ]


def test_lateness_says_by_which_rule() -> None:
    found = find_late_projects(DISTRICT, END, {"landed": 90}, "default", 15)
    told = {
        (r["project"], r["rule"]): (r["stage"], r["ground"], r["limit"], r["days"], r["late"]) for r in found.to_dicts()
    }
    assert told == {
        # 9 February and 90 days make 9 May; to 30 June are 52 days (22 + 30).
        ("a", "stay"): ("landed", "default", date(2024, 5, 9), 52, False),
        ("a", "deadline"): ("started", "agreed", date(2024, 6, 20), 10, True),
        # March may have ended before it landed: counted from the 31st.
        ("b", "stay"): ("landed", "default", date(2024, 6, 29), 1, False),
    }
    before = find_late_projects(DISTRICT, date(2024, 6, 10), {}, "default", 15)
    assert before.select("project", "days", "late").rows() == [("a", -10, False)]
    assert find_late_projects(DISTRICT, date(2024, 7, 2), {}, "default", 15).is_empty()  # it has started


def test_only_a_document_makes_a_project_late() -> None:
    steps = [event("a", "landed", "2024-01-10")]
    plan = {"project": "a", "stage": "started", "kind": "plan", "period": "2024-05-31"}
    told = []
    for clause in (None, " ", "区政府专题会议纪要第3号"):
        district = tables(projects=[project("a")], events=steps, milestones=[{**plan, "clause": clause}])
        told += find_late_projects(district, END, {}, "default", 15).select("ground", "days", "late").rows()
    assert told == [("undocumented", 30, False), ("undocumented", 30, False), ("agreed", 30, True)]
    stay = find_late_projects(tables(projects=[project("a")], events=steps), END, {"landed": 90}, "confirmed", 15)
    assert stay["late"].to_list() == [True]


def test_a_share_of_two_projects_is_none() -> None:
    steps = [event("a", "talks", "2024-01"), event("b", "talks", "2024-01"), event("a", "landed", "2024-02")]
    district = tables(projects=[project("a"), project("b")], events=steps)
    (row,) = compute_conversion(district, END, 5).to_dicts()
    assert (row["reached"], row["passed"], row["share"]) == (2, 1, None)
    assert compute_conversion(district, END, 2)["share"].to_list() == [50]


def test_on_the_day_of_a_limit_nothing_is_late() -> None:
    def found(day: int, warning_days: float) -> list[tuple[int, bool]]:
        return (
            find_late_projects(DISTRICT, date(2024, 6, day), {}, "default", warning_days).select("days", "late").rows()
        )

    assert [found(day, 10) for day in (19, 20, 21)] == [[(-1, False)], [(0, False)], [(1, True)]]
    # ten days before it is told with eleven days of warning, not with ten
    assert (found(10, 11), found(10, 10)) == ([(-10, False)], [])


def test_the_latest_comes_first() -> None:
    assert find_late_projects(DISTRICT, END, {"landed": 90}, "default", 15)["days"].to_list() == [52, 10, 1]


def test_a_stage_once_reached_is_not_missed_when_a_project_falls_back() -> None:
    steps = [event("a", "started", "2024-01-10"), event("a", "landed", "2024-03-01", reason="market")]
    plan = {"project": "a", "stage": "started", "kind": "plan", "period": "2024-02"}
    later = {**plan, "stage": "operating"}
    district = tables(projects=[project("a")], events=steps, milestones=[plan, later])
    assert find_late_projects(district, END, {}, "default", 15)["stage"].to_list() == ["operating"]


@pytest.mark.parametrize(
    ("day", "tiers"),
    [(date(2024, 3, 31), []), (date(2024, 4, 1), ["city"]), (date(2024, 6, 30), ["city"]), (date(2024, 7, 1), [])],
)
def test_a_list_holds_from_the_first_to_the_last_day_of_its_period(day: date, tiers: list[str]) -> None:
    row = {"project": "a", "tier": "city", "period": "2024-Q2", "basis": "ours"}
    assert build_board(tables(projects=[project("a")], project_tiers=[row]), day)["tiers"].to_list() == [tiers]


def test_the_board_begins_with_the_furthest() -> None:
    steps = [event("b", "talks", "2024-01"), event("c", "operating", "2024-01"), event("d", "landed", "2024-01")]
    rows = build_board(tables(projects=[project(name) for name in "abcd"], events=steps), END)
    assert rows["stage"].to_list() == ["operating", "landed", "talks", None]


def test_passage_counts_and_never_guesses_a_date() -> None:
    rows = {(r["from"], r["to"]): r for r in compute_conversion(DISTRICT, END).to_dicts()}
    signed = rows["signed_contract", "landed"]
    assert (signed["reached"], signed["passed"], signed["share"]) == (3, 3, 100)
    assert (signed["dated"], signed["undated"]) == (2, 1)
    # a: 30 days exactly. b: from 31 January to 1 March at least 30 days, from 1 January to 31 March at most 90.
    assert (signed["days_low"], signed["days_high"]) == (30, 60)
    assert rows["talks", "lost"]["share"] == 100


def test_a_step_of_a_project_moves_the_capacity_that_names_it() -> None:
    from liantu.deliver.steps import record_step
    from liantu.model.apply import apply_change
    from liantu.model.capacity_status import find_capacity_statuses

    district = tables(
        projects=[project("p", plant="works")],
        plants=[{"id": "works", "zh": "厂", "firm": "f", "basis": "ours"}],
        capacities=[
            {"id": "new", "plant": "works", "product": "pta", "project": "p", "basis": "ours"},
            {"id": "old", "plant": "works", "product": "pta", "basis": "ours"},
        ],
        events=[
            event("p", "started", "2024-01-01"),
            {"id": "x", "capacity": "new", "stage": "building", "period": "2024-02", "basis": "ours"},
            {"id": "y", "capacity": "old", "stage": "operating", "period": "2010", "basis": "ours"},
        ],
    )
    after = apply_change(district, record_step(district, "p", "operating", "2024-05-01", evidence="用电"))
    for day, status in ((date(2024, 4, 30), "building"), (date(2024, 5, 1), "operating")):
        assert dict(find_capacity_statuses(after, day).select("capacity", "status").iter_rows()) == {
            "new": status,
            "old": "operating",
        }
    assert after["capacities"].equals(district["capacities"])


def test_passage_takes_the_first_time_at_a_stage_and_the_middle_of_all_times() -> None:
    days = {"a": ("2024-01-01", "2024-01-11"), "b": ("2024-01-01", "2024-01-21"), "c": ("2024-01-01", "2024-03-31")}
    steps = [
        event(name, *step) for name, given in days.items() for step in zip(("talks", "landed"), given, strict=True)
    ]
    steps += [
        event("a", "talks", "2024-05-01"),  # again: the way from landed to talks is none
        event("b", "upgraded", "2024-01-10"),  # beside the line, between the two
    ]
    (row,) = compute_conversion(tables(projects=[project(name) for name in days], events=steps), END).to_dicts()
    assert (row["from"], row["to"], row["reached"], row["passed"]) == ("talks", "landed", 3, 3)
    # 10, 20 and 90 days (30 of January, 29 of February, 31 of March): the middle is 20, not the mean of 40
    assert (row["days_low"], row["days_high"]) == (20, 20)


def test_two_steps_of_one_month_lie_no_days_apart_at_least() -> None:
    steps = [event("a", "talks", "2024-03"), event("a", "landed", "2024-03")]
    (row,) = compute_conversion(tables(projects=[project("a")], events=steps), END).to_dicts()
    assert (row["dated"], row["days_low"], row["days_high"]) == (1, 0, 30)  # from the 1st to the 31st at most
