"""What the engine of dependences is handed of a district: claims, criteria, what replaces, what stops, who makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from liantu.district.view import DistrictView

POLICY = "innovate/dependence"
_MADE = ("supply", "captive")


class Dependences(NamedTuple):
    """One row a product, gravest first; the figures it rests on; the criteria it meets; what replaces it."""

    products: pl.DataFrame
    claims: pl.DataFrame
    criteria: pl.DataFrame
    substitutions: pl.DataFrame


def find_dependences(view: DistrictView) -> Dependences:
    """The products of the district's chains of which a document says how far they depend on makers elsewhere."""
    from liantu.district.chain import ChainRoom
    from liantu.district.cluster import ClusterRoom
    from liantu.innovate.dependence.dependence_claims import STATED, list_claims
    from liantu.innovate.dependence.dependence_criteria import judge_criteria, make_criteria
    from liantu.innovate.dependence.exposures import DependenceTables, rank_exposures
    from liantu.innovate.dependence.substitutions import list_substitutions
    from liantu.library.dependences import read_dependences
    from liantu.library.policy import read_policy_value

    policy, read = read_policy_value(POLICY, view.as_of), read_dependences()
    terms = ChainRoom(view).terms
    claims = list_claims(view.tables, read.drop_nulls("measure"), view.as_of)
    in_chains = pl.col("product").is_in(terms["product"].unique().implode())
    claims = claims.filter(in_chains | (pl.col("origin") == STATED))
    criteria = judge_criteria(claims, make_criteria(policy["criteria"]))
    named = claims["product"].unique().implode()
    stages = list_substitutions(view.tables, read.drop_nulls("stage"), view.as_of).filter(
        pl.col("product").is_in(named)
    )
    stops = ClusterRoom(view).stops_without()
    beside = DependenceTables(stops, _count_makers(terms), _count_named_makers(view))
    few, several = policy["supplier_groups"]
    products = rank_exposures(claims, criteria, stages, beside, (few, several))
    return Dependences(products, claims, criteria, stages)


def find_recalled_dependences(view: DistrictView) -> pl.DataFrame:
    """What the library only recalls of products of the chains of which no document says anything, as bands."""
    from liantu.district.chain import ChainRoom
    from liantu.library.dependences import list_recalled_dependences
    from liantu.library.policy import read_policy_value

    bands = read_policy_value(POLICY, view.as_of)["share_bands"]
    chains = ChainRoom(view).terms["product"].unique().implode()
    stated = find_dependences(view).claims.filter(origin="stated")["product"].unique().implode()
    rows = list_recalled_dependences(bands)
    return rows.filter(pl.col("product").is_in(chains) & ~pl.col("product").is_in(stated))


def _count_makers(terms: pl.DataFrame) -> pl.DataFrame:
    """Firms whose plants run here and make a product: product, makers_here."""
    made = terms.filter(
        pl.col("measure").is_in(_MADE), pl.col("status") == "operating", pl.col("product") == pl.col("via")
    )
    return made.group_by("product").agg(
        pl.coalesce("firm", "plant", "row").n_unique().cast(pl.Int64).alias("makers_here")
    )


def _count_named_makers(view: DistrictView) -> pl.DataFrame:
    """Makers that sources name, by product: product, named_country, named_abroad. One group counts once."""
    from liantu.library.provinces import list_provinces

    rows = (
        view.tables["makers"]
        .filter(pl.col("role") == "makes")
        .select("product", "province", firm=pl.coalesce("group", "short", "firm"))
    )
    at_home = pl.col("province").is_in([*list_provinces()])
    return rows.group_by("product").agg(
        pl.col("firm").filter(at_home).n_unique().cast(pl.Int64).alias("named_country"),
        pl.col("firm")
        .filter(pl.col("province").is_not_null() & ~at_home)
        .n_unique()
        .cast(pl.Int64)
        .alias("named_abroad"),
    )
