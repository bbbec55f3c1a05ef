"""Doubtful monthly returns of firms: each with firm, month and what is doubtful, for page, sheet and terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from liantu.model.problems import NoPolicy, Problem
from liantu.model.tables import Tables


@dataclass(frozen=True)
class DoubtfulReturn:
    """One finding of a return: the firm, the month as written, and the problem without its place in a file."""

    firm: str
    month: str
    problem: Problem

    def sentence(self, language: str) -> str:
        """What is doubtful and what to do, in words."""
        return self.problem.message(language)


def check_month_growth(tables: Tables, as_of: date) -> list[Problem]:
    """Growth of firms beyond what is taken without asking, by the limits in force at a day; nothing without them."""
    from liantu.library.policy import read_policy_value
    from liantu.outlook.dispatch.doubtful_growth import check_firm_growth

    try:
        limits = read_policy_value("outlook/doubtful_growth", as_of)
    except NoPolicy:
        return []
    return check_firm_growth(tables, {key: float(number) for key, number in limits.items()})


def list_doubtful_returns(tables: Tables, as_of: date, months: Sequence[str]) -> list[DoubtfulReturn]:
    """What is doubtful of the returns of some months, in order of month and firm."""
    from liantu.model.rules import monthly_returns as rules

    checks = (rules.check_stopped_firms, rules.check_zero_months, rules.check_sums_so_far, rules.check_earlier_returns)
    problems = [*(problem for check in checks for problem in check(tables)), *check_month_growth(tables, as_of)]
    rows = tables["monthly_returns"].select("firm", "month").rows()
    placed = [(*rows[problem.row - 2], problem) for problem in problems if problem.row is not None]
    found = [
        DoubtfulReturn(firm, month, replace(problem, table="", file="", row=None, column=""))
        for firm, month, problem in placed
        if month in months
    ]
    return sorted(found, key=lambda doubt: (doubt.month, doubt.firm))
