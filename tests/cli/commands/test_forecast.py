"""``liantu forecast`` in both languages and forms: verdicts in words, ranges, what is refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.messages import says

from liantu.cli import main

FULING, YUNXI = (str(Path(__file__).parents[3] / "districts" / name) for name in ("fuling", "yunxi"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("COLUMNS", "260")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", "forecast", *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return int(code or 0), out, err

    return command


def test_targets_of_fuling_in_chinese(run: Any) -> None:
    code, out, _ = run(FULING)
    assert code == 0
    lines = {line.split("│")[1].strip() + line.split("│")[2].strip(): line for line in out.splitlines() if "│" in line}
    gdp = lines["涪陵区 地区生产总值2027"]
    assert "基数未掌握，不能判断" in gdp
    assert "4—12月实绩未掌握，合计须达1858.6" in lines["涪陵区 工业产值 (规上)2023"]
    assert "1020–1530 亿元" in lines["涪陵区 工业产值2027"]
    assert "加 --facts-only 可不用" in out
    assert "needed" not in out


def test_targets_of_fuling_in_english_as_json(run: Any) -> None:
    code, out, _ = run(FULING, "--format", "json", "--lang", "en")
    body = json.loads(out)
    assert code == 0
    row = next(row for row in body["targets"] if row["target"] == "budget-2027")
    assert (row["verdict"], row["supposed"], row["reference_date"]) == ("needed_supposed", True, "2023-12-31")
    assert body["as_of"] == "2023-12-31"


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_no_note_of_a_target_is_cut(run: Any, lang: str) -> None:
    out = run(FULING, "--lang", lang)[1]
    assert "…" not in out
    notes = "".join(line.split("│")[-2].strip() for line in out.splitlines() if line.startswith("│"))
    assert "2000亿元，年均需增15/10.7/7.03/3.93/1.23" in notes if lang == "zh_CN" else "15/10.7/7.03/3.93/1.23" in notes


@pytest.mark.parametrize("view", ["series", "projects"])
def test_a_last_year_that_is_over_is_refused(run: Any, view: str) -> None:
    code, _, said = run(FULING, view, "--until", "1999")
    assert code == 2
    assert "“1999”年早于数据截止的 2023 年" in said


@pytest.mark.parametrize("view", ["series", "projects"])
def test_a_last_year_further_than_ten_years_ahead_is_refused(run: Any, view: str) -> None:
    code, _, said = run(FULING, view, "--until", "2034", "--lang", "en")
    assert code == 2
    assert "“2034” lies after 2033" in said
    assert run(FULING, view, "--until", "2033")[0] == 0


def test_what_is_missing_names_the_base_it_is_measured_from(run: Any) -> None:
    out = run(FULING, "coming", "--target", "output-2027", "--lang", "en")[1]
    assert "at most 1270" in out
    assert "What is missing is measured from 2023 as reckoned from its known months, not published." in out
    chinese = run(FULING, "coming", "--target", "output-2027")[1]
    assert "仍缺数以2023年（按已知月份折算，未公布）为基数" in chinese
    assert "两个问题的答案，不作比较" in chinese


def test_bases_say_that_they_are_no_forecast(run: Any) -> None:
    _, out, _ = run(FULING, "bases", "--lang", "en")
    assert "2023: 1400 × 10⁸ CNY" in out
    assert "10.7" in out
    assert "arithmetic, not a forecast" in out


def test_projects_of_unknown_output_are_unknown_and_not_zero(run: Any) -> None:
    _, out, _ = run(FULING, "coming", "--target", "output-2027", "--rate", "new-projects-output")
    named = next(line for line in out.splitlines() if "在手项目" in line)
    assert "未掌握" in named
    assert "未载产值" in named
    lines = {line.split("│")[1].strip(): line for line in out.splitlines() if line.startswith("│")}
    assert "至少 2470–2980 亿元" in lines["合计可预期"]
    assert "至多 1020–1530 亿元（口径不同）" in lines["仍缺"]
    assert "不计入合计" in lines["按往年新项目速度、尚未落实到项目"]
    assert "实绩口径为“规上”，与目标口径不同" in out
    _, out, _ = run(YUNXI, "projects", "--until", "2026")
    assert "虚构项目二" in out


@pytest.mark.parametrize("view", ["series", "points", "scores", "past"])
def test_every_view_is_in_words_in_both_languages(run: Any, view: str) -> None:
    for lang, word in (("zh_CN", "一般公共预算收入" if view != "scores" else "年度模型"), ("en", "201")):
        code, out, _ = run(YUNXI, view, "--lang", lang)
        assert code == 0
        assert word in out or view in ("series", "scores")
        assert "_" not in out


def test_chances_are_one_step_down(run: Any) -> None:
    code, out, _ = run(YUNXI, "chances", "--target", "scale-output-2025", "--format", "json")
    assert code == 0
    chances = json.loads(out)["chances"]
    assert chances[0]["at_least"] >= 90
    assert max(row["level"] for row in chances) < 115  # the target itself


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((FULING, "chances", "--target", "output-2027"), "other_scope"),
        ((FULING, "chances", "--target", "gdp-2027"), "no_base"),
        ((FULING, "chances", "--target", "gdp-2028"), "dangling"),
        ((FULING, "chances"), "required"),
        ((FULING, "series", "--subject", "nobody"), "no_series"),
        ((FULING, "chances", "--target", "output-2027", "--same-scope"), "too_few_points"),
        ((FULING, "--until", "2099"), "idle_option"),
        ((FULING, "past", "--facts-only"), "idle_option"),
    ],
)
def test_what_cannot_be_said_is_refused_in_words(run: Any, words: tuple[str, ...], problem: str) -> None:
    for lang in ("zh_CN", "en"):
        code, out, err = run(*words, "--lang", lang)
        assert (code, out) == (2, "")
        assert says(problem, err)


def test_an_option_that_does_nothing_names_the_views_where_it_does(run: Any) -> None:
    code, _, said = run(FULING, "--until", "2099", "--lang", "en")
    assert code == 2
    assert (
        "Option “--until”: it does nothing in the view “targets”. Leave it out, or ask for: series, projects." in said
    )


def test_a_view_that_is_none_is_refused(run: Any) -> None:
    assert run(FULING, "tomorrow")[0] == 2
