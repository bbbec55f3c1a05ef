"""Land of a group by how firm its plants are: each firm once, where the firmest of its plants stands."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"


def test_the_land_of_a_firm_counts_once_in_a_cluster() -> None:
    yunxi = liantu.open(YUNXI)
    rows = yunxi.cluster.resource_uses().filter(group="c-chemicals")
    assert dict(rows.select("status", "land").iter_rows()) == {"operating": 40.0, "building": 45.94}
    owners = yunxi.tables["plants"].filter(pl.col("id").is_in(["lactam", "lithium"]))["firm"]
    ledger = yunxi.land.ledger().filter(pl.col("firm").is_in(owners.implode()))
    assert rows["land"].sum() == pytest.approx(ledger["land"].sum())
