"""Where a finding stands in a district's own file: rules see library and district as one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def number_district_rows(problems: Iterable[Problem], tables: Tables) -> list[Problem]:
    """Findings with the row as in the district's own file, beneath whose rows the library's are left out.

    A finding at a row of the library has no row in a file of the district.
    """
    beneath: dict[str, int] = {}
    found = []
    for problem in problems:
        row, name = problem.row, problem.table
        if row is not None and load_library()[name].height:
            if name not in beneath:
                beneath[name] = _count_rows_beneath(tables, name)
            row = row - beneath[name] if row - beneath[name] > 1 else None
        found.append(replace(problem, row=row))
    return found


def _count_rows_beneath(tables: Tables, name: str) -> int:
    shipped = load_library()[name]
    return tables[name].height - tables[name].join(shipped, on=shipped.columns, how="anti", nulls_equal=True).height
