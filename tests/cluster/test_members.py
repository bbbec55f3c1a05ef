"""What stands in each cluster, by hand, and the district of the articles."""

from __future__ import annotations

import polars as pl
import pytest

import liantu
from liantu.cli.render.cluster_tables import tabulate_shares
from liantu.cluster.members import (
    count_cluster_entities,
    count_once,
    find_shared_entities,
    list_cluster_entities,
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


def test_what_stands_in_two_clusters_is_shown_in_each_and_counted_once() -> None:
    entities = pl.DataFrame(
        [
            ("a", "firm", "mill"),
            ("b", "firm", "mill"),
            ("b", "firm", "works"),
            ("a", "plant", "furnace"),
            ("b", "plant", "furnace"),
            ("b", "plant", "press"),
            ("c", "plant", "press"),
        ],
        schema=["cluster", "kind", "entity"],
        orient="row",
    )
    assert count_once(entities, pl.Series(["a", "b"])) == {"firm": 2, "plant": 2, "project": 0, "chain": 0}
    shown = {row["cluster"]: row["firm"] for row in count_cluster_entities(entities).iter_rows(named=True)}
    assert shown == {"a": 1, "b": 2, "c": 0}
    assert find_shared_entities(entities, ["a", "b"]) == ["furnace"]
    assert find_shared_entities(entities, ["a"]) == []


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


def test_ammonia_for_urea_of_the_same_plant_is_own_use_and_no_flow(fuling: liantu.District) -> None:
    flows = {row[:3] for row in fuling.cluster.potential_flows().select("product", "seller", "buyer").iter_rows()}
    # 0.576 t of ammonia a tonne of urea: 46.08 of which 45 come from the same plant; nothing is left for a sale.
    assert not [flow for flow in flows if flow[0] in ("ammonia", "co2", "nmp", "lowasn")]
    own = {(row["group"], row["product"]): row for row in fuling.cluster.own_uses().iter_rows(named=True)}
    ammonia = own["fine-chem", "ammonia"]
    amounts = (ammonia["demand"], ammonia["own_use"], ammonia["left"])
    assert amounts == pytest.approx((460_800, 450_000, 10_800))
    # Cell makers win back more of the solvent than they have to add: they buy none.
    solvent = own["battery-light", "nmp"]
    assert (solvent["own_use"], solvent["left"]) == pytest.approx((solvent["demand"], 0))
    # Soft tin of one firm for its own balls: own use of unknown amount.
    assert own["electronics", "lowasn"]["own_use"] is None


def test_fuling_could_sell_cells_to_packs_of_another_firm(fuling: liantu.District) -> None:
    rows = fuling.cluster.potential_flows().iter_rows(named=True)
    cells = {(row["product"], row["seller"], row["buyer"]): row for row in rows}
    packs = cells["lfpcell", "battery-light", "battery-light"]
    # Of the 72 some stay with the packs of the same maker: at most 72 are left.
    assert (packs["supply"], packs["supply_most"], packs["quantity"], packs["demand_open"]) == (72, True, None, True)
    assert packs["supply_runs"] == "none"  # building and planned alone


def test_no_share_bought_here_counts_own_use(fuling: liantu.District) -> None:
    rows = fuling.cluster.local_shares().filter(pl.col("buyer") == "fine-chem").iter_rows(named=True)
    shares = {row["product"]: (row["demand"], row["supply"], row["share"]) for row in rows}
    # Whether the line of the nineties still runs is unknown: it could make the 10,800 t that are left to buy.
    assert shares["ammonia"] == (pytest.approx(10_800), 0, None)
    assert shares["co2"] == (pytest.approx(87_000), 0, 0)
    told = tabulate_shares(fuling.cluster.local_shares(), fuling, "zh_CN").filter(买方="精细化工")
    supply = dict(told.select("产品", "本地商品量").iter_rows())
    assert (supply["合成氨"], supply["二氧化碳"]) == ("未掌握", "0")  # at least nothing says nothing


def make_terms(*rows: tuple[str, str, str, str, float | None]) -> pl.DataFrame:
    columns = ["product", "measure", "status", "row", "value"]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String) | {"value": pl.Float64}, orient="row")
    nobody = pl.lit(None, pl.String)
    flags = {name: pl.lit(value=False) for name in ("least", "covered", "most")}
    return frame.with_columns(**flags, own=pl.lit(0.0), own_site=nobody)


GROUPS = pl.DataFrame({"group": ["a", "b", "b"], "row": ["p", "p", "q"]})


def of_owner(terms: pl.DataFrame, owners: dict[str, str]) -> pl.DataFrame:
    """The terms with the owner of each row, both of whose sides are left."""
    owned = pl.col("row").replace_strict(owners, default=None, return_dtype=pl.String)
    return terms.with_columns(own_site=owned)


def test_no_owner_sells_to_itself() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", 10),
        ("acid", "supply", "operating", "q", 3),
        ("acid", "demand", "operating", "r", 20),
        ("acid", "demand", "operating", "s", 4),
    )
    owned = of_owner(terms, {"p": "mine", "r": "mine"})
    groups = pl.DataFrame({"group": ["a", "a", "b", "b"], "row": ["p", "q", "r", "s"]})
    # p could sell 4 to s, and r buy 3 from q: 7, though 13 are made and 24 needed.
    assert find_potential_flows(owned, groups).select("supply", "demand", "quantity").rows() == [(13, 24, 7)]
    alone = groups.filter(pl.col("row").is_in(["p", "r"]))
    cells = find_potential_flows(owned, alone).select("seller", "buyer").rows()
    assert cells == [("a", UNGROUPED), (UNGROUPED, "b"), (UNGROUPED, UNGROUPED)]


def test_more_could_flow_where_the_smaller_side_is_a_least_one() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", 5),
        ("acid", "supply", "operating", "p", None),
        ("acid", "demand", "operating", "q", 20),
        ("salt", "supply", "operating", "p", 5),
        ("salt", "demand", "operating", "q", 20),
    )
    groups = pl.DataFrame({"group": ["a", "b"], "row": ["p", "q"]})
    flows = find_potential_flows(terms, groups).select("product", "quantity", "quantity_open").rows()
    assert flows == [("acid", 5, True), ("salt", 5, False)]


def test_a_need_of_at_most_so_much_has_no_upper_bound_of_its_share() -> None:
    terms = make_terms(("acid", "supply", "operating", "p", 5), ("acid", "demand", "operating", "q", 20))
    at_most = terms.with_columns(most=pl.col("measure") == "demand")
    assert find_local_shares(at_most, GROUPS)["share"].to_list() == [None]
    assert find_local_shares(terms, GROUPS)["share"].to_list() == [0.25]
    assert find_local_shares(terms, GROUPS, ["acid"])["share"].to_list() == [None]


def test_the_smaller_of_output_and_need_flows() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", 10),
        ("acid", "offer", "operating", "p", 5),
        ("acid", "demand", "operating", "q", 20),
        ("acid", "demand", "operating", "z", 8),
    )
    rows = find_potential_flows(terms, GROUPS).select("seller", "buyer", "supply", "demand", "quantity").rows()
    assert rows == [
        ("a", "b", 15, 20, 15),
        ("a", UNGROUPED, 15, 8, 8),
        ("b", "b", 15, 20, 15),
        ("b", UNGROUPED, 15, 8, 8),
    ]
    shares = find_local_shares(terms, GROUPS).select("buyer", "share").rows()
    assert shares == [("b", 0.75), (UNGROUPED, 1)]


def test_how_much_of_a_sum_runs() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", 10),
        ("acid", "supply", "planned", "q", 5),
        ("acid", "demand", "building", "q", 20),
    )
    flows = find_potential_flows(terms, GROUPS)
    assert flows.select("seller", "supply_runs", "demand_runs").rows() == [("a", "all", "none"), ("b", "some", "none")]


def test_an_unknown_amount_is_no_zero() -> None:
    terms = make_terms(
        ("acid", "supply", "operating", "p", None),
        ("acid", "demand", "operating", "q", 20),
        ("salt", "demand", "operating", "q", 20),
    )
    flow = find_potential_flows(terms, GROUPS).row(0, named=True)
    assert (flow["supply"], flow["quantity"], flow["supply_open"]) == (None, None, True)
    shares = dict(find_local_shares(terms, GROUPS).select("product", "share").rows())
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
    shares = dict(find_local_shares(terms, GROUPS).select("product", "share").rows())
    assert shares == {"acid": None, "salt": 1}


def test_nobody_makes_or_needs_anything() -> None:
    assert find_potential_flows(make_terms(), GROUPS).is_empty()
    assert find_local_shares(make_terms(), GROUPS).is_empty()
