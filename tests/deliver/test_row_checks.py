"""Rows of cases and steps are judged whatever way they come: nothing stands that the graph or the order forbids."""

from __future__ import annotations

from pathlib import Path

import pytest

import liantu
from liantu.deliver.row_checks import check_case_rows, check_milestone_rows, check_step_rows
from liantu.district import open_workspace
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

from .cases.graph import VERSIONS, district
from .district import event, project, tables

ANN = ChangeEntry("ann", "edit", "typed in")
CASE = {"id": "b2", "project": "p", "item": "B2", "graph": "filed", "version": "1", "basis": "ours"}


def told(*events: tuple[str, str], **fields: str) -> list[str]:
    rows = [
        {"id": f"e{at}", "case": "b2", "event": name, "day": day, "basis": "ours", **(fields if at else {})}
        for at, (name, day) in enumerate(events)
    ]
    now = district(cases=[CASE], case_events=rows)
    return [problem.code for problem in check_case_rows(now, VERSIONS)]


def test_a_promise_where_none_is_allowed_and_a_main_material_missing() -> None:
    applied = ("submitted", "2024-03-01")
    assert told(applied, ("promised", "2024-03-02"), due="2024-05-01") == ["promise_not_allowed"]
    gaps = ("accepted_with_gaps", "2024-03-02")
    assert told(applied, gaps, material="form", due="2024-05-01") == ["main_material_missing"]
    assert told(applied, gaps, material="licence", due="2024-05-01") == []


def test_a_project_does_not_run_backwards() -> None:
    steps = [event("p", "operating", "2023"), event("p", "lead", "2024-01")]
    (problem,) = check_step_rows(tables(projects=[project("p")], events=steps))
    assert problem.code == "step_backwards"
    assert "{" not in problem.message() + problem.message("en")
    back = [event("p", "signed_contract", "2023-01"), event("p", "talks", "2024-01", reason="market")]
    assert check_step_rows(tables(projects=[project("p")], events=back)) == []


def test_a_deadline_before_the_first_step_is_told() -> None:
    row = {"project": "p", "stage": "started", "kind": "deadline", "basis": "ours"}
    rows = [{**row, "period": "2020-01-01"}, {**row, "period": "2023-06-01"}]
    now = tables(projects=[project("p")], events=[event("p", "landed", "2023-03")], milestones=rows)
    assert [(one.code, one.row, one.value) for one in check_milestone_rows(now)] == [
        ("milestone_before_start", 2, "2020-01-01")
    ]


def test_a_deadline_on_the_day_of_the_first_step_is_none_before_it() -> None:
    row = {"project": "p", "stage": "started", "kind": "deadline", "basis": "ours"}
    rows = [{**row, "period": day} for day in ("2023-02-28", "2023-03-01", "2023-03-02")]
    steps = [event("p", "landed", "2023-03-01"), event("p", "started", "2023-09-01")]
    now = tables(projects=[project("p")], events=steps, milestones=rows)
    assert [problem.value for problem in check_milestone_rows(now)] == ["2023-02-28"]


@pytest.fixture
def place(tmp_path: Path) -> str:
    given = liantu.open(Path(__file__).parents[2] / "districts" / "fuling").given
    made = tmp_path / "fuling.db"
    Workspace.create(made, given, load_library(), ChangeEntry("ann", "init", "first")).engine.dispose()
    return str(made)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("+events:z1;project=wankai-phase-3;stage=lead;period=2024-01;reason=market;basis=ours", "step_backwards"),
        ("+events:z2;project=rept-base;stage=operating;period=2020-01;basis=ours", "step_backwards"),
    ],
)
def test_a_row_typed_in_is_refused_too(place: str, text: str, code: str) -> None:
    opened = open_workspace(place)
    before = opened.head()
    with pytest.raises(Problems) as refused:
        opened.commit(Change.from_query([text]), ANN)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert opened.head() == before
