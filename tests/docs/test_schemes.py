"""The page on schemes names every key that the reader reads, and every choice."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from liantu.score import reading, reading_groups, reading_rules, scheme

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
)


def keys() -> set[str]:
    found = set()
    for module in (reading, reading_groups, reading_rules):
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
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
    assert {"weight", "share", "since", "total_decimals"} <= keys()


@pytest.mark.parametrize("key", sorted(keys()))
def test_every_key_is_on_the_page(key: str) -> None:
    assert f"`{key}`" in PAGE


CHOICES = (*scheme.FAMILIES, *scheme.RULES, *scheme.MISSING, *scheme.NOT_APPLICABLE, *scheme.ZERO_DENOMINATOR)
CHOICES += (*scheme.NEGATIVE, *scheme.TREATMENTS[1:], *scheme.CUTS, *scheme.ROUNDINGS, *scheme.TIES, *scheme.EFFECTS)


@pytest.mark.parametrize("choice", sorted({*CHOICES, *scheme.STATUSES}))
def test_every_choice_is_on_the_page(choice: str) -> None:
    assert f"`{choice}`" in PAGE
