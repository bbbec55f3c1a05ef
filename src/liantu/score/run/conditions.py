"""Whom a rule of a scheme concerns, by what it asks; what nobody knows of a firm is not met."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

import polars as pl

from liantu.model.problems import Problem
from liantu.score.run.indicator_values import VALUE, name_mark
from liantu.score.run.population import abbreviate_firms, find_proven_firms
from liantu.score.run.ranks import SAME
from liantu.score.scheme.conditions import Condition, Conditions, list_conditions
from liantu.score.scheme.provenance import NamedPart, join_names
from liantu.score.scheme.scheme import Scheme

_COMPARE: Mapping[str, Callable[[pl.Expr, float], pl.Expr]] = {
    "<": lambda x, bound: x < bound,
    ">": lambda x, bound: x > bound,
    "≥": lambda x, bound: x >= bound,
    "≤": lambda x, bound: x <= bound,
}


@dataclass(frozen=True)
class RuleGrounds:
    """What conditions are looked up in: the rows, the facts that hold, and the grades of earlier years (firm, year,
    grade; None: nobody gave any). ``bare`` collects firms and facts without evidence, ``undecided`` those of whom
    something that several conditions ask is not known, and all hangs on it."""

    rows: pl.DataFrame
    scheme: Scheme
    facts: pl.DataFrame
    grades: pl.DataFrame | None
    year: int | None
    bare: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)

    def meets_all_or_any(self, several: Conditions, groups: Sequence[str] = ()) -> pl.Expr:
        """Where all of some conditions hold, or any; not where nobody knows, which ``undecided`` collects.

        Of an unknown and a false one all do not hold, of an unknown and a true one any does.
        """
        join = and_ if several.needs_all else or_
        met = reduce(join, (self.meets(condition) for condition in several.each))
        has_history = not any(condition.grades and condition.years for condition in several.each) or self.has_history
        if has_history:  # else it is told of the rule
            in_question = met.is_null() & (pl.col("treatment") != "not_evaluated")
            if groups:
                in_question &= pl.col("group").is_in(list(groups))
            self.undecided.extend(self.rows.filter(in_question)["firm"])
        return met.fill_null(False)

    @property
    def has_history(self) -> bool:
        """Whether anybody gave grades of earlier years."""
        grades, year = self.grades, self.year
        return grades is not None and year is not None and not grades.filter(pl.col("year") < year).is_empty()

    def meets(self, condition: Condition) -> pl.Expr:
        """Where a condition holds; null where nobody knows."""
        if condition.fact:
            return self.has_fact(condition.fact)
        if condition.field and condition.states:
            return self.is_in_state(condition.field, condition.states)
        if condition.grades:
            return self._had_grades(condition)
        x = self.amount(condition.field, condition.indicator).round(SAME)  # what dividing leaves is no difference
        return reduce(and_, (_COMPARE[sign](x, bound) for sign, bound in condition.bounds))

    def amount(self, field: str | None, indicator: str | None) -> pl.Expr:
        """The amount of a field, or the value of an indicator."""
        column = VALUE + indicator if indicator else field or ""
        return pl.col(column) if column in self.rows.columns else pl.lit(None, pl.Float64)

    def has_fact(self, fact: str) -> pl.Expr:
        """Where a fact holds with evidence."""
        firms, bare = find_proven_firms(self.rows, self.facts, fact)
        self.bare.extend(firm for firm in bare if firm not in self.bare)
        return pl.col("firm").is_in(firms.implode())

    def is_in_state(self, name: str, states: tuple[str, ...]) -> pl.Expr:
        """Where a field is missing, or zero; what does not apply is not missing."""
        amount, out = pl.col(name), name_mark(name)
        missing = amount.is_null() & ~pl.col(out) if out in self.rows.columns else amount.is_null()
        tests = {"missing": missing, "zero": (amount == 0).fill_null(False)}
        return pl.any_horizontal(*(tests[state] for state in states))

    def _had_grades(self, condition: Condition) -> pl.Expr:
        """Where a firm had one of some grades in each of the years before; by the cut where none is before.

        A year without a grade on record is unknown, unless another year had one that is not among them.
        """
        if not condition.years:
            return self._has_grade(condition.grades)
        if self.grades is None or self.year is None:
            return pl.lit(None, pl.Boolean)
        before = pl.col("year").is_between(self.year - condition.years, self.year - 1)
        fits = pl.col("grade").is_in(list(condition.grades))
        counted = self.grades.filter(before & pl.col("grade").is_not_null()).group_by("firm")
        rows = counted.agg(pl.col("year").filter(fits).n_unique().alias("fitting"), fits.all().alias("no_other"))
        is_met = pl.col("fitting") == condition.years
        met, refused = rows.filter(is_met)["firm"], rows.filter(~pl.col("no_other") & ~is_met)["firm"]
        firm = pl.col("firm")
        return pl.when(firm.is_in(met.implode())).then(True).when(firm.is_in(refused.implode())).then(False)

    def _has_grade(self, grades: tuple[str, ...]) -> pl.Expr:
        """Where the grade of the cut is one of some."""
        found = pl.lit(False)
        for group in self.scheme.groups:
            ladder = [line.grade for line in self.scheme.cutting_of(group).grades]
            codes = [ladder.index(grade) for grade in grades if grade in ladder]
            found = found | ((pl.col("group") == group.id) & pl.col("_code").is_in(codes))
        return found


def tell_undecided(rule: NamedPart, grounds: RuleGrounds) -> list[Problem]:
    """Of whom it is not known whether a rule concerns them: they are treated as if it did not, and it is said."""
    firms = list(dict.fromkeys(grounds.undecided))
    slots = {"count": str(len(firms)), "firms": abbreviate_firms(firms)}
    return [Problem("rule_undecided", value=join_names([rule]), slots=slots)] if firms else []


def check_missing_grades(scheme: Scheme, grades: pl.DataFrame | None, year: int | None) -> list[Problem]:
    """What is said where rules ask for grades of years before and nobody gave any: that is not the same as none."""
    asking = [
        rule
        for rules in (scheme.points, scheme.moves)
        for rule in rules
        if any(condition.grades and condition.years for condition in list_conditions(rule))
    ]
    if not asking or (grades is not None and year is not None and not grades.filter(pl.col("year") < year).is_empty()):
        return []
    return [Problem("grades_not_given", value=join_names(asking))]
