"""Who could form a consortium around a need, a dependence or a missing link: by role, each with the ground for it.

Nobody is proposed without a row that says why. A role that no row speaks of is missing: nobody is guessed for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from liantu.innovate.consortia.roles import ROLES
from liantu.model.tables import Tables

#: What a consortium can be formed around.
NEED, DEPENDENCE, MISSING_LINK = "need", "dependence", "missing_link"
#: Grounds in the order in which they stand: what a row states of this very need or product before what is filed near.
GROUNDS = (
    *("whose_need", "makes", "needs_product", "makes_input", "result_agrees", "own_result", "research_with"),
    *("works_in_field", "platform_in_field", "invests_elsewhere"),
)
TOPICS = {"topic": pl.String, "kind": pl.String, "need": pl.String, "product": pl.String}
_MEMBERS = ("topic", "role", "member", "ground", "about")
_RESEARCH_WITH = "research_with"


class RoleEvidence(NamedTuple):
    """What other rooms say: who makes and who needs which product here (product, firm), what making it takes (product,
    input), which results agree with which need (need, result), in which fields a topic lies (topic, field), and who
    works in which field (field, member, platform: null for an institute)."""

    makers: pl.DataFrame
    users: pl.DataFrame
    inputs: pl.DataFrame
    matches: pl.DataFrame
    topic_fields: pl.DataFrame
    field_members: pl.DataFrame


def list_possible_members(tables: Tables, topics: pl.DataFrame, evidence: RoleEvidence) -> pl.DataFrame:
    """Who could take which role in each topic: topic, role, member, ground, about (the row that says so).

    One and the same role and member stands once, with its first ground.
    """
    made = [
        *_list_firms(tables, topics, evidence),
        *_list_institutes(tables, topics, evidence),
        *_list_others(tables, topics, evidence),
    ]
    rows = pl.concat([frame.select(*_MEMBERS) for frame in made]).drop_nulls(["member"])
    order = topics.select("topic").with_row_index("line")
    roles = pl.DataFrame({"role": ROLES}).with_row_index("role_rank")
    grounds = pl.DataFrame({"ground": GROUNDS}).with_row_index("ground_rank")
    ranked = rows.join(order, on="topic").join(roles, on="role").join(grounds, on="ground")
    ranked = ranked.sort("line", "role_rank", "ground_rank", "member", "about")
    return ranked.unique(["topic", "role", "member"], keep="first", maintain_order=True).select(*_MEMBERS)


def judge_topics(topics: pl.DataFrame, possible: pl.DataFrame, needed_roles: Sequence[str]) -> pl.DataFrame:
    """Each topic with its roles: topic, kind, need, product, filled and missing (lists of roles), members (how many).

    ``missing`` are needed roles that nobody could take.
    """
    filled = possible.group_by("topic").agg(
        pl.col("role").unique(maintain_order=True).alias("filled"),
        pl.col("member").n_unique().cast(pl.Int64).alias("members"),
    )
    empty = pl.lit([], dtype=pl.List(pl.String))
    rows = topics.join(filled, on="topic", how="left", maintain_order="left").with_columns(
        pl.col("filled").fill_null(empty), pl.col("members").fill_null(0)
    )
    needed = pl.lit([*needed_roles], dtype=pl.List(pl.String))
    return rows.with_columns(needed.list.set_difference("filled").alias("missing")).select(
        *TOPICS, "filled", "missing", "members"
    )


def _list_firms(tables: Tables, topics: pl.DataFrame, evidence: RoleEvidence) -> list[pl.DataFrame]:
    """Whose need it is leads and uses; who makes the product leads where nobody needs it solved, and makes."""
    firms = tables["firms"].select(member="id")
    owners = topics.join(tables["needs"].select(need="id", member="owner"), on="need")
    owners = owners.join(firms, on="member", how="semi", maintain_order="left")
    owners = owners.with_columns(ground=pl.lit("whose_need"), about="need")
    makers = topics.join(evidence.makers, on="product").rename({"firm": "member"})
    makers = makers.with_columns(ground=pl.lit("makes"), about="product")
    users = topics.join(evidence.users, on="product").rename({"firm": "member"})
    users = users.with_columns(ground=pl.lit("needs_product"), about="product")
    inputs = topics.join(evidence.inputs, on="product")
    suppliers = inputs.join(evidence.makers, left_on="input", right_on="product").rename({"firm": "member"})
    suppliers = suppliers.join(makers, on=["topic", "member"], how="anti", maintain_order="left")
    suppliers = suppliers.with_columns(ground=pl.lit("makes_input"), about="input")
    unled = makers.join(owners, on="topic", how="anti", maintain_order="left")
    return [
        owners.with_columns(role=pl.lit("lead")),
        owners.with_columns(role=pl.lit("user")),
        unled.with_columns(role=pl.lit("lead")),
        makers.with_columns(role=pl.lit("maker")),
        users.with_columns(role=pl.lit("user")),
        suppliers.with_columns(role=pl.lit("supplier")),
    ]


def _list_institutes(tables: Tables, topics: pl.DataFrame, evidence: RoleEvidence) -> list[pl.DataFrame]:
    """Whose result agrees with the need or is of the product, who does research with its makers, who works in its
    field."""
    institutes = tables["institutes"].select(member="id")
    owners = tables["results"].select(result="id", product="product", member="owner", partner="partner")
    owners = pl.concat([owners.drop("partner"), owners.drop("member").rename({"partner": "member"})], how="diagonal")
    agreeing = topics.join(evidence.matches, on="need").join(owners.drop("product"), on="result")
    agreeing = agreeing.with_columns(ground=pl.lit("result_agrees"), about="result")
    of_product = topics.join(owners, on="product").with_columns(ground=pl.lit("own_result"), about="result")
    ties = tables["relations"].filter(pl.col("predicate") == _RESEARCH_WITH).select("id", "subject", "object")
    ties = pl.concat(
        [ties.select("id", firm="subject", member="object"), ties.select("id", firm="object", member="subject")]
    )
    tied = topics.join(evidence.makers, on="product").join(ties, on="firm")
    tied = tied.with_columns(ground=pl.lit("research_with"), about="id")
    working = topics.join(evidence.topic_fields, on="topic")
    working = working.join(evidence.field_members.filter(pl.col("platform").is_null()), on="field")
    working = working.with_columns(ground=pl.lit("works_in_field"), about="field")
    return [
        frame.join(institutes, on="member", how="semi", maintain_order="left").with_columns(role=pl.lit("institute"))
        for frame in (agreeing, of_product, tied, working)
    ]


def _list_others(tables: Tables, topics: pl.DataFrame, evidence: RoleEvidence) -> list[pl.DataFrame]:
    """Who has invested in another consortium; who runs a platform in the field."""
    investors = tables["consortium_members"].filter(pl.col("role") == "investor")
    investors = investors.select("member", about="consortium").unique("member", keep="first", maintain_order=True)
    investing = topics.join(investors, how="cross").with_columns(ground=pl.lit("invests_elsewhere"))
    trying = topics.join(evidence.topic_fields, on="topic")
    trying = trying.join(evidence.field_members.drop_nulls("platform"), on="field")
    trying = trying.with_columns(ground=pl.lit("platform_in_field"), about="platform")
    return [investing.with_columns(role=pl.lit("investor")), trying.with_columns(role=pl.lit("platform"))]
