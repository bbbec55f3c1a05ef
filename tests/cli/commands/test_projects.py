"""``liantu case`` as a person meets it: the deadline, and what it rests on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.deliver.cases.test_gates import folder

from liantu.cli import main


def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setattr("sys.argv", ["liantu", "case", *words])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    return capsys.readouterr().out


def test_a_case_shows_its_deadline_and_label(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(folder(tmp_path / "one"))
    out = said(monkeypatch, capsys, place, "a1", "--as-of", "2028-03-02")
    assert "2028-03-07" in out
    assert "暂按周末推算" in out
    assert "by weekends for now" in said(monkeypatch, capsys, place, "--lang", "en", "--as-of", "2028-03-02")
    told = json.loads(said(monkeypatch, capsys, place, "a1", "--format", "json", "--as-of", "2028-03-02"))["case"]
    assert (told["deadline"], told["deadline_label"]) == ("2028-03-07", "by_weekends")
    assert told["calendar"].startswith("cn+orchard/")
