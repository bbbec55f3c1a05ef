"""What a citation lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from liantu.district import open_district
from liantu.model.citation_checks import check_citation

ORCHARD = open_district(Path(__file__).parents[1] / "districts" / "orchard")


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({"basis": "stated", "quote": None}, {"source", "locator"}),
        ({"basis": "stated", "quote": None, "source": "report"}, {"locator", "quote"}),
        ({"basis": "stated", "quote": "果汁", "source": "report", "locator": "1"}, set()),
        ({"basis": "assumed", "quote": None}, set()),
        ({"basis": "stated"}, set()),  # a table that has no quotes
    ],
)
def test_what_a_stated_row_lacks(fields: dict[str, str | None], lacking: set[str]) -> None:
    assert set(check_citation(ORCHARD.tables, fields)) == lacking
