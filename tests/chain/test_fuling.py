"""What the two articles alone imply, end of 2023, all cells LFP by assumption."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.chain.gaps import LISTS
from liantu.model.apply import invert_change
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
        ("alfoil", 20.16e3),
        ("cellcase", 34.56e3),
        ("pta", 509.4e3),
        ("eg", 201e3),
        ("ammonia", 460.8e3),
    ],
)
def test_direct_demand(fuling, product, direct):
    assert row(fuling.chain.balance(), product)["direct"] == pytest.approx(direct, rel=1e-6)


def test_cathode_by_status(fuling):
    lfp = row(fuling.chain.balance(), "lfp")
    assert (lfp["operating"], lfp["building"], lfp["planned"]) == pytest.approx((0, 67_500, 94_500))


def test_ammonia_is_made_but_short(fuling):
    ammonia = row(fuling.chain.gaps("all"), "ammonia")
    assert ammonia["supply"] == pytest.approx(450e3)
    assert ammonia["gap_typical"] == pytest.approx(10.8e3)
    assert ammonia["evidence"] == "short"


def test_pta_names_a_local_firm_without_saying_what_it_makes(fuling):
    pta = row(fuling.chain.gaps("all"), "pta")
    assert pta["evidence"] == "maker_to_verify"
    assert pta["unknown_supply_by"] == ["pengwei-pta"]


def test_nitric_acid_and_cyclohexanol_are_usually_on_site(fuling):
    onsite = fuling.chain.gaps("onsite")
    assert {"hno3", "cyclohexanol"} <= set(onsite["product"])
    assert set(onsite.filter(pl.col("product").is_in(["hno3", "cyclohexanol"]))["evidence"]) == {"on_site"}


def test_the_list_for_inviting_holds_no_energy_or_bulk(fuling):
    invite = fuling.chain.gaps("invite")
    assert not {"elec", "steam", "water", "ng", "naphtha", "cucath", "coal", "n2", "o2"} & set(invite["product"])
    assert set(invite["kind"]) <= {"manufacturable", "regional", "service"}


def test_the_four_links_that_the_article_names_lead_the_battery_chain(fuling):
    first = fuling.chain.gaps("invite", chain="battery").head(4)
    assert set(first["product"]) == {"lfp", "graphite", "electrolyte", "sepcoat"}
    assert all(len(named) for named in first["named_in"])


def test_account_of_electrolyte(fuling):
    account = fuling.chain.account("electrolyte", "demand")
    assert account["typical"] == pytest.approx(93_600)
    assert sum(term["value"] or 0 for term in account["terms"]) == pytest.approx(account["typical"])
    rept = next(t for t in account["terms"] if t["capacity"]["id"] == "rept-cell")
    assert rept["capacity"]["citation"]["quote"]
    assert rept["capacity"]["citation"]["locator"]
    assert rept["assumptions"][0]["reason_zh"]
    assert rept["coefficient"]["grade"] == "C"
    assert rept["coefficient"]["basis"]


def test_spandex_draws_per_ten_thousand_tonnes(fuling):
    uses = {r["product"]: r["use"] for r in fuling.chain.per_unit("spandex").to_dicts()}
    assert uses["ptmeg"] == 0.785
    assert uses["mdi"] == 0.185
    assert row(fuling.chain.gaps("all"), "ptmeg")["gap_typical"] is None


def test_pta_with_a_source_leaves_the_list_and_comes_back(fuling):
    change = Change.from_query(["capacities:pengwei-pta;amount=900000;unit=t;basis=stated;source=paper-b"])
    after = fuling.what_if(change)
    assert "pta" not in set(after.chain.gaps("all")["product"])
    assert after.chain.account("pta", "supply")["terms"][0]["capacity"]["citation"]["source"] == "paper-b"
    assert fuling.what_if(Change()).chain.gaps("all").equals(fuling.chain.gaps("all"))


@pytest.mark.parametrize("amount", ["", ";amount=1400000;unit=t"])
def test_nitric_acid_used_on_site(fuling, amount):
    line = f"+capacities:huafeng-hno3;plant=huafeng-adipic-works;product=hno3;self_use=100;basis=ours{amount}"
    event = "+events:e-hno3;capacity=huafeng-hno3;stage=operating;period=2023;basis=ours"
    after = fuling.what_if(Change.from_query([line, event]))
    acid = row(after.chain.gaps("onsite"), "hno3")
    assert acid["evidence"] == "on_site_used"
    assert row(after.chain.balance(), "hno3")["surplus"] == 0


def test_without_the_assumption_cells_have_no_known_needs(fuling):
    off = fuling.at(off=["all-lfp"])
    lfp = row(off.chain.gaps("all"), "lfp")
    assert lfp["gap_typical"] is None
    assert "rept-cell" in lfp["unknown_demand_by"]


def test_ranges_hold_the_typical(fuling):
    rows = fuling.chain.gaps("all").filter(pl.col("gap_typical") > 0)
    assert (rows["gap_p10"] <= rows["gap_p90"]).all()
    electrolyte = row(rows, "electrolyte")
    assert electrolyte["gap_p10"] < 93_600 < electrolyte["gap_p90"]


def test_every_account_is_its_number(fuling):
    for gap in fuling.chain.gaps("all").drop_nulls("gap_typical").iter_rows(named=True):
        assert fuling.chain.account(gap["product"])["typical"] == pytest.approx(gap["gap_typical"], rel=1e-9, abs=1e-9)


def test_the_root_of_an_account_is_made_of_the_levels_below_it(fuling):
    # plants -> paragraph, chemistry -> assumption with reason, coefficient -> grade and basis
    account = fuling.chain.account("electrolyte", "demand")
    for term in account["terms"]:
        output = term["capacity"]["amount"]
        if term["value"] is None:
            assert output is None
            continue
        assert term["value"] == output * (term["capacity"]["load"] or 1.0) * term["coefficient"]["typical"]
        assert term["capacity"]["citation"]["source"] == "paper-a"
        assert term["capacity"]["citation"]["locator"] == "54"
        assert [a["id"] for a in term["assumptions"]] == ["all-lfp"]
        assert term["assumptions"][0]["reason_en"]
        assert term["coefficient"]["low"] < term["coefficient"]["typical"] < term["coefficient"]["high"]
    assert account["typical"] == row(fuling.chain.gaps("all"), "electrolyte")["direct"]
    assert sorted(t["capacity"]["amount"] for t in account["terms"] if t["value"]) == [30, 42]


def test_a_coefficient_that_changes_moves_root_and_result_together(fuling):
    terms = fuling.chain.account("electrolyte", "demand")["terms"]
    key = next(t["coefficient"]["id"] for t in terms if t["value"])
    after = fuling.what_if(Change.from_query([f"coefficients:{key};low=2000;typical=2000;high=2000"]))
    assert after.chain.account("electrolyte", "demand")["typical"] == 72 * 2000
    assert row(after.chain.gaps("all"), "electrolyte")["direct"] == 72 * 2000


def test_spandex_of_unknown_capacity_is_never_zero(fuling):
    needs = fuling.chain.gaps("all").filter(pl.col("unknown_demand_by").list.contains("huafeng-spandex"))
    assert {"ptmeg", "mdi"} <= set(needs["product"])
    for product in ("ptmeg", "mdi"):
        found = row(needs, product)
        assert (found["direct"], found["gap_typical"], found["value_typical"]) == (None, None, None)
    amount = next(t for t in fuling.chain.account("mdi", "demand")["terms"] if t["capacity"]["id"] == "huafeng-spandex")
    assert amount["value"] is None
    assert amount["coefficient"]["typical"] == 0.185


def test_entering_pta_and_undoing_it(fuling):
    change = Change.from_query(["capacities:pengwei-pta;amount=900000;unit=t;basis=stated;source=paper-b"])
    event = "+events:pengwei-runs;capacity=pengwei-pta;stage=operating;period=2023;basis=stated;source=paper-b"
    for entered in (change, change + Change.from_query([event])):
        after = fuling.what_if(entered)
        assert "pta" not in set(after.chain.gaps("all")["product"])
        assert row(after.chain.balance(), "pta")["surplus"] == pytest.approx(900e3 - 509.4e3)
        back = after.what_if(invert_change(fuling.tables, entered))
        assert back.chain.gaps("all").equals(fuling.chain.gaps("all"))
        assert back.chain.balance().equals(fuling.chain.balance())
        assert back.chain.account("pta") == fuling.chain.account("pta")


def test_nitric_acid_made_and_used_on_site_leaves_no_surplus_and_can_be_undone(fuling):
    need = row(fuling.chain.balance(), "hno3")["direct"]
    line = (
        "+capacities:huafeng-hno3;plant=huafeng-adipic-works;product=hno3;amount=2000000;unit=t;self_use=100;basis=ours"
    )
    event = "+events:e-hno3;capacity=huafeng-hno3;stage=operating;period=2023;basis=ours"
    change = Change.from_query([line, event])
    after = fuling.what_if(change)
    acid = row(after.chain.balance(), "hno3")
    assert (acid["captive"], acid["supply"], acid["surplus"], acid["gap"]) == (pytest.approx(need), 0, 0, 0)
    assert "hno3" not in set(after.chain.gaps("invite")["product"])
    assert "hno3" not in set(after.chain.extensions()["product"])
    assert after.what_if(invert_change(fuling.tables, change)).chain.gaps("all").equals(fuling.chain.gaps("all"))


def test_energy_and_bulk_are_on_their_own_lists(fuling):
    utilities, commodities = (
        set(fuling.chain.gaps("utilities")["product"]),
        set(fuling.chain.gaps("commodities")["product"]),
    )
    assert {"elec", "steam", "water"} <= utilities
    assert not utilities & commodities
    lists = [set(fuling.chain.gaps(name)["product"]) for name in LISTS]
    assert sum(map(len, lists)) == fuling.chain.gaps("all").height


def test_72_gwh_with_30_itemised(fuling):
    terms = [t for t in fuling.chain.account("lfp", "demand")["terms"] if t["value"]]
    assert {(t["capacity"]["id"], t["capacity"]["amount"], t["unallocated"], t["status"]) for t in terms} == {
        ("rept-cell", 30, False, "building"),
        ("battery-72", 42, True, "planned"),
    }


def test_what_moves_from_building_to_planned_is_told(fuling):
    """A smaller plant under the same total: the gap stays, what is needed soon does not."""
    from liantu.chain.list_changes import compare_gap_lists

    smaller = fuling.what_if(Change.from_query(["capacities:rept-cell;amount=20"]))
    told = row(compare_gap_lists(fuling.chain.gaps("all"), smaller.chain.gaps("all")), "electrolyte")
    assert (told["soon_before"], told["soon_after"]) == pytest.approx((39_000, 26_000))
    assert told["difference"] == pytest.approx(0)


def test_a_chain_lists_the_same_links_whatever_another_chain_assumes(fuling):
    """The 11 rows of spandex: no input of a battery among them when the chemistry of the cells is open."""
    listed = set(fuling.chain.gaps("all", "spandex")["product"])
    assert len(listed) == 11
    assert set(fuling.at(off=["all-lfp"]).chain.gaps("all", "spandex")["product"]) == listed


@pytest.mark.parametrize(
    ("product", "further", "then"),
    [("benzene", 1.08045e6, 1.08045e6), ("ammonia", 393_300, 404_100), ("h2", 62_842.5, 62_842.5)],
)
def test_needs_behind_links_usually_made_on_site_stand_apart(fuling, product, further, then):
    """1.5 Mt of adipic acid: its cyclohexanol takes benzene, hydrogen and steam, its nitric acid ammonia."""
    found = row(fuling.chain.conditional_needs(), product)
    assert (found["conditional"], found["gap_then"]) == pytest.approx((further, then))
    assert fuling.chain.account(product, "conditional")["typical"] == pytest.approx(further)
    balance = row(fuling.chain.balance(), product)
    assert balance["conditional"] == pytest.approx(further)
    assert balance["gap"] == pytest.approx(then - further if product == "ammonia" else 0)  # never added in silence


def test_steam_doubles_if_cyclohexanol_is_made_on_site(fuling):
    assert row(fuling.chain.conditional_needs(), "steam")["conditional"] == pytest.approx(4.96125e6)
    assert fuling.chain.conditional_needs("spandex").is_empty()
