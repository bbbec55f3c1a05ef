"""``liantu depend`` in both languages; it is no file."""

from __future__ import annotations

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
        monkeypatch.setattr(sys, "argv", ["liantu", "depend", *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        return code, *capsys.readouterr()

    return command


def test_products_claims_and_criteria_in_words(run: Any) -> None:
    code, shown, noted = run(YUNXI)
    assert code == 0
    assert "全球3家" in shown
    assert "仅供内部使用" in noted
    _, shown, _ = run(FULING, "--show", "claims", "--lang", "en")
    assert "less than 10%" in shown
    assert "at least 90%" in shown
    _, shown, _ = run(YUNXI, "--show", "criteria")
    assert "符合：有依赖" in shown
    assert "0.46" in shown


def test_recalled_magnitudes_are_bands(run: Any) -> None:
    _, shown, noted = run(FULING, "--show", "recalled")
    assert "10–60 %" in shown
    assert "未查阅任何文件" in noted


def test_it_is_no_file(run: Any) -> None:
    for form in ("csv", "json"):
        code, shown, noted = run(YUNXI, "--format", form)
        assert (code, shown) == (2, "")
        assert "不得带出" in noted


def test_a_wrong_choice_is_named(run: Any) -> None:
    code, _, noted = run(YUNXI, "--show", "nothing")
    assert code == 2
    assert "nothing" in noted
