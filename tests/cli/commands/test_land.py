"""Entry test and land ledger on the command line: answers, formats, what is wrong in words."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.messages import says

from liantu.cli import main
from liantu.cli.commands.districts import DEMOS, find_demo_folder

YUNXI = str(Path(__file__).parents[3] / "districts" / "yunxi")
FULING = str(Path(__file__).parents[3] / "districts" / "fuling")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("COLUMNS", "200")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return int(code or 0), out, err

    return command


def test_a_project_as_json(run: Any) -> None:
    code, out, _ = run("entry", YUNXI, "--project", "project-1", "--format", "json", "--lang", "en")
    body = json.loads(out)
    assert code == 0
    assert body["notice"].startswith("Fictitious example")
    assert body["conclusion"] == "to_verify"
    verdicts = {(row["indicator"], row["verdict"]) for row in body["entry"]}
    assert verdicts == {("investment", "met"), ("tax", "met"), ("energy", "met"), ("output", "to_verify")}
    assert {(t["item"], t["amount"]) for t in body["terms"]} >= {("investment", 25000), ("land", 50)}


def test_what_is_typed_takes_the_place_of_what_the_project_says(run: Any) -> None:
    code, out, _ = run(
        "entry", YUNXI, "--project", "project-1", "--land", "1公顷", "--tax", "0.02亿元", "--format", "json"
    )
    body = json.loads(out)
    assert code == 0
    assert body["plan"]["land"] == pytest.approx(15)
    assert body["plan"]["tax"] == 200
    assert body["conclusion"] == "not_met"


def test_without_standards_everything_is_to_be_verified(run: Any) -> None:
    code, out, err = run("entry", FULING, "--land", "50", "--investment", "2亿元")
    assert code == 0
    assert "待核" in out
    assert "达标" not in out
    assert err == ""


def test_everything_that_is_wrong_at_once(run: Any) -> None:
    words = ("--land", "5t", "--investment", "x", "--output", "3 zorkmid", "--energy=-1", "--place", "east-bnak")
    code, out, err = run("entry", YUNXI, *words, "--lang", "en")
    assert (code, out) == (2, "")
    codes = ("wrong_dimension", "text_number", "unknown_unit", "negative_number", "dangling")
    assert [says(*told) for told in zip(codes, err.splitlines(), strict=True)] == [True] * 5
    assert "(east-bank?)" in err
    assert run("entry", YUNXI, "--project", "nothing")[0] == 2
    assert run("entry", YUNXI, "--as-of", "someday")[0] == 2


@pytest.mark.parametrize("by", ["firm", "parcel", "place", "tenant"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_land(run: Any, by: str, form: str) -> None:
    code, out, _ = run("land", YUNXI, "--by", by, "--format", form)
    assert code == 0
    assert len(out.splitlines()) > 4


def test_land_of_one_firm_and_of_another_day(run: Any) -> None:
    code, out, _ = run("land", YUNXI, "--firm", "f009", "--as-of", "2020", "--format", "json")
    assert code == 0
    assert [row["amount"] for row in json.loads(out)["land_terms"]] == [80]
    assert run("land", YUNXI, "--by", "colour")[0] == 2


def test_the_demos_are_there(run: Any) -> None:
    assert all((find_demo_folder(name) / "district.yaml").exists() for name in DEMOS)
    assert find_demo_folder().name == "fuling"
    assert run("demo", "--district", "nowhere")[0] == 2
