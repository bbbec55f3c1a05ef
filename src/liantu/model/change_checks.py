"""A changed district is checked as a whole before anyone computes with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from liantu.model import schema
from liantu.model.change import Change
from liantu.model.field_checks import check_fields, check_references, normalise_cells
from liantu.model.problems import Problem, Problems
from liantu.model.rules import run_rules
from liantu.model.tables import Tables
from liantu.model.unit_advice import advise_units

#: What is done with the warnings of a change; it may raise, and then nothing is written.
TakeWarnings = Callable[[Sequence[Problem]], None]


#: What else than the rules is looked at: findings of an engine over the tables.
FindProblems = Callable[[Tables], Sequence[Problem]]


def find_nothing(_tables: Tables) -> Sequence[Problem]:
    """No findings, where nothing else is looked at."""
    return ()


def pass_warnings(warnings: Sequence[Problem]) -> None:
    """Let a change pass whatever it is warned of, as a folder does."""


def check_change(
    before: Tables,
    after: Tables,
    change: Change,
    take_warnings: TakeWarnings = pass_warnings,
    find_more: FindProblems = find_nothing,
) -> Tables:
    """The changed tables, normalised. Raises Problems with everything the change made wrong.

    A warning refuses nothing by itself: what the change brings is given to ``take_warnings``. Where something is wrong
    they are among the problems, so that all is told at once. ``find_more`` finds what no rule of the tables does.
    """
    names = sorted({row.table for row in change.rows})
    for name in names:
        after = after.replace(**{name: normalise_cells(name, after[name], after.units)[0]})
    known = [*run_rules(before), *find_more(before)]
    after = before.with_about(after.about, after.frames)  # what was found of tables that stay is known
    problems = advise_units([p for name in names for p in check_fields(name, after[name], after.units)], after)
    problems += check_references(after, _list_touched_tables(names), {})
    if not problems:
        problems = _select_new_problems(known, [*run_rules(after), *find_more(after)])
    if any(problem.severity == "error" for problem in problems):
        raise Problems(problems)
    if warnings := [problem for problem in problems if problem.severity == "warning"]:
        take_warnings(warnings)
    return after


def check_tables(tables: Tables, names: list[str] | None = None) -> list[Problem]:
    """Everything wrong with some tables, or all: cells, references from them and to them, rules."""
    chosen = list(schema.read_tables()) if names is None else names
    problems = advise_units([p for name in chosen for p in _check_cells(name, tables)], tables)
    problems += check_references(tables, _list_touched_tables(chosen), {})
    return problems or [p for p in run_rules(tables) if p.severity == "error"]


def list_new_warnings(before: Tables, after: Tables, find_more: FindProblems = find_nothing) -> list[Problem]:
    """What rules and ``find_more`` warn of in the tables after a change and did not before."""
    known, found = ([*run_rules(tables), *find_more(tables)] for tables in (before, after))
    return [problem for problem in _select_new_problems(known, found) if problem.severity == "warning"]


def _check_cells(name: str, tables: Tables) -> list[Problem]:
    check = lambda: check_fields(name, tables[name], tables.units)  # noqa: E731
    problems: list[Problem] = tables.derived(f"cells of {name}", (name, "units"), check)
    return problems


def _select_new_problems(known: list[Problem], found: list[Problem]) -> list[Problem]:
    """Findings that were not there before, be it in another row: rows move up when one above them goes."""
    if found == known:
        return []
    known_texts, now = {str(problem) for problem in known}, {str(problem) for problem in found}
    known_counts = Counter(_describe_problem(problem) for problem in known if str(problem) not in now)
    new = []
    for problem in found:
        if str(problem) in known_texts:
            continue
        if known_counts[_describe_problem(problem)]:
            known_counts[_describe_problem(problem)] -= 1
        else:
            new.append(problem)
    return new


def _describe_problem(problem: Problem) -> str:
    return str(replace(problem, row=None))


#: Rows of these tables say nothing any more once what they are about is gone; they need not go first.
_FOLLOWING = ("events", "members", "names", "assumptions")


def _list_touched_tables(names: list[str]) -> list[str]:
    """The changed tables and every table that refers to one of them."""
    changed = set(names)
    return [
        name
        for name, table in schema.read_tables().items()
        if name in changed or (name not in _FOLLOWING and any(changed & set(field.refers_to) for field in table.fields))
    ]
