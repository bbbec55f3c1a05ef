"""How far projects came, counted by hand on three of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.deliver.lateness import find_late_projects
from liantu.deliver.pipeline import build_board
from liantu.deliver.stage_funnel import count_stage_funnel

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"


@pytest.fixture(scope="module")
def funnel() -> pl.DataFrame:
    district = liantu.open(YUNXI)
    return district.deliver.funnel()


def test_those_who_stand_somewhere_are_all_that_have_a_stage(funnel: pl.DataFrame) -> None:
    board = liantu.open(YUNXI).deliver.board()
    on_course = board.filter(~pl.col("stage").is_in(["lost", "paused", "ended"]))
    assert dict(funnel.filter(pl.col("standing") > 0).select("stage", "standing").iter_rows()) == dict(
        on_course.iter_rows()
    )
    assert (funnel["reached"] >= funnel["standing"]).all()


def test_a_median_is_over_every_way_to_a_stage(funnel: pl.DataFrame) -> None:
    # to a contract: twelve from talks, one from a framework agreement after 62 days
    row = funnel.row(by_predicate=pl.col("stage") == "signed_contract", named=True)
    assert (row["reached"], row["dated"]) == (13, 13)
    talks = liantu.open(YUNXI).deliver.conversion().filter(pl.col("to") == "signed_contract")
    assert talks["dated"].sum() == 13
    assert talks["days_low"].min() <= row["days_low"] <= talks["days_high"].max()  # type: ignore[operator]


def test_nothing_of_later_days_counts() -> None:
    tables, day = liantu.open(YUNXI).tables, date(2022, 10, 1)
    late = find_late_projects(tables, day, {}, "default", 10)
    early = count_stage_funnel(tables, build_board(tables, day), late, day)
    # on that day one project had been heard of
    assert early.select("stage", "reached", "standing").rows() == [("lead", 1, 1)]


def test_late_is_past_a_document_and_overdue_past_a_reminder(funnel: pl.DataFrame) -> None:
    assert funnel.filter(pl.col("late") > 0).select("stage", "late").rows() == [("landed", 1)]
    assert funnel.filter(pl.col("overdue") > 0).select("stage", "overdue").rows() == [("building", 1)]
