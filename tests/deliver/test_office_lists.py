"""The lists offices print: follow-ups, week, quarter, claims."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import liantu
from liantu.deliver.claims import compare_claims
from liantu.deliver.office_lists import build_quarterly_table, build_weekly_list, list_follow_ups
from liantu.model.rules.project_course import check_deadline_clauses, check_due_days, check_reasons

from .district import event, money, project, tables


def follow(key: str, kind: str, day: str, **fields: str) -> dict[str, str | None]:
    return {"id": key, "kind": kind, "period": day, "zh": key, "basis": "ours", "project": "a", **fields}


DISTRICT = tables(
    projects=[project("a", place="east", office="eic"), project("b", place="west"), project("c", place="west")],
    events=[
        event("a", "signed_framework", "2024-03-05"),
        event("b", "signed_contract", "2024-03"),
        event("b", "landed", "2024-01-03"),
        event("c", "started", "2024-03-10"),
        event("c", "landed", None),
    ],
    follow_ups=[
        follow("visit", "out", "2024-03-04"),
        follow("guest", "received", "2024-03-11"),
        follow("power", "matter", "2024-02-20", office="grid", due="2024-03-20"),
        follow("land", "matter", "2024-03-06", office="land-bureau", due="2024-03-15"),
        follow("road", "matter", "2024-01-02", due="2024-02-01", settled="2024-02-20"),
    ],
    moneys=[
        money("a", "contract", "10", period="2024-03-05"),
        money("b", "contract", "5", period="2024-02-01"),
        money("b", "in_place", "1", period="2024-02", extent="year"),
        money("c", "in_place", "9", period="2024-01..03", extent="cumulative"),
    ],
)


def test_the_week() -> None:
    rows = build_weekly_list(DISTRICT, date(2024, 3, 4), date(2024, 3, 10))
    assert rows.select("section", "project", "what").rows() == [
        ("out", "a", "out"),
        ("signed", "a", "signed_framework"),
        ("started", "c", "started"),
        ("new", "a", "signed_framework"),
        ("matters", "a", "matter"),
        ("matters", "a", "matter"),
    ]
    # By due day, with the office; a matter settled before the week is out.
    matters = rows.filter(section="matters").select("zh", "office", "due").rows()
    assert matters == [("land", "land-bureau", "2024-03-15"), ("power", "grid", "2024-03-20")]


def test_the_quarter_keeps_money_apart() -> None:
    rows = {r["place"]: r for r in build_quarterly_table(DISTRICT, date(2024, 1, 1), date(2024, 3, 31)).to_dicts()}
    assert rows["east"] == {
        **{"place": "east", "signed": 1, "landed": 0, "started": 0, "operating": 0, "undated": 0},
        **{"contract": 10e8, "in_place": None},
    }
    assert (rows["west"]["signed"], rows["west"]["landed"]) == (1, 1)
    assert (rows["west"]["undated"], rows["west"]["contract"], rows["west"]["in_place"]) == (1, 5e8, 1e8)


QUARTER = (date(2024, 1, 1), date(2024, 3, 31))


def test_two_claims_of_one_amount_are_not_added_in_a_quarter() -> None:
    two = [money("a", "contract", "10"), money("a", "contract", "12", note="另一来源")]
    both = [project("a", place="east"), project("b", place="west")]
    rows = build_quarterly_table(tables(projects=both, moneys=[*two, money("b", "contract", "3")]), *QUARTER)
    assert dict(rows.select("place", "contract").iter_rows()) == {"east": None, "west": 3e8}


@pytest.mark.parametrize(
    ("matter", "listed"),
    [
        ({"day": "2024-03-10"}, True),  # raised on the last day of the week
        ({"day": "2024-03-11"}, False),
        ({"day": "2024-01-02", "settled": "2024-03-03"}, False),
        ({"day": "2024-01-02", "settled": "2024-03-04"}, True),  # settled on its first day
    ],
    ids=str,
)
def test_a_matter_is_listed_from_when_it_is_raised_until_it_is_settled(matter: dict[str, str], listed: bool) -> None:
    rows = tables(projects=[project("a")], follow_ups=[follow("power", "matter", **matter)])
    week = build_weekly_list(rows, date(2024, 3, 4), date(2024, 3, 10))
    assert (week["section"].to_list() == ["matters"]) is listed


def test_a_project_with_an_undated_step_is_not_new() -> None:
    steps = [event(name, "talks", "2024-03-05") for name in "ab"] + [event("b", "lead", None)]
    week = build_weekly_list(
        tables(projects=[project("a"), project("b")], events=steps), date(2024, 3, 4), date(2024, 3, 10)
    )
    assert week.select("section", "project").rows() == [("talks", "a"), ("talks", "b"), ("new", "a")]


def test_the_log_is_in_order_of_days() -> None:
    assert list_follow_ups(DISTRICT)["zh"].to_list() == ["road", "power", "visit", "land", "guest"]
    assert list_follow_ups(DISTRICT, "b").is_empty()


def test_rules() -> None:
    bad = tables(
        projects=[project("a")],
        events=[event("a", "paused", "2024-03")],
        follow_ups=[follow("late", "matter", "2024-03-06", due="2024-03-05")],
        milestones=[{"project": "a", "stage": "started", "kind": "deadline", "period": "2024-06", "clause": None}],
    )
    for rule, code in ((check_reasons, "reason_missing"), (check_due_days, "due_before_start")):
        assert [(p.code, p.row) for p in rule(bad)] == [(code, 2)]
    assert [p.code for p in check_deadline_clauses(bad)] == ["deadline_without_clause"]
    assert not [p for rule in (check_reasons, check_due_days, check_deadline_clauses) for p in rule(DISTRICT)]


def test_a_claim_of_a_quarter_counts_projects_on_a_list_for_any_day_of_it() -> None:
    lists = {
        "year": "2024",
        "before": "2023-12-01..2024-01-01",  # to the first day
        "after": "2024-03-31..2024-06-30",  # from the last day
        "past": "2023",
        "next": "2024-Q2",
        "ever": None,
    }
    claim = {"id": "o", "subject": "here", "indicator": "projects", "period": "2024-Q1", "value": "5", "unit": "个"}
    rows = tables(
        projects=[project(name) for name in lists],
        project_tiers=[
            {"project": p, "tier": "city", "period": period, "basis": "ours"} for p, period in lists.items()
        ],
        observations=[{**claim, "comparator": "eq"}],
        claims=[{"observation": "o", "counts": "projects", "tier": "city"}],
    )
    (row,) = compare_claims(rows).to_dicts()
    assert (row["value"], row["itemised"], row["projects"]) == (5, 4, 4)


def test_a_project_that_is_counted_is_not_told_as_undated_too() -> None:
    claim = {"id": "o", "subject": "here", "indicator": "projects", "period": "2024-Q1", "value": "5", "unit": "个"}
    steps = [event("a", "signed", None), event("a", "signed_contract", "2024-02-01"), event("b", "signed", None)]
    rows = tables(
        projects=[project("a"), project("b")],
        events=steps,
        observations=[{**claim, "comparator": "eq"}],
        claims=[{"observation": "o", "counts": "projects", "stage": "signed"}],
    )
    (row,) = compare_claims(rows).to_dicts()
    assert (row["itemised"], row["undated"]) == (1, 1)  # a is counted; b may belong there


@pytest.mark.parametrize(
    ("observation", "stated", "itemised"),
    [
        ("signed-q1", 65, 2),
        ("contract-q1", 430, None),
        ("industrial-q1", 11, 2),
        ("industrial-contract-q1", 251.78, None),
        ("fuling-10bn-q1", 2, 2),
        ("key-projects-circle", 6, 0),
        ("key-projects-city", 48, 0),
        ("key-projects-district", 113, 0),
        ("huafeng-projects", 9, 2),
    ],
)
def test_what_the_articles_claim_beside_what_is_itemised(
    fuling: liantu.District, observation: str, stated: float, itemised: float | None
) -> None:
    row = compare_claims(fuling.tables).row(by_predicate=pl.col("observation") == observation, named=True)
    assert (row["value"], row["itemised"]) == (stated, itemised)


def test_fuling_as_a_pipeline(fuling: liantu.District) -> None:
    stands = dict(fuling.deliver.projects().select("project", "stage").iter_rows())
    assert (stands["rept-base"], stands["ganfeng-battery"], stands["geely-battery"]) == ("building", "signed", "landed")
    assert stands["nylon-wear"] is None
    # The articles say three months from signing to start; their months allow 62 to 119 days.
    passed = fuling.deliver.conversion().row(by_predicate=pl.col("to") == "started", named=True)
    assert (passed["days_low"], passed["days_high"]) == (62, 119)


def test_fuling_before_and_after_a_step(fuling: liantu.District) -> None:
    change = fuling.deliver.step("rept-base", "operating", "2024-06-01", evidence="用电")
    later = fuling.what_if(change)
    for day, figures in ((date(2024, 5, 31), (0, 67_500)), (date(2024, 6, 1), (67_500, 0))):
        lfp = later.at(as_of=day).chain.balance().row(by_predicate=pl.col("product") == "lfp", named=True)
        assert (lfp["operating"], lfp["building"]) == figures
