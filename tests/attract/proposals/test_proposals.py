"""A bundle worked out by hand, and what holds of every one.

Coats: 240 t are short, a usual plant makes 200, so one plant of 200 t (240/200 = 1.2, nearest whole 1). Cloth is made
on the same site: 1.5 × 200 = 300 t; yarn for it 1.1 × 300 = 330 t, because wool is left over here: 1.2 × 330 = 396 t.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from tests.attract.proposals.situations import make_clauses, make_markets, make_situation, without_price

from liantu.attract.proposals.factors import FACTORS
from liantu.attract.proposals.figures import count_main_inputs
from liantu.attract.proposals.national_load import find_national_loads
from liantu.attract.proposals.partners import list_listed_makers
from liantu.attract.proposals.proposals import Limits, Proposals, hide_recalled_loads, make_proposals
from liantu.attract.proposals.ranking import order_bundles
from liantu.attract.proposals.records import build_records
from liantu.attract.proposals.score import ProposalScore, score_proposals
from liantu.attract.proposals.situation import Situation
from liantu.library.route_clauses import RouteClauses
from liantu.wording import translator
from liantu.wording.proposal_words import nation_text

WEIGHTS = dict(zip(FACTORS, (20.0, 20.0, 20.0, 20.0, 10.0, 5.0, 5.0), strict=True))
LIMITS = Limits(least_load=0.5, most_capacity=2.0, local_share=0.5, least_step=0.8, smallest_market=0.75)
FIRST = "COAT-SEWING~CLOTH-WEAVING~YARN-SPINNING"


def propose(situation: Situation | None = None, clauses: RouteClauses | None = None) -> Proposals:
    return make_proposals(situation or make_situation(), clauses or make_clauses(), WEIGHTS, LIMITS)


def of_coats(found: Proposals) -> dict[str, dict[str, object]]:
    rows = found.bundles.filter(pl.col("product") == "coat")
    return {row["bundle"]: row for row in rows.iter_rows(named=True)}


def terms_of(found: Proposals, bundle: str, measure: str) -> list[tuple[str, str | None, float]]:
    rows = found.terms.filter((pl.col("bundle") == bundle) & (pl.col("measure") == measure))
    return rows.select("product", "source", "value").rows()


def test_a_bundle_is_as_worked_out_by_hand() -> None:
    found = propose()
    row = of_coats(found)[FIRST]
    assert (row["size"], row["fill"], row["sold"]) == (200, 200, 0)
    assert row["fill_share"] == pytest.approx(200 / 240)
    assert terms_of(found, FIRST, "use") == [("wool", "surplus", pytest.approx(396))]
    assert terms_of(found, FIRST, "pass") == [("cloth", None, pytest.approx(300)), ("yarn", None, pytest.approx(330))]
    # 0.1 t of buttons a coat; 0.05 t of dye; yarn takes 33 t of offcuts, of which sewing gives 40 itself
    assert terms_of(found, FIRST, "buy") == [
        ("button", None, pytest.approx(20)),
        ("dye", None, pytest.approx(10)),
    ]
    assert terms_of(found, FIRST, "give") == [("offcut", None, pytest.approx(7))]
    assert row["power"] == pytest.approx(10 * 200 + 100 * 300)
    assert row["energy"] == pytest.approx(32_000 * 0.1 / 1000)
    assert row["jobs"] == pytest.approx(0.5 * 200 + 0.2 * 300 + 0.1 * 330)
    assert (row["value_low"], row["value_typical"], row["value_high"]) == (18_000, 20_000, 24_000)
    assert row["price_tax"] == "excl"


def test_every_figure_is_the_sum_of_its_terms() -> None:
    found = propose()
    sums = found.terms.group_by("bundle", "measure").agg(pl.col("value").sum())
    made = sums.filter(pl.col("measure") == "make").select("bundle", "value")
    rows = found.bundles.join(made, on="bundle")
    assert rows["size"].to_list() == pytest.approx(rows["value"].to_list())
    scaled = found.terms.filter(pl.col("value").is_not_null() & pl.col("factor").is_not_null())
    assert (scaled["amount"] * scaled["factor"]).to_list() == pytest.approx(scaled["value"].to_list())


def test_land_is_bounded_by_the_investment_that_a_mu_must_carry() -> None:
    """Coats 200 t × 1,000 CNY at 5,000 to 10,000 CNY a mu: 20 to 40 mu; cloth 300 t × 500 CNY at 10,000: 15 mu; yarn
    330 t × 100 CNY at 10,000: 3.3 mu."""
    situation = make_situation()
    capital = pl.when(pl.col("id") == "yarn").then(100.0).otherwise("capital").alias("capital")
    found = propose(replace(situation, products=situation.products.with_columns(capital)))
    row = of_coats(found)[FIRST]
    assert (row["land_low"], row["land_high"]) == (pytest.approx(38.3), pytest.approx(58.3))
    assert row["land_basis"] == "district"
    points = found.open.filter(pl.col("bundle") == FIRST)["point"].to_list()
    assert "land_bound" in points
    assert "land_unknown" not in points


@pytest.mark.parametrize(
    ("used", "recalled", "ratio", "factor"),
    [
        (8_000.0, False, 1.25, 0.75),  # (2 − 1.25) / (2 − 1)
        (12_500.0, False, 0.8, 1.0),
        (5_000.0, False, 2.0, 0.0),
        (8_000.0, True, None, None),
        (None, False, None, None),
    ],
)
def test_capacity_beside_what_the_country_uses_is_a_factor_of_its_own(
    used: float | None, recalled: bool, ratio: float | None, factor: float | None
) -> None:
    markets = make_markets(capacity=10_000.0, output=8_000.0)
    consumption = markets.filter(pl.col("measure") == "output").with_columns(
        pl.lit("consumption").alias("measure"), pl.lit(used).alias("value"), pl.lit("A").alias("grade")
    )
    rows = pl.concat([markets, consumption.drop_nulls("value")]).with_columns(pl.lit(recalled).alias("recalled"))
    row = of_coats(propose(replace(make_situation(), markets=rows)))[FIRST]
    assert (row["supply_ratio"], row["factor_capacity"]) == (ratio, factor)
    assert row["points_capacity"] == 5 * (factor or 0)
    assert row["ample"] == (None if used is None else used <= 5_000)
    assert ratio is None or (row["ratio_grade"], row["load_period"]) == ("B", "2023")


def test_what_is_bought_says_why_it_is_not_built() -> None:
    found = propose()
    reasons = {(bundle, product): reason for bundle, product, reason in found.not_built.rows()}
    assert reasons[(FIRST, "wool")] == "had_here"
    assert reasons[(FIRST, "dye")] == "barred"  # its usual route is by gas
    yarn = make_markets(capacity=10_000.0, output=4_000.0).with_columns(pl.lit("yarn").alias("product"))
    idle = propose(replace(make_situation(), markets=pl.concat([make_situation().markets, yarn])))
    rows = {(bundle, product): reason for bundle, product, reason in idle.not_built.rows()}
    assert rows[("COAT-SEWING~CLOTH-WEAVING", "yarn")] == "idle_plants"
    # without wool here nothing favours yarn, of which 330 t would fill a plant
    bare = replace(make_situation(), balance=make_situation().balance.clear(), made=make_situation().made.clear())
    bought = {(bundle, product): reason for bundle, product, reason in propose(bare).not_built.rows()}
    assert bought[("COAT-SEWING~CLOTH-WEAVING", "yarn")] == "not_favoured"


def test_what_nobody_states_stays_unknown() -> None:
    found = propose(without_price(make_situation()))
    row = of_coats(found)[FIRST]
    assert (row["value_low"], row["value_typical"], row["value_high"]) == (None, None, None)
    assert row["capital"] is None  # that of yarn is not known
    assert (row["land_low"], row["land_high"]) == (None, None)
    points = found.open.filter(pl.col("bundle") == FIRST)["point"].to_list()
    assert {"price_unknown", "capital_unknown", "land_unknown"} <= set(points)


def test_a_need_of_unknown_amount_fills_nothing_known() -> None:
    row = of_coats(propose(make_situation(gap=None, direct=None)))[FIRST]
    assert (row["fill"], row["sold"], row["fill_share"], row["factor_need"]) == (None, None, None, None)
    assert row["size"] == 200  # the usual plant
    assert row["points_need"] == 0


def test_capacity_here_lowers_what_a_bundle_fills() -> None:
    shares, factors = [], []
    for supply in (0.0, 60.0, 120.0):
        row = of_coats(propose(make_situation(gap=240.0 - supply, direct=240.0)))[FIRST]
        shares.append(row["fill_share"])
        factors.append(row["factor_need"])
    assert shares == pytest.approx([200 / 240, 180 / 240, 120 / 240])
    assert factors == pytest.approx(shares)


def test_no_bundle_fills_more_than_the_gap_and_none_is_counted_twice() -> None:
    found = propose()
    assert found.bundles["bundle"].is_unique().all()
    assert (found.bundles["fill"].drop_nulls() <= 240).all()
    fills = found.terms.filter(pl.col("measure") == "fill")
    assert fills.select("bundle", "product").is_unique().all()
    assert (fills["product"] == fills["step"]).all()  # what is made on the way fills nothing


def test_a_barred_step_keeps_a_bundle_out_of_the_order_and_the_other_route_stands_beside_it() -> None:
    found = propose()
    rows = found.bundles.filter(pl.col("product") == "coat")
    barred = rows.filter(pl.col("processes").list.contains("DYE-GAS"))
    assert barred.height == 1
    assert barred["rank"].is_null().all()
    assert barred["advice"].to_list() == ["forbidden"]
    assert barred["leads"].to_list() == [FIRST]  # dye is bought
    assert rows.filter(pl.col("processes").list.contains("DYE-COAL"))["advice"].to_list() == ["advised"]
    assert found.clauses.select("step", "verdict", "number").unique().rows() == [("dye", "forbidden", "No. 1")]


def test_without_the_clause_the_same_bundle_may_be_proposed() -> None:
    found = propose(clauses=RouteClauses([], None))
    assert set(found.bundles["advice"]) == {"advised"}
    assert found.clauses.is_empty()


def test_idle_plants_of_the_country_bar_new_capacity_whatever_is_needed_here() -> None:
    idle = make_markets(capacity=10_000.0, output=4_000.0)
    needed = propose(replace(make_situation(), markets=idle))
    row = of_coats(needed)[FIRST]
    # all of it is needed here, and carries a plant: supply is agreed on, and nothing has a place in the order
    assert (row["advice"], row["rank"]) == ("supply_contracts", None)
    few = propose(replace(make_situation(gap=90.0, direct=90.0), markets=idle))
    assert of_coats(few)[FIRST]["advice"] == "idle_plants"  # 90 of 100 is needed here, but carries no plant
    unknown = propose(replace(make_situation(gap=None, direct=None), markets=idle))
    assert of_coats(unknown)[FIRST]["advice"] == "idle_plants"


def test_main_inputs_count_by_amount() -> None:
    """Of 100 t of scrap 6.5 t are here, of alloy all: (0.065 + 1) ÷ 2; what needs an agreement is not here."""
    rows = [("b", "P", "scrap", "use", "offer", 6.5), ("b", "P", "scrap", "buy", None, 93.5)]
    rows += [("b", "P", "alloy", "use", "maker", 40.0), ("c", "P", "alloy", "use", "offer_to_verify", 40.0)]
    columns = ["bundle", "process", "product", "measure", "source", "value"]
    main = pl.DataFrame([("P", "scrap"), ("P", "alloy")], schema=["process", "product"], orient="row")
    listed = pl.Series(["scrap", "alloy"])
    found = count_main_inputs(pl.DataFrame(rows, schema=columns, orient="row"), main, listed)
    assert found["inputs_share"].to_list() == pytest.approx([0.5325, 0.0])
    # of each its part, and a listed maker is asked for what comes from elsewhere alone
    assert found["inputs_of_here"].to_list() == [["alloy", "scrap"], []]
    assert found["inputs_parts"].to_list() == [[1.0, 0.065], []]
    assert found["inputs_listed"].to_list() == [["scrap"], []]


@pytest.mark.parametrize(("output", "advice"), [(4_000.0, "load_to_verify"), (6_000.0, "advised")])
def test_a_load_of_a_later_time_counts_for_nothing_and_is_said(output: float, advice: str) -> None:
    later = make_markets(capacity=10_000.0, output=output, period="2024", later=True)
    found = propose(replace(make_situation(), markets=later))
    row = of_coats(found)[FIRST]
    assert (row["load"], row["supply_ratio"], row["factor_load"], row["points_load"]) == (None, None, None, 0)
    assert (row["load_period"], row["load_later"], row["idle_after"]) == ("2024", True, output < 5_000)
    assert row["advice"] == advice
    assert ("load_unknown" in found.open.filter(pl.col("bundle") == FIRST)["point"].to_list()) is True
    known = pl.concat([later, make_markets(capacity=10_000.0, output=8_000.0)])
    row = of_coats(propose(replace(make_situation(), markets=known)))[FIRST]
    assert (row["load"], row["load_period"], row["advice"]) == (0.8, "2023", "advised")


def test_figures_of_a_year_and_of_its_last_month_are_of_one_year() -> None:
    year = make_markets(capacity=10_000.0, output=8_000.0)
    month = pl.when(pl.col("measure") == "capacity").then(pl.lit("2023-12")).otherwise("period").alias("period")
    row = of_coats(propose(replace(make_situation(), markets=year.with_columns(month))))[FIRST]
    assert (row["load"], row["load_period"]) == (0.8, "2023")


def test_parts_of_factors_are_those_of_the_policy() -> None:
    small = pl.DataFrame({"product": ["coat"], "cap": [150.0], "market_recalled": [False]})
    row = of_coats(propose(replace(make_situation(gap=None, direct=None), caps=small)))[FIRST]
    assert row["factor_market"] == 0.75


def test_of_two_with_equal_points_the_one_that_builds_on_what_is_here_leads() -> None:
    columns = {"advice": "advised", "upstream": False, "points": 20.0, "usual": True, "product": "coat", "worth": 1.0}
    rows = pl.DataFrame(
        {"bundle": ["bought", "made"], "steps": [["coat"], ["coat", "yarn"]], "favoured": [0, 1]}
    ).with_columns(pl.lit(value).alias(name) for name, value in columns.items())
    assert set(order_bundles(rows)["leads"]) == {"made"}
    assert set(order_bundles(rows.with_columns(favoured=0))["leads"]) == {"bought"}


def test_half_of_the_capacity_is_not_below_the_limit() -> None:
    at_limit = propose(replace(make_situation(), markets=make_markets(capacity=10_000.0, output=5_000.0)))
    assert of_coats(at_limit)[FIRST]["advice"] == "advised"


def test_a_load_is_reckoned_from_consumption_where_no_output_is_known() -> None:
    markets = make_markets(capacity=10_000.0, output=4_000.0).with_columns(
        pl.col("measure").replace("output", "consumption"),
        pl.when(pl.col("measure") == "output").then(pl.lit("D")).otherwise("grade").alias("grade"),
    )
    row = of_coats(propose(replace(make_situation(), markets=markets)))[FIRST]
    assert (row["load"], row["load_grade"], row["advice"]) == (0.4, "D", "supply_contracts")


def test_a_step_that_sells_to_others_and_of_which_plants_stand_idle_is_bought() -> None:
    dye = make_markets(capacity=10_000.0, output=4_000.0).with_columns(pl.lit("dye").alias("product"))
    markets = pl.concat([make_situation().markets, dye])
    plain = make_situation()
    short = pl.concat([plain.gaps, plain.gaps.with_columns(pl.lit("dye").alias("product"))])
    plain = replace(plain, gaps=short, defaults=plain.defaults.with_columns(regional=pl.lit(value=False)))
    rows = of_coats(propose(replace(plain, markets=markets), RouteClauses([], None)))
    built = next(row for key, row in rows.items() if "DYE-GAS" in key)
    assert (built["advice"], built["rank"], built["idle_steps"]) == ("idle_plants", None, ["dye"])
    assert (rows[FIRST]["advice"], rows[FIRST]["rank"], rows[FIRST]["idle_steps"]) == ("advised", 1, [])


def test_a_step_that_the_bundle_alone_takes_is_no_seller_and_says_that_it_could_be_bought() -> None:
    yarn = make_markets(capacity=10_000.0, output=4_000.0).with_columns(pl.lit("yarn").alias("product"))
    found = propose(replace(make_situation(), markets=pl.concat([make_situation().markets, yarn])))
    rows = of_coats(found)
    assert rows[FIRST]["advice"] == "advised"
    assert "COAT-SEWING~CLOTH-WEAVING" in rows  # the same with yarn bought
    points = found.open.filter(pl.col("point") == "idle_step").select("bundle", "product").rows()
    assert (FIRST, "yarn") in points
    points = found.open.filter(pl.col("point") == "load_unknown").select("bundle", "product").rows()
    assert (FIRST, "yarn") not in points
    assert (FIRST, "cloth") in points  # a step whose load nobody knows is said to be one, as the first product is


def test_a_small_need_waits_while_nobody_knows_where_the_others_sell() -> None:
    """Of a plant of 100 t 30 are needed here, and what the market takes is not known."""
    small = make_situation(gap=30.0, direct=30.0)
    row = of_coats(propose(replace(small, caps=small.caps.clear())))[FIRST]
    assert (row["size"], row["advice"], row["rank"]) == (100, "small_need", None)
    assert of_coats(propose(small))[FIRST]["advice"] == "advised"  # the market takes 500


def test_what_comes_by_pipe_is_made_where_it_is_used_whatever_plants_elsewhere_do() -> None:
    situation = make_situation()
    pipe = pl.when(pl.col("id") == "yarn").then(pl.lit("pipe")).otherwise("transport").alias("transport")
    yarn = make_markets(capacity=10_000.0, output=4_000.0).with_columns(pl.lit("yarn").alias("product"))
    changed = replace(
        situation, products=situation.products.with_columns(pipe), markets=pl.concat([situation.markets, yarn])
    )
    assert of_coats(propose(changed))[FIRST]["rank"] == 1


def test_nothing_of_a_chain_falls_silently() -> None:
    situation = make_situation()
    chain = pl.DataFrame({"chain": ["clothes"] * 3, "product": ["elec", "coal", "button"]})
    found = propose(replace(situation, chain_products=chain))
    assert dict(found.left_out.rows()) == {"coal": "commodity", "elec": "provided"}
    assert "button" in set(found.bundles["product"])


def judge(found: Proposals, markets: pl.DataFrame, least_load: float = 0.5) -> ProposalScore:
    """The scores by figures of the nation that may be of a later day than the proposals."""
    days = [date(2024, 5, 1), date(2024, 5, 1), date(2023, 5, 1)]
    later = pl.DataFrame({"product": ["coat", "dye", "yarn"], "began": days}).with_columns(
        pl.col("began").cast(pl.String).alias("date"), pl.lit("news").alias("source")
    )
    products = make_situation().products.select("id", "transport")
    loads = find_national_loads(markets)
    return score_proposals(found, later, loads, products, least_load, date(2023, 12, 31))


def test_two_scores_stand_apart() -> None:
    found = judge(propose(), make_situation().markets)
    assert found.later.select("product", "rank", "counted").rows() == [
        ("coat", 1, True),
        ("dye", None, True),
        ("yarn", None, False),
    ]
    assert found.scores.rows() == [
        *(("came_later", within, 1, 2, None) for within in (10, 20, None)),
        ("not_advised", 10, 0, 1, 0),
    ]
    # judged anew: with a higher limit the same order holds one that should not be advised
    strict = judge(propose(), make_situation().markets, least_load=0.9)
    assert strict.scores.row(-1) == ("not_advised", 10, 1, 1, 0)


@pytest.mark.parametrize(
    ("output", "score", "wrong"), [(4_000.0, (1, 1, 0), True), (8_000.0, (0, 1, 0), False), (None, (0, 0, 1), None)]
)
def test_the_first_are_judged_by_figures_that_came_later_and_what_nobody_knows_is_not_judged(
    output: float | None, score: tuple[int, int, int], wrong: bool | None
) -> None:
    """On the day no load was known, and the need here carried a plant."""
    situation = make_situation()
    found = propose(replace(situation, markets=situation.markets.clear()))
    today = make_markets(capacity=10_000.0, output=output or 0.0, period="2024", later=True)
    judged = judge(found, today.clear() if output is None else today)
    assert judged.scores.row(-1)[2:] == score
    assert judged.first["wrong"].to_list() == [wrong]


def test_a_load_that_nobody_knows_keeps_new_capacity_for_others_out_of_the_order() -> None:
    situation = make_situation(gap=None, direct=None)
    unread = replace(situation, markets=situation.markets.clear())
    row = of_coats(propose(unread))[FIRST]
    assert (row["advice"], row["rank"]) == ("load_unknown", None)
    assert of_coats(propose(situation))[FIRST]["advice"] == "advised"  # its load is known, 80 %
    # carried by needs here it is proposed: 240 t are short, the smallest plant makes 100
    at_home = replace(make_situation(), markets=situation.markets.clear())
    assert of_coats(propose(at_home))[FIRST]["advice"] == "advised"


def test_points_are_those_of_the_factors() -> None:
    row = of_coats(propose())[FIRST]
    # named 20; need 200/240 of 20; plant 240/100, at most 1, 20; one of two main inputs here (wool, not dye) 10;
    # nothing sold away 10; load 0.8 5; what the country uses is not known
    assert row["points"] == pytest.approx(20 + 20 * 200 / 240 + 20 + 10 + 10 + 5)
    assert row["points"] == pytest.approx(sum(float(str(row[f"points_{name}"])) for name in FACTORS))


@pytest.mark.parametrize(("output", "advice"), [(4_000.0, "load_to_verify"), (8_000.0, "advised")])
def test_recalled_figures_are_no_answer(output: float, advice: str) -> None:
    markets = make_markets(capacity=10_000.0, output=output).with_columns(pl.lit(value=True).alias("recalled"))
    situation = make_situation()
    caps = situation.caps.with_columns(pl.lit(value=True).alias("market_recalled"))
    found = propose(replace(situation, markets=markets, caps=caps))
    (row,) = hide_recalled_loads(found.bundles).filter(pl.col("bundle") == FIRST).to_dicts()
    hidden = ("load", "load_after", "idle_after", "supply_ratio", "ratio_after", "ample", "cap", "factor_load")
    assert {name: row[name] for name in hidden} == dict.fromkeys(hidden)
    # All of it is needed here: of a load that was read, supply would be agreed on; what is recalled is verified first.
    assert (row["advice"], row["points_load"]) == (advice, 0)
    assert "load_unknown" in found.open.filter(pl.col("bundle") == FIRST)["point"].to_list()
    assert nation_text(row, translator("en"), "en").endswith("for it is only recalled: to be verified")
    read = make_markets(capacity=10_000.0, output=8_000.0, period="2021")
    row = of_coats(propose(replace(situation, markets=pl.concat([markets, read]))))[FIRST]
    assert (row["load"], row["load_period"]) == (0.8, "2021")  # what was read counts first, though older


def test_listed_makers_are_those_within_reach_that_are_no_firm_of_the_district() -> None:
    makers = pl.DataFrame(
        {
            "firm": ["near", "far", "trader", "ours"],
            "role": ["makes", "makes", "trades", "makes"],
            "plants": ["RiverTown East;HillTown", "HillTown", "RiverTown", "RiverTown"],
            "resident": [None, None, None, "farm"],
            "row": ["1", "2", "3", "4"],
        }
    ).with_columns(
        pl.lit("coat").alias("product"),
        pl.lit(5.0).alias("capacity"),
        *(pl.lit(None, pl.String).alias(name) for name in ("state", "period", "source")),
    )
    found = list_listed_makers(makers.with_columns(period=pl.lit("2025")), ["RiverTown"], date(2023, 12, 31))
    assert found.select("firm", "plant", "where", "amount", "later").rows() == [
        ("near", "RiverTown East", "listed", 5.0, True)
    ]
    at_hand = list_listed_makers(makers, ["RiverTown"], date(2023, 12, 31))
    assert at_hand["later"].to_list() == [False]


def test_a_record_has_the_figures_of_its_row() -> None:
    found = propose()
    records = {record["bundle"]: record for record in build_records(found)}
    record = records[FIRST]
    assert [step["step"] for step in record["steps"]] == ["coat", "cloth", "yarn"]
    assert [step["why"] for step in record["steps"]] == ["head", "on_site", "local"]
    assert record["fills"] == {"need": 240.0, "gap": 240.0, "amount": 200.0, "share": pytest.approx(200 / 240)}
    assert record["partners"][0]["firm"] == "farm"
    assert record["rank"] == 1
