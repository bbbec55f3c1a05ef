"""What is looked at where a person writes, beside the rules of the tables: series, months, clauses of agreements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from liantu.district.doubtful_returns import check_month_growth
from liantu.model.problems import Problem
from liantu.model.recorded_tables import compute_once
from liantu.model.rules import run_rules
from liantu.model.tables import Tables


def find_figure_problems(tables: Tables) -> Sequence[Problem]:
    """What does not agree in the series of the tables (``d.outlook.check_series``), of whatever day, the growth of
    firms in monthly returns that is to be asked about by the limits of today, and clauses of agreements that promise
    what they must not or have no basis on record today."""
    return [
        *compute_once(tables, "findings of series", _check_series),
        *compute_once(tables, "findings of months", lambda read: check_month_growth(read, date.today())),
        *compute_once(tables, "findings of clauses", _check_clauses),
    ]


def list_findings(tables: Tables) -> Sequence[Problem]:
    """Everything that is a finding and no error, of rules and series: told beside what is wrong with a folder."""
    found = [*run_rules(tables), *find_figure_problems(tables)]
    return [problem for problem in found if problem.severity == "warning"]


def _check_series(tables: Tables) -> list[Problem]:
    from liantu.outlook.published.figure_checks import check_series

    return check_series(tables, date.max)


def _check_clauses(tables: Tables) -> list[Problem]:
    from liantu.attract.agreements.clause_checks import find_clause_problems

    return find_clause_problems(tables, date.today())
