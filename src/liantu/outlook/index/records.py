"""What a run says of itself: what each step did, was left out or took by default, and which cells it changed."""

from __future__ import annotations

from typing import NamedTuple

#: What became of a step, or of a parameter of it.
STATES = ("done", "skipped", "defaulted")
#: Why; ``stated`` needs no reason.
REASONS = (
    "stated",
    "not_in_scheme",  # the scheme has no such step
    "switched_off",  # its method is none
    "nothing_to_do",  # no denominators, nothing missing, nothing skewed
    "default_method",
    "default_parameter",
    "coarsest_group",  # the grouping with the fewest classes, since none is named
    "no_groups",  # the data have no grouping: all units are one group
    "sample_bounds",  # no fixed bounds: those of the sample, so that another sample moves the scores
    "fixed_bounds",  # an indicator with fixed bounds is not treated
    "too_few_values",  # skewness and kurtosis need four
    "still_skewed",
    "no_denominator",  # a value is known and what it is divided by is not: it is missing from here on
    "no_group_value",  # nothing to impute from: the value stays missing
    "no_spread",  # the same everywhere: it cannot be put on a scale and is set aside
)
#: What a mark says of a cell, of an indicator as a whole (no unit) or of a unit as a whole (no indicator).
MARKS = ("imputed", "winsorised", "logged", "set_aside", "screened_out")


class StepRecord(NamedTuple):
    """One line of the log: a step, or what ``about`` it was taken by default, with its value in text."""

    step: str
    method: str
    state: str
    reason: str
    about: str = ""
    value: str = ""


class CellMark(NamedTuple):
    """A change that a step made, with what stood there before and after; None is missing."""

    mark: str
    unit: str
    time: str
    indicator: str
    before: float | None
    after: float | None
