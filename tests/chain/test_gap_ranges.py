"""A range depends on the coefficients a product rests on, and on nothing else in the district."""

from __future__ import annotations

from pathlib import Path

import liantu
from liantu.model.change import Change

FULING = Path(__file__).parents[2] / "districts" / "fuling"
RANGE = ("gap_p10", "gap_p50", "gap_p90")


def test_another_plant_does_not_shake_the_range_of_what_it_does_not_use() -> None:
    d = liantu.open(FULING)
    adipic = Change.from_query([f"-capacities:huafeng-adipic{part}" for part in ("-1", "-6", "")])
    before = d.chain.gaps("all").filter(product="electrolyte").select(RANGE)
    after = d.what_if(adipic).chain.gaps("all").filter(product="electrolyte").select(RANGE)
    assert after.equals(before)
