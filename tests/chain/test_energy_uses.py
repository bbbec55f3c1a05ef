"""Energy of plants by hand: fuel and feedstock apart, net of what is made, CO2 of energy alone, totals by purpose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.chain.energy_uses import EnergyFactors, add_totals, list_energy_uses, sum_energy_uses
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problems

FACTORS = EnergyFactors(
    coal={"elec": 0.1229, "ng": 1.2143, "steam": 128.6, "coal": 1000.0},
    carbon={"elec": 0.5703, "ng": 2.162, "steam": 415.0, "coal": None},
    feedstock=["coal", "ng"],
    not_in_divisions=["25", "31", "32", "44", "45"],
)
#: product, measure, row, via, coefficient, value, least.
FLOWS = (
    ("ng", "demand", "nh3", "ammonia", "NH3-NATGAS/ng/input", 1000.0, False),
    ("elec", "demand", "nh3", "ammonia", "NH3-NATGAS/elec/utility", 2000.0, False),
    ("steam", "demand", "nh3", "ammonia", "NH3-NATGAS/steam/utility", 50.0, False),
    ("water", "demand", "nh3", "ammonia", "NH3-NATGAS/water/utility", 500.0, False),
    ("n2o", "demand", "nh3", "ammonia", "NH3-NATGAS/n2o/emission", 9.0, False),
    ("coal", "demand", "chp", "steam", "STEAM-COAL-CHP/coal/input", 10.0, False),
    ("steam", "supply", "chp", "steam", None, 80.0, False),
    ("ng", "demand", "kiln", "glass", "X/ng/utility", None, False),
)


@pytest.fixture(scope="module")
def fuling() -> liantu.District:
    return liantu.open(Path(__file__).parents[2] / "districts" / "fuling")


def sums(groups: dict[str, str]) -> dict[str, dict[str, float | None]]:
    columns = ("product", "measure", "row", "via", "coefficient", "value", "least")
    terms = pl.DataFrame(FLOWS, schema=columns, orient="row").with_columns(
        status=pl.lit("operating"), covered=pl.lit(value=False)
    )
    placed = pl.DataFrame({"group": [*groups.values()], "row": [*groups]})
    uses = list_energy_uses(load_library(), terms, FACTORS)
    return {row["group"]: row for row in sum_energy_uses(uses, placed).iter_rows(named=True)}


def test_gas_of_ammonia_is_feedstock_and_not_burnt() -> None:
    plant = sums({"nh3": "a"})["a"]
    # 1,000 m3 × 1.2143, 2,000 kWh × 0.1229, 50 t × 128.6 kgce.
    assert plant["fuel"] is None
    assert plant["feedstock"] == pytest.approx(1.2143)
    assert (plant["power"], plant["heat"]) == pytest.approx((0.2458, 6.43))
    assert (plant["electricity"], plant["water"]) == (2000, 500)
    # 2,000 × 0.5703 + 50 × 415 kg; neither the gas nor the laughing gas.
    assert plant["carbon"] == pytest.approx(1.1406 + 20.75)
    assert plant["carbon_open"] is False


def test_coal_of_steam_is_fuel_and_the_steam_is_taken_off() -> None:
    chp = sums({"chp": "b"})["b"]
    assert (chp["fuel"], chp["feedstock"]) == (10, None)
    assert chp["heat"] == pytest.approx(-80 * 128.6 / 1000)
    assert chp["carbon_open"] is True  # no factor of coal is known
    # Together the steam that one gives the other is counted once.
    both = sums({"chp": "c", "nh3": "c"})["c"]
    assert both["heat"] == pytest.approx(-30 * 128.6 / 1000)


def test_an_unknown_amount_is_not_zero() -> None:
    kiln = sums({"kiln": "d"})["d"]
    assert (kiln["fuel"], kiln["energy_open"]) == (None, True)


def test_the_purpose_decides_what_counts() -> None:
    frame = pl.DataFrame([sums({"nh3": "a"})["a"]])
    heat, feedstock = 6.43, 1.2143
    review = add_totals(frame, 0.1229, deducts_feedstock=None).row(0, named=True)
    assert review["total"] is None  # whether feedstock counts is not stated
    assert review["without_feedstock"] == pytest.approx(heat + 0.2458)
    assert review["with_feedstock"] == pytest.approx(heat + 0.2458 + feedstock)
    control = add_totals(frame, 0.3, deducts_feedstock=True).row(0, named=True)
    assert control["total"] == pytest.approx(heat + 0.6)
    assert add_totals(frame, None, deducts_feedstock=True)["total"][0] is None
    before = add_totals(frame, 0.1229, deducts_feedstock=False).row(0, named=True)
    assert before["total"] == pytest.approx(heat + 0.2458 + feedstock)


def test_ammonia_and_urea_of_fuling(fuling: liantu.District) -> None:
    rows = fuling.cluster.resource_uses("chain", "review").filter(pl.col("group") == "ammonia-urea")
    plant = rows.row(0, named=True)
    # 45万吨 × 920 m3 of gas; 45万吨 × 250 kWh and 80万吨 × 110 kWh.
    assert plant["feedstock"] == pytest.approx(450_000 * 920 * 1.2143 / 1000)
    assert plant["electricity"] == pytest.approx(450_000 * 250 + 800_000 * 110)


def test_what_a_missing_link_would_add(fuling: liantu.District) -> None:
    rows = {row["group"]: row for row in fuling.cluster.link_uses().iter_rows(named=True)}
    lfp = rows["lfp"]
    # 3,600 kWh and 120 m3 a tonne.
    assert lfp["power"] == pytest.approx(lfp["gap"] * 3600 * 0.1229 / 1000)
    assert lfp["fuel"] == pytest.approx(lfp["gap"] * 120 * 1.2143 / 1000)
    assert lfp["total"] == pytest.approx(lfp["power"] + lfp["fuel"])
    assert rows["ammonia"]["total"] is None  # feedstock, and nothing says whether review counts it


def test_policies_by_date(fuling: liantu.District) -> None:
    assert fuling.cluster.purpose_rules("review").province_threshold == 10_000
    earlier = fuling.at(as_of=date(2022, 1, 1))
    assert earlier.cluster.purpose_rules("review").province_threshold == 5_000
    assert earlier.cluster.purpose_rules("control").deducts_feedstock is False
    assert fuling.cluster.purpose_rules("control").deducts_feedstock is True
    assert fuling.cluster.purpose_rules("control").power_factor is None


def test_another_choice_is_refused(fuling: liantu.District) -> None:
    with pytest.raises(Problems) as refused:
        fuling.cluster.resource_uses("street", "tax", basis="coal")
    assert [problem.column for problem in refused.value.problems] == ["--by", "--use", "--basis"]
