"""The siting account on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from liantu.cli import main
from liantu.cli.render.siting_tables import PARTS

YUNXI = str(Path(__file__).parents[3] / "districts" / "yunxi")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("COLUMNS", "260")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", "siting", YUNXI, *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        return code, *capsys.readouterr()

    return command


def test_places_beside_each_other(run: Any) -> None:
    code, shown, noted = run()
    assert code == 0
    assert "≥71940" in shown
    line = next(line for line in shown.splitlines() if "≥71940" in line)
    assert line.count("≥") == 4  # a year, a tonne, for output, and the range alike
    assert "天然气" in shown
    assert "折现率8%" in noted


@pytest.mark.parametrize(("part", "language"), [(part, ("zh_CN", "en")[n % 2]) for n, part in enumerate(PARTS)])
def test_every_part_in_words(run: Any, part: str, language: str) -> None:
    code, shown, _ = run("--show", part, "--lang", language)
    assert code == 0
    assert len(shown.splitlines()) > 2


def test_json_says_at_which_price_the_order_turns(run: Any) -> None:
    code, shown, _ = run("--show", "flips", "--format", "json")
    assert code == 0
    first = json.loads(shown)["flips"][0]
    assert first["flip"] == pytest.approx(first["price"] * (1 + first["change"]))


def test_what_is_not_there_is_told(run: Any) -> None:
    assert run("--case", "none")[0] == 2
    assert "没有名为“none”的选址测算项目" in run("--case", "none")[2]
    assert run("--show", "all")[0] == 2
    code, _shown, errors = run("--case", "lfp-20kt", "--product", "lfp")
    assert (code, "不能同时使用" in errors) == (2, True)
