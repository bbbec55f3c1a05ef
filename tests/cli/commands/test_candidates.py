"""Candidates on the command line: in both languages, with their account, and recalled makers on screen alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from liantu.cli import main
from liantu.district.workspaces import create_workspace, sign_change

DISTRICTS = Path(__file__).parents[3] / "districts"
FULING, YUNXI = str(DISTRICTS / "fuling"), str(DISTRICTS / "yunxi")
Run = Callable[..., tuple[object, str, str]]
_DECLINED, _LONE = "虚构乙", "虚构甲一电解液股份有限公司"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its code, what it prints, its errors."""

    def call(*words: str) -> tuple[object, str, str]:
        monkeypatch.setenv("COLUMNS", "260")
        monkeypatch.setattr(sys, "argv", ["liantu", "candidates", *words])
        code: object = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        return code, *capsys.readouterr()

    return call


def test_suppliers_stand_first_and_a_refusal_beside_its_firm(run: Run) -> None:
    code, shown, _errors = run(YUNXI, "--product", "electrolyte")
    lines = [line for line in shown.splitlines() if line.startswith("│")]
    assert code == 0
    assert "本区在建" in lines[0]
    assert [line for line in lines if _DECLINED in line and "已选他地" in line] != []
    assert all("虚构" in line for line in lines)  # a made-up district names no real firm
    assert "待核" in shown


def test_in_english_nothing_but_names_is_chinese(run: Run) -> None:
    _code, shown, _errors = run(FULING, "--product", "graphite", "--lang", "en")
    assert "How it stands to us" in shown
    assert "within reach" in shown
    assert "of 10 known" in shown


def test_an_account_adds_up_to_the_points_of_its_row(run: Run) -> None:
    _code, rows, _errors = run(YUNXI, "--product", "electrolyte", "--format", "json")
    (row,) = [row for row in json.loads(rows)["candidates"] if row["candidate"] == _LONE]
    _code, shown, _errors = run(YUNXI, "--product", "electrolyte", "--candidate", _LONE, "--format", "json")
    factors = json.loads(shown)["factors"]
    assert len(factors) == 10
    assert sum(factor["points"] or 0 for factor in factors) == pytest.approx(row["points"])
    assert sum(factor["value"] is not None for factor in factors) == row["known"]


def test_recalled_makers_stand_on_screen_alone(run: Run) -> None:
    code, shown, errors = run(FULING, "--product", "graphite", "--recalled", "--format", "json")
    assert (code, shown) == (2, "")
    assert errors.strip()
    _code, without, _errors = run(FULING, "--product", "graphite")
    _code, with_them, _errors = run(FULING, "--product", "graphite", "--recalled")
    assert with_them.count("│\n") > without.count("│\n")


def test_an_account_is_of_one_product_and_an_unknown_one_is_named(run: Run) -> None:
    code, _shown, errors = run(YUNXI, "--candidate", _LONE)
    assert (code, _LONE in errors) == (2, True)
    code, _shown, errors = run(YUNXI, "--product", "unobtainium")
    assert (code, "unobtainium" in errors) == (2, True)


def test_a_workspace_has_the_registers_of_the_folder_it_began_with(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "yunxi.db"
    create_workspace(place, Path(YUNXI), sign_change("ann", "init"))
    found = [run(district, "--product", "electrolyte", "--format", "json")[1] for district in (YUNXI, str(place))]
    one, other = (json.loads(text)["candidates"] for text in found)
    assert [row["candidate"] for row in one] == [row["candidate"] for row in other]
    assert any("register" in row["kinds"] for row in other)
