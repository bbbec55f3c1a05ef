"""Answers of two states of the program: a crash is never an equal answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tools.compare_answers import CRASHED, compare

Answers = dict[str, tuple[int, str]]
CRASH = (CRASHED, "TypeError")


def write_answers(folder: Path, answers: Answers) -> Path:
    folder.mkdir()
    for command, (code, text) in answers.items():
        answer = {"command": command, "exit": code, "text": text}
        (folder / f"{command}.json").write_text(json.dumps(answer), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("before", "after", "failures", "line"),
    [
        ((0, "[0.3]"), (0, "[0.30000000000000004]"), 0, "1 answers, 0 of them differ"),
        ((0, "[1]"), (0, "[2]"), 1, "differs: gaps"),
        ((2, "no"), (0, "no"), 1, "differs: gaps"),
        (CRASH, CRASH, 1, "crashed after: gaps TypeError"),
        ((0, "[1]"), CRASH, 1, "crashed after: gaps TypeError"),
        (CRASH, (0, "[1]"), 0, "crashed before: gaps TypeError"),
    ],
)
def test_a_crash_is_named_and_fails_after(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    before: tuple[int, str],
    after: tuple[int, str],
    failures: int,
    line: str,
) -> None:
    folders = [
        write_answers(tmp_path / name, {"gaps": answer}) for name, answer in (("before", before), ("after", after))
    ]
    assert compare(*folders) == failures
    assert line in capsys.readouterr().out


def test_an_answer_that_is_missing_after_fails(tmp_path: Path) -> None:
    before = write_answers(tmp_path / "before", {"gaps": (0, "[1]")})
    assert compare(before, write_answers(tmp_path / "after", {})) == 1
