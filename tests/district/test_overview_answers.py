"""What pages print without computing it: what is made, counts, the groups of an account, capacities of a project."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.workspaces import ROOT

import liantu
from liantu.chain.district_counts import DistrictCounts
from liantu.district import District

from .conftest import edit


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open(ROOT / "districts" / "fuling")


def test_what_plants_make_by_status_and_what_adds_up(folder: District) -> None:
    made = folder.chain.products_made()
    columns = ["product", "conjectured", "operating", "building", "planned", "unknown", "made_by", "en", "unit"]
    assert made.select(columns).rows() == [
        ("juice", False, 1000, 100, 0, 0, ["sweet"], "juice", "t"),
        ("pulp", False, 300, 0, 0, 0, ["mash"], "pulp", "t"),
    ]
    in_chain = folder.chain.products_made_in("juice")
    added = in_chain.select("product", "operating", "with_building", "with_planned")
    # pulp is made here and goes into juice: its plant stands in the chain, though nobody made it a member
    assert added.rows() == [("juice", 1000, 1100, 1100), ("pulp", 300, 300, 300)]


def test_a_product_of_unknown_amount_stands_last_and_a_conjecture_says_so(folder: District) -> None:
    unknown = folder.what_if(edit("capacities:juice-1;amount=", "capacities:juice-2;amount=")).chain.products_made()
    found = dict(unknown.select("product", "unknown").iter_rows())
    assert [*found] == ["pulp", "juice"]
    assert found["juice"] == 2
    assert not unknown["conjectured"].any()


def test_counts_of_a_district(folder: District) -> None:
    counts = folder.chain.counts()
    assert counts == DistrictCounts(3, 1, gaps=2, gaps_named=0, questions=3)  # two of five questions move nothing
    gaps = pl.DataFrame({"named_in": [["report"], [], ["report", "list"]]})
    assert folder.chain.count_named(gaps) == 2


def test_the_balance_has_the_names_of_its_products(folder: District) -> None:
    named = folder.chain.named_balance()
    assert named.columns == [*folder.chain.balance().columns, "zh", "en", "unit", "kind"]
    assert named["product"].to_list() == folder.chain.balance()["product"].to_list()
    assert named.filter(pl.col("product") == "cask")["unit"].item() == "barrel"


def test_the_groups_of_an_account_add_up_to_its_number(folder: District) -> None:
    account = folder.chain.account("pulp", "gap")
    groups = folder.chain.group_terms(account)
    assert [(group.measure, group.status, group.sign, group.total) for group in groups] == [
        ("demand", "operating", 1, 960),
        ("demand", "building", 1, 120),
        ("supply", "operating", -1, 300),
    ]
    assert sum(group.sign * (group.total or 0) for group in groups) == account["typical"]
    assert [group.sign for group in folder.chain.group_terms(folder.chain.account("pulp", "surplus"))] == [-1, -1, 1]
    assert {group.sign for group in folder.chain.group_terms(folder.chain.account("pulp", "demand"))} == {0}
    assert sum(len(group.terms) for group in groups) == len(account["terms"])


def test_a_group_without_any_known_term_has_no_total(folder: District) -> None:
    unknown = folder.what_if(edit("capacities:pulp-1;amount="))
    account = unknown.chain.account("pulp", "supply")
    assert [group.total for group in unknown.chain.group_terms(account)] == [None]
    assert unknown.chain.count_unknown_terms(account) == 1
    assert folder.chain.count_unknown_terms(folder.chain.account("pulp", "supply")) == 0


def test_a_coefficient_without_a_unit_is_in_that_of_its_input(folder: District) -> None:
    coefficients = pl.DataFrame(
        {"process": ["PRESS", "PRESS", "nothing"], "input": ["cask", "cask", "cask"], "unit": [None, "t", None]},
        schema=dict.fromkeys(("process", "input", "unit"), pl.String),
    )
    units = folder.chain.coefficient_units(coefficients)
    assert units == [("barrel", "t"), ("t", "t"), ("barrel", None)]


def test_the_capacities_of_a_project_are_its_own_and_those_of_its_plant(fuling: District) -> None:
    found = fuling.deliver.capacities_of("low-alpha").select("id", "project", "status", "year")
    assert found.rows() == [
        ("qunwei-bgaball", None, "operating", 2023),
        ("qunwei-lowasn", "low-alpha", "operating", 2023),
    ]
    earlier = fuling.at(as_of=date(2000, 1, 1)).deliver.capacities_of("low-alpha")
    assert earlier["status"].to_list() == [None, None]
    assert fuling.deliver.capacities_of("nothing").is_empty()


def test_what_a_capacity_counts_as_after_a_stage(folder: District) -> None:
    statuses = folder.deliver.stage_statuses()
    assert (statuses["signed"], statuses["completed"], statuses["stopped"]) == ("planned", "building", "stopped")
    assert "none" not in statuses.values()


def test_the_events_of_a_case_and_what_each_must_carry(folder: District) -> None:
    assert "correction_asked" in folder.deliver.allowed_events("submitted")
    assert folder.deliver.event_fields("submitted", "accepted_with_gaps") == ["material", "due"]
    assert folder.deliver.allowed_events("nothing") == []
    assert folder.deliver.event_fields("submitted", "nothing") == []


def test_a_tier_has_what_a_source_states_and_the_clusters_it_names(fuling: District) -> None:
    """Of the six fast-growing clusters that the article states it names five."""
    tiers = {row["tier"]: row for row in fuling.chain.tiers().to_dicts()}
    counts = {key: (row["stated"], row["printed"]) for key, row in tiers.items() if key.startswith("2349")}
    assert counts == {
        "2349-2": (2, 2),
        "2349-3": (3, 3),
        "2349-4": (4, 4),
        "2349-9-future": (3, 3),
        "2349-9-growth": (6, 5),
    }
    assert len(tiers["2349-9-growth"]["clusters"]) == 5
