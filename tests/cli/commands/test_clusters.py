"""Clusters on the command line, in both languages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from liantu.cli import main

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
            code = end.code or 0
        return code, *capsys.readouterr()

    return command


def test_clusters_tier_by_tier(run: Any) -> None:
    _, shown, _ = run("clusters", FULING)
    assert "另1个原文未列名" in shown
    assert "企业16家" in shown
    assert "140 (2025年, 预计)" in shown


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "不是已发生的采购"), ("en", "potential, not purchases")])
def test_coupling_says_what_it_is(run: Any, language: str, words: str) -> None:
    _, shown, _ = run("coupling", FULING, "--lang", language)
    assert words in shown
    assert "46.1" not in shown  # ammonia of the plant that makes urea of it


def test_own_use_stands_apart(run: Any) -> None:
    _, shown, _ = run("coupling", FULING, "--own")
    (ammonia,) = [line for line in shown.splitlines() if "合成氨" in line]
    assert [cell.strip() for cell in ammonia.strip("│").split("│")][2:] == ["46.1", "45", "1.08", "万吨/年"]
    assert "自用不是配套" in shown
    rows = json.loads(run("coupling", FULING, "--own", "--format", "json")[1])["own_uses"]
    assert {row["product"] for row in rows} >= {"ammonia", "nmp", "co2"}


def test_shares_at_best_as_data(run: Any) -> None:
    rows = json.loads(run("coupling", FULING, "--shares", "--format", "json")[1])["local_shares"]
    ammonia = [row for row in rows if (row["buyer"], row["product"]) == ("fine-chem", "ammonia")]
    assert (ammonia[0]["demand"], ammonia[0]["share"]) == (pytest.approx(10_800), None)


def test_another_grouping_is_refused_with_the_choices(run: Any) -> None:
    code, _, said = run("coupling", FULING, "--by", "firm")
    assert code == 2
    assert "cluster, place" in said


def test_ladders_say_what_is_stated_and_what_is_listed(run: Any) -> None:
    _, shown, _ = run("cultivation", FULING, "--lang", "en")
    assert "326 (December 2023)" in shown
    assert "none listed" in shown
    assert "at least 10 (2027)" in shown
    rows = json.loads(run("cultivation", FULING, "--firms", "--format", "json")[1])["cultivation"]
    assert [(row["firm"], row["step"]) for row in rows] == [("wankai", "output_10bn"), ("qunwei", "high_tech")]
