"""What the engine of proposals is handed: answers of the chains, and the library's routes, as its tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.chain import ChainRoom
from liantu.district.market_figures import cap_markets, list_markets

if TYPE_CHECKING:
    from liantu.attract.proposals.proposals import Proposals
    from liantu.attract.proposals.score import ProposalScore
    from liantu.attract.proposals.situation import Situation
    from liantu.district.view import DistrictView

_WEIGHTS, _LEVELS = "attract/proposal_weights", "attract/proposal_levels"
_LOAD, _STEP = "attract/national_load", "attract/upstream_step"
_LAND, _TEN_THOUSAND = "attract/investment_per_mu", 1e4
_TRAITS = (
    *("id", "zh", "en", "unit", "kind", "list", "broader", "transport", "usual_plant_low", "usual_plant_typical"),
    *("capital", "jobs", "energy_intensive", "grade"),
)


def list_proposals(view: DistrictView) -> Proposals:
    """The proposals of a district on its day, recalled figures of markets left out of them."""
    from liantu.attract.proposals.proposals import hide_recalled_loads
    from liantu.chain.value_bands import add_bands

    found = compute_proposals(view)
    bands = view.policy_list("chain/value_bands")
    return replace(found, bundles=add_bands(hide_recalled_loads(found.bundles), bands))


def compute_proposals(view: DistrictView) -> Proposals:
    """The same with recalled figures of markets, for engines alone."""
    return view.cache.once_for(view.tables, ("proposals", "recalled too"), lambda: _make_proposals(view))


def _make_proposals(view: DistrictView) -> Proposals:
    from liantu.attract.proposals.proposals import Limits, make_proposals
    from liantu.library.route_clauses import read_route_clauses

    load = view.policy_map(_LOAD)
    levels = view.policy_map(_LEVELS)
    limits = Limits(
        least_load=load["least"] / 100,
        most_capacity=load["capacity"] / 100,
        local_share=load["local"] / 100,
        least_step=view.policy(_STEP) / 100,
        smallest_market=levels["smallest_market"] / 100,
    )
    return make_proposals(
        gather_situation(view, ChainRoom(view)), read_route_clauses(view.as_of), view.policy_map(_WEIGHTS), limits
    )


def compare_proposals(view: DistrictView, later: pl.DataFrame, least_load: float) -> ProposalScore:
    """The two scores of the proposals of a view, judged by every figure of the country that the library has to date."""
    from liantu.attract.proposals.national_load import find_national_loads
    from liantu.attract.proposals.score import score_proposals

    today = view if view.known_at is None else replace(view, known_at=None)
    loads = find_national_loads(_list_national_markets(today))
    products = view.tables["products"].select("id", "transport")
    return score_proposals(compute_proposals(view), later, loads, products, least_load, view.as_of)


def gather_situation(view: DistrictView, chain: ChainRoom) -> Situation:
    """The situation of a district on its day, of everything its chains answer."""
    from liantu.attract.proposals import situation as engine
    from liantu.attract.proposals.partners import list_makers
    from liantu.chain.terms import read_coefficients

    tables = view.tables
    gaps, extensions = chain.gaps("all"), chain.extensions()
    chain_products = pl.DataFrame(
        [(name, product) for name in tables["chains"]["id"] for product in chain.products_of(name)],
        schema={"chain": pl.String, "product": pl.String},
        orient="row",
    )
    factors = view.policy_map("energy/coal_equivalent")
    manufactured = tables["products"].filter(pl.col("id").is_in(tables["processes"]["product"].implode()))["id"]
    candidates = pl.concat([gaps["product"], extensions["makes"], manufactured]).unique().sort()
    return engine.Situation(
        products=tables.numbers("products").select(_TRAITS),
        processes=tables["processes"].select("id", "product"),
        coefficients=read_coefficients(tables).select(
            "process", "product", "role", "coefficient", "typical", "grade", "on_site"
        ),
        defaults=_list_defaults(view),
        main_inputs=_list_main_inputs(view),
        gaps=gaps,
        extensions=extensions,
        balance=chain.balance().select("product", "direct", "supply", pl.col("surplus").fill_null(0.0)),
        made=chain.products_made().filter(~pl.col("conjectured")).select("product", "made_by", "unknown"),
        makers=pl.concat([list_makers(chain.terms, _list_conjectured(view)), _list_cited_makers(view, candidates)]),
        streams=chain.offered_streams().select("product", "standing", "left_over"),
        chain_products=chain_products,
        caps=_cap_known_markets(view),
        markets=_list_national_markets(view),
        prices=chain.prices(),
        admission=chain.admission(candidates).select("product", "verdict"),
        land_standards=_list_land_standards(view),
        factors=pl.DataFrame({"product": [*factors], "factor": [float(value) for value in factors.values()]}),
    )


def _list_land_standards(view: DistrictView) -> pl.DataFrame:
    """Investment per mu that is asked for of each product: by the district's own standards, else by those of other
    places, which a policy cites."""
    from liantu.land.investment_standards import list_investment_standards
    from liantu.model.problems import NoPolicy

    products = view.tables["products"].select("id")
    stated = list_investment_standards(view.tables, products, view.as_of).drop("rows")
    stated = stated.with_columns(pl.lit("district").alias("basis"))
    try:
        cited = view.policy_map(_LAND)
    except NoPolicy:
        return stated
    others = products.join(stated, left_on="id", right_on="product", how="anti").select(
        pl.col("id").alias("product"),
        *(pl.lit(cited[end] * _TEN_THOUSAND).alias(end) for end in ("low", "high")),
        pl.lit("elsewhere").alias("basis"),
    )
    return pl.concat([stated, others])


def _list_national_markets(view: DistrictView) -> pl.DataFrame:
    """Figures of the nation: product, measure, period, value, grade, recalled, later."""
    rows = list_markets(view).filter(pl.col("scope") == "nation", pl.col("value").is_not_null())
    return rows.select("product", "measure", "period", "value", "grade", "recalled", "later")


def _cap_known_markets(view: DistrictView) -> pl.DataFrame:
    """What new plants may take of each market: nothing known where a figure is of a time after the day."""
    later = pl.col("market_later").fill_null(value=False)
    cap = pl.when(~later).then("cap").alias("cap")
    return cap_markets(view).select("product", cap, pl.col("market_recalled") & ~later)


def _list_cited_makers(view: DistrictView, products: pl.Series) -> pl.DataFrame:
    """Cited makers of products with a plant in the district or within reach."""
    from liantu.attract.proposals.partners import list_listed_makers
    from liantu.district.candidate_makers import list_known_makers
    from liantu.district.candidates import RADIUS
    from liantu.district.resident_names import find_place_words, find_reach_words, list_residents

    makers = list_known_makers(view, products, list_residents(view.tables), recalled=False)
    words = [*find_place_words(view.tables), *find_reach_words(view.tables, view.policy(RADIUS))]
    return list_listed_makers(makers, words, view.as_of)


def _list_conjectured(view: DistrictView) -> pl.Series:
    """The capacities of which it is our conjecture that they make their product."""
    capacities = view.tables["capacities"]
    return capacities.filter((pl.col("basis") == "ours") & pl.col("amount").is_null())["id"]


def _list_defaults(view: DistrictView) -> pl.DataFrame:
    """The usual process of each product, and whether it is the one of this region."""
    from liantu.chain.routes import find_default_processes

    region = str(view.tables.about.get("region") or "")
    stated = view.tables["defaults"].filter(pl.col("region") == region).drop_nulls("process")["product"]
    return find_default_processes(view.tables).with_columns(pl.col("product").is_in(stated.implode()).alias("regional"))


def _list_main_inputs(view: DistrictView) -> pl.DataFrame:
    from liantu.chain.main_inputs import compute_input_shares
    from liantu.library.recalled_prices import read_recalled_prices

    rules = view.policy_map("chain/main_inputs")
    shares = compute_input_shares(
        view.tables, int(rules["price_year"]), read_recalled_prices(), rules["cost_floor"] / 100
    )
    return shares.filter(pl.col("main_share") >= rules["share"] / 100).select("process", "product", "main_share")
