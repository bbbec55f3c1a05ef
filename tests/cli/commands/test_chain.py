"""The command line as a person or a script meets it: answers, formats, exit codes, words."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.examples import choose_cases
from tests.messages import says

import liantu
from liantu.cli import main

ROOT = Path(__file__).parents[3]
ORCHARD = str(ROOT / "tests" / "districts" / "orchard")
FULING = str(ROOT / "districts" / "fuling")
ANSWERS = ("gaps", "balance", "extend", "weak", "ask", "what-if")
HEAD = {"gaps": "gaps", "balance": "balance", "extend": "extensions", "weak": "weak"}
HEAD |= {"ask": "questions", "what-if": "moves"}


class Said:
    """How a command ended and what it printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("COLUMNS", "200")

    def command(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["liantu", *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return Said(int(code or 0), out, err)

    return command


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Python with these words, in a process of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHONIOENCODING", "PYTHONUTF8"))}
    inside = {**kept, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200", **environment}
    return subprocess.run([sys.executable, *words], env=inside, capture_output=True, check=False)


# -- the shape of answers ----------------------------------------------------------------------------------------------

GAP = {"product", "zh", "en", "unit", "kind", "evidence", "named_in", "demand", "direct", "induced", "supply", "nearby"}
GAP |= {"offer", "unknown_supply_by", "unknown_demand_by", "gap", "plants_filled", "value", "tier", "grade"}
GAP |= {"needed_by", "to_verify", "account"}


@pytest.mark.parametrize("name", ["invite", "utilities", "commodities", "onsite", "all"])
def test_gaps_as_json(run: Any, name: str) -> None:
    said = run("gaps", FULING, "--list", name, "--as-of", "2023-12-31", "--format", "json")
    assert said.code == 0
    answer = said.json
    assert set(answer) == {"as_of", "known_at", "assumptions", "gaps"}
    assert (answer["as_of"], answer["known_at"], answer["assumptions"]) == ("2023-12-31", None, ["all-lfp"])
    assert answer["gaps"]
    for gap in answer["gaps"]:
        assert set(gap) >= GAP
        assert set(gap["demand"]) == {"operating", "building", "planned"}
        assert set(gap["gap"]) == {"typical", "p10", "p50", "p90"}
        assert set(gap["value"]) == {"low", "typical", "high", "band", "band_low", "band_high", "price"}
        assert all(isinstance(gap[key], list) for key in ("named_in", "unknown_supply_by", "unknown_demand_by"))
        assert isinstance(gap["to_verify"], list)
        assert name == "all" or gap["list"] == name


def test_the_figures_of_json_are_those_of_python(run: Any) -> None:
    rows = {row["product"]: row for row in liantu.open(FULING).chain.gaps("all").to_dicts()}
    answer = run("gaps", FULING, "--list", "all", "--format", "json").json
    assert [gap["product"] for gap in answer["gaps"]] == list(rows)
    for gap in answer["gaps"]:
        row = rows[gap["product"]]
        assert gap["direct"] == row["direct"]
        assert gap["gap"] == {key: row[f"gap_{key}"] for key in ("typical", "p10", "p50", "p90")}
        assert gap["demand"]["building"] == row["building"]
        assert gap["value"]["band"] == row["band"]


@pytest.mark.parametrize("command", ANSWERS)
def test_every_answer_as_json(run: Any, command: str) -> None:
    more = ["--with", "-capacities:wankai-pet-3"] if command == "what-if" else []
    answer = run(command, FULING, *more, "--format", "json").json
    scenario = {"scenario"} if command == "what-if" else set()
    assert set(answer) == {"as_of", "known_at", "assumptions", HEAD[command]} | scenario
    assert answer[HEAD[command]]
    assert all(isinstance(row, dict) for row in answer[HEAD[command]])


@pytest.mark.parametrize("command", ANSWERS)
def test_every_answer_as_csv(run: Any, command: str) -> None:
    more = ["--with", "-capacities:wankai-pet-3"] if command == "what-if" else []
    rows = list(csv.DictReader(io.StringIO(run(command, FULING, *more, "--format", "csv").out)))
    as_json = run(command, FULING, *more, "--format", "json").json[HEAD[command]]
    assert [row["product"] for row in rows] == [row["product"] for row in as_json]
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("command", ANSWERS)
def test_every_answer_as_a_table_in_both_languages(run: Any, command: str) -> None:
    more = ["--with", "-capacities:wankai-pet-3"] if command == "what-if" else []
    zh, en = (run(command, FULING, *more, "--lang", language) for language in ("zh_CN", "en"))
    assert (zh.code, en.code) == (0, 0)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in zh.out)
    chinese = [line for line in en.out.splitlines() if any("\u4e00" <= letter <= "\u9fff" for letter in line)]
    assert not chinese  # firms, products and units have English names here
    rows = ([line for line in out.splitlines() if line.startswith("│ ") and line[2] != " "] for out in (zh.out, en.out))
    assert len({len(lines) for lines in rows}) == 1


def test_unknown_is_written_out_in_a_table(run: Any) -> None:
    assert "未掌握" in run("gaps", FULING, "--chain", "battery").out
    english = run("gaps", FULING, "--chain", "battery", "--lang", "en").out
    assert "unknown" in english
    assert "未掌握" not in english


def test_weak_links_and_what_recalled_prices_move_are_in_words(run: Any) -> None:
    weak = run("weak", FULING).out
    assert "仅一套装置" in weak
    assert "one_plant" not in weak
    assert "≥46.1" in weak
    assert "万吨" in weak
    line = next(line for line in weak.splitlines() if "聚四亚甲基醚二醇" in line)
    assert line.count("未掌握") == 3
    assert "亿元级" in run("coefficients", FULING).out


def test_a_table_speaks_as_pages_and_json_keeps_the_unit_of_the_library(run: Any) -> None:
    """67,500 t building, 94,500 t planned, 61 to 69 of 100 million CNY: as on the first page."""
    line = next(line for line in run("gaps", FULING).out.splitlines() if "磷酸铁锂正极材料" in line)
    cells = [cell.strip() for cell in line.split("│")]
    assert cells[4:9] == ["6.75", "9.45", "0", "16.2", "万吨"]
    assert cells[10] == "61–69"
    area = next(line for line in run("gaps", FULING, "--lang", "en").out.splitlines() if "coated separator" in line)
    assert "1.19 │ billion m²" in area
    made = next(line for line in run("extend", FULING).out.splitlines() if "三聚氰胺" in line)
    assert [cell.strip() for cell in made.split("│")][2:8] == ["80", "0", "万吨", "三聚氰胺", "26", "万吨"]
    lfp = next(g for g in run("gaps", FULING, "--format", "json").json["gaps"] if g["product"] == "lfp")
    assert (lfp["gap"]["typical"], lfp["unit"]) == (162000.0, "t")


def test_a_link_without_a_price_says_of_which_years_prices_are_held(run: Any) -> None:
    """Boxes are quoted in 2024 alone, a year after the date; flour has a price of 2023."""
    loomfield = str(ROOT / "tests" / "districts" / "loomfield")
    lines = run("gaps", loomfield, "--as-of", "2023-12-31").out.splitlines()
    words = {name: next(line for line in lines if name in line) for name in ("彩盒", "小麦粉")}
    assert "仅有2024年价格" in words["彩盒"]
    assert "仅有" not in words["小麦粉"]


def test_resources_of_a_link_stand_beside_what_places_state(run: Any) -> None:
    """Fuling's articles state nothing that is free: it is unknown, not zero."""
    table = run("resources", FULING, "electrolyte").out
    assert "余量未掌握" in table
    assert "万千瓦时/年" in table
    rows = json.loads(run("resources", FULING, "electrolyte", "--format", "json").out)["resources"]
    assert {row["amount"] for row in rows} == {None}
    assert run("resources", FULING, "elektrolyte").code == 2


def test_account(run: Any) -> None:
    answer = run("account", FULING, "electrolyte", "--measure", "demand").json
    assert answer["typical"] == pytest.approx(93_600)
    assert sum(term["value"] or 0 for term in answer["terms"]) == pytest.approx(answer["typical"])


# -- another date, other assumptions, another district -----------------------------------------------------------------


def test_dates(run: Any) -> None:
    answer = run("gaps", ORCHARD, "--as-of", "2031-12-31", "--known-at", "2031-01-01", "--format", "json").json
    assert (answer["as_of"], answer["known_at"]) == ("2031-12-31", "2031-01-01")
    assert next(gap for gap in answer["gaps"] if gap["product"] == "pulp")["demand"]["building"] == 0
    assert run("balance", ORCHARD, "--as-of", "2031", "--format", "json").json["as_of"] == "2031-12-31"
    assert run("balance", ORCHARD, "--as-of", "2031-Q1", "--format", "json").json["as_of"] == "2031-03-31"


def test_an_assumption_can_be_switched_off(run: Any) -> None:
    answer = run("gaps", FULING, "--off", "all-lfp", "--format", "json").json
    assert answer["assumptions"] == []
    lfp = next(gap for gap in answer["gaps"] if gap["product"] == "lfp")
    assert (lfp["direct"], lfp["gap"]["typical"]) == (None, None)


def test_a_change_as_lines_and_as_a_file(run: Any, tmp_path: Path) -> None:
    row = {"table": "capacities", "key": "juice-1", "operation": "update", "fields": {"amount": 2000}}
    (tmp_path / "change.json").write_text(json.dumps({"reason": "if", "rows": [row]}), encoding="utf-8")
    words = ["gaps", ORCHARD, "--format", "json"]
    by_file = run(*words, "--change", str(tmp_path / "change.json"))
    by_line = run(*words, "--with", "capacities:juice-1;amount=2000")
    assert by_file.code == 0
    assert by_file.json["scenario"][0]["reason"] == "if"
    assert by_line.json["scenario"][0]["reason"] == ""
    assert by_file.out.replace('"reason": "if"', '"reason": ""') == by_line.out
    pulp = next(gap for gap in by_file.json["gaps"] if gap["product"] == "pulp")
    assert pulp["demand"]["operating"] == pytest.approx(2000 * 0.8 * 1.2)


def test_what_moves(run: Any) -> None:
    moves = run("what-if", ORCHARD, "--with", "-capacities:pulp-1", "--format", "json").json["moves"]
    pulp = next(move for move in moves if move["product"] == "pulp")
    assert (pulp["gap_before"], pulp["gap_after"], pulp["difference"]) == pytest.approx((780, 1080, 300))
    assert run("what-if", ORCHARD, "--format", "json").json["moves"] == []


# -- exit codes and words ----------------------------------------------------------------------------------------------


def test_a_target_of_an_article_that_does_not_say_of_what_is_a_finding(run: Any) -> None:
    said = run("check", FULING)
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "output-2027" in said.err


def test_check_ends_with_0_when_there_are_no_findings(run: Any) -> None:
    assert run("check", ORCHARD).code == 0
    said = run("check", "library", "--lang", "en")
    assert said.code == 0
    assert "GBL-BDO" in said.out  # the worst choice is printed although it is sound
    assert said.out.endswith("\n0\n")  # findings


def test_check_ends_with_1_when_there_are_findings(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from liantu.district import District
    from liantu.model.problems import Problem

    monkeypatch.setattr(District, "check", lambda self: [Problem("long_quote", file="plants.csv", row=2, value="31")])
    said = run("check", ORCHARD, "--lang", "en")
    assert said.code == 1
    assert said.err.startswith("plants.csv, row 2: the quote has 31 characters")


def test_a_note_is_no_finding(run: Any, tmp_path: Path) -> None:
    folder = shutil.copytree(ORCHARD, tmp_path / "orchard")
    (folder / "plants.csv").write_bytes(b"\xef\xbb\xbf" + (folder / "plants.csv").read_bytes())
    said = run("check", str(folder))
    assert said.code == 0
    assert said.err.startswith("plants.csv")


MISUSE = [
    [],
    ["no-such-command"],
    ["gaps"],
    ["gaps", ORCHARD, "--list", "none"],
    ["gaps", ORCHARD, "--format", "xml"],
    ["gaps", ORCHARD, "--lang", "fr"],
    ["gaps", ORCHARD, "--no-such-option"],
    ["account", ORCHARD, "pulp", "--measure", "gapp"],
    ["export", ORCHARD, "invite"],
    ["export", ORCHARD, "nothing", "--out", "x.pdf"],
    ["export", ORCHARD, "invite", "--out", "x.txt"],
    ["export", ORCHARD, "tables", "--out", "x.pdf"],
    ["export", ORCHARD, "map", "--out", "x.pdf"],
]


@pytest.mark.parametrize("words", MISUSE, ids=lambda words: " ".join(words[:1] + words[2:]) or "nothing")
def test_misuse_ends_with_2(run: Any, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*words)
    assert said.code == 2
    assert "Traceback" not in said.err + said.out
    assert not list(tmp_path.iterdir())


UNREADABLE = [
    (["gaps", "nowhere"], "missing_folder"),
    (["check", "nowhere"], "missing_folder"),
    (["serve", "nowhere", "--no-browser"], "missing_folder"),
    (["gaps", ORCHARD, "--as-of", "2023-13"], "impossible_period"),
    (["gaps", ORCHARD, "--as-of", "soon"], "impossible_period"),
    (["gaps", ORCHARD, "--known-at", "2006.."], "impossible_period"),
    (["gaps", ORCHARD, "--chain", "wine"], "unknown_chain"),
    (["gaps", ORCHARD, "--off", "guess"], "unknown_assumption"),
    (["gaps", ORCHARD, "--with", "capacities"], "bad_change"),
    (["gaps", ORCHARD, "--with", "capacities:juice-1;amount=-1"], "negative_number"),
    (["gaps", ORCHARD, "--with", "capacities:juice-7;amount=1"], "no_such_row"),
    (["gaps", ORCHARD, "--change", "nowhere.yaml"], "unopened_file"),
    (["gaps", ORCHARD, "--change", ORCHARD], "unopened_file"),
    (["gaps", ORCHARD, "--change", f"{ORCHARD}/plants.csv"], "bad_change"),
    (["account", ORCHARD, "jam"], "unknown_product"),
    (["export", ORCHARD, "survey", "--firm", "nobody", "--out", "x.xlsx"], "dangling"),
    (["survey-read", ORCHARD, "nowhere.xlsx"], "unopened_file"),
    (["survey-read", ORCHARD, f"{ORCHARD}/plants.csv"], "not_a_survey"),
]


@pytest.mark.parametrize(("words", "code"), UNREADABLE, ids=[" ".join([w[0], *w[2:]]) for w, _ in UNREADABLE])
def test_unreadable_input_is_told_and_ends_with_2(run: Any, words: list[str], code: str) -> None:
    said = run(*words)
    assert said.code == 2
    assert said.out == ""
    assert says(code, said.err)
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize("asked", [["--lang", "en"], ["--lang=en"]])
def test_problems_in_the_language_asked_for(run: Any, asked: list[str]) -> None:
    assert run("gaps", "nowhere", *asked).err == "There is no folder “nowhere”. Check the path.\n"
    assert run("gaps", "nowhere").err == "找不到文件夹“nowhere”。请核对路径。\n"


def test_a_bad_folder_tells_everything_at_once(run: Any, tmp_path: Path) -> None:
    folder = shutil.copytree(ORCHARD, tmp_path / "orchard")
    (folder / "loads.csv").write_text("plant,period,utilisation,basis\nnowhere,2029,180,ours\n", encoding="utf-8")
    (folder / "events.csv").write_bytes(b"")
    said = run("gaps", str(folder), "--lang", "en")
    assert said.code == 2
    assert all(says(code, said.err) for code in ("empty_file", "share_out_of_range", "dangling"))


# -- files -------------------------------------------------------------------------------------------------------------


def test_export_and_read_back(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "survey.xlsx"
    assert run("export", ORCHARD, "survey", "--firm", "sweet", "--out", str(out)).out == f"{out}\n"
    said = run("survey-read", ORCHARD, str(out))
    assert said.code == 0
    assert said.json["rows"] == []  # nothing was filled in


def test_a_survey_of_one_firm_can_be_printed(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "survey.docx"
    assert run("export", ORCHARD, "survey", "--firm", "sweet", "--out", str(out)).out == f"{out}\n"
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("kind", ["invite", "tables"])
def test_export_writes_a_workbook(run: Any, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"{kind}.xlsx"
    assert run("export", ORCHARD, kind, "--out", str(out)).code == 0
    assert out.read_bytes().startswith(b"PK")


def test_export_to_where_nothing_can_be_written(run: Any, tmp_path: Path) -> None:
    (tmp_path / "taken.xlsx").mkdir()
    said = run("export", ORCHARD, "invite", "--out", str(tmp_path / "taken.xlsx"))
    assert said.code == 2
    assert says("unopened_file", said.err)


# -- as a process ------------------------------------------------------------------------------------------------------

CONSOLES: dict[str, dict[str, str]] = {
    "ascii": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "posix": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
}


#: Several commands in one process, each in a console of the same kind; how each ended stands after its messages.
_SEVERAL = """
import json, sys
from liantu.cli import main
for words in json.loads(sys.argv[1]):
    sys.argv = ["liantu", *words]
    try:
        main()
    except SystemExit as end:
        print(f"ended with {end.code or 0}", file=sys.stderr, flush=True)
"""


@pytest.mark.hypothesis
@pytest.mark.parametrize("console", choose_cases(CONSOLES, 1))
def test_utf_8_whatever_the_console(console: str) -> None:
    asked = [["balance", ORCHARD], ["gaps", "果园"]]
    done = process("-c", _SEVERAL, json.dumps(asked, ensure_ascii=False), **CONSOLES[console])
    assert done.returncode == 0, done.stderr
    assert "果浆" in done.stdout.decode("utf-8")
    good, told, bad = done.stderr.decode("utf-8").splitlines()
    assert (good, bad) == ("ended with 0", "ended with 2")
    assert "找不到文件夹“果园”" in told


def test_python_m_liantu_is_the_same_program(run: Any) -> None:
    """Also its sums, which threads may add in another order: the tests themselves have one."""
    words = ("-m", "liantu", "gaps", ORCHARD, "--list", "all", "--format", "json")
    done = process(*words, POLARS_MAX_THREADS="4")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8") == run("gaps", ORCHARD, "--list", "all", "--format", "json").out
    assert run("--help").code == 0


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m liantu gaps {FULING} --list all --format json | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)
    assert done.stdout == b"{\n"
    assert done.stderr == b""


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "内部使用："), ("en", "For internal use: ")])
def test_what_rests_on_confidential_rows_says_so(run: Any, language: str, words: str) -> None:
    told = run("balance", FULING, "--format", "csv", "--lang", language)
    assert told.err == ""
    secret = "+sources:visit;kind=visit;zh=走访;class=secret"
    line = "capacities:pengwei-pta;amount=90;unit=万吨/年;basis=stated;source=visit;locator=1;quote=九十万吨"
    told = run("balance", FULING, "--format", "csv", "--lang", language, "--with", secret, "--with", line)
    assert told.code == 0
    assert told.err.splitlines()[-1].startswith(words)
