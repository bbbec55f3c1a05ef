"""Nothing stands above itself: parents, memberships and leases go in no circle."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

from liantu.model import schema
from liantu.model.circles import find_circles
from liantu.model.holdings import read_holdings
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Checked with the amounts it adds up, in ``totals_and_parts``.
_ELSEWHERE = {("capacities", "part_of")}


def check_parents(tables: Tables) -> list[Problem]:
    """Rows that are above themselves by a field that names rows of its own table: ``rows_in_circle``."""
    problems = []
    for name, table in schema.read_tables().items():
        for field in table.fields:
            if field.refers_to == (name,) and len(table.key) == 1 and (name, field.name) not in _ELSEWHERE:
                pairs = tables[name].with_row_index("line").select(table.key[0], field.name, "line").drop_nulls()
                problems += _tell(name, field.name, pairs, find_circles(pairs.drop("line").iter_rows()))
    return problems


def check_memberships(tables: Tables) -> list[Problem]:
    """Groups that are members of themselves by way of others: ``rows_in_circle``.

    Overlaps have no direction; an id that is also that of a product or a firm may mean these.
    """
    fields = schema.read_tables()["members"]
    groups, others = fields.field("group").refers_to, fields.field("entity").refers_to
    group_ids = pl.concat(tables[name]["id"] for name in groups)
    other_ids = pl.concat(tables[name]["id"] for name in others if name not in groups)
    members = tables["members"].with_row_index("line").filter(pl.col("role") != "overlap")
    rows = members.select("entity", "group", "line").drop_nulls()
    nested = rows.filter(pl.col("entity").is_in(group_ids.implode()), ~pl.col("entity").is_in(other_ids.implode()))
    return _tell("members", "group", nested, find_circles(nested.drop("line").iter_rows()))


def check_leases(tables: Tables) -> list[Problem]:
    """Land that comes back to its lessor on one and the same day: ``rows_in_circle``."""
    leases = read_holdings(tables).filter(
        pl.col("kind") == "lease", pl.col("lessor").is_not_null(), pl.col("lessor") != pl.col("firm")
    )
    returned = leases.filter(pl.col("firm").is_in(pl.col("lessor").implode().over("parcel")))
    problems = []
    for rows in returned.partition_by("parcel", maintain_order=True):
        for circle in find_circles(rows.select("firm", "lessor").iter_rows()):
            if _stand_together(rows, circle):
                problems += _tell("holdings", "lessor", rows.select("firm", "lessor", "line"), [circle])
    return problems


def _stand_together(leases: pl.DataFrame, circle: list[str]) -> bool:
    """Whether there is a day on which every lease of the circle stands; one of them begins on the first such day."""
    edges = [
        leases.filter(pl.col("firm") == tenant, pl.col("lessor") == lessor).select("first", "last").rows()
        for tenant, lessor in pairwise(circle)
    ]
    days = [first for spans in edges for first, _ in spans]
    return any(all(any(first <= day <= last for first, last in spans) for spans in edges) for day in days)


def _tell(table: str, field: str, pairs: pl.DataFrame, circles: list[list[str]]) -> list[Problem]:
    """The circles, each at the last of its rows. ``pairs`` are lower, upper and line."""
    lines = {(lower, upper): line for lower, upper, line in pairs.iter_rows()}
    return [
        Problem(
            "rows_in_circle",
            table,
            f"{table}.csv",
            max(lines[edge] for edge in pairwise(circle)) + 2,
            field,
            " → ".join(circle),
        )
        for circle in circles
    ]
