from __future__ import annotations

from datetime import date

import polars as pl
from tests.attract.district import make_tables

from liantu.attract.leads.opinions import list_opinions, sum_opinions
from liantu.model.schema import read_codelist

_DAY = date(2023, 12, 31)


def _opinions(*rows: dict[str, str | None]) -> pl.DataFrame:
    leads = [{"id": "a", "project": "p", "firm": "甲"}]
    return list_opinions(make_tables(leads=leads, lead_opinions=[{"lead": "a", **row} for row in rows]), _DAY)


def test_every_matter_stands_whether_or_not_it_was_given_to_an_office() -> None:
    rows = _opinions({"matter": "energy", "due": "2023-12-30"})
    assert rows["matter"].to_list() == list(read_codelist("lead_matter"))
    assert dict(rows.select("matter", "state").iter_rows())["energy"] == "late"
    assert dict(rows.select("matter", "state").iter_rows())["safety"] == "not_given_out"


def test_a_due_day_that_is_today_is_not_late() -> None:
    rows = _opinions({"matter": "energy", "due": "2023-12-31"})
    assert rows.filter(matter="energy")["state"].item() == "waiting"


def test_an_answer_of_tomorrow_has_not_come() -> None:
    rows = _opinions({"matter": "energy", "answered": "2024-01-01", "verdict": "support", "due": "2024-01-05"})
    assert rows.filter(matter="energy")["state"].item() == "waiting"


def test_no_verdict_of_the_whole_is_made_up() -> None:
    given = {"answered": "2023-12-01", "verdict": "support"}
    (row,) = sum_opinions(_opinions({"matter": "energy", **given}, {"matter": "land", **given})).iter_rows(named=True)
    assert (row["answered"], row["verdict"], row["against"]) == (2, None, [])


def test_who_is_against_is_named_and_the_whole_is_as_given() -> None:
    rows = _opinions(
        {"matter": "environment", "answered": "2023-12-01", "verdict": "against"},
        {"matter": "overall", "answered": "2023-12-02", "verdict": "condition"},
    )
    (row,) = sum_opinions(rows).iter_rows(named=True)
    assert (row["against"], row["verdict"]) == (["environment"], "condition")
