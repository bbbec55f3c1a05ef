"""Every command of projects in every format on both districts; its JSON is that of the pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.local_client import TestClient

import liantu
from liantu.cli import main
from liantu.cli.commands.projects import VIEWS
from liantu.web.core.app import create_app

DISTRICTS = Path(__file__).parents[3] / "districts"
#: The page that shows the rows of a view, and what it calls them.
PAGES = {
    "board": ("/projects.json?by=stage", "groups"),
    "list": ("/projects.json", "projects"),
    "gantt": ("/projects/gantt.json", "gantt"),
    "late": ("/projects/late.json", "late"),
    "passage": ("/projects/late.json", "passage"),
    "weekly": ("/projects/weekly.json", "weekly"),
    "quarterly": ("/projects/quarterly.json", "quarterly"),
    "claims": ("/projects/claims.json", "claims"),
    "expiring": ("/cases.json", "expiring"),
}
OF_ONE = {"history": "stages", "money": "money", "follow-ups": "follow_ups"}


@pytest.fixture(scope="module", params=["fuling", "yunxi"])
def site(request: pytest.FixtureRequest) -> Iterator[tuple[str, TestClient]]:
    folder = DISTRICTS / request.param
    with TestClient(create_app(liantu.open(folder))) as client:
        yield str(folder), client


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run_command(*words: str, code: int = 0) -> str:
        monkeypatch.setattr("sys.argv", ["liantu", *words])
        with pytest.raises(SystemExit) as end:
            main()
        assert (end.value.code or 0) == code, words
        return capsys.readouterr().out

    return run_command


def _shown(client: TestClient, address: str, name: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.json()[name]


def test_the_json_of_a_view_is_that_of_its_page(site: tuple[str, TestClient], run: Any) -> None:
    folder, client = site
    for view, (address, name) in PAGES.items():
        printed = json.loads(run("projects", folder, view, "--format", "json"))
        assert printed[view.replace("-", "_")] == _shown(client, address, name), view
    assert json.loads(run("case", folder, "--format", "json"))["cases"] == _shown(client, "/cases.json", "cases")


def test_the_json_of_a_project_is_that_of_its_page(site: tuple[str, TestClient], run: Any) -> None:
    folder, client = site
    for project in liantu.open(folder).deliver.projects()["project"]:
        answer = client.get(f"/project/{project}.json")
        assert answer.status_code == 200, project
        for view, name in OF_ONE.items():
            printed = json.loads(run("projects", folder, view, "--project", project, "--format", "json"))
            assert printed[view.replace("-", "_")] == answer.json()[name], (project, view)


def test_every_view_answers_in_every_format(site: tuple[str, TestClient], run: Any) -> None:
    folder, _ = site
    for view in VIEWS:
        rows = json.loads(run("projects", folder, view, "--format", "json"))[view.replace("-", "_")]
        text = run("projects", folder, view, "--format", "csv")
        assert len(list(csv.DictReader(io.StringIO(text)))) == len(rows), view
        assert ("无记录。" in run("projects", folder, view, "--format", "table")) == (not rows), view


def test_a_board_by_every_group_is_that_of_its_page(site: tuple[str, TestClient], run: Any) -> None:
    folder, client = site
    for by in ("stage", "place", "office", "tier"):
        printed = json.loads(run("projects", folder, "board", "--by", by, "--format", "json"))
        assert printed["board"] == _shown(client, f"/projects.json?by={by}", "groups")
    for by in ("place", "office", "sector"):
        printed = json.loads(run("projects", folder, "quarterly", "--by", by, "--format", "json"))
        assert printed["quarterly"] == _shown(client, f"/projects/quarterly.json?by={by}", "quarterly")


def test_every_case_answers_in_every_format(run: Any) -> None:
    folder = str(DISTRICTS / "yunxi")
    for case in ("project-13-a2", "project-5-a4", "project-7-c7"):
        assert json.loads(run("case", folder, case, "--format", "json"))["case"]["case"] == case
        for format in ("table", "csv"):
            assert run("case", folder, case, "--format", format)


def test_a_count_over_all_projects_has_no_rows_of_one(run: Any) -> None:
    run("projects", str(DISTRICTS / "yunxi"), "passage", "--project", "project-1", code=2)


def test_the_schedule_of_a_project_begins_where_its_cases_stand(run: Any) -> None:
    folder = str(DISTRICTS / "yunxi")
    words = ("schedule", "yunxi-filed", "--district", folder, "--project", "project-13")
    printed = json.loads(run(*words, "--format", "json"))["remaining"]
    # A1 took a day longer; A2 waits for a paper since 19 December: everything after it is 11 working days late.
    assert (printed["planned_end"], printed["end"], printed["slip"], printed["driver"]) == (
        *("2024-07-02", "2024-07-17"),
        *(11, "A2"),
    )
    compared = json.loads(run(*words, "--baseline", "12月15日调度会", "--format", "json"))["baseline"]
    # Saved on 15 December, when A2 was due on the twentieth: eight working days lost since, all of them by A2.
    assert (compared["saved_end"], compared["end"], compared["slip"], compared["driver"]) == (
        *("2024-07-05", "2024-07-17"),
        *(8, "A2"),
    )
    with TestClient(create_app(liantu.open(folder))) as client:
        assert printed == client.get("/schedule/yunxi-filed.json?project=project-13").json()["remaining"]
        address = "/schedule/yunxi-filed.json?project=project-13&baseline=12月15日调度会"
        assert compared == client.get(address).json()["baseline"]
        page = client.get("/schedule/yunxi-filed?project=project-13&lang=zh_CN").text
    assert "2024-07-17" in page
    assert "滞后" in page
    assert "预计2024-07-17完成，计划2024-07-02，滞后11个工作日" in run(*words)
    assert "滞后8个工作日，决定因素：A2 建设用地规划许可" in run(*words, "--baseline", "12月15日调度会")
    run("schedule", "yunxi-filed", "--project", "project-13", code=2)
    run("schedule", "yunxi-filed", "--baseline", "x", code=2)
    run(*words, "--baseline", "x", code=2)


def test_a_paper_past_its_own_day_proposes_termination_where_the_case_is_shown(run: Any) -> None:
    """Due on 11 January 2024: on that day nothing is proposed yet, on the next one it is; the data end before both."""
    folder = str(DISTRICTS / "yunxi")
    made_up = TestClient(create_app(liantu.open(folder)))
    for day, proposed in (("2024-01-11", None), ("2024-01-12", "terminated")):
        told = json.loads(run("case", folder, "project-13-a2", "--as-of", day, "--format", "json"))
        assert (told["proposed"], day in told["data_end"]) == (proposed, True)
        page = made_up.get(f"/case/project-13-a2.json?as_of={day}").json()
        for part in ("case", "history", "applies", "versions", "proposed"):
            assert page[part] == told[part], part
        shown = [run("case", folder, "project-13-a2", "--as-of", day)]
        shown.append(made_up.get(f"/case/project-13-a2?as_of={day}&lang=zh_CN").text)
        assert ["建议处理" in text for text in shown] == [proposed is not None] * 2
