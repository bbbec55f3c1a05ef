"""What stands in each cluster, by hand, and the district of the articles."""

from __future__ import annotations

import polars as pl
import pytest

import liantu
from liantu.cluster.members import (
    count_cluster_entities,
    count_once,
    list_cluster_entities,
    place_capacities,
)
from liantu.cluster.potential_flows import UNGROUPED, find_local_shares, find_potential_flows
from liantu.model.change import Change


def list_2349(district: liantu.District) -> pl.Series:
    clusters = district.tables["clusters"]
    return clusters.filter(pl.col("scheme") == "fuling-2349")["id"]


def test_fuling_counts_each_firm_once(fuling: liantu.District) -> None:
    entities = list_cluster_entities(fuling.tables)
    counts = {row["cluster"]: row for row in count_cluster_entities(entities).iter_rows(named=True)}
    assert counts["battery-light"] == {"cluster": "battery-light", "firm": 6, "plant": 4, "project": 4, "chain": 2}
    assert counts["fine-chem"]["plant"] == 4
    # Sixteen firms are named in the seventeen clusters, none in two.
    assert count_once(entities, list_2349(fuling))["firm"] == 16


def test_a_subsidiary_stands_where_its_parent_does(fuling: liantu.District) -> None:
    entities = list_cluster_entities(fuling.tables)
    ecosystem = entities.filter((pl.col("cluster") == "eco-materials") & (pl.col("kind") == "firm"))["entity"]
    assert {"huafeng", "huafeng-cq", "huafeng-spandex"} <= {*ecosystem}


def test_overlapping_names_hold_nothing_of_each_other(fuling: liantu.District) -> None:
    entities = list_cluster_entities(fuling.tables)
    assert entities.filter(pl.col("cluster") == "frontier-materials").is_empty()


def test_an_overlap_is_no_membership_whatever_it_names(fuling: liantu.District) -> None:
    named = ("qunwei", "wankai-pet-works", "rept-base", "battery")
    lines = [f"+members:electronics/{key}/overlap;basis=ours" for key in named]
    before = list_cluster_entities(fuling.tables).filter(pl.col("cluster") == "electronics")
    tables = fuling.at(change=Change.from_query(lines)).tables
    assert tables["members"].filter(pl.col("role") == "overlap", pl.col("group") == "electronics").height >= 4
    assert list_cluster_entities(tables).filter(pl.col("cluster") == "electronics").equals(before)
    member = fuling.at(change=Change.from_query(["+members:electronics/wankai/member;basis=ours"])).tables
    assert "wankai" in list_cluster_entities(member).filter(pl.col("cluster") == "electronics")["entity"]


def test_fuling_sells_ammonia_to_urea_and_cells_to_packs(fuling: liantu.District) -> None:
    entities = list_cluster_entities(fuling.tables)
    chosen = entities.filter(pl.col("cluster").is_in(list_2349(fuling).implode()))
    groups = place_capacities(fuling.tables, chosen)
    flows = find_potential_flows(fuling.chain.terms, groups, ("operating", "building", "planned"))
    cells = {(row["product"], row["seller"], row["buyer"]): row for row in flows.iter_rows(named=True)}
    ammonia = cells["ammonia", "fine-chem", "fine-chem"]
    assert (ammonia["supply"], ammonia["demand"], ammonia["quantity"]) == pytest.approx((450_000, 460_800, 450_000))
    packs = cells["lfpcell", "battery-light", "battery-light"]
    assert (packs["supply"], packs["quantity"], packs["demand_open"]) == (72, None, True)
    assert packs["supply_runs"] == "none"  # building and planned alone
    assert ammonia["supply_runs"] == "all"
    shares = find_local_shares(fuling.chain.terms, groups, ("operating", "building", "planned"))
    share = shares.filter((pl.col("buyer") == "fine-chem") & (pl.col("product") == "ammonia"))["share"].item()
    assert share == pytest.approx(450 / 460.8)


def make_terms(*rows: tuple[str, str, str, str, float | None]) -> pl.DataFrame:
    columns = ["product", "measure", "status", "row", "value"]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String) | {"value": pl.Float64}, orient="row")
    return frame.with_columns(least=pl.lit(False), covered=pl.lit(False))


GROUPS = pl.DataFrame({"group": ["a", "b", "b"], "row": ["p", "p", "q"]})
RUNNING = ("operating",)


def test_the_smaller_of_output_and_need_flows() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", 10),
        ("acid", "offer", "operating", "p", 5),
        ("acid", "captive", "operating", "p", 99),
        ("acid", "demand", "operating", "q", 20),
        ("acid", "demand", "planned", "q", 70),
        ("acid", "demand", "operating", "z", 8),
    )
    rows = find_potential_flows(terms, GROUPS, RUNNING).select("seller", "buyer", "supply", "demand", "quantity").rows()
    assert rows == [
        ("a", "b", 15, 20, 15),
        ("a", UNGROUPED, 15, 8, 8),
        ("b", "b", 15, 20, 15),
        ("b", UNGROUPED, 15, 8, 8),
    ]
    shares = find_local_shares(terms, GROUPS, RUNNING).select("buyer", "share").rows()
    assert shares == [("b", 0.75), (UNGROUPED, 1)]


def test_how_much_of_a_sum_runs() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", 10),
        ("acid", "supply", "planned", "q", 5),
        ("acid", "demand", "building", "q", 20),
    )
    flows = find_potential_flows(terms, GROUPS, ("operating", "building", "planned"))
    assert flows.select("seller", "supply_runs", "demand_runs").rows() == [("a", "all", "none"), ("b", "some", "none")]


def test_an_unknown_amount_is_no_zero() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", None),
        ("acid", "demand", "operating", "q", 20),
        ("salt", "demand", "operating", "q", 20),
    )
    flow = find_potential_flows(terms, GROUPS, RUNNING).row(0, named=True)
    assert (flow["supply"], flow["quantity"], flow["supply_open"]) == (None, None, True)
    shares = dict(find_local_shares(terms, GROUPS, RUNNING).select("product", "share").rows())
    assert shares == {"acid": None, "salt": None}  # nobody on record makes salt: silence is not absence


def test_a_part_of_unknown_amount_leaves_no_upper_bound() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", 5),
        ("acid", "supply", "operating", "z", None),
        ("acid", "demand", "operating", "q", 20),
        ("salt", "supply", "operating", "p", 30),
        ("salt", "supply", "operating", "z", None),
        ("salt", "demand", "operating", "q", 20),
    )
    shares = dict(find_local_shares(terms, GROUPS, RUNNING).select("product", "share").rows())
    assert shares == {"acid": None, "salt": 1}


def test_nobody_makes_or_needs_anything() -> None:
    assert find_potential_flows(make_terms(), GROUPS, RUNNING).is_empty()
    assert find_local_shares(make_terms(), GROUPS, RUNNING).is_empty()
