"""On the day of a limit nothing is over yet, the day after it is: duties, deadlines and shares, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from liantu.deliver.cases.case_statistics import summarise_by_item, summarise_by_office
from liantu.deliver.cases.credit_records import check_credit
from liantu.deliver.cases.duties import list_duties

from .graph import district

TODAY = date(2024, 6, 10)
CASE = {
    **{"case": "c", "project": "p", "item": "B2", "unit": "workday", "office": "land", "authority": "plan"},
    **{"standing": "open", "works": None, "expires": None, "begin": [], "expired": False, "extensions_left": None},
}
KINDS = {
    "due": pl.Date,
    "expires": pl.Date,
    "deadline": pl.Date,
    "days": pl.Int64,
    "taken": pl.Int64,
    "late": pl.Boolean,
}


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    full = [{**CASE, "holder": "office", "late": False, "state": "reviewing", "missing": [], **row} for row in rows]
    return pl.DataFrame(full, schema_overrides={name: kind for name, kind in KINDS.items() if name in full[0]})


def test_a_duty_is_over_the_day_after_it_was_due() -> None:
    days = (date(2024, 6, 9), date(2024, 6, 10), date(2024, 6, 11), date(2024, 6, 14), date(2024, 6, 15))
    rows = frame(*({"state": "promised", "due": day} for day in reversed(days)))
    found = list_duties(rows, TODAY, 5).select("due", "days", "overdue", "proposed").rows()
    # the most overdue first; five days before it is not told yet
    assert found == [
        (date(2024, 6, 9), 1, True, "inspected"),
        (date(2024, 6, 10), 0, False, None),
        (date(2024, 6, 11), -1, False, None),
        (date(2024, 6, 14), -4, False, None),
    ]


def test_a_decision_that_expires_is_a_duty_until_it_is_given_anew() -> None:
    permit = {"state": "approved", "standing": "decided", "due": None, "expires": date(2024, 6, 12), "begin": ["G1"]}
    over = {**permit, "case": "d", "item": "C7", "expires": date(2024, 6, 7), "expired": True}
    found = list_duties(frame(permit, over), TODAY, 5).select("item", "kind", "days", "proposed").rows()
    assert found == [("C7", "validity", 3, "submitted"), ("B2", "validity", -2, None)]
    anew = frame(over, {**over, "case": "e", "expires": date(2024, 9, 8), "expired": False})
    assert list_duties(anew, TODAY, 5).is_empty()


def test_gaps_that_were_all_made_good_are_no_duty() -> None:
    gap = {"state": "gap_reviewing", "due": date(2024, 6, 9)}
    rows = frame({**gap, "case": "open", "missing": ["seal"]}, {**gap, "case": "whole", "missing": []})
    assert list_duties(rows, TODAY, 5)["case"].to_list() == ["open"]


def test_work_of_an_office_counts_open_cases_only() -> None:
    near, over, far = date(2024, 6, 15), date(2024, 6, 9), date(2024, 6, 16)
    rows = frame(
        {"deadline": TODAY},  # due today: at risk, not late
        {"deadline": near, "holder": "applicant"},  # five days on: the last day that counts
        {"deadline": far, "holder": "expert"},
        {"deadline": over, "late": True},
        {"deadline": near, "standing": "decided", "holder": None},
        {"deadline": None, "late": None},
        {"office": "eco", "deadline": near},
        {"office": None, "deadline": over, "late": True, "authority": "eia"},
        {"office": None, "deadline": over, "late": True, "authority": "eia"},
    )
    found = summarise_by_office(rows, TODAY, 5)
    assert found.rows() == [
        # office, authority where none is named, open, with office, applicant, expert, late, at risk; the latest first
        (None, "eia", 2, 2, 0, 0, 2, 0),
        ("land", None, 5, 3, 1, 1, 1, 2),
        ("eco", None, 1, 1, 0, 0, 0, 1),
    ]


def test_offices_with_as_much_work_stand_by_name() -> None:
    offices = [f"office-{letter}" for letter in "hcakbjdgfiel"]
    found = summarise_by_office(frame(*({"office": office, "deadline": None} for office in [*offices, None])), TODAY, 5)
    assert found["office"].to_list() == [None, *sorted(offices)]


def test_days_taken_against_the_days_promised() -> None:
    taken = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    done = [{"standing": "decided", "taken": days, "days": 5, "within": days <= 5} for days in taken]
    row, longer = summarise_by_item(frame(*done, {"taken": 7, "days": 8, "within": True})).to_dicts()
    assert row == {
        **{"item": "B2", "unit": "workday", "cases": 10, "decided": 10, "measured": 10},
        # nine of ten within 9 days; five of ten kept the 5 days
        **{"median": 5.5, "p90": 9, "limit": 5, "within": 50},
    }
    # A case with a promise of its own is measured against that.
    assert (longer["cases"], longer["p90"], longer["limit"], longer["within"]) == (1, 7, 8, 100)


def test_of_two_cases_no_share_is_given() -> None:
    done = [{"standing": "decided", "taken": days, "days": 5, "within": days <= 5} for days in (4, 6)]
    (row,) = summarise_by_item(frame(*done), 5).to_dicts()
    assert (row["measured"], row["limit"], row["within"]) == (2, 5, None)


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        (date(2024, 2, 29), False),
        (date(2024, 3, 1), True),  # on record from this day on
        (date(2024, 5, 31), True),
        (date(2024, 6, 1), False),  # the day it was repaired
    ],
)
def test_a_credit_record_stands_from_its_first_day_to_the_day_before_it_was_repaired(day: date, stands: bool) -> None:
    record = {"id": "r", "firm": "f", "kind": "false_promise", "period": "2024-03-01", "repaired": "2024-06-01"}
    now = district(credit_records=[{**record, "basis": "ours"}])
    assert [problem.code for problem in check_credit(now, "p", day)] == (["bad_credit"] if stands else [])
