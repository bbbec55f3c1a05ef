"""The rows that engines hand on have the columns that their types say."""

from __future__ import annotations

from pathlib import Path

import liantu
from liantu.chain.gap_records import Gap, GapRecord, build_gap_records, list_gaps
from liantu.chain.gaps import find_gaps

FOLDER = Path(__file__).parents[1] / "districts" / "orchard"


def test_a_gap_has_the_columns_of_its_type() -> None:
    district = liantu.open(FOLDER)
    frame = find_gaps(district.tables, district.chain.terms, ranges=False)
    assert frame.height
    assert list(frame.columns) == list(Gap.__annotations__)
    assert list(build_gap_records(frame)[0]) == list(GapRecord.__annotations__)
    assert len(list_gaps(frame)) == frame.height
