"""``liantu stop``, ``green`` and ``coupling --rates`` in both languages and forms."""

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


def test_a_stop_is_a_scenario_for_the_house(run: Any) -> None:
    _, shown, noted = run("stop", FULING, "--subject", "ammonia")
    assert "85–98 %" in shown
    assert "情景测算" in noted
    assert "按产品测算，不列企业" in noted
    assert "建峰" not in shown + noted
    _, shown, noted = run("stop", YUNXI, "--subject", "lithium", "--outside", "0.5", "--lang", "en")
    assert "12 days" in shown
    assert "50% is bought elsewhere" in noted


def test_energy_in_words(run: Any) -> None:
    _, shown, _ = run("green", FULING, "--by", "chain", "--use", "control")
    assert "50.3" in shown
    assert "原料用能扣除" in shown
    links = json.loads(run("green", YUNXI, "--links", "--format", "json")[1])["link_uses"]
    assert {row["group"] for row in links} >= {"lfp", "graphite"}


def test_rates_are_no_file(run: Any) -> None:
    assert "50%" in run("coupling", YUNXI, "--rates")[1]
    for form in ("csv", "json"):
        code, shown, noted = run("coupling", YUNXI, "--rates", "--format", form)
        assert (code, shown) == (2, "")
        assert "不得带出" in noted


def test_wrong_choices_are_named(run: Any) -> None:
    code, _, noted = run("green", YUNXI, "--by", "street", "--lang", "en")
    assert code == 2
    assert "cluster, chain, place, project" in noted


def test_concentration_stays_in_the_house(run: Any) -> None:
    code, shown, noted = run("concentration", YUNXI)
    assert code == 0
    assert "HHI" in shown
    assert "未掌握" not in shown  # every industry shown has a count of firms without a value, be it none
    assert "仅供内部使用" in noted
    rows = json.loads(run("concentration", YUNXI, "--by", "cluster", "--format", "json")[1])["concentration"]
    assert all(row["cr1"] <= row["cr4"] <= row["cr8"] <= 1 for row in rows if row["cr1"] is not None)
    _, sent, _ = run("concentration", YUNXI, "--format", "csv")
    assert {line.split(",")[3] for line in sent.splitlines()[1:] if line.count(",") > 5} == {""}
    _, english, _ = run("concentration", FULING, "--lang", "en")
    assert "Nothing on record." in english
    assert run("concentration", YUNXI, "--by", "moon")[0] == 2
