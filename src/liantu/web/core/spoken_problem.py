"""A problem as a page says it: table and field by their names, for somebody who never saw the files."""

from __future__ import annotations

from dataclasses import replace

from liantu.model import schema
from liantu.model.problems import Problem


def speak_problem(problem: Problem, language: str) -> str:
    """The message with the labels of table and field in the place of their codes; of a file it stays as it is.

    >>> speak_problem(Problem("required", table="admissions", row=2, column="basis"), "en").split(":")[0]
    'Admission clauses, column “Basis”'
    """
    definition = schema.read_tables().get(problem.table)
    if definition is None or problem.file:
        return problem.message(language)
    chinese = language.startswith("zh")
    column = problem.column
    if column in definition.columns:
        field = definition.field(column)
        column = field.zh if chinese else field.en
    slots = {"column": column, **problem.slots}
    table = definition.zh if chinese else definition.en
    return replace(problem, file=table, row=None, column=column, slots=slots).message(language)
