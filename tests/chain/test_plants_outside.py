"""What neighbours make is not made here: it is nearby supply, no evidence of a maker and no surplus to extend."""

from __future__ import annotations

from pathlib import Path

import liantu
from liantu.model.change import Change

ORCHARD = Path(__file__).parents[1] / "districts" / "orchard"


def test_a_maker_outside_is_no_maker_here() -> None:
    alone = Change.from_query(["-capacities:pulp-1", "-events:4"])
    row = liantu.open(ORCHARD).what_if(alone).chain.gaps().filter(product="pulp").row(0, named=True)
    assert row["evidence"] == "not_stated"
    assert row["nearby"] == 300.0  # 400 t, a quarter used by its maker


def test_an_unknown_amount_outside_is_no_surplus_here() -> None:
    cider = Change.from_query(
        [
            "+products:cider;zh=果酒;en=cider;unit=t;kind=manufacturable;list=invite",
            "+processes:BREW;product=cider;zh=酿造;en=brewing;mass_check=no",
            "+coefficients:BREW/pulp/input;low=1;typical=1;high=1;grade=C",
            "capacities:pulp-next;amount=;unit=t",
        ]
    )
    assert "pulp" not in liantu.open(ORCHARD).what_if(cider).chain.extensions()["product"].to_list()
