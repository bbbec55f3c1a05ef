"""A Change in a file, written by hand (YAML) or by a program (JSON)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from liantu.library.strict_yaml import read_strict_yaml
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems

#: Characters: of a program's change many rows are taken, though they take their time.
_LARGEST = 5_000_000


def read_change(path: Path) -> Change:
    """The Change of a file. Raises Problems when it says none, OSError when it cannot be opened."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problems([Problem("bad_change", file=str(path), value=str(error).splitlines()[0])]) from None
    try:
        data = read_strict_yaml(text, str(path), _LARGEST)
    except Problems as refused:
        raise Problems(_as_change(problem) for problem in refused.problems) from None
    return Change.from_dict(data)


def _as_change(problem: Problem) -> Problem:
    """What is no YAML at all is told as what a change should look like."""
    return replace(problem, code="bad_change") if problem.code == "not_yaml" else problem
