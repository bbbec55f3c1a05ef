"""What the candidates of a district rest on: its gaps, makers, registers, its own plants and who is tied to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.access import Purpose
from liantu.district.candidate_makers import list_known_makers, select_known
from liantu.district.candidate_rules import read_candidate_rules
from liantu.district.chain import ChainRoom
from liantu.district.resident_names import find_place_words, find_reach_words, list_resident_names, list_residents
from liantu.district.view import DistrictView
from liantu.model.capacities import list_capacities
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

#: The list of links that firms are invited to fill.
_INVITED = "invite"
_GROUP_TIE = "subsidiary_of"
#: How far nearby supply reaches, in km: plants, and places whose distance is stated.
RADIUS = "chain/nearby_radius"


class Candidates(NamedTuple):
    """Candidates of products, the factors of each, what they rest on, and ties to firms that are here or coming."""

    rows: pl.DataFrame
    terms: pl.DataFrame
    evidence: pl.DataFrame
    ties: pl.DataFrame
    links: pl.DataFrame


def build_candidates(
    view: DistrictView, products: Sequence[str], find_matches: Callable[[list[str]], pl.DataFrame], recalled: bool
) -> Candidates:
    """Candidates of the links to fill, and of further products; recalled makers only on screen and where asked for."""
    from liantu.attract.candidates.candidate_list import list_candidates
    from liantu.attract.candidates.factors import FactorContext, build_factor_terms
    from liantu.attract.candidates.followers import list_ties
    from liantu.attract.candidates.maker_evidence import read_makers, read_plants
    from liantu.attract.candidates.namesakes import join_decided, part_namesakes
    from liantu.attract.candidates.refusals import add_refusals
    from liantu.attract.candidates.register_evidence import read_matches
    from liantu.attract.candidates.related_products import add_related, list_related
    from liantu.attract.company_names.firm_groups import find_groups

    recalled = recalled and view.purpose is Purpose.ON_SCREEN
    rules = read_candidate_rules(view.as_of)
    gaps = list_wanted_products(view, products)
    residents = list_residents(view.tables)
    relations = list_named_relations(view.tables, recalled, view.known_at)
    chosen = gaps["product"]
    related = list_related(view.tables["products"], chosen)
    looked_for = pl.concat([chosen, related["other"]]).unique(maintain_order=True)
    makers = list_known_makers(view, looked_for, residents, recalled)
    district_words = find_place_words(view.tables)
    reach_words = find_reach_words(view.tables, view.policy(RADIUS))
    found = pl.concat(
        [
            read_plants(_list_plants(view), rules.making["capacity"], list_resident_names(view.tables)),
            read_makers(makers, rules.making, district_words, reach_words),
            read_matches(
                find_matches(looked_for.to_list()),
                rules.register,
                list_classes(view.tables),
                residents,
                district_words,
                reach_words,
            ),
        ]
    )
    found = join_decided(part_namesakes(found), view.tables["name_decisions"], residents)
    found = add_related(found, related, rules.related).filter(pl.col("product").is_in(chosen.implode()))
    ties = list_ties(relations, residents)
    links = select_group_links(relations)
    groups = find_groups(_list_firms(found), links, view.tables["name_decisions"])
    context = FactorContext(gaps, list_target_regions(view), _list_partners(found, ties, view.tables))
    terms = build_factor_terms(found, context, rules.factors)
    rows = add_refusals(list_candidates(found, terms, groups), view.tables["refusals"])
    return Candidates(rows, terms, found, ties, links)


def select_group_links(relations: pl.DataFrame) -> pl.DataFrame:
    """Who belongs to whom, of ties by name: child, parent, basis, source."""
    return relations.filter(pl.col("predicate") == _GROUP_TIE).rename({"subject": "child", "object": "parent"})


def list_maker_groups(makers: pl.DataFrame) -> pl.DataFrame:
    """The groups that a list of makers names: child, parent, basis, source; a firm is not below itself."""
    named = makers.drop_nulls("group").filter(
        pl.col("group") != pl.col("firm"), pl.col("group").ne_missing(pl.col("short"))
    )
    basis = pl.when(pl.col("kind") == "read_maker").then(pl.lit("read")).otherwise(pl.lit("recalled")).alias("basis")
    return named.select(pl.col("firm").alias("child"), pl.col("group").alias("parent"), basis, "source").unique(
        ["child", "parent"], keep="first", maintain_order=True
    )


def list_classes(tables: Tables) -> pl.DataFrame:
    """The classes of GB/T 4754 of every product that has any: product, classes."""
    classes = pl.col("gbt4754").str.split(";").alias("classes")
    return tables["products"].drop_nulls("gbt4754").select(pl.col("id").alias("product"), classes)


def require_products(tables: Tables, products: Sequence[str]) -> list[str]:
    """The products, each once. Raises Problems for those that there are none of, all at once."""
    known = tables["products"]["id"].to_list()
    wrong = [product for product in dict.fromkeys(products) if product not in known]
    if wrong:
        raise Problems(
            [Problem("unknown_product", value=p, slots={"nearest": suggest_nearest(p, known)}) for p in wrong]
        )
    return [*dict.fromkeys(products)]


def list_wanted_products(view: DistrictView, products: Sequence[str]) -> pl.DataFrame:
    """The links to fill and further products: product, unit, gap (what is missing a year), classes (GB/T 4754),
    usual_plant (what a usual plant makes a year) and its source."""
    gaps = ChainRoom(view).all_gaps().select("product", "list", pl.col("gap_typical").alias("gap"))
    classes = pl.col("gbt4754").str.split(";").alias("classes")
    usual = pl.col("usual_plant_typical").alias("usual_plant")
    numbers = view.tables.numbers("products")
    all_products = numbers.select(pl.col("id").alias("product"), "unit", classes, usual, "source")
    to_fill = gaps.filter((pl.col("list") == _INVITED) | pl.col("product").is_in([*products])).drop("list")
    further = [product for product in products if product not in to_fill["product"]]
    others = pl.DataFrame({"product": further, "gap": None}, schema={"product": pl.String, "gap": pl.Float64})
    return pl.concat([to_fill, others]).join(all_products, on="product", maintain_order="left")


def list_target_regions(view: DistrictView) -> pl.DataFrame:
    """The regions that firms are invited from at the date: region, en, province, city (null: the whole province)."""
    from liantu.library.policy import read_policy_value

    regions = read_policy_value("attract/target_regions", view.as_of)
    rows = [
        (region, stated["en"], province, city)
        for region, stated in regions.items()
        for province in stated["provinces"]
        for city in stated.get("cities") or [None]
    ]
    columns = {"region": pl.String, "en": pl.String, "province": pl.String, "city": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


def list_named_relations(tables: Tables, recalled: bool, known_at: date | None) -> pl.DataFrame:
    """Ties between firms by their names, of the district and of the library: subject, object, predicate, basis, source,
    row (of the district's own). With ``known_at`` those of the library whose source had been published.
    """
    from liantu.library.recalled_makers import read_maker_relations

    names = tables["firms"].select("id", "zh")
    fields = ("subject", "object", "object_text", "predicate", "basis", "source")
    relations = tables["relations"].select(*fields, pl.col("id").alias("row"))
    stated_ties = relations.join(names, left_on="subject", right_on="id", maintain_order="left").join(
        names, left_on="object", right_on="id", how="left", suffix="_object", maintain_order="left"
    )
    parents = tables["firms"].drop_nulls("parent").join(names, left_on="parent", right_on="id", suffix="_parent")
    stated = parents.select(
        pl.col("zh").alias("subject"),
        pl.col("zh_parent").alias("object"),
        pl.lit(_GROUP_TIE).alias("predicate"),
        "basis",
        "source",
        pl.lit(None, pl.String).alias("row"),
    )
    if tables.about.get("fictitious"):
        ties_elsewhere = read_maker_relations(False).clear()
    else:
        ties_elsewhere = select_known(tables, read_maker_relations(recalled and known_at is None), known_at)
    library = ties_elsewhere.with_columns(pl.lit(None, pl.String).alias("row"))
    columns = stated.columns
    written = pl.coalesce("zh_object", "object_text").alias("object")
    stated_ties = stated_ties.select(pl.col("zh").alias("subject"), written, *columns[2:]).drop_nulls("object")
    return pl.concat([stated_ties, stated, library.select(columns)])


def _list_plants(view: DistrictView) -> pl.DataFrame:
    """Capacities of firms here and within reach: firm, product, capacity, status, near, row, source."""
    rows = list_capacities(view.tables, view.as_of).drop_nulls("firm")
    radius = view.policy(RADIUS)
    within = pl.col("distance").cast(pl.Float64) <= radius
    counted = rows.filter(~pl.col("outside").fill_null(False) | within.fill_null(False))
    return counted.select(
        "firm",
        "product",
        pl.col("base").alias("capacity"),
        "status",
        pl.col("outside").fill_null(False).alias("near"),
        "row",
        "source",
    )


def _list_firms(evidence: pl.DataFrame) -> pl.DataFrame:
    from liantu.attract.candidates.namesakes import MARK

    firms = evidence.group_by(pl.col("candidate").alias("key"), maintain_order=True).agg(
        pl.col("name", "short", "group").drop_nulls().first()
    )
    # Two firms of one name are no group by it.
    return firms.with_columns(
        pl.when(pl.col("key").str.contains(MARK, literal=True)).then("key").otherwise("name").alias("name")
    )


def _list_partners(evidence: pl.DataFrame, ties: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Firms that are here or coming and tied to a candidate: candidate, partner, predicate, source."""
    from liantu.attract.candidates.evidence import make_key

    called = evidence.select("candidate", "name", "short").unique(maintain_order=True)
    by_name = (
        pl.concat([called.select("candidate", make_key(pl.col(name)).alias("key")) for name in ("name", "short")])
        .drop_nulls()
        .unique(maintain_order=True)
    )
    names = tables["firms"].select(pl.col("id").alias("resident"), pl.col("zh").alias("partner"))
    tied = ties.rename({"candidate": "key"}).join(names, on="resident", how="left", maintain_order="left")
    return tied.join(by_name, on="key", maintain_order="left").select("candidate", "partner", "predicate", "source")


def name_regions(view: DistrictView, rows: pl.DataFrame) -> pl.DataFrame:
    """Candidates with the names of their region, or of a province that is in none: region_zh, region_en, is_target."""
    from liantu.library.provinces import list_provinces

    targets = list_target_regions(view)
    english = list_provinces() | dict(targets.select("region", "en").iter_rows())
    region = pl.col("region")
    return rows.with_columns(
        region.alias("region_zh"),
        region.replace_strict(english, default=region, return_dtype=pl.String).alias("region_en"),
        region.is_in(targets["region"].implode()).fill_null(False).alias("is_target"),
    )
