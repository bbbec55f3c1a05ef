"""Misuse of the command line is told in the house's words, in the language asked for, and ends with 2."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from liantu.cli import main

YUNXI = str(Path(__file__).parents[2] / "districts" / "yunxi")


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["stop", YUNXI, "extra"], "多出“extra”，本命令不需要。", "“extra” is a word too many"),
        (["targets", YUNXI, "target"], "“target”不在可选值内", "“target” is not one of the choices (targets?)"),
        (["targets", YUNXI, "--nosuch"], "没有“--nosuch”这个选项。", "There is no option “--nosuch”."),
        (["figures", YUNXI, "--format", "jsn"], "选项“--format”：“jsn”不在可选值内", "Choose one of: table, json, csv"),
        (["workspace", "init", "x", "--from", "y"], "liantu workspace init --help。", "liantu workspace init --help."),
        (["nosuch"], "没有“nosuch”这个命令。", "There is no command “nosuch”."),
        (["gaps"], "缺少“folder”。", "“folder” is missing."),
        (["check", YUNXI, "--every", "soon"], "“soon”不能用在这里。", "“soon” does not fit there."),
    ],
)
def test_a_misuse_in_words(
    words: list[str], zh: str, en: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, said in (("zh_CN", zh), ("en", en)):
        monkeypatch.setattr(sys, "argv", ["liantu", *words, "--lang", language])
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 2
        error = capsys.readouterr().err
        assert said in error
        assert "Usage" not in error
