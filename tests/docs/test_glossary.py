"""The glossary has every module of the engines and every question of the facade, and no other."""

from __future__ import annotations

import re
from functools import cached_property

import pytest

from liantu.district import District

from .running import ROOT
from .test_names import SOURCE, methods

ENGINES = ("chain", "score", "land", "deliver", "outlook")
#: What a workspace keeps beside its tables, and how its rows hang together.
KEPT = ("documents", "history", "imports", "links", "remarks", "tasks")
PAGE = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
NAMES = set(re.findall(r"`([^`]+)`", PAGE))


def questions(room: str) -> set[str]:
    """The public methods of a room of the facade."""
    made = vars(District)[room]
    assert isinstance(made, cached_property)
    return {name for name in methods(made.func.__annotations__["return"]) if not name.startswith("_")}


def modules(room: str) -> set[str]:
    found = (SOURCE / room).rglob("*.py")
    return {path.relative_to(SOURCE).as_posix() for path in found if path.name != "__init__.py"}


@pytest.mark.parametrize("room", ENGINES)
def test_every_module_of_an_engine_has_its_word(room: str) -> None:
    assert modules(room) == {name for name in NAMES if name.startswith(f"{room}/")}


@pytest.mark.parametrize("room", [*ENGINES, *KEPT])
def test_every_question_of_the_facade_has_its_word(room: str) -> None:
    start = f"d.{room}."
    assert {start + name for name in questions(room)} == {name for name in NAMES if name.startswith(start)}


def test_a_word_has_one_line() -> None:
    words = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE)
    chinese = [zh for zh, _ in words if zh not in ("中文", "---")]
    assert len(chinese) == len(set(chinese)) > 80
