"""Which reviews for fair competition an agreement needs by the day it is signed, and which it has."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.library.policy import read_policy
from liantu.model.period_days import add_period_days
from liantu.model.problems import BilingualText, Problem, join_texts
from liantu.model.schema import read_tables
from liantu.model.tables import Tables

POLICY = "attract/fair_competition_review"
#: Where the reviews of an agreement stand, in the order of a list.
STATES = ("refused", "signed_before_review", "to_review", "exception_over", "may_be_signed", "reviewed", "not_known")
#: Each review: its day, its result.
REVIEWS = {"first_review": "first_result", "review": "review_result"}
_MAY = ("passed", "exception")


class ReviewState(NamedTuple):
    """``needed`` is None where the rule of the day is not known; ``missing`` are reviews that do not stand."""

    agreement: str
    state: str
    needed: tuple[str, ...] | None
    missing: tuple[str, ...]


def list_review_states(tables: Tables, as_of: date) -> list[ReviewState]:
    """Where each agreement stands on a day, by the rule of the day of its signing, planned days too; else of today.

    ``refused``: a review says that it may not be issued. ``signed_before_review``: signed, and a needed review came
    later, has no result or is not on record. ``to_review``: not signed, a needed review is missing. ``exception_over``:
    it rests on an exception whose end is past or not stated. ``may_be_signed`` and ``reviewed``: all needed reviews
    stand, before and after signing. ``not_known``: the rule of that day is not known.
    """
    rows = tables["agreements"].with_row_index("line")
    for name, end in (("signed", "day"), *((review, "day") for review in REVIEWS), ("exception_ends", "last")):
        days = add_period_days(rows.select("line", name), name).select("line", pl.col(end).alias(f"{name}_day"))
        rows = rows.join(days, on="line", how="left", maintain_order="left")
    return [_judge_row(row, as_of) for row in rows.iter_rows(named=True)]


def find_review_problems(tables: Tables, as_of: date) -> list[Problem]:
    """Agreements signed without a review that they need (``agreement_signed_before_review``), to be signed
    on a day that needs more (``signing_planned``), or resting on an exception that is over
    (``agreement_exception_over``)."""
    labels = {field.name: BilingualText(field.zh, field.en) for field in read_tables()["agreements"].fields}
    problems, rows = [], tables["agreements"]
    for line, state in enumerate(list_review_states(tables, as_of)):
        place = ("agreements", "agreements.csv", line + 2)
        if state.state == "signed_before_review":
            slots: dict[str, str] = {"missing": join_texts([labels[name] for name in state.missing])}
            problems.append(Problem("agreement_signed_before_review", *place, "signed", state.agreement, slots))
        elif state.state == "to_review" and rows["signed"][line] is not None:
            slots = {"missing": join_texts([labels[name] for name in state.missing])}
            problems.append(Problem("signing_planned", *place, "signed", state.agreement, slots))
        elif state.state == "exception_over":
            problems.append(Problem("agreement_exception_over", *place, "exception_ends", state.agreement))
    return problems


def _judge_row(row: dict[str, object], as_of: date) -> ReviewState:
    key, signed = str(row["id"]), row["signed_day"]
    is_signed = isinstance(signed, date) and signed <= as_of
    last_day = min(signed, as_of) if isinstance(signed, date) else as_of
    value = read_policy(POLICY).value_on(signed if isinstance(signed, date) else as_of)
    needed = None if value is None else tuple(value)
    missing = tuple(name for name in needed or () if not _stands(row, name, last_day))
    if any(row[result] == "refused" for result in REVIEWS.values()):
        return ReviewState(key, "refused", needed, missing)
    if needed is None:
        return ReviewState(key, "not_known", None, ())
    if missing:
        return ReviewState(key, "signed_before_review" if is_signed else "to_review", needed, missing)
    if _rests_on_exception(row) and not _lasts(row["exception_ends_day"], as_of):
        return ReviewState(key, "exception_over", needed, ())
    return ReviewState(key, "reviewed" if is_signed else "may_be_signed", needed, ())


def _stands(row: dict[str, object], review: str, last_day: date) -> bool:
    """Whether a review has a day not after the signing and a result by which the agreement may be issued."""
    day = row[f"{review}_day"]
    numbered = review != "review" or row["review_number"] is not None
    return isinstance(day, date) and day <= last_day and row[REVIEWS[review]] in _MAY and numbered


def _rests_on_exception(row: dict[str, object]) -> bool:
    return any(row[result] == "exception" for result in REVIEWS.values())


def _lasts(end: object, as_of: date) -> bool:
    return isinstance(end, date) and end >= as_of
