"""What the two articles alone imply, end of 2023, all cells LFP by assumption."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.model.change import Change

FOLDER = Path(__file__).parents[2] / "districts" / "fuling"


@pytest.fixture(scope="module")
def fuling() -> liantu.District:
    return liantu.open(FOLDER)


def row(frame: pl.DataFrame, product: str) -> dict:
    return frame.row(by_predicate=pl.col("product") == product, named=True)


@pytest.mark.parametrize(
    ("product", "direct"),
    [
        ("lfp", 162e3),
        ("graphite", 82.8e3),
        ("electrolyte", 93.6e3),
        ("sepcoat", 118_800),
        ("cufoil", 36e3),
        ("alfoil", 25.2e3),
        ("cellcase", 34.56e3),
        ("pta", 509.4e3),
        ("eg", 201e3),
        ("ammonia", 460.8e3),
    ],
)
def test_direct_demand(fuling, product, direct):
    assert row(fuling.balance(), product)["direct"] == pytest.approx(direct, rel=1e-6)


def test_cathode_by_status(fuling):
    lfp = row(fuling.balance(), "lfp")
    assert (lfp["operating"], lfp["building"], lfp["planned"]) == pytest.approx((0, 67_500, 94_500))


def test_ammonia_is_made_but_short(fuling):
    ammonia = row(fuling.gaps("all"), "ammonia")
    assert ammonia["supply"] == pytest.approx(450e3)
    assert ammonia["gap_typical"] == pytest.approx(10.8e3)
    assert ammonia["evidence"] == "short"


def test_pta_names_a_local_firm_without_saying_what_it_makes(fuling):
    pta = row(fuling.gaps("all"), "pta")
    assert pta["evidence"] == "maker_to_verify"
    assert pta["unknown_supply_by"] == ["pengwei-pta"]


def test_nitric_acid_and_cyclohexanol_are_usually_on_site(fuling):
    onsite = fuling.gaps("onsite")
    assert {"hno3", "cyclohexanol"} <= set(onsite["product"])
    assert set(onsite.filter(pl.col("product").is_in(["hno3", "cyclohexanol"]))["evidence"]) == {"on_site"}


def test_the_list_for_inviting_holds_no_energy_or_bulk(fuling):
    invite = fuling.gaps("invite")
    assert not {"elec", "steam", "water", "ng", "naphtha", "cucath", "coal", "n2", "o2"} & set(invite["product"])
    assert set(invite["kind"]) <= {"manufacturable", "regional", "service"}


def test_the_four_links_that_the_article_names_lead_the_battery_chain(fuling):
    first = fuling.gaps("invite", chain="battery").head(4)
    assert set(first["product"]) == {"lfp", "graphite", "electrolyte", "sepcoat"}
    assert all(len(named) for named in first["named_in"])


def test_account_of_electrolyte(fuling):
    account = fuling.account("electrolyte", "demand")
    assert account["typical"] == pytest.approx(93_600)
    assert sum(term["value"] or 0 for term in account["terms"]) == pytest.approx(account["typical"])
    rept = next(t for t in account["terms"] if t["capacity"]["id"] == "rept-cell")
    assert rept["capacity"]["citation"]["quote"]
    assert rept["capacity"]["citation"]["locator"]
    assert rept["assumptions"][0]["reason_zh"]
    assert rept["coefficient"]["grade"] == "C"
    assert rept["coefficient"]["basis"]


def test_spandex_draws_per_ten_thousand_tonnes(fuling):
    uses = {r["product"]: r["use"] for r in fuling.per_unit("spandex").to_dicts()}
    assert uses["ptmeg"] == 0.785
    assert uses["mdi"] == 0.185
    assert row(fuling.gaps("all"), "ptmeg")["gap_typical"] is None


def test_pta_with_a_source_leaves_the_list_and_comes_back(fuling):
    change = Change.from_query(["capacities:pengwei-pta;amount=900000;unit=t;basis=stated;source=paper-b"])
    after = fuling.what_if(change)
    assert "pta" not in set(after.gaps("all")["product"])
    assert after.account("pta", "supply")["terms"][0]["capacity"]["citation"]["source"] == "paper-b"
    assert fuling.what_if(Change()).gaps("all").equals(fuling.gaps("all"))


@pytest.mark.parametrize("amount", ["", ";amount=1400000;unit=t"])
def test_nitric_acid_used_on_site(fuling, amount):
    line = f"+capacities:huafeng-hno3;plant=huafeng-adipic-works;product=hno3;self_use=100;basis=ours{amount}"
    event = "+events:e-hno3;capacity=huafeng-hno3;stage=operating;period=2023;basis=ours"
    after = fuling.what_if(Change.from_query([line, event]))
    acid = row(after.gaps("onsite"), "hno3")
    assert acid["evidence"] == "on_site_used"
    assert row(after.balance(), "hno3")["surplus"] == 0


def test_without_the_assumption_cells_have_no_known_needs(fuling):
    off = fuling.at(off=["all-lfp"])
    lfp = row(off.gaps("all"), "lfp")
    assert lfp["gap_typical"] is None
    assert "rept-cell" in lfp["unknown_demand_by"]


def test_ranges_hold_the_typical(fuling):
    rows = fuling.gaps("all").filter(pl.col("gap_typical") > 0)
    assert (rows["gap_p10"] <= rows["gap_p90"]).all()
    electrolyte = row(rows, "electrolyte")
    assert electrolyte["gap_p10"] < 93_600 < electrolyte["gap_p90"]


def test_every_account_is_its_number(fuling):
    for gap in fuling.gaps("all").drop_nulls("gap_typical").iter_rows(named=True):
        assert fuling.account(gap["product"])["typical"] == pytest.approx(gap["gap_typical"], rel=1e-9, abs=1e-9)
