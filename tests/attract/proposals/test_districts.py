"""What proposals of Fuling name, read from its two articles, and what they never put first; the same of Yunxi.

The articles are of 2023: nothing that came later is told as foresight.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl
import pytest

import liantu
from liantu.attract.proposals.proposals import Proposals
from liantu.district import District
from liantu.model.change import Change, ChangeRow


class Expected(NamedTuple):
    """What an article lets a planner name: a product within the first so many, and the words of the article."""

    product: str
    within: int
    quote: str


_LINKS = "将引进正负极材料、电解液、隔膜等补链项目"
EXPECTED = (
    Expected("sepcoat", 10, _LINKS),
    # what cells are made of besides, aluminium among it: 轻合金 is a chain of the articles
    Expected("cufoil", 10, "年产30GWh电芯项目"),
    Expected("cellcase", 10, "年产30GWh电芯项目"),
    Expected("alfoil", 10, "年产30GWh电芯项目"),
    Expected("pa66", 12, "年产150万吨己二酸的生产能力"),
    Expected("spandex", 15, "其主打产品聚四氢呋喃还走出国门"),
    Expected("polyol_b", 15, "年产150万吨己二酸的生产能力"),
    Expected("melamine", 15, "年产45万吨合成氨/80万吨尿素装置"),
    Expected("petbottle", 20, "重庆万凯新材三期年产60万吨食品级PET项目投产"),
)
#: What the article names too, and of which our memory has the country's plants idle: verified before anything is built.
TO_VERIFY = ("lfp", "graphite", "electrolyte")
#: What the articles' own chains hold, of which neither need nor material is known: asked about first.
ASKED = ("alcast", "alext", "alcase", "rpetflake", "ptmeg")


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open("districts/fuling")


@pytest.fixture(scope="module")
def found(fuling: District) -> Proposals:
    return fuling.attract.proposals()


def quotes(district: District) -> set[str]:
    tables = ("members", "capacities")
    return {quote for name in tables for quote in district.tables[name]["quote"].drop_nulls()}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected.product)
def test_what_a_planner_would_name_stands_among_the_first(
    fuling: District, found: Proposals, expected: Expected
) -> None:
    assert any(expected.quote in quote for quote in quotes(fuling))
    rank = found.bundles.filter(pl.col("product") == expected.product)["rank"].drop_nulls()
    assert rank.len() == 1
    assert rank[0] <= expected.within


def test_what_an_article_names_and_memory_doubts_is_verified_before_it_has_a_place(
    fuling: District, found: Proposals
) -> None:
    """A recalled load agrees on no supply and tells no side of the limit; nor is a plant proposed that it doubts."""
    rows = found.bundles.filter(pl.col("product").is_in(TO_VERIFY) & (pl.col("bundle") == pl.col("leads")))
    assert rows["product"].sort().to_list() == sorted(TO_VERIFY)
    assert rows.select("advice", "rank", "load", "factor_load", "idle_after").unique().rows() == [
        ("load_to_verify", None, None, None, None)
    ]
    assert (rows["gap"] >= rows["usual_plant_low"]).all()
    assert not set(fuling.attract.supply_talks()["product"]) & set(TO_VERIFY)
    makers = found.partners.filter((pl.col("role") == "makes") & pl.col("bundle").is_in(rows["bundle"].implode()))
    assert "graphite" in set(makers["product"])  # who makes it within reach stands beside it


def test_no_figure_of_a_later_time_counts(found: Proposals) -> None:
    """At the end of 2023 nobody knew loads of 2024: those known are of 2023, the others are to be verified."""
    rows = found.bundles.filter(pl.col("bundle") == pl.col("leads"))
    later = rows.filter(pl.col("load_later"))
    assert later.height > 20
    assert later["factor_load"].is_null().all()
    assert later["idle_after"].is_null().sum() > 20  # of recalled figures no side is told
    assert {"pvdf", "pack", "adn"} <= set(later.filter(pl.col("advice") == "load_to_verify")["product"])
    assert set(rows.filter(~pl.col("load_later"))["load_period"].str.head(4)) <= {"2023", "2022", "2021"}
    # Nor what markets took in 2024: of these two nothing older is known.
    markets = rows.filter(pl.col("product").is_in(["alfoil", "melamine"]))
    assert markets.select("cap", "factor_market").rows() == [(None, None)] * 2


def test_by_what_was_published_by_the_end_of_2023_nothing_stands_first_that_later_figures_forbid(
    fuling: District,
) -> None:
    """Loads of 2024 were not known: they bind no order of that day, and judge it all the same."""
    then = fuling.at(known_at=date(2023, 12, 31))
    rows = then.attract.proposals().bundles
    leading = dict(rows.filter(pl.col("bundle") == pl.col("leads")).select("product", "advice").iter_rows())
    unread = {key for key, advice in leading.items() if advice == "load_unknown"}
    assert {"pvdf", "hmda", "pack", "pa66", "melamine", "hdo"} <= unread
    ranked = rows.drop_nulls("rank").sort("rank")["product"].to_list()
    assert ranked == ["sepcoat", "cellcase", "cufoil", "alfoil"]
    came = pl.DataFrame({"product": ["sepcoat"], "date": ["2024"], "source": ["x"], "began": [date(2024, 1, 1)]})
    judged = then.attract.compare_proposals(came)
    assert judged.scores.row(-1) == ("not_advised", 10, 0, 3, 1)
    assert judged.first.select("product", "wrong").rows() == [
        ("sepcoat", False),
        ("cellcase", None),
        ("cufoil", False),
        ("alfoil", False),
    ]


def test_a_bundle_with_a_step_of_what_is_made_here_leads_one_that_buys_it(found: Proposals) -> None:
    """Polyester polyol takes adipic acid of a firm of the articles: TPU is proposed with it."""
    rows = found.bundles.filter((pl.col("product") == "tpu") & pl.col("rank").is_not_null())
    assert rows["steps"].to_list() == [["tpu", "polyol_b"]]


def test_what_is_only_known_by_name_is_to_be_asked_about(found: Proposals) -> None:
    advice = dict(found.bundles.filter(pl.col("bundle") == pl.col("leads")).select("product", "advice").iter_rows())
    assert {product: advice[product] for product in ASKED} == dict.fromkeys(ASKED, "ask_first")


def test_what_users_may_make_themselves_gives_no_points_for_the_need(found: Proposals) -> None:
    rows = found.bundles.filter(pl.col("product").is_in(["cyclohexanol", "hno3"]))
    assert set(rows["needs"]) == {"conditional"}
    assert rows["factor_need"].is_null().all()
    assert rows["rank"].is_null().all()


def test_what_is_made_here_is_talked_about_as_supply(found: Proposals) -> None:
    rows = found.bundles.filter(pl.col("bundle") == pl.col("leads"))
    assert set(rows.filter(pl.col("product").is_in(["spandex", "ptmeg", "puresin"]))["approach"]) == {"supply"}
    # cited makers elsewhere in the municipality, beside those of the articles, change no place in the order
    listed = found.partners.filter((pl.col("where") == "listed") & (pl.col("role") == "makes"))
    assert {"alcase", "mdi", "pvdf", "graphite", "alstrip"} <= set(listed["product"])
    assert dict(rows.select("product", "approach").iter_rows())["graphite"] == "verify_supply"
    nylon = found.partners.filter(pl.col("bundle") == "PA66-POLY~HMDA-ADN~H2-SMR")
    inside = nylon.filter(pl.col("where") == "here")
    assert set(inside.select("product", "firm").rows()) == {("adipic", "huafeng-cq"), ("adn", "huafeng-cq")}


@pytest.mark.parametrize(("distance", "found_there"), [("120", True), ("210", False), (None, False)])
def test_a_place_is_within_reach_by_the_distance_that_the_district_states(
    fuling: District, distance: str | None, found_there: bool
) -> None:
    """Iron phosphate cathode of Suining, in the neighbouring province, as the list of makers has it."""
    place = {"id": "suining", "zh": "遂宁市", "kind": "city", "outside": "yes", "basis": "ours"}
    fields = place | ({"distance": distance} if distance else {})
    changed = fuling.what_if(Change((ChangeRow("places", "suining", "insert", fields),), "a test"))
    partners = changed.attract.proposals().partners.filter((pl.col("role") == "makes") & (pl.col("where") == "listed"))
    near = partners.filter(pl.col("product") == "lfp")["plant"].unique().to_list()
    assert any(plant.startswith("四川遂宁") for plant in near) is found_there
    standing = changed.attract.candidates("lfp").filter(pl.col("is_supplier"))["standing"].to_list()
    assert ("near" in standing) is found_there


def test_butanediol_by_gas_is_named_with_its_clauses_and_has_its_other_routes_beside_it(found: Proposals) -> None:
    rows = found.bundles.filter(pl.col("product") == "bdo")
    by_gas = rows.filter(pl.col("processes").list.contains("METHANOL-NATGAS"))
    assert set(by_gas["advice"]) == {"forbidden"}
    clauses = found.clauses.filter(pl.col("bundle") == by_gas["bundle"][0]).sort("step")
    assert clauses.select("step", "verdict", "number", "status").rows() == [
        ("acetylene", "restricted", "国家发展和改革委员会令第15号", "unknown"),
        ("methanol", "forbidden", "国家发展和改革委员会令第15号", "unknown"),
    ]
    by_carbide = rows.filter(pl.col("processes").list.contains("ACETYLENE-CAC2"))
    bought = by_carbide.filter(~pl.col("steps").list.contains("methanol"))
    assert bought["advice"].to_list() == ["load_to_verify"]  # no clause bars it
    by_coal = by_carbide.filter(pl.col("processes").list.contains("METHANOL-COAL"))
    assert by_coal["advice"].to_list() == ["restricted"]
    assert rows["rank"].is_null().all()  # the plants of the country are idle, by figures of 2024


def test_methanol_from_coal_below_the_catalogues_size_is_restricted(found: Proposals) -> None:
    by_coal = found.clauses.filter(pl.col("process") == "METHANOL-COAL")
    assert set(by_coal.select("verdict", "status", "below").rows()) == {("restricted", "unknown", 1e6)}
    bundles = found.bundles.join(by_coal.select("bundle"), on="bundle", how="semi")
    assert set(bundles["advice"]) == {"restricted"}


def test_lines_of_the_catalogue_hold_by_route_and_of_any_size() -> None:
    """Sulphur-burning acid below 300,000 t and new caustic soda are of the restricted class."""
    found = liantu.open("districts/yunxi").attract.proposals()
    rows = found.bundles.filter(pl.col("product").is_in(["h2so4", "naoh"]) & (pl.col("bundle") == pl.col("leads")))
    assert set(rows.select("bundle", "advice", "rank").rows()) == {
        ("H2SO4-SULFUR", "restricted", None),
        ("CHLORALKALI", "restricted", None),
    }
    clauses = found.clauses.filter(pl.col("bundle").is_in(rows["bundle"].implode()))
    assert set(clauses.select("step", "below", "status").rows()) == {
        ("h2so4", 300_000.0, "unknown"),
        ("naoh", None, "unknown"),
    }


@pytest.mark.parametrize("name", ["fuling", "yunxi"])
@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 8, 1)])
def test_what_is_not_advised_has_no_place_in_the_order(name: str, day: date) -> None:
    rows = liantu.open(f"districts/{name}").at(as_of=day).attract.proposals().bundles
    assert rows.filter(pl.col("rank").is_not_null() & (pl.col("advice") != "advised")).is_empty()
    first = rows.filter(pl.col("rank") <= 10)
    assert first.filter(pl.col("verdict").is_in(["restricted", "forbidden"])).is_empty()
    ranked = rows.filter(pl.col("rank").is_not_null())
    assert ranked.filter(pl.col("factor_load") == 0).is_empty()
    assert ranked["idle_steps"].list.len().sum() == 0  # nor is a step built of which plants stand idle
    assert rows["rank"].drop_nulls().sort().to_list() == list(range(1, rows["rank"].drop_nulls().len() + 1))


def test_from_august_2024_the_later_act_holds(fuling: District) -> None:
    clauses = fuling.at(as_of=date(2024, 8, 1)).attract.proposals().clauses
    methanol = clauses.filter(pl.col("process") == "METHANOL-NATGAS")
    found = set(methanol.select("verdict", "number", "since").rows())
    assert found == {("restricted", "国家发展改革委令第21号", date(2024, 8, 1))}


def test_a_step_that_is_favoured_here_stays_where_only_the_step_behind_it_is_barred(fuling: District) -> None:
    """Adiponitrile is made here: diamine of it stays with nylon 66, by hydrogen of coal once that of gas is barred."""
    rows = fuling.at(as_of=date(2024, 8, 1)).attract.proposals().bundles
    leads = rows.filter((pl.col("product") == "pa66") & (pl.col("bundle") == pl.col("leads")))
    assert leads.select("processes", "advice").rows() == [(["PA66-POLY", "HMDA-ADN", "H2-COAL"], "advised")]


def test_yunxi_names_what_its_documents_name() -> None:
    rows = liantu.open("districts/yunxi").attract.proposals().bundles
    named = rows.filter((pl.col("factor_named") == 1) & pl.col("rank").is_not_null())
    assert named.select("product", "rank").rows() == [("sepcoat", 1)]
    # A cited maker with a plant in the district is asked for supply before anybody is invited.
    assert named["approach"].to_list() == ["verify_supply"]
    # The need for strip is small, and what its market takes is known of a later time alone.
    waits = rows.filter(pl.col("product") == "alstrip").select("advice", "cap", "factor_market").unique()
    assert waits.rows() == [("small_need", None, None)]
