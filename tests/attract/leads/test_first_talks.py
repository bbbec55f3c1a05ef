from __future__ import annotations

from datetime import date

import polars as pl
from tests.attract.district import make_tables

from liantu.attract.leads.first_talks import find_second_leads, list_first_talks

_NOBODY = pl.Series([], dtype=pl.String)


def _lead(key: str, firm: str, **fields: str) -> dict[str, str | None]:
    return {"id": key, "project": f"p-{key}", "firm": firm, **fields}


def test_the_group_that_was_reported_first_is_talked_to_once() -> None:
    tables = make_tables(
        leads=[
            _lead("a", "甲南厂", firm_group="甲集团", reported="2023-05-02", protected_until="2024-05-01"),
            _lead("b", "甲北厂", firm_group="甲集团", reported="2023-04-30", protected_until="2023-12-30"),
            _lead("c", "乙厂", reported="2023-06-01"),
        ]
    )
    rows = list_first_talks(tables, _NOBODY, date(2023, 12, 31))
    assert rows["first_lead"].to_list() == ["b", "b", "c"]
    assert rows["is_second"].to_list() == [True, False, False]
    assert rows["protection"].to_list() == ["protected", "over", "not_stated"]
    assert rows["group"].to_list() == ["甲集团", "甲集团", "乙厂"]
    (problem,) = find_second_leads(tables, rows)
    assert (problem.code, problem.row, problem.value, problem.slots["other"]) == (
        *("second_lead_of_group", 2, "甲集团"),
        "b",
    )


def test_the_last_day_of_protection_still_protects() -> None:
    tables = make_tables(leads=[_lead("a", "甲", protected_until="2023-12-31")])
    on_the_day = list_first_talks(tables, _NOBODY, date(2023, 12, 31))["protection"].item()
    day_after = list_first_talks(tables, _NOBODY, date(2024, 1, 1))["protection"].item()
    assert (on_the_day, day_after) == ("protected", "over")


def test_a_lost_lead_binds_nobody() -> None:
    tables = make_tables(
        leads=[
            _lead("a", "甲", firm_group="集团", reported="2023-01-01"),
            _lead("b", "乙", firm_group="集团", reported="2023-02-01"),
        ]
    )
    rows = list_first_talks(tables, pl.Series(["p-a"]), date(2023, 12, 31))
    assert rows["is_open"].to_list() == [False, True]
    assert rows["first_lead"].to_list() == [None, "b"]
    assert not rows["is_second"].any()


def test_a_lead_without_a_day_comes_after_a_dated_one() -> None:
    tables = make_tables(
        leads=[_lead("a", "甲", firm_group="集团"), _lead("b", "乙", firm_group="集团", reported="2023-02-01")]
    )
    assert list_first_talks(tables, _NOBODY, date(2023, 12, 31))["first_lead"].to_list() == ["b", "b"]
