"""Who could form a consortium: every member with its ground, roles that nobody is known for missing."""

from __future__ import annotations

import polars as pl
from tests.model.small import tables

from liantu.innovate.consortia.possible_members import RoleEvidence, judge_topics, list_possible_members

TOPICS = pl.DataFrame(
    {
        "topic": ["need:n", "product:cell"],
        "kind": ["need", "missing_link"],
        "need": ["n", None],
        "product": ["cell", "cell"],
    }
)
TABLES = tables(
    firms=[{"id": key, "zh": key, "kind": "firm"} for key in ("owner", "maker", "user", "salt", "fund")],
    institutes=[{"id": key, "zh": key, "kind": "institute"} for key in ("solver", "partner", "near")],
    needs=[{"id": "n", "zh": "n", "owner": "owner", "product": "cell"}],
    results=[{"id": "r", "zh": "r", "owner": "solver", "partner": "owner"}, {"id": "s", "zh": "s", "owner": "near"}],
    relations=[
        {"id": "tie", "subject": "partner", "predicate": "research_with", "object": "maker"},
        {"id": "other", "subject": "near", "predicate": "located_in", "object": "maker"},
    ],
    consortium_members=[{"consortium": "k", "member": "fund", "role": "investor"}],
)


def evidence(**given: pl.DataFrame) -> RoleEvidence:
    """What other rooms say, blank where it is not given."""
    columns = {
        **{"makers": ("product", "firm"), "users": ("product", "firm"), "inputs": ("product", "input")},
        **{"matches": ("need", "result"), "topic_fields": ("topic", "field")},
        "field_members": ("field", "member", "platform"),
    }
    return RoleEvidence(
        **{name: given.get(name, pl.DataFrame(schema=dict.fromkeys(of, pl.String))) for name, of in columns.items()}
    )


FULL = evidence(
    makers=pl.DataFrame({"product": ["cell", "salt"], "firm": ["maker", "salt"]}),
    users=pl.DataFrame({"product": ["cell"], "firm": ["user"]}),
    inputs=pl.DataFrame({"product": ["cell", "cell"], "input": ["salt", "water"]}),
    matches=pl.DataFrame({"need": ["n"], "result": ["r"]}),
)


def test_everybody_stands_with_the_row_that_says_why() -> None:
    found = list_possible_members(TABLES, TOPICS, FULL).filter(topic="need:n").drop("topic").rows()
    assert found == [
        ("lead", "owner", "whose_need", "n"),
        ("institute", "solver", "result_agrees", "r"),
        ("institute", "partner", "research_with", "tie"),
        ("maker", "maker", "makes", "cell"),
        ("supplier", "salt", "makes_input", "salt"),
        ("user", "owner", "whose_need", "n"),
        ("user", "user", "needs_product", "cell"),
        ("investor", "fund", "invests_elsewhere", "k"),
    ]


def test_who_makes_a_missing_link_leads_where_nobody_needs_it_solved() -> None:
    found = list_possible_members(TABLES, TOPICS, FULL).filter(topic="product:cell")
    assert found.filter(role="lead")["member"].to_list() == ["maker"]
    # A firm that makes the product is no supplier of it, whatever else it makes.
    both = pl.DataFrame({"product": ["cell", "salt"], "firm": ["maker", "maker"]})
    alone = list_possible_members(TABLES, TOPICS, FULL._replace(makers=both))
    assert alone.filter(role="supplier").is_empty()


def test_institutes_and_platforms_of_its_field_may_join_behind_those_with_a_result() -> None:
    near = FULL._replace(
        topic_fields=pl.DataFrame({"topic": ["need:n"], "field": ["f"]}),
        field_members=pl.DataFrame(
            {"field": ["f", "f", "g"], "member": ["near", "owner", "solver"], "platform": [None, "p", None]}
        ),
    )
    rows = list_possible_members(TABLES, TOPICS, near).filter(topic="need:n")
    assert rows.filter(role="institute").select("member", "ground").rows() == [
        ("solver", "result_agrees"),
        ("partner", "research_with"),
        ("near", "works_in_field"),
    ]
    assert rows.filter(role="platform").select("member", "about").rows() == [("owner", "p")]


def test_a_needed_role_without_anybody_is_missing() -> None:
    nobody = list_possible_members(tables(), TOPICS.tail(1), evidence())
    needed = ["lead", "institute", "user", "investor"]
    judged = judge_topics(TOPICS.tail(1), nobody, needed).row(0, named=True)
    assert (judged["filled"], judged["members"]) == ([], 0)
    assert sorted(judged["missing"]) == sorted(needed)
    full = judge_topics(TOPICS, list_possible_members(TABLES, TOPICS, FULL), needed)
    assert full["missing"].to_list() == [[], []]
    assert full["members"].to_list() == [7, 5]
