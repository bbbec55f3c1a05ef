"""What stands above itself: parents, memberships, leases."""

from __future__ import annotations

import pytest

from liantu.model.problems import Problem
from liantu.model.rules.circles import check_leases, check_memberships, check_parents

from .small import Row, product, tables


def told(problems: list[Problem]) -> list[tuple[str, int | None, str, str]]:
    return [(p.table, p.row, p.column, p.value) for p in problems]


def test_a_firm_is_not_its_own_parent_by_way_of_others() -> None:
    pairs = (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"))
    firms: list[Row] = [{"id": i, "zh": i, "kind": "firm", "parent": p} for i, p in pairs]
    assert told(check_parents(tables(firms=firms))) == [("firms", 4, "parent", "a → b → c → a")]
    assert check_parents(tables(firms=firms[:2])) == []


@pytest.mark.parametrize("role", ["member", "overlap"])
def test_a_group_is_no_member_of_itself_and_an_overlap_is_mutual(role: str) -> None:
    clusters = [{"id": i, "zh": i, "kind": "cluster", "scheme": "s"} for i in ("a", "b")]
    members: list[Row] = [{"group": g, "entity": e, "role": role} for g, e in (("a", "b"), ("b", "a"), ("a", "p"))]
    given = tables(clusters=clusters, members=members)
    assert told(check_memberships(given)) == ([("members", 3, "group", "b → a → b")] if role == "member" else [])


def test_a_member_of_the_same_id_in_another_table_is_that_one() -> None:
    clusters = [{"id": "spandex", "zh": "氨纶", "kind": "cluster", "scheme": "s"}]
    members: list[Row] = [{"group": "spandex", "entity": "spandex", "role": "member"}]
    assert check_memberships(tables(clusters=clusters, members=members, products=[product("spandex")])) == []


@pytest.mark.parametrize(("until", "circle"), [("2022-12", False), ("2023-01", True)])
def test_land_does_not_come_back_to_its_lessor_on_one_day(until: str, circle: bool) -> None:
    parcels = [{"id": "p", "zh": "p", "area": "100"}]
    lets: list[Row] = [
        {"id": "1", "parcel": "p", "firm": "b", "kind": "lease", "lessor": "a", "from": "2020", "to": until},
        {"id": "2", "parcel": "p", "firm": "a", "kind": "lease", "lessor": "b", "from": "2023-01"},
    ]
    found = told(check_leases(tables(parcels=parcels, holdings=lets)))
    assert found == ([("holdings", 3, "lessor", "b → a → b")] if circle else [])


def test_an_institute_is_not_run_by_itself_by_way_of_others() -> None:
    institutes: list[Row] = [{"id": "a", "zh": "a", "parent": "b"}, {"id": "b", "zh": "b", "parent": "a"}]
    assert told(check_parents(tables(institutes=institutes))) == [("institutes", 3, "parent", "a → b → a")]
    firms: list[Row] = [{"id": "b", "zh": "b", "kind": "firm"}]
    assert check_parents(tables(institutes=institutes, firms=firms)) == []  # b may be the firm


def test_a_group_is_no_member_of_a_part_of_itself() -> None:
    clusters = [{"id": "a", "zh": "a", "kind": "cluster", "scheme": "s", "parent": "b"}]
    clusters.append({"id": "b", "zh": "b", "kind": "cluster", "scheme": "s"})
    members: list[Row] = [{"group": "a", "entity": "b", "role": "member"}]
    assert told(check_memberships(tables(clusters=clusters, members=members))) == [("members", 2, "group", "b → a → b")]
    within: list[Row] = [{"group": "b", "entity": "a", "role": "member"}]
    assert check_memberships(tables(clusters=clusters, members=within)) == []


def held(id: str, firm: str, lessor: str | None, *years: str, kind: str = "lease") -> Row:
    days = dict(zip(("from", "to"), years, strict=False))
    return {"id": id, "parcel": "p", "firm": firm, "kind": kind, "lessor": lessor, **days}


def test_the_owner_is_the_lessor_who_is_not_named() -> None:
    rows = [held("o", "a", None, kind="own"), held("1", "b", None, "2020"), held("2", "a", "b", "2020")]
    given = tables(parcels=[{"id": "p", "zh": "p", "area": "100"}], holdings=rows)
    assert told(check_leases(given)) == [("holdings", 4, "lessor", "b → a → b")]


def test_a_circle_that_stands_is_found_beside_one_that_does_not() -> None:
    """From s over x to y and back never stood on one day; from s to y and back does."""
    rows = [held("1", "s", "x", "2010", "2011"), held("2", "x", "y", "2012", "2013")]
    rows += [held("3", "y", "s", "2020"), held("4", "s", "y", "2020")]
    given = tables(parcels=[{"id": "p", "zh": "p", "area": "100"}], holdings=rows)
    assert told(check_leases(given)) == [("holdings", 5, "lessor", "y → s → y")]
