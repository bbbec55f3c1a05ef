"""Land of a group by how firm its plants are: each firm once, where the firmest of its plants stands."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.model.change import Change

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"


def test_the_land_of_a_firm_counts_once_in_a_cluster() -> None:
    yunxi = liantu.open(YUNXI)
    rows = yunxi.cluster.resource_uses().filter(group="c-chemicals")
    assert dict(rows.select("status", "land").iter_rows()) == {"operating": 40.0, "building": 45.94}
    owners = yunxi.tables["plants"].filter(pl.col("id").is_in(["lactam", "lithium"]))["firm"]
    ledger = yunxi.land.ledger().filter(pl.col("firm").is_in(owners.implode()))
    assert rows["land"].sum() == pytest.approx(ledger["land"].sum())


def test_a_firm_that_also_builds_counts_where_it_runs() -> None:
    made_up = "basis=ours;source=made-up"
    lines = [
        f"+plants:lithium-2;zh=二期;firm=f060;place=east-bank;{made_up}",
        f"+capacities:lithium-2;plant=lithium-2;product=li2co3;amount=1000;unit=t;{made_up}",
        f"+events:lithium-2;plant=lithium-2;stage=building;period=2023-03;{made_up}",
    ]
    changed = liantu.open(YUNXI).what_if(Change.from_query(lines))
    rows = changed.cluster.resource_uses().filter(group="c-chemicals")
    assert dict(rows.select("status", "land").iter_rows()) == {"operating": 40.0, "building": 45.94}
