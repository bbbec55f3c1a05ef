"""What stays in the house: rows of statistical sources, and values by the channel they came through."""

from __future__ import annotations

import pytest
from tests.model.ledger import ledger, returned

from liantu.access import LOCAL_PERSON, Purpose, permitted_classes, withhold_rows
from liantu.model import schema
from liantu.model.change import Change
from liantu.model.tables import Tables

LEAVING = permitted_classes(LOCAL_PERSON, Purpose.LEAVING)
LEAVES = {"tax", "land", "power", "ecology", "social", "other"}


def given() -> Tables:
    rows = [returned("ant", "tax", "5", "万元", year=str(2000 + at), channel=c) for at, c in enumerate(CHANNELS)]
    return ledger(returns=[*rows, returned("ant", "rd", None, channel=None, state="not_applicable")])


CHANNELS = [*schema.read_codelist("channel"), None]


def test_values_leave_by_the_channels_that_are_open() -> None:
    shared, _, left, _ = withhold_rows(given(), Change(), LEAVING)
    assert set(shared["returns"].drop_nulls("value")["channel"]) == LEAVES
    assert left == 3  # the statistical survey, the firm itself, and what nobody has said
    assert shared["returns"].filter(shared["returns"]["value"].is_null()).height == 1


def test_nothing_left_out_is_the_very_same() -> None:
    tables = ledger(returns=[returned("ant", "tax", "5", "万元")])
    shared, change, left, _ = withhold_rows(tables, Change(), LEAVING)
    assert (shared is tables, change, left) == (True, Change(), 0)


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("returns:ant/2023/tax;value=6", False),
        ("returns:ant/2023/tax;value=6;channel=statistics", True),
        ("returns:ant/2023/tax;channel=firm", True),
        ("returns:ant/2023/rd;value=6;unit=万元", True),  # nobody has said through which channel
        ("returns:ant/2023/rd;value=6;unit=万元;channel=tax", False),
        ("+returns:ant/2022/tax;value=6;unit=万元", True),
        ("+returns:ant/2022/tax;value=6;unit=万元;channel=power", False),
        ("returns:ant/2023/profit;value=6", True),  # the row it changes stays in
        ("-returns:ant/2023/profit", True),
        ("firms:ant;zh=x", False),
    ],
)
def test_what_is_supposed_stays_in_with_what_it_rests_on(line: str, stays: bool) -> None:
    rows = [
        returned("ant", "tax", "5", "万元"),
        returned("ant", "rd", None, channel=None),
        returned("ant", "profit", "5", "万元", channel="statistics"),
    ]
    _, change, *_ = withhold_rows(ledger(returns=rows), Change.from_query([line]), LEAVING)
    assert (not change.rows) == stays
