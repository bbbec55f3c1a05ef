"""The monthly dispatch on the command line, in both languages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from liantu.cli import main
from liantu.cli.commands.report import VIEWS

DISTRICTS = Path(__file__).parents[3] / "districts"
YUNXI, FULING = str(DISTRICTS / "yunxi"), str(DISTRICTS / "fuling")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("COLUMNS", "220")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", "report", *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        return code, *capsys.readouterr()

    return command


def test_the_table_of_a_month(run: Any) -> None:
    code, shown, _ = run(YUNXI)
    assert code == 0
    assert shown.startswith("11月，59户报送企业工业产值")
    assert "拉动（百分点）" in shown
    assert "食品" in shown
    assert "不使用统计调查的单户资料" in shown


def test_doubtful_returns_are_named_beside_their_figures(run: Any) -> None:
    assert "006号" not in run(YUNXI)[2]
    code, _, noted = run(YUNXI, "--with", "monthly_returns:f006/2023-11;state=stopped;output_before=10")
    assert code == 0
    assert "2023年11月：“云汐虚构化工006号公司”填为停产" in noted
    assert "（上年同月 10，当月 5022.5），超出核对界限" in noted
    earlier = run(YUNXI, "--month", "2023-10", "--with", "monthly_returns:f006/2023-11;state=stopped")[2]
    assert "填为停产" not in earlier  # October does not rest on November


def test_no_sum_of_all_firms_stands_above_those_that_may_go_out(run: Any) -> None:
    _, shown, _ = run(YUNXI, "told")
    assert "5.60" in shown
    assert "5.68" not in shown  # what is between them is one firm


@pytest.mark.parametrize(("view", "language"), [(view, ("zh_CN", "en")[n % 2]) for n, view in enumerate(VIEWS)])
def test_every_view_in_words(run: Any, view: str, language: str) -> None:
    code, shown, _ = run(YUNXI, view, "--lang", language)
    assert code == 0
    assert "not_compared" not in shown
    assert "month_" not in shown


def test_units_stand_below_tables_whose_headings_name_none(run: Any) -> None:
    near = run(YUNXI, "near")[1]
    assert "2,272" in near
    assert "万元" in near
    assert "Unit: 100 million CNY" in run(YUNXI, "forecasts", "--lang", "en")[1]
    stopped = next(line for line in run(YUNXI, "firms")[1].splitlines() if "纺织043号" in line)
    assert stopped.count("未掌握") == 0  # nothing was expected and nothing came: known, and no rate


def test_january_and_february_are_said_once_and_small_figures_keep_three_digits(run: Any) -> None:
    headline, _, table = run(YUNXI, "measures", "--month", "2023-01..02")[1].partition("\n")
    # 9.57133 of 60 firms; 3,098.33 of 10,000 kWh.
    assert headline.startswith("1—2月，60户报送企业工业产值9.57亿元")
    assert headline.count("1—2月") == 1
    assert headline.endswith("。")
    assert "0.310" in table


def test_as_data(run: Any) -> None:
    rows = json.loads(run(YUNXI, "--by", "park", "--month", "2023-10", "--format", "json")[1])["report_table"]
    whole, *parts = rows
    assert sum(part["month_contribution"] for part in parts) == pytest.approx(whole["month_growth"])
    account = json.loads(run(YUNXI, "account", "--part", "14", "--format", "json")[1])["report_account"]
    assert len(account) == 11


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((FULING,), "没有"),
        ((YUNXI, "--month", "2023-02"), "2023-02"),
        ((YUNXI, "--by", "cluster"), "industry, park, firm"),
        ((YUNXI, "tabel"), "moves"),
    ],
)
def test_wrong_words_are_refused_with_what_there_is(run: Any, words: tuple[str, ...], said: str) -> None:
    code, _, told = run(*words)
    assert code == 2
    assert said in told


def test_growth_says_of_how_many_firms_it_is(run: Any) -> None:
    assert "（按有上年同月数的58户计）" in run(YUNXI)[1]
    assert "(of the 58 firms with both months)" in run(YUNXI, "--lang", "en")[1]
    assert "报送企业工业产值，亿元" in run(YUNXI, "measures")[1]
