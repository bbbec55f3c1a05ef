"""The page of the graph format names every key and every choice that the reader knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from liantu.deliver.what_if import KEYS
from liantu.library import calendar
from liantu.library.approvals import figures, parse, parts

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "approval-graph.md").read_text(encoding="utf-8")
KNOWN = {
    "graph": parse._GRAPH,
    "item": parse._ITEM,
    "gate": parse._GATE,
    "question": parse._QUESTION,
    "rule": ("rule", "when", "applies", *parse._BY_RULE),
    "what-if": KEYS,
    "kinds": parts.PREREQUISITES + parts.UNITS + parts.DAYS + parts.STATUSES + figures.PARTS + figures.POSSIBLE,
    "calendar": calendar.COLUMNS + calendar.KINDS,
}


@pytest.mark.parametrize("part", KNOWN)
def test_every_key_is_described(part: str) -> None:
    assert [key for key in KNOWN[part] if f"`{key}`" not in PAGE] == []
