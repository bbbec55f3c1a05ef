"""``liantu figures``: growth and parts in words of both languages, JSON, and SDMX-CSV; the other choices are named."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from liantu.cli import main

YUNXI = str(Path(__file__).parents[3] / "districts" / "yunxi")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("COLUMNS", "260")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", "figures", YUNXI, *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return int(code or 0), out, err

    return command


def cells(out: str, *words: str) -> list[str]:
    (line,) = (line for line in out.splitlines() if all(word in line for word in words))
    return [cell.strip() for cell in line.split("│")[1:-1]]


def test_growth_as_published_beside_computed(run: Any) -> None:
    code, out, _ = run()
    assert code == 0
    assert cells(out, "规上工业利润总额", "2022年1—9月")[2:] == ["3.9 亿元", "+6.5", "-8.2", "口径不同"]
    assert cells(out, "铝材", "利润")[2:] == ["0.46 亿元", "扭亏为盈", "扭亏为盈", "相符"]
    assert cells(out, "规上工业增加值", "2021年1—9月")[2:] == ["未掌握", "+5.2（两年平均）", "—", "仅有公布增速"]
    assert out.rstrip().endswith("非统计数据。")


def test_parts_with_what_is_not_itemised(run: Any) -> None:
    code, out, _ = run("parts", "--lang", "en")
    assert code == 0
    assert cells(out, "tertiary industry")[3:] == ["46.35 × 10⁸ CNY", "36.1", "36.0"]
    assert cells(out, "industrial output", "not itemised")[3:] == ["17.82 × 10⁸ CNY", "—", "21.0"]
    assert "stay as they were printed" in out


def test_forms_for_programs(run: Any) -> None:
    _, out, _ = run("--format", "json")
    row = next(row for row in json.loads(out)["growth"] if row["observation"] == "profit-2022-09")
    assert (row["published_growth"], round(row["computed_growth"], 2), row["standing"]) == (6.5, -8.24, "other_basis")
    _, out, err = run("--format", "sdmx", "--lang", "en")
    assert out.startswith("STRUCTURE,STRUCTURE_ID,ACTION,")
    assert "Fictitious example" in out.splitlines()[1]
    assert err == ""


def test_other_words_are_refused_with_the_choices(run: Any) -> None:
    code, _, err = run("shares", "--lang", "en")
    assert code == 2
    assert "growth, parts" in err
    code, _, err = run("--indicator", "profits", "--lang", "en")
    assert code == 2
    assert "there are no figures of “profits”" in err
    code, _, err = run("--format", "xml", "--lang", "en")
    assert code == 2
    assert "sdmx" in err
