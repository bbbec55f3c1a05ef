"""Comments and offices are of rows that there are; saved views are pages of ours."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem
from liantu.model.tables import Tables, build_row_keys

_REMARKS = ("comments", "assignments")


def check_remark_tables(tables: Tables) -> list[Problem]:
    """Comments and offices of a table that there is none of: ``remark_of_unknown_table``."""
    known = [*schema.read_tables()]
    problems = []
    for name in _REMARKS:
        for line, table in enumerate(tables[name]["table"].to_list()):
            if table is not None and table not in known:
                slots = {"nearest": suggest_nearest(table, known)}
                problems.append(
                    Problem("remark_of_unknown_table", name, f"{name}.csv", line + 2, "table", table, slots)
                )
    return problems


def check_remark_rows(tables: Tables) -> list[Problem]:
    """Comments and offices whose row is not there: ``remark_of_nothing``."""
    problems = []
    for name in _REMARKS:
        rows = tables[name].with_row_index("line")
        for table in rows["table"].drop_nulls().unique(maintain_order=True):
            if table not in schema.read_tables():
                continue
            lost = rows.filter(pl.col("table") == table, ~pl.col("row").is_in(build_row_keys(table, tables[table])))
            problems += [
                Problem("remark_of_nothing", name, f"{name}.csv", line + 2, "row", f"{table}/{key}")
                for line, key in lost.select("line", "row").iter_rows()
            ]
    return sorted(problems, key=lambda problem: (problem.table, problem.row or 0))


def check_own_offices(tables: Tables) -> list[Problem]:
    """Offices of rows that name theirs themselves: ``office_stands_in_row``."""
    rows = enumerate(tables["assignments"]["table"].to_list())
    return [
        Problem("office_stands_in_row", "assignments", "assignments.csv", line + 2, "table", table)
        for line, table in rows
        if names_its_office(table)
    ]


def names_its_office(table: str | None) -> bool:
    """Whether the rows of a table have a field for the responsible office.

    >>> names_its_office("projects"), names_its_office("plants"), names_its_office("comments")
    (True, False, False)
    """
    definition = schema.read_tables().get(table or "")
    return definition is not None and table not in _REMARKS and "office" in definition.columns


def check_view_pages(tables: Tables) -> list[Problem]:
    """Saved views of what is no page of ours: ``view_elsewhere``."""
    rows = tables["saved_views"]["page"].to_list()
    return [
        Problem("view_elsewhere", "saved_views", "saved_views.csv", line + 2, "page", page)
        for line, page in enumerate(rows)
        if page is not None and (not page.startswith("/") or page.startswith(("//", "/\\")) or "?" in page)
    ]
