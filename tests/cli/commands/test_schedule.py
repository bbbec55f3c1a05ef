"""The commands schedule and calendar, end to end."""

from __future__ import annotations

import io
import json
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
from tests.messages import says

from liantu.cli import main

CHECK = Path(__file__).parents[2] / "deliver" / "check"
SMALLEST = """graph: example
items:
  A1: {days: 0, unit: workday}
  B1: {days: 7, unit: workday, after: [A1]}
  C1: {days: 10, unit: workday, after: [{item: B1, kind: reuse}]}
end: [C1]
"""


class Said(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path) -> Said:
    """The command in this process; another test starts it in one of its own."""
    code: Any = 0
    out, err = io.StringIO(), io.StringIO()
    words = ["liantu", *map(str, arguments)]
    with mock.patch.object(sys, "argv", words), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code
    return Said(int(code or 0), out.getvalue(), err.getvalue())


def done(*arguments: str | Path) -> str:
    said = run(*arguments)
    assert said.returncode == 0, said.stderr
    return said.stdout


@pytest.fixture
def smallest(tmp_path: Path) -> Path:
    (tmp_path / "graph.yaml").write_text(SMALLEST, encoding="utf-8")
    return tmp_path / "graph.yaml"


def test_the_smallest_graph_and_its_what_if(smallest: Path) -> None:
    said = json.loads(done("schedule", smallest, "--format", "json"))
    assert list(said)[:3] == ["days", "critical", "items"]
    assert (said["days"], said["critical"]) == (17, [["A1", "B1", "C1"]])
    assert [list(row)[:4] for row in said["items"]] == [["item", "start", "finish", "slack"]] * 3
    change = smallest.with_name("change.yaml")
    change.write_text("{set: {C1: {days: 3, after: [A1]}}, drop: [B1]}", encoding="utf-8")
    said = json.loads(done("schedule", smallest, "--what-if", change, "--format", "json", "--lang", "en"))
    assert (said["days"], said["critical"], said["saved"]) == (3, [["A1", "C1"]], 14)
    assert said["before"]["days"] == 17
    assert [line["text"] for line in said["scenario"]] == [*("C1: 3 days", "C1: waits only for A1", "B1: dropped")]
    assert "scenario" not in json.loads(done("schedule", smallest, "--format", "json"))
    assert "情景测算" in run("schedule", smallest, "--what-if", change).stderr


def test_the_check_project() -> None:
    serial = json.loads(done("schedule", CHECK / "project.yaml", "--serial", "--format", "json"))
    assert serial["days"] == 109
    joint = run("schedule", CHECK / "project.yaml", "--what-if", CHECK / "joint-fire.yaml", "--lang", "en")
    assert "21 working days\n43 before, 22 saved\nP4 → A1 → A5 → G1\nP4 → A1 → B1 → C1 → C7 → G1" in joint.stdout
    assert "joint-fire.yaml: “C7” no longer waits for “C2”" in joint.stderr


def test_dates_chance_and_answers() -> None:
    asked = ["schedule", "filed-industrial", "--answer", "environment=form", "--answer", "hazardous=no"]
    said = json.loads(done(*asked, "--start", "2026-02-02", "--by", "2026-06-30", "--format", "json"))
    assert said["label"] == ""
    assert said["at_least"] is said["chance"]["at_most"] is True
    assert {row["item"]: row["rule"] for row in said["applicability"]}["A4"] == "A4-form"
    assert "A9" not in {row["item"] for row in said["items"]}
    rows = {row["item"]: row for row in said["items"]}
    assert rows["A4"]["finish_date"] == "2026-03-05"  # 30 日 after 3 February
    shown = done(*asked, "--start", "2028-02-01")
    assert "暂按周末推算" in shown
    assert "至少" in shown
    assert "待核" in shown
    assert json.loads(done(*asked, "--end", "A4", "--format", "json"))["critical"] == [["P4", "A1", "A4"]]


def test_the_calendar() -> None:
    assert done("calendar", "add", "2026-03-02", "5") == "2026-03-09\n"
    assert done("calendar", "add", "2028-03-02", "5") == "2028-03-09  暂按周末推算\n"
    assert done("calendar", "add", "2028-03-02", "5", "--lang", "en") == "2028-03-09  by weekends for now\n"
    assert done("calendar", "add", "2026-02-10", "10", "--unit", "day") == "2026-02-24\n"
    assert done("calendar", "between", "2026-09-30", "2026-10-10") == "3\n"
    shown = done("calendar", "show", "2026")
    assert shown.startswith("2026  已公布安排的年份：2015—2026  cn/2026-12-31/c4de086a\n2026-01-01  放假  元旦\n")
    assert done("calendar", "show") == "已公布安排的年份：2015—2026  cn/2026-12-31/c4de086a\n"
    assert "2026-02-14  上班  春节调休" in shown
    assert "暂按周末推算" in done("calendar", "show", "2027")
    told = json.loads(done("calendar", "add", "2026-03-02", "1", "--format", "json"))
    assert (told["date"], told["rule"], told["counted"]) == ("2026-03-03", "1 workday after 2026-03-02", ["2026-03-03"])
    assert told["calendar"].startswith("cn/2026-12-31/")


def test_lines_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("date,kind,zh\n2026-03-03,holiday,停办\n", encoding="utf-8")
    assert done("calendar", "add", "2026-03-02", "1", "--calendar", own) == "2026-03-04\n"


def test_a_district_publishes_a_year_itself(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "districts" / "orchard", tmp_path, dirs_exist_ok=True)
    rows = "date,kind,zh\n2027-02-05,holiday,春节\n2027-12-31,published,2027年安排\n"
    (tmp_path / "calendar_days.csv").write_text(rows, encoding="utf-8")
    own = ("--district", tmp_path)
    assert done("calendar", "add", "2027-02-04", "1") == "2027-02-05  暂按周末推算\n"
    assert done("calendar", "add", "2027-02-04", "1", *own) == "2027-02-08\n"
    assert done("calendar", "add", "2028-03-02", "5", *own) == "2028-03-09  暂按周末推算\n"
    assert done("calendar", "show", *own).startswith("已公布安排的年份：2015—2027  cn+orchard/2027-12-31/")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["calendar", "add", "2026-02-30", "5"], "not_a_day"),
        (["calendar", "add", "2026-03-02", "5", "--unit", "week"], "not_a_choice"),
        (["calendar", "add", "2026-03-02", "-5"], "negative_days"),
        (["calendar", "between", "2026-03-02", "2026-03-01"], "ends_before_start"),
        (["schedule", "nowhere"], "unknown_graph"),
        (["schedule", "filed-industrial", "--answer", "fire"], "bad_answer"),
        (["schedule", "filed-industrial", "--end", "G9"], "unknown_item"),
        (["schedule", "filed-industrial", "--start", "soon"], "not_a_day"),
        (["schedule", "filed-industrial", "--what-if", "nowhere.yaml"], "unopened_file"),
        (["schedule", "filed-industrial", "--start", "2026-03-02", "--by", "2026-03-01"], "ends_before_start"),
        (["schedule", "filed-industrial", "--by", "2026-03-01"], "--by needs --start"),
        (
            ["schedule", "filed-industrial", "--start", "2026-03-02", "--by", "2026-04-01", "--serial"],
            "not with --serial",
        ),
        (["schedule", "filed-industrial", "--format", "csv"], "table or json"),
    ],
)
def test_misuse_is_told_and_ends_with_2(arguments: list[str], told: str) -> None:
    said = run(*arguments)
    assert said.returncode == 2
    assert told in said.stderr or says(told, said.stderr)
    assert "Traceback" not in said.stderr
    assert said.stdout == ""


def test_a_start_on_a_rest_day_gives_no_day_away(tmp_path: Path) -> None:
    """Five days from Saturday the 7th count from Monday: they end on the 16th, not on Friday the 13th."""
    (tmp_path / "five.yaml").write_text("graph: five\nitems:\n  A: {days: 5}\n", encoding="utf-8")
    for start in ("2026-03-07", "2026-03-09"):
        said = done("schedule", tmp_path / "five.yaml", "--start", start, "--by", "2026-03-13", "--lang", "en")
        assert "100%" not in said


def test_a_calendar_that_a_spreadsheet_saved(tmp_path: Path) -> None:
    text = "date,kind,zh,en,reference\n2026-03-05,holiday,虚构假日,,\n"
    for encoding in ("utf-8-sig", "gb18030"):
        (tmp_path / "days.csv").write_bytes(text.encode(encoding))
        assert "2026-03-10" in done("calendar", "add", "2026-03-02", "5", "--calendar", tmp_path / "days.csv")


def test_a_question_answered_twice_is_refused() -> None:
    said = run("schedule", "filed-industrial", "--answer", "fire=special", "--answer", "fire=other", "--lang", "en")
    assert said.returncode == 2
    assert says("answered_twice", said.stderr)
