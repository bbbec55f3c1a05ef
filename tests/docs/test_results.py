"""docs/reference/results.md names every field that the questions answer with."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from .running import ROOT, run

ORCHARD = str(ROOT / "tests" / "districts" / "orchard")
FULING = str(ROOT / "districts" / "fuling")
_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
SECTIONS = dict(_SECTION.findall((ROOT / "docs/reference/results.md").read_text(encoding="utf-8")))


def fields(answer: Any) -> set[str]:
    """All keys at any depth."""
    if isinstance(answer, dict):
        return set(answer).union(*map(fields, answer.values()))
    return set().union(*map(fields, answer)) if isinstance(answer, list) else set()


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("gaps", ["gaps", ORCHARD, "--list", "all", "--format", "json"]),
        ("balance", ["balance", ORCHARD, "--format", "json"]),
        ("extensions", ["extend", FULING, "--format", "json"]),
        ("weak", ["weak", FULING, "--format", "json"]),
        ("questions", ["ask", ORCHARD, "--format", "json"]),
        ("moves", ["what-if", ORCHARD, "--with", "-capacities:pulp-1", "--format", "json"]),
        ("account", ["account", FULING, "electrolyte"]),
    ],
)
def test_every_field_is_documented(section: str, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = run(["liantu", *words], monkeypatch)
    assert code == 0, said
    answer = json.loads(said)
    if section != "account":
        assert {"as_of", "known_at", "assumptions"} < set(answer)
        answer = answer[section]
        assert answer, f"{section} is empty: nothing was tested"
    documented = set(re.findall(r"`(\w+)`", SECTIONS[section]))
    assert fields(answer) <= documented


def test_columns_of_gaps_are_documented() -> None:
    import liantu

    documented = set(re.findall(r"`(\w+)`", SECTIONS["gaps"]))
    named = documented | {f"gap_{part}" for part in documented} | {f"value_{part}" for part in documented}
    assert set(liantu.open(ORCHARD).gaps("all").columns) <= named
