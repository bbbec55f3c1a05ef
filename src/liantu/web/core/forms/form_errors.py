"""What is wrong with a change, put where it was written: beside the field, or above the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from liantu.district.problem_keys import find_problem_keys
from liantu.model import schema
from liantu.model.change import Change
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.web.core.forms.row_names import table_name
from liantu.web.core.request_view import RequestView


@dataclass
class FormErrors:
    """Messages by table, key and field; those without a field stand in ``general``."""

    cells: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)
    #: Rows that somebody else changed meanwhile: (table, key).
    conflicts: list[tuple[str, str]] = field(default_factory=list)

    def row_messages(self, table: str, key: str) -> dict[str, list[str]]:
        """The messages of one row by field."""
        return {name: messages for (t, k, name), messages in self.cells.items() if (t, k) == (table, key)}

    def labelled(self, view: RequestView) -> dict[tuple[str, str, str], list[str]]:
        """The messages of the cells by table, key and the label of the field."""
        fields = {table: schema.read_tables()[table] for table, _key, _name in self.cells}
        found: dict[tuple[str, str, str], list[str]] = {}
        for (table, key, name), messages in self.cells.items():
            field = fields[table].field(name)
            label = f"{table_name(view, table)} · {field.zh if view.zh else field.en}"
            found.setdefault((table, key, label), []).extend(messages)
        return found

    def __bool__(self) -> bool:
        return bool(self.cells or self.general or self.conflicts)


def sort_problems(view: RequestView, before: Tables, change: Change, problems: Sequence[Problem]) -> FormErrors:
    """Where each problem belongs."""
    found = FormErrors()
    changed = {(row.table, row.key) for row in change.rows}
    for problem, key in zip(problems, find_problem_keys(before, change, problems), strict=True):
        if problem.code == "conflict":
            found.conflicts.append((problem.table, problem.value))
            continue
        _add_message(view, found, problem, key, changed)
    return found


def _add_message(
    view: RequestView, found: FormErrors, problem: Problem, key: str, changed: set[tuple[str, str]]
) -> None:
    definition = schema.read_tables().get(problem.table)
    known = definition is not None and problem.column in definition.columns
    if known and (problem.table, key) in changed:
        messages = found.cells.setdefault((problem.table, key, problem.column), [])
        messages.append(without_place(problem).message(view.lang))
        return
    heading = ""
    if definition is not None:
        heading = (
            f"{table_name(view, problem.table)} {key}" if key != problem.value else table_name(view, problem.table)
        )
        if known:
            column = definition.field(problem.column)
            heading += f" · {column.zh if view.zh else column.en}"
    message = without_place(problem).message(view.lang)
    found.general.append(f"{heading}{view.tr(': ')}{message}" if heading else message)


def without_place(problem: Problem) -> Problem:
    """A problem without where it is: that is told by where it stands."""
    slots = {"column": problem.column, "table": problem.table, **problem.slots}
    return replace(problem, file="", table="", row=None, column="", slots=slots)
