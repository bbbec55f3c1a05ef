"""Whether a scheme is meant for the year that is evaluated, and its price rules for its grades."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from liantu.library.policy import read_policy
from liantu.model.problems import Problem
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Scheme


def check_validity_dates(scheme: Scheme, year: int | None) -> list[Problem]:
    """What is said of a year that the scheme's figures are not of, and of prices of grades it does not have."""
    return [*_other_year(scheme, year), *_other_grades(scheme)]


def _other_year(scheme: Scheme, year: int | None) -> Iterator[Problem]:
    """A scheme with a year of data is for that one; else its validity counts. A year's returns are evaluated in the
    year after it."""
    if year is None:
        return
    if scheme.data_year is not None:
        if year != scheme.data_year:
            yield Problem(
                "other_data_year", value=join_names([scheme]), slots={"year": str(year), "own": str(scheme.data_year)}
            )
        return
    early = scheme.valid_from is not None and scheme.valid_from > date(year + 1, 12, 31)
    late = scheme.valid_to is not None and scheme.valid_to < date(year, 12, 31)
    if early or late:
        span = f"{scheme.valid_from or ''} – {scheme.valid_to or ''}".strip()
        yield Problem("outside_validity", value=join_names([scheme]), slots={"year": str(year), "own": span})


def _other_grades(scheme: Scheme) -> Iterator[Problem]:
    cuttings = [scheme.cutting_of(group) for group in scheme.groups]
    grades = {line.grade for cutting in cuttings for line in cutting.grades}
    for name in scheme.policy:
        priced = {str(grade) for _, rates in read_policy(name).values for grade in rates or ()}
        if grades and priced - grades:
            yield Problem("price_without_grade", value=name, slots={"grades": ", ".join(sorted(priced - grades))})
