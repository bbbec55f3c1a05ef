"""Projects to propose on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from liantu.cli import main

FULING = str(Path(__file__).parents[3] / "districts" / "fuling")


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str, str]:
    monkeypatch.setenv("COLUMNS", "240")
    monkeypatch.setattr(sys, "argv", ["liantu", *words])
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    return code, *capsys.readouterr()


def test_json_has_a_record_a_bundle(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _code, shown, _errors = run(monkeypatch, capsys, "propose", FULING, "--product", "bdo", "--format", "json")
    records = json.loads(shown)["proposals"]
    assert {record["product"] for record in records} == {"bdo"}
    assert {record["rank"] for record in records} == {None}
    by_gas = next(record for record in records if record["advice"] == "forbidden")
    assert [clause["verdict"] for clause in by_gas["clauses"]] == ["restricted", "forbidden"]


def test_the_table_says_what_the_order_is_made_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown, _errors = run(monkeypatch, capsys, "propose", FULING)
    assert code == 0
    assert "均不可加总" in shown
    assert "禁：" not in shown  # what a clause bars is shown with --all alone


def test_an_unknown_product_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, _shown, errors = run(monkeypatch, capsys, "propose", FULING, "--product", "unobtainium")
    assert code == 2
    assert "unobtainium" in errors
