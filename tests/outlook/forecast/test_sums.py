"""Several subjects added up draw by draw, and sums that would count twice."""

from __future__ import annotations

from pathlib import Path

import pytest

import liantu
from liantu.model.problems import Problems

YUNXI = Path(__file__).parents[3] / "districts" / "yunxi"


@pytest.mark.parametrize("subjects", [["yunxi", "c-battery"], ["c-battery", "c-metal"]])
def test_what_overlaps_is_not_added_up(subjects: list[str]) -> None:
    with pytest.raises(Problems) as raised:
        liantu.open(YUNXI).outlook.add_up(subjects, "industrial-output", "规上")
    assert [problem.code for problem in raised.value.problems] == ["sum_overlaps"]
