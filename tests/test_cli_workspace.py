"""The commands of the workspace, end to end on a small district."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import liantu

ORCHARD = Path(__file__).parent / "districts" / "orchard"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "liantu", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def done(*arguments: str | Path) -> str:
    said = run(*arguments)
    assert said.returncode == 0, said.stderr
    return said.stdout


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("begun") / "orchard.db"
    done("workspace", "init", place, ORCHARD, "--author", "甲")
    return place


@pytest.fixture
def place(begun: Path, tmp_path: Path) -> Path:
    done("workspace", "backup", begun, tmp_path / "one.backup")
    done("workspace", "restore", tmp_path / "one.backup", tmp_path / "orchard.db")
    return tmp_path / "orchard.db"


def test_a_workspace_answers_as_the_folder_it_began_with(begun):
    assert done("gaps", begun, "--format", "json") == done("gaps", ORCHARD, "--format", "json")


def test_edit_look_back_and_undo(place):
    assert done("edit", place, "capacities:pulp-1;amount=0.5", "--author", "乙", "--reason", "电话核实").strip() == "2"
    (line,) = json.loads(done("diff", place, "1", "--format", "json"))
    assert (line["row"], line["field"], line["before"], line["after"]) == ("pulp-1", "amount", "0.03", "0.5")
    last = json.loads(done("history", place, "--format", "json"))[0]
    assert (last["number"], last["author"], last["reason"]) == (2, "乙", "电话核实")
    story = json.loads(done("history", place, "--table", "capacities", "--row", "pulp-1", "--format", "json"))
    assert [version["amount"] for version in story] == ["0.5", "0.03"]
    assert done("undo", place, "2").strip() == "3"
    assert json.loads(done("diff", place, "1", "3", "--format", "json")) == []
    assert done("workspace", "verify", place).strip() == "0"


def test_a_folder_goes_out_and_comes_in_without_loss(place, tmp_path):
    done("export", place, "folder", "--out", tmp_path / "out")
    out, given = liantu.open(tmp_path / "out"), liantu.open(ORCHARD)
    assert all(out.tables[name].equals(given.tables[name]) for name in given.tables.frames)
    seen = json.loads(done("import", place, tmp_path / "out", "--replace"))
    assert seen["number"] == 1
    assert all(counts["unchanged"] == sum(counts.values()) for counts in seen["counts"].values())


def test_rows_absent_are_deleted_only_when_asked(place, tmp_path):
    file = tmp_path / "loads.csv"
    file.write_text("plant,period,utilisation,basis,source\nsweet-2,2031,50,stated,report\n")
    assert json.loads(done("import", place, file))["counts"]["loads"]["deleted"] == 0
    assert json.loads(done("import", place, file, "--replace"))["counts"]["loads"]["deleted"] == 1


def test_a_refused_workbook_writes_nothing_and_comes_back_marked(place, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "capacities"
    sheet.append(["id", "plant", "product", "amount", "unit", "basis", "source"])
    sheet.append(["pulp-9", "mash-1", "pulp", "许多", "t", "stated", "report"])
    book.save(tmp_path / "bad.xlsx")
    said = run("import", place, tmp_path / "bad.xlsx", "--annotated", tmp_path / "marked.xlsx")
    assert said.returncode == 2
    assert "D2" in said.stderr
    assert "Traceback" not in said.stderr
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx")["capacities"]["D2"].comment is not None
    assert len(json.loads(done("history", place, "--format", "json"))) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["workspace", "init", "{place}", str(ORCHARD)], "workspace_exists"),
        (["history", "nowhere.db"], "no_workspace"),
        (["history", str(ORCHARD)], "bad_workspace"),
        (["edit", "{place}", "capacities:none;amount=1"], "no_such_row"),
        (["undo", "{place}", "77"], "no_such_change"),
        (["history", "{place}", "--table", "people"], "unknown_table"),
        (["diff", "{place}", "yesterday"], "impossible_period"),
        (["workspace", "restore", str(ORCHARD / "plants.csv"), "other.db"], "backup"),
    ],
)
def test_what_cannot_be_done_is_said(begun, tmp_path, arguments, code, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = run(*(a.format(place=begun) for a in arguments))
    assert said.returncode == 2
    assert code in said.stderr
    assert "Traceback" not in said.stderr
