"""Nothing stands above itself: parents, memberships and leases go in no circle."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

from liantu.model import schema
from liantu.model.circles import find_circles
from liantu.model.holdings import read_holdings, select_holdings
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Checked with the amounts it adds up, in ``totals_and_parts``.
_ELSEWHERE = {("capacities", "part_of")}
#: Groups whose parent is what they are a part of.
_PARTS = ("clusters", "tiers")


def check_parents(tables: Tables) -> list[Problem]:
    """Rows that are above themselves by a field that names rows of its own table: ``rows_in_circle``."""
    problems = []
    for name, table in schema.read_tables().items():
        for field in table.fields:
            if name in field.refers_to and len(table.key) == 1 and (name, field.name) not in _ELSEWHERE:
                if tables[name].is_empty():
                    continue
                rows = tables[name].with_row_index("line").select(table.key[0], field.name, "line").drop_nulls()
                if rows.is_empty():
                    continue
                # an id that is also that of a row of another table may mean that one
                others = [
                    tables[other][schema.read_tables()[other].key[0]] for other in field.refers_to if other != name
                ]
                pairs = rows.filter(~pl.col(field.name).is_in(pl.concat(others).implode())) if others else rows
                problems += _tell(name, field.name, pairs, find_circles(pairs.drop("line").iter_rows()))
    return problems


def check_memberships(tables: Tables) -> list[Problem]:
    """Groups that are members of themselves by way of others, or of what stands above them: ``rows_in_circle``.

    Overlaps have no direction; an id that is also that of a product or a firm may mean these. What a group is a part of
    counts beside what it is a member of.
    """
    fields = schema.read_tables()["members"]
    groups, others = fields.field("group").refers_to, fields.field("entity").refers_to
    group_ids = pl.concat(tables[name]["id"] for name in groups)
    other_ids = pl.concat(tables[name]["id"] for name in others if name not in groups)
    members = tables["members"].with_row_index("line").filter(pl.col("role") != "overlap")
    rows = members.select("entity", "group", "line").drop_nulls()
    nested = rows.filter(pl.col("entity").is_in(group_ids.implode()), ~pl.col("entity").is_in(other_ids.implode()))
    edges = [*nested.drop("line").iter_rows()]
    above = [pair for name in _PARTS for pair in tables[name].select("id", "parent").drop_nulls().iter_rows()]
    members_of = set(edges)
    circles = [circle for circle in find_circles([*edges, *above]) if not members_of.isdisjoint(pairwise(circle))]
    return _tell("members", "group", nested, circles)


def check_leases(tables: Tables) -> list[Problem]:
    """Land that comes back to its lessor on one and the same day: ``rows_in_circle``.

    A lessor who is not named is the owner. Each day on which a lease begins is looked at by itself: a circle that
    stands is found beside one that does not.
    """
    if tables["holdings"].is_empty():
        return []
    holdings = read_holdings(tables)
    leases = holdings.filter(pl.col("kind") == "lease")
    givers = pl.concat([leases["lessor"], holdings.filter(pl.col("kind") == "own")["firm"]]).drop_nulls()
    parcels = leases.filter(pl.col("firm").is_in(givers.implode()))["parcel"].unique(maintain_order=True)
    problems: list[Problem] = []
    for rows in holdings.filter(pl.col("parcel").is_in(parcels.implode())).partition_by("parcel", maintain_order=True):
        found_edges: set[frozenset[tuple[str, str]]] = set()
        for day in rows.filter(pl.col("kind") == "lease")["first"].unique().sort():
            standing = select_holdings(rows, day).filter(
                pl.col("kind") == "lease", pl.col("lessor").is_not_null(), pl.col("lessor") != pl.col("firm")
            )
            pairs = standing.select("firm", "lessor", "line")
            for circle in find_circles(pairs.drop("line").iter_rows()):
                edges = frozenset(pairwise(circle))
                if edges not in found_edges:
                    found_edges.add(edges)
                    problems += _tell("holdings", "lessor", pairs, [circle])
    return problems


def _tell(table: str, field: str, pairs: pl.DataFrame, circles: list[list[str]]) -> list[Problem]:
    """The circles, each at the last of its rows. ``pairs`` are lower, upper and line."""
    lines = {(lower, upper): line for lower, upper, line in pairs.iter_rows()}
    return [
        Problem(
            "rows_in_circle",
            table,
            f"{table}.csv",
            max(lines[edge] for edge in pairwise(circle) if edge in lines) + 2,
            field,
            " → ".join(circle),
        )
        for circle in circles
    ]
