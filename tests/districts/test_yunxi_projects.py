"""The made-up projects: where they stand, what is late and by how much, how long stages took; all counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tools.made_up_district.district import FOLDER

import liantu
from liantu.district import District
from liantu.exchange.paper import PaperSheet
from liantu.papers import make_paper


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(FOLDER)


def test_where_they_stand(yunxi: District) -> None:
    stages = dict(yunxi.deliver.projects().select("project", "stage").iter_rows())
    assert {name: stages[name] for name in ("project-1", "project-2", "project-3", "project-4")} == {
        "project-1": "building",
        "project-2": "landed",
        "project-3": "signed_contract",
        "project-4": "lead",
    }
    assert yunxi.deliver.board("tier").filter(tier="key")["projects"].to_list() == [2]


def test_plans_actuals_and_deadlines_are_bars(yunxi: District) -> None:
    rows = yunxi.deliver.gantt("project-1").select("stage", "kind", "first", "last", "clause").rows()
    assert ("structure", "plan", date(2023, 10, 1), date(2023, 12, 15), None) in rows
    assert ("started", "actual", date(2023, 4, 10), date(2023, 4, 10), None) in rows
    # A step known to a month is as long as the month.
    assert ("building", "actual", date(2023, 5, 1), date(2023, 5, 31), None) in rows
    assert ("operating", "deadline", date(2024, 6, 30), date(2024, 6, 30), "虚构合同1第八条") in rows


def test_what_is_late_on_the_last_day_of_2023(yunxi: District) -> None:
    rows = yunxi.deliver.lateness().select("project", "stage", "rule", "limit", "days", "late").rows()
    assert rows == [
        # 90 days from 1 June end on 30 August; 1 more of August, 30, 31, 30, 31 days
        ("project-2", "landed", "stay", date(2023, 8, 30), 123, False),
        ("project-2", "started", "plan", date(2023, 11, 15), 46, False),
        ("project-2", "started", "deadline", date(2023, 11, 30), 31, True),
        ("project-1", "structure", "plan", date(2023, 12, 15), 16, False),
        # 7 days from 26 December; a plan ten days ahead
        ("project-4", "lead", "stay", date(2024, 1, 2), -2, False),
        ("project-3", "landed", "plan", date(2024, 1, 10), -10, False),
    ]


def test_conversion_and_elapsed_time(yunxi: District) -> None:
    rows = {(r["from"], r["to"]): r for r in yunxi.deliver.conversion().to_dicts()}
    landed = rows["signed_contract", "landed"]
    # 31, 33, 33, 33, 37, 37, 37, 42, 43 days of the projects with cases; 57 and 76 of projects 1 and 2
    assert (landed["reached"], landed["passed"], landed["days_low"]) == (13, 11, 37)
    # 10 April to some day of May
    assert (rows["started", "building"]["days_low"], rows["started", "building"]["days_high"]) == (21, 51)


def test_the_week_and_the_quarter(yunxi: District) -> None:
    week = yunxi.deliver.weekly("2023-12-25..2023-12-31")
    assert week["section"].to_list() == ["out", "received", "talks", "signed", "new", "matters", "matters"]
    assert week.filter(section="matters")["due"].to_list() == ["2024-01-05", "2024-01-15"]
    quarter = {row["place"]: row for row in yunxi.deliver.quarterly("2023-Q4").to_dicts()}
    assert quarter["north-slope"]["signed"] == 2  # project-13 on 14 November, project-3 on 27 December
    assert (quarter["north-slope"]["contract"], quarter["east-bank"]["in_place"]) == (1.8e8, 0.2e8)


def test_the_sheet_on_paper_writes_the_entry_test_out(yunxi: District) -> None:
    rows = {row["what"]: row["said"] for row in sheet(yunxi, "project-1").rows}
    # 2.5 × 10⁸ CNY on 50 mu
    invested = [row["said"] for row in sheet(yunxi, "project-1").rows if "投资强度" in row["what"]]
    assert invested == [
        "25000 万元 ÷ 50 亩 = 500 万元/亩；标准：不低于 300 万元/亩（虚构标准第一条）；达标",
        "25000 万元 ÷ 50 亩 = 500 万元/亩；标准：不低于 400 万元/亩（虚构标准第五条）；达标",
    ]
    assert rows["准入测算：亩均产出"].endswith("待核（未查到适用标准）")
    unknown = {row["what"]: row["said"] for row in sheet(yunxi, "project-4").rows}
    assert unknown["准入测算：亩均投资强度"].startswith("未掌握 ÷ 未掌握；标准：")
    assert unknown["准入测算：亩均投资强度"].endswith("待核（项目数据未掌握）")


def test_the_sheet_on_paper_says_what_has_slipped_since_a_saved_schedule(yunxi: District) -> None:
    rows = {row["what"]: row["said"] for row in sheet(yunxi, "project-13").rows}
    assert rows["进度基线"] == (
        "进度基线“12月15日调度会”（2023-12-15保存）：当时预计2024-07-05完成，现预计2024-07-17完成，"
        "滞后8个工作日，决定因素：A2 建设用地规划许可"
    )
    assert "进度基线" not in {row["what"] for row in sheet(yunxi, "project-1").rows}


def sheet(yunxi: District, project: str) -> PaperSheet:
    made = make_paper(yunxi, "project", project=project)
    assert isinstance(made, PaperSheet)
    return made


def test_a_paper_that_comes_a_week_after_the_office_was_ready_costs_the_office_nothing(yunxi: District) -> None:
    def follow(district: District, event: str, **fields: str) -> District:
        return district.what_if(district.deliver.record("project-13-a2", event, "2023-12-26", **fields))

    # Accepted on 13 December, ready on the nineteenth: four working days; the paper comes on the twenty-sixth.
    supplied = follow(yunxi, "material_supplied", material="licence")
    row = follow(supplied, "approved").deliver.cases(project="project-13").filter(case="project-13-a2").to_dicts()[0]
    assert (row["taken"], row["within"], row["deadline"]) == (4, True, date(2023, 12, 27))
    waiting = yunxi.deliver.cases(project="project-13").filter(case="project-13-a2").to_dicts()[0]
    assert (waiting["used"], waiting["deadline"], waiting["late"]) == (4, date(2023, 12, 20), False)


def test_acceptance_comes_after_the_works_and_they_after_their_start(yunxi: District) -> None:
    graph = yunxi.deliver.newest_graph("yunxi-filed")
    assert graph is not None
    plan_items = yunxi.deliver.approval_plan(graph, {"environment": "report"}).plan.items
    finish = dict(plan_items.select("item", "finish").rows())
    # Filing 1 and assessment 30 days before the gate; works of 110 days, acceptance of 7
    assert (finish["G1"], finish["W1"], finish["D1"], finish["G2"]) == (31, 141, 148, 148)
    remaining = yunxi.deliver.remaining_plan(yunxi.deliver.applicable(graph, {}).graph, "project-8")
    assert remaining is not None
    # Acceptance was applied for on 28 December: the works, which no office decides, are over by then.
    assert remaining.items.filter(item="W1").select("state", "finish").rows() == [("done", date(2023, 12, 28))]
