"""``liantu specialisation`` in both languages, and where no table is loaded."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from liantu.cli import main

FULING, YUNXI = (str(Path(__file__).parents[3] / "districts" / name) for name in ("fuling", "yunxi"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("COLUMNS", "260")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        return code, *capsys.readouterr()

    return command


def test_the_district_among_other_regions(run: Any) -> None:
    _, shown, _noted = run("specialisation", YUNXI)
    assert "区位熵LQ" in shown
    assert "含未掌握数值，未参与计算" in shown
    _, shown, _noted = run("specialisation", YUNXI, "regions", "--format", "json")
    (first, *_others) = json.loads(shown)["specialisation_regions"]
    assert (first["region"], first["state"]) == ("西江区（虚构）", "computed")
    _, shown, _noted = run("specialisation", YUNXI, "growth", "--lang", "en")
    assert "By its mix of industries" in shown


def test_without_a_table_it_says_what_to_load(run: Any) -> None:
    code, _shown, noted = run("specialisation", FULING, "--lang", "en")
    assert code == 2
    assert "there is no table of regions by industry" in noted


def test_every_question_has_the_same_options_and_names_a_wrong_view(run: Any) -> None:
    code, _shown, noted = run("targets", FULING, "nonsense", "--lang", "en")
    assert code == 2
    assert "“nonsense” is not one of the choices. Choose one of: targets, parts, checks, bases." in noted
    _, shown, _noted = run("forecast", FULING, "bases", "--format", "csv")
    _, same, _noted = run("targets", FULING, "bases", "--format", "csv")
    assert shown == same != ""
