"""The page on schemes names every key that the reader reads, and every choice."""

from __future__ import annotations

import ast
from pathlib import Path

from liantu.score.scheme import grading_rules, indicators, provenance, reader

READERS = sorted(Path(str(reader.__file__)).parent.glob("*reader.py"))
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "schemes.md").read_text(encoding="utf-8")
READ = (
    "text",
    "number",
    "amount",
    "whole",
    "flag",
    "day",
    "choice",
    "texts",
    "names",
    "under",
    "each",
    "named",
    "pair",
    "treatment",
)


def keys() -> set[str]:
    found = set()
    for path in READERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in READ
                and node.args
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_there_are_keys() -> None:
    assert {"weight", "share", "since", "total_decimals", "trim", "negative", "unit"} <= keys()


def test_every_key_is_on_the_page() -> None:
    assert [key for key in sorted(keys()) if f"`{key}`" not in PAGE] == []


CHOICES = (
    *indicators.FAMILIES,
    *indicators.RULES,
    *indicators.MISSING,
    *indicators.NOT_APPLICABLE,
    *indicators.ZERO_DENOMINATOR,
)
CHOICES += (
    *indicators.NEGATIVE,
    *grading_rules.TREATMENTS[1:],
    *grading_rules.CUTS,
    *grading_rules.ROUNDINGS,
    *grading_rules.TIES,
    *grading_rules.EFFECTS,
)


def test_every_choice_is_on_the_page() -> None:
    assert [choice for choice in sorted({*CHOICES, *provenance.STATUSES}) if f"`{choice}`" not in PAGE] == []
