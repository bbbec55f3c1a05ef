"""Which row each problem of a change is about."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.model import schema
from liantu.model.apply import apply_change
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables, build_row_keys


def find_problem_keys(before: Tables, change: Change, problems: Sequence[Problem]) -> list[str]:
    """The key of the row that each problem is about, by its line in the tables after the change.

    Where a problem names no line of a table, or the change cannot be applied, it is the value it names.
    """
    try:
        after = apply_change(before, change)
    except Problems:
        return [problem.value for problem in problems]
    return [find_row_key(after, problem) or problem.value for problem in problems]


def find_row_key(tables: Tables, problem: Problem) -> str:
    """The key of the row that a problem is about, by its line in the tables; nothing where it names none."""
    if problem.row is None or problem.table not in schema.read_tables():
        return ""
    keys = build_row_keys(problem.table, tables[problem.table])
    place = problem.row - 2  # a line of the file: the headings are the first
    return str(keys[place]) if 0 <= place < len(keys) else ""
