"""The page of the graph format names every key and every choice that the reader knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from liantu.deliver.schedule_change import KEYS
from liantu.library import calendar
from liantu.library.approvals import graph, graph_reader, item_fields, prerequisite_fields

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "approval-graph.md").read_text(encoding="utf-8")
KNOWN = {
    "graph": graph_reader._GRAPH,
    "item": graph_reader._ITEM,
    "gate": graph_reader._GATE,
    "question": graph_reader._QUESTION,
    "rule": ("rule", "when", "applies", *graph_reader._BY_RULE),
    "what-if": KEYS,
    "prerequisite": prerequisite_fields.PREREQUISITE_KEYS,
    "validity": item_fields.VALIDITY_KEYS,
    "kinds": graph.LINKS
    + graph.PREREQUISITES
    + graph.UNITS
    + graph.DAYS
    + graph.STATUSES
    + item_fields.PARTS
    + item_fields.POSSIBLE,
    "calendar": calendar.COLUMNS + calendar.KINDS,
}


@pytest.mark.parametrize("part", KNOWN)
def test_every_key_is_described(part: str) -> None:
    assert [key for key in KNOWN[part] if f"`{key}`" not in PAGE] == []
