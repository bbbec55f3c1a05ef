"""Technical upgrades are counted apart; entering the statistics is a step beside the line, and not before the works."""

from __future__ import annotations

from datetime import date

from tests.deliver.district import event, project, tables

from liantu.deliver.pipeline import build_board, list_reached_stages
from liantu.deliver.steps import record_step
from liantu.model.rules.project_course import check_statistics_dates

DAY = date(2024, 6, 30)


def test_an_upgrade_is_one_by_its_nature_or_by_what_is_on_record() -> None:
    made = tables(
        projects=[project("a", nature="upgrade"), project("b"), project("c", nature="expansion"), project("d")],
        events=[event("b", "upgraded", "2023-05"), event("c", "upgraded", "2023-05"), event("d", "started", "2023-05")],
    )
    board = build_board(made, DAY)
    assert dict(board.select("project", "nature").iter_rows()) == {
        "a": "upgrade",
        "b": "upgrade",
        "c": "expansion",
        "d": None,
    }


def test_every_stage_up_to_the_furthest_is_reached() -> None:
    made = tables(
        projects=[project("a")], events=[event("a", "started", "2023-02"), event("a", "operating", "2024-01")]
    )
    reached = dict(list_reached_stages(made, DAY).select("stage", "period").iter_rows())
    assert reached["started"] == "2023-02"
    assert reached["completed"] is None
    assert reached["operating"] == "2024-01"
    assert "full_output" not in reached


def test_entering_the_statistics_may_be_recorded_after_a_later_step() -> None:
    made = tables(
        projects=[project("a")], events=[event("a", "started", "2023-02"), event("a", "operating", "2024-01")]
    )
    change = record_step(made, "a", "in_statistics", "2023-04", evidence="入库批次7")
    assert change.rows[0].fields["stage"] == "in_statistics"


def test_entering_before_the_works_is_named() -> None:
    made = tables(
        projects=[project("a")], events=[event("a", "in_statistics", "2023-01"), event("a", "started", "2023-02")]
    )
    (problem,) = check_statistics_dates(made)
    assert problem.message("en").startswith("events.csv, row 2")
    assert "project “a” entered the statistics (2023-01) before its works began (2023-02)" in problem.message("en")
    same = tables(
        projects=[project("a")], events=[event("a", "in_statistics", "2023-02"), event("a", "started", "2023-02")]
    )
    assert check_statistics_dates(same) == []
    assert (
        check_statistics_dates(tables(projects=[project("a")], events=[event("a", "in_statistics", "2023-01")])) == []
    )
