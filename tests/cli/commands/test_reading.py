"""A document on the command line: as a table in words, as JSON and CSV, and what is wrong in words."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from liantu.cli import main

TEXT = "前三季度，全区规上工业产值812.6亿元，同比增长9.4%。\n到2025年，全区力争高新技术企业达到120家以上。\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        fixed = ["liantu", "read", *words, "--published", "2023-11-20", "--issuer", "清源区统计局"]
        monkeypatch.setattr(sys, "argv", fixed)
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return int(code or 0), out, err

    return command


def test_figures_stand_in_the_words_of_the_language(run: Any) -> None:
    code, out, _ = run("a.txt")
    assert code == 0
    assert all(words in out for words in ("清源区", "规上工业产值增速", "不低于", "目标", "高新技术企业达到120家以上"))
    assert "growth of 规上工业产值" in run("a.txt", "--lang", "en")[1]


def test_json_has_figures_and_rows(run: Any) -> None:
    body = json.loads(run("a.txt", "--format", "json")[1])
    assert body["document"] == {
        "name": "a.txt", "kind": "text", "published": "2023-11-20", "issuer": "清源区统计局",
    }  # fmt: skip
    assert [each["value"] for each in body["figures"]] == ["812.6", "9.4", "120"]
    first = body["figures"][0]
    assert [TEXT[slice(*span)] for span in first["spans"]] == first["quotes"]
    assert TEXT[slice(*first["number"])] == "812.6亿元"
    assert [each["table"] for each in body["rows"]] == ["places", "indicators", "observations", "indicators", "targets"]


def test_csv_has_a_line_a_figure(run: Any) -> None:
    lines = run("a.txt", "--format", "csv")[1].splitlines()
    assert len(lines) == 4
    assert lines[0] == "table,subject,measure,field,period,comparator,value,unit,status,quote"


def test_what_cannot_be_read_is_told_in_words(run: Any) -> None:
    Path("empty.txt").write_text("\n")
    code, _, err = run("empty.txt")
    assert (code, "没有文字" in err) == (2, True)
    assert run("nowhere.txt")[0] == 2
