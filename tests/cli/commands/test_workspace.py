"""The commands of the workspace, end to end on a small district."""

from __future__ import annotations

import io
import json
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import yaml
from tests.messages import says

import liantu
from liantu.cli import main
from liantu.model.tables import build_row_keys

ORCHARD = Path(__file__).parents[2] / "districts" / "orchard"


def run(*arguments: str | Path) -> SimpleNamespace:
    """A command as ``python -m liantu`` runs it, without waiting for another process; see ``test_cli`` for those."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["liantu", *map(str, arguments)])
        patched.setenv("COLUMNS", "200")
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return SimpleNamespace(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())


def done(*arguments: str | Path) -> str:
    said = run(*arguments)
    assert said.returncode == 0, said.stderr
    return str(said.stdout)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("begun") / "orchard.db"
    done("workspace", "init", place, ORCHARD, "--author", "甲")
    return place


@pytest.fixture
def place(begun: Path, tmp_path: Path) -> Path:
    for file in begun.parent.glob("orchard.db*"):  # what was written last may still stand beside it
        shutil.copy(file, tmp_path / file.name)
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


def test_a_folder_is_all_of_a_district_when_it_replaces_one(place, tmp_path):
    """Also a table that it has no file of, and what the district is called."""
    done("export", place, "folder", "--out", tmp_path / "out")
    done("edit", place, "+loads:mash-1/2031;utilisation=40;basis=ours", "-loads:sweet-1/2029")
    done("export", place, "folder", "--out", tmp_path / "later")
    described = (tmp_path / "out" / "district.yaml").read_text(encoding="utf-8")
    (tmp_path / "out" / "district.yaml").write_text(described.replace("zh: ", "zh: 新"), encoding="utf-8")
    (tmp_path / "out" / "loads.csv").unlink()
    assert "loads" not in json.loads(done("import", place, tmp_path / "out"))["counts"]
    assert liantu.open(place).given.about["zh"].startswith("新")
    seen = json.loads(done("import", place, tmp_path / "out", "--replace"))
    assert seen["counts"]["loads"]["deleted"] == 1
    done("export", place, "folder", "--out", tmp_path / "later")
    assert len((tmp_path / "later" / "loads.csv").read_text(encoding="utf-8").splitlines()) == 1
    assert done("workspace", "verify", place).strip() == "0"


def test_a_backup_comes_back_whole(place, tmp_path):
    done("workspace", "backup", place, tmp_path / "one.backup")
    done("workspace", "restore", tmp_path / "one.backup", tmp_path / "again.db")
    told = [json.loads(done("workspace", "status", file)) for file in (place, tmp_path / "again.db")]
    assert told[0]["head"] == told[1]["head"] == 1
    assert done("workspace", "migrate", place).strip() == told[0]["version"]


def test_a_filled_survey_form_comes_in(place, tmp_path):
    done("export", place, "survey", "--firm", "mash", "--out", tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert run("import", place, tmp_path / "form.xlsx", "--preview").returncode == 0
    assert book.worksheets


def test_problems_are_told_in_the_language_asked_for(place):
    assert "There is no change 77" in run("undo", place, "77", "--lang", "en").stderr
    assert run("undo", place, "77", "--lang", "fr").returncode == 2
    assert run("history", place, "--format", "xml").returncode == 2


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
        (["workspace", "restore", str(ORCHARD / "plants.csv"), "other.db"], "bad_backup"),
    ],
)
def test_what_cannot_be_done_is_said(begun, tmp_path, arguments, code, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = run(*(a.format(place=begun) for a in arguments))
    assert said.returncode == 2
    assert says(code, said.stderr)
    assert "Traceback" not in said.stderr


def test_a_schedule_is_saved_in_a_folder_and_in_a_workspace(place, tmp_path):
    folder = tmp_path / "orchard"
    shutil.copytree(ORCHARD, folder)
    (folder / "projects.csv").write_text("id,zh,basis\np,果汁厂,ours\n", encoding="utf-8")
    done("edit", place, "+projects:p;zh=果汁厂;basis=ours")
    others = {path.name: path.read_bytes() for path in folder.iterdir()}
    words = ("p", "filed-industrial", "签约时")
    assert says("baseline_without_start", run("baseline", folder, *words).stderr)
    for kept in (folder, place):
        done("baseline", kept, *words, "--start", "2026-03-02", "--reason", "contract", "--as-of", "2026-02-27")
        found = liantu.open(kept)
        assert found.deliver.baselines("p").select("name", "saved").rows() == [("签约时", "2026-02-27")]
        assert set(found.tables["baselines"]["note"]) == {"contract"}
    assert found.history.changes()["reason"][0] == "contract"
    assert {name: (folder / name).read_bytes() for name in others} == others
    # begun a day later, done a working day later
    asked = ("schedule", "filed-industrial", "--district", folder, "--project", "p", "--baseline", "签约时")
    said = json.loads(done(*asked, "--start", "2026-03-03", "--format", "json"))["baseline"]
    assert (said["slip"], {row["slip"] for row in said["items"]}) == (1, {1})


# -- rows that may not leave the house --------------------------------------------------------------------------

CLOSED = [
    "+sources:visit;kind=visit;zh=走访;class=secret",
    "+loads:mash-1/2031;utilisation=40;basis=stated;source=visit",
]


def loads(place):
    return set(build_row_keys("loads", liantu.open(place).given["loads"]))


def test_what_an_export_lacks_is_never_deleted(place, tmp_path):
    done("edit", place, *CLOSED)
    before = loads(place)
    done("export", place, "folder", "--out", tmp_path / "out")
    told = yaml.safe_load((tmp_path / "out" / "lacking.yaml").read_text(encoding="utf-8"))
    assert (told["complete"], told["change"], told["tables"]) == (False, 2, ["loads"])
    assert "1 rows" in told["en"]
    assert "mash-1/2031" not in (tmp_path / "out" / "lacking.yaml").read_text(encoding="utf-8")
    assert [note.code for note in liantu.open(tmp_path / "out").check() if note.severity == "note"] == [
        "folder_lacks_rows"
    ]
    seen = run("import", place, tmp_path / "out", "--replace", "--lang", "en")
    assert (seen.returncode, json.loads(seen.stdout)["number"]) == (0, 2)
    assert says("closed_rows_stay", seen.stderr)
    assert seen.stderr.count("may not leave the house") == 1
    assert loads(place) == before
    # Opened since, the row is lacking in the folder all the same.
    done("edit", place, "sources:visit;class=public")
    assert json.loads(done("import", place, tmp_path / "out", "--replace"))["counts"]["loads"]["deleted"] == 0
    assert loads(place) == before
    done("edit", place, "sources:visit;class=public")
    # With nothing to lack, the folder no longer says that it lacks something, and is taken at its word.
    done("export", place, "folder", "--out", tmp_path / "out")
    assert not (tmp_path / "out" / "lacking.yaml").exists()


def test_a_file_that_replaces_lacks_them_too(place, tmp_path):
    done("edit", place, *CLOSED)
    before = loads(place)
    file = tmp_path / "loads.csv"
    file.write_text("plant,period,utilisation,basis,source\nsweet-2,2031,50,stated,report\n")
    assert json.loads(done("import", place, file, "--replace"))["counts"]["loads"]["deleted"] == len(before) - 1
    assert loads(place) == {"mash-1/2031", "sweet-2/2031"}


def test_a_folder_that_says_it_is_complete_is_believed(place, tmp_path):
    done("edit", place, *CLOSED)
    done("export", place, "folder", "--out", tmp_path / "out")
    (tmp_path / "out" / "lacking.yaml").write_text("complete: true\n")
    seen = json.loads(done("import", place, tmp_path / "out", "--replace", "--preview"))
    assert seen["counts"]["loads"]["deleted"] == 1
    (tmp_path / "out" / "lacking.yaml").write_text("complete: perhaps\n")
    assert says("bad_lacking", run("import", place, tmp_path / "out", "--replace").stderr)


# -- what no database takes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("character", "code", "told"),
    # With a NUL in it a file is no text at all.
    [("\0", "not_what_it_says", ""), ("\x0b", "unwritable_character", "a<U+000B>b")],
)
def test_a_file_with_what_cannot_be_kept(place, tmp_path, character, code, told):
    file = tmp_path / "firms.csv"
    file.write_text(f"id,zh,basis\nnew,a{character}b,ours\n")
    seen = run("import", place, file)
    assert (seen.returncode, says(code, seen.stderr), told in seen.stderr) == (2, True, True)


@pytest.mark.parametrize(
    "words", [["loads:sweet-1/2029;note=a%00b"], ["loads:sweet-1/2029;note=b", "--reason", "\udc80"]]
)
def test_a_line_with_what_cannot_be_kept(place, words):
    seen = run("edit", place, *words)
    assert seen.returncode == 2
    assert says("unwritable_character", seen.stderr)
