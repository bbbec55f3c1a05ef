"""What the engine of consortia is handed of a district: topics, and who makes, needs, offers and works on what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from liantu.district.view import DistrictView
    from liantu.innovate.consortia.possible_members import RoleEvidence

ROLES_POLICY = "innovate/consortium_roles"
_MADE, _NEEDED = ("supply", "captive"), ("demand",)
_STATUSES = ("operating", "building", "planned")
#: The list of links that firms are invited to fill.
_INVITED = "invite"


class ScienceAnswers(NamedTuple):
    """What the room of science says of itself: ids of needs that are open, products that the chains depend on (empty
    where they may not leave), what stands on the board, which results agree with which need."""

    open_needs: pl.DataFrame
    dependences: pl.Series
    items: pl.DataFrame
    matches: pl.DataFrame


class PossibleConsortia(NamedTuple):
    """Each topic with its roles, and who could take them, each with the ground for it."""

    topics: pl.DataFrame
    members: pl.DataFrame


def read_needed_roles(view: DistrictView) -> list[str]:
    """The roles that a consortium needs, by policy ``innovate/consortium_roles``."""
    from liantu.library.policy import read_policy_value

    return [*read_policy_value(ROLES_POLICY, view.as_of)]


def find_possible_consortia(view: DistrictView, answers: ScienceAnswers) -> PossibleConsortia:
    """Open needs, dependences (in the house alone) and missing links, with who could join for each."""
    from liantu.innovate.consortia.possible_members import judge_topics, list_possible_members

    topics = _list_topics(view, answers)
    members = list_possible_members(view.tables, topics, _gather_evidence(view, answers, topics))
    return PossibleConsortia(judge_topics(topics, members, read_needed_roles(view)), members)


def find_consortium_candidates(view: DistrictView, answers: ScienceAnswers, consortium: str) -> pl.DataFrame:
    """Who could take the roles that a consortium misses: topic, role, member, ground, about; no member of it."""
    from liantu.innovate.consortia.possible_members import TOPICS, list_possible_members
    from liantu.innovate.consortia.roles import list_members, list_roles

    row = view.tables.rows("consortia")[consortium]
    about = {"topic": consortium, "kind": "need", "need": row["need"], "product": row["product"]}
    topics = pl.DataFrame([about], schema=TOPICS)
    rows = list_possible_members(view.tables, topics, _gather_evidence(view, answers, topics, row["field"]))
    roles = list_roles(view.tables, read_needed_roles(view), view.as_of)
    missing = roles.filter(consortium=consortium, missing=True)["role"]
    inside = list_members(view.tables, view.as_of).filter(consortium=consortium)["member"]
    return rows.filter(pl.col("role").is_in(missing.implode()) & ~pl.col("member").is_in(inside.implode()))


def _list_topics(view: DistrictView, answers: ScienceAnswers) -> pl.DataFrame:
    """Needs that are open, then products that the chains depend on, then missing links; one product once."""
    from liantu.district.chain import ChainRoom
    from liantu.innovate.consortia.possible_members import DEPENDENCE, MISSING_LINK, NEED, TOPICS

    stated = view.tables["needs"].select(need="id", product="product")
    needs = answers.open_needs.join(stated, on="need", maintain_order="left")
    frames = [needs.select(topic=pl.lit("need:") + pl.col("need"), kind=pl.lit(NEED), need="need", product="product")]
    products = [(DEPENDENCE, answers.dependences), (MISSING_LINK, ChainRoom(view).gaps(_INVITED)["product"])]
    frames += [
        pl.DataFrame({"product": keys}).select(
            topic=pl.lit("product:") + pl.col("product"), kind=pl.lit(kind), need=pl.lit(None), product="product"
        )
        for kind, keys in products
    ]
    rows = pl.concat([frame.cast(TOPICS) for frame in frames])  # type: ignore[arg-type]
    return rows.unique("topic", keep="first", maintain_order=True)


def _gather_evidence(
    view: DistrictView, answers: ScienceAnswers, topics: pl.DataFrame, field: str | None = None
) -> RoleEvidence:
    """What other rooms say of the topics; ``field`` is that of the one topic, where it states one."""
    from liantu.district.chain import ChainRoom
    from liantu.innovate.consortia.possible_members import RoleEvidence

    chain = ChainRoom(view)
    terms = chain.terms.filter(pl.col("status").is_in(_STATUSES)).drop_nulls("firm")
    made = terms.filter(pl.col("measure").is_in(_MADE) & (pl.col("product") == pl.col("via")))
    needed = terms.filter(pl.col("measure").is_in(_NEEDED))
    plants = answers.items.filter(table="plants").select("field", plant="id")
    of_plants = pl.concat([made, needed]).select("product", "plant").join(plants, on="plant").select("product", "field")
    by_need = topics.join(view.tables["needs"].select("field", need="id"), on="need").select("topic", "field")
    by_product = topics.filter(pl.col("need").is_null()).join(of_plants, on="product").select("topic", "field")
    stated = topics.select("topic", field=pl.lit(field, dtype=pl.String))
    return RoleEvidence(
        makers=made.select("product", "firm").unique(maintain_order=True),
        users=needed.select("product", "firm").unique(maintain_order=True),
        inputs=chain.default_inputs(topics["product"].drop_nulls().unique()),
        matches=answers.matches,
        topic_fields=pl.concat([by_need, by_product, stated]).drop_nulls().unique(maintain_order=True),
        field_members=_list_field_members(view, answers.items),
    )


def _list_field_members(view: DistrictView, items: pl.DataFrame) -> pl.DataFrame:
    """Institutes that are here, and who runs platforms, by field: field, member, platform."""
    from liantu.innovate.board.institutes import PRESENT

    present = items.filter(pl.col("table") == "institutes", pl.col("status").is_in(PRESENT))
    platforms = view.tables["platforms"].select("field", member="owner", platform="id").drop_nulls(["field", "member"])
    return pl.concat(
        [present.select("field", member="id", platform=pl.lit(None, dtype=pl.String)), platforms.cast(pl.String)]
    )
