"""A schedule is saved once and the running one compared with it item by item; counted by hand on 2024's calendar."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from liantu.deliver.baseline_comparison import BaselineComparison, compare_with_baseline
from liantu.deliver.baselines import (
    Baseline,
    check_baseline_rows,
    list_baselines,
    read_baseline,
    record_baseline,
)
from liantu.deliver.cases.item_progress import ItemProgress
from liantu.deliver.remaining_schedule import RemainingSchedule, build_remaining_schedule
from liantu.library.approvals import graph_from_mapping
from liantu.library.calendar import read_calendar
from liantu.model.apply import apply_change
from liantu.model.field_checks import check_fields
from liantu.model.problems import Problems
from liantu.model.rules import run_rules
from liantu.model.tables import Tables
from liantu.model.units import Units

from .cases.graph import VERSIONS, district

CN = read_calendar()
GRAPH = graph_from_mapping(
    {
        **{"graph": "filed", "version": "1", "end": ["C"]},
        "items": {"A": {"days": 3}, "B": {"days": 5, "after": ["A"]}, "C": {"days": 2, "after": ["B", "E"]}, "E": {}},
    }
)
MONDAY = date(2024, 3, 4)


def running(as_of: date, **progress: ItemProgress) -> RemainingSchedule:
    return build_remaining_schedule(GRAPH, progress, MONDAY, as_of, CN)


def saved_on_monday() -> Tables:
    """As it stood on Monday 4 March: A to the seventh, B to the fourteenth, C to the eighteenth."""
    found = running(MONDAY, A=ItemProgress("running", MONDAY, left=3))
    return apply_change(district(), record_baseline(district(), GRAPH, "p", "开工会", MONDAY, found.items))


def compared(found: RemainingSchedule, baseline: Baseline | None = None) -> BaselineComparison:
    saved = baseline or read_baseline(saved_on_monday(), "p", GRAPH, "开工会")
    return compare_with_baseline(GRAPH, saved, found.items, CN)


def test_what_is_saved_is_read_again_as_it_stood() -> None:
    saved = read_baseline(saved_on_monday(), "p", GRAPH, "开工会")
    assert (saved.saved, saved.version) == (MONDAY, "1")
    assert {row["item"]: (row["start"], row["finish"]) for row in saved.items.to_dicts()} == {
        "A": (MONDAY, date(2024, 3, 7)),
        "B": (date(2024, 3, 7), date(2024, 3, 14)),
        "C": (date(2024, 3, 14), date(2024, 3, 18)),
        "E": (MONDAY, MONDAY),
    }
    assert list_baselines(saved_on_monday(), "p").rows() == [("开工会", "filed", "1", "2024-03-04", 4)]


def test_slip_of_each_item_and_of_the_finish_and_what_drives_it() -> None:
    # A was done on Monday the eleventh, two working days late; B is expected on the twenty-first, three days of its own
    # later; C follows on Monday the twenty-fifth.
    done = ItemProgress("done", MONDAY, date(2024, 3, 11))
    found = compared(running(date(2024, 3, 15), A=done, B=ItemProgress("running", date(2024, 3, 12), left=4)))
    rows = {
        row["item"]: (row["finish"].day, row["slip"], row["added"], row["drives"]) for row in found.items.to_dicts()
    }
    assert rows["A"] == (11, 2, 2, True)
    assert rows["B"] == (21, 5, 3, True)
    assert rows["C"] == (25, 5, 0, True)
    assert (found.saved_end, found.end, found.slip, found.driver) == (date(2024, 3, 18), date(2024, 3, 25), 5, "B")


def test_of_alternatives_the_one_that_was_there_first_is_waited_for() -> None:
    """C waits for A or B: A comes five working days later than saved, B as saved; so C slips by nothing."""
    either = graph_from_mapping(
        {
            "graph": "filed",
            "items": {"A": {"days": 9}, "B": {"days": 2}, "C": {"days": 1, "after": [{"any": ["A", "B"]}]}},
        }
    )
    days = {"A": (4, 8), "B": (4, 6), "C": (6, 7)}
    dates = {name: tuple(date(2024, 3, day) for day in pair) for name, pair in days.items()}
    columns = {"item": [*dates], "start": [d[0] for d in dates.values()], "finish": [d[1] for d in dates.values()]}
    saved = Baseline("x", "filed", "", MONDAY, pl.DataFrame(columns))
    late = [date(2024, 3, 15), date(2024, 3, 6), date(2024, 3, 8)]
    now = saved.items.with_columns(pl.Series("finish", late), drives=pl.Series([True, True, True]))
    found = compare_with_baseline(either, saved, now, CN)
    assert dict(found.items.select("item", "added").rows()) == {"A": 5, "B": 0, "C": 1}


def test_what_comes_sooner_has_a_slip_below_zero_and_no_driver() -> None:
    # A was done two working days early, on the fifth; nothing else has begun by then.
    found = compared(running(date(2024, 3, 5), A=ItemProgress("done", MONDAY, date(2024, 3, 5))))
    assert (found.end, found.slip, found.driver) == (date(2024, 3, 14), -2, None)


def test_an_item_of_one_schedule_only_has_no_slip() -> None:
    saved = read_baseline(saved_on_monday(), "p", GRAPH, "开工会")
    gone = pl.DataFrame({"item": ["Z"], "start": [MONDAY], "finish": [MONDAY]})
    other = Baseline("x", "filed", "1", MONDAY, pl.concat([saved.items.filter(pl.col("item") != "C"), gone]))
    found = compared(running(date(2024, 3, 5), A=ItemProgress("running", MONDAY, left=2)), other)
    rows = {row["item"]: (row["saved_finish"], row["finish"], row["slip"]) for row in found.items.to_dicts()}
    assert (rows["C"], rows["Z"]) == ((None, date(2024, 3, 18), None), (MONDAY, None, None))
    assert (found.saved_end, found.slip, found.driver) == (None, None, None)


@pytest.mark.parametrize(
    ("project", "name", "code"),
    [("q", "开工会", "no_such_row"), ("p", "", "required"), ("p", "开工会", "baseline_taken")],
)
def test_what_is_not_saved(project: str, name: str, code: str) -> None:
    with pytest.raises(Problems) as found:
        record_baseline(saved_on_monday(), GRAPH, project, name, MONDAY, running(MONDAY).items)
    assert [problem.code for problem in found.value.problems] == [code]


def test_no_saved_schedule_of_that_name() -> None:
    with pytest.raises(Problems) as found:
        read_baseline(saved_on_monday(), "p", GRAPH, "other")
    assert found.value.problems[0].code == "no_such_baseline"
    assert "开工会" in found.value.problems[0].message("en")


ROW = {"project": "p", "name": "n", "item": "A1", "graph": "filed", "version": "1", "saved": "2024-03-04"}
ROW |= {"start": "2024-03-04", "finish": "2024-03-05", "basis": "ours"}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([ROW, {**ROW, "item": "G1"}], []),
        ([{**ROW, "item": "A9"}], [("no_such_item", "item", "A9")]),
        ([{**ROW, "version": "9"}], [("no_such_version", "version", "9")]),
        ([{**ROW, "finish": "2024-03-01"}], [("dates_out_of_order", "finish", "2024-03-01")]),
        ([ROW, {**ROW, "finish": "2024-03-08"}], [("duplicate_key", "", "p/n/A1")]),
    ],
)
def test_bad_rows_are_named(rows: list[dict[str, str | None]], wrong: list[tuple[str, str, str]]) -> None:
    now = district(baselines=rows)
    found = [
        *check_baseline_rows(now, VERSIONS),
        *run_rules(now),
        *check_fields("baselines", now["baselines"], Units({})),
    ]
    assert [(one.code, one.column, one.value) for one in found if one.table == "baselines"] == wrong
