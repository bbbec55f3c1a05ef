"""A step is allowed by the table, in order, with evidence and reason; otherwise nothing is made."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.deliver.pipeline import list_project_steps
from liantu.deliver.steps import list_allowed_steps, record_step
from liantu.library.shipped_tables import load_library
from liantu.model import schema
from liantu.model.apply import apply_change
from liantu.model.change_checks import check_change
from liantu.model.problems import Problems
from liantu.model.tables import Tables

from .district import event, project, tables

SIGNED = [event("p", "signed_contract", "2024-01-10")]


def district(*events: dict[str, str | None]) -> Tables:
    return tables(projects=[project("p")], events=list(events) or SIGNED)


def codes(*given: str, tables: Tables | None = None, **fields: object) -> list[str]:
    with pytest.raises(Problems) as caught:
        record_step(tables or district(), *given, **fields)  # type: ignore[arg-type]
    for problem in caught.value.problems:
        assert "{" not in problem.message() + problem.message("en")
    return [problem.code for problem in caught.value.problems]


def test_a_step_is_an_event() -> None:
    before = district()
    change = record_step(before, "p", "landed", "2024-03", evidence="土地合同12号")
    (row,) = change.rows
    assert (row.table, row.operation, row.key) == ("events", "insert", "p-landed")
    after = check_change(before, apply_change(before, change), change)
    assert list_project_steps(after, "p")["stage"].to_list() == ["signed_contract", "landed"]


def test_everything_wrong_at_once() -> None:
    found = codes("p", "full_output", "2023-12")
    assert found == ["step_out_of_order", "step_not_allowed", "evidence_missing"]
    assert codes("q", "flying", "soon") == ["dangling", "not_a_choice", "impossible_period"]


def test_off_the_line_and_back_with_a_reason() -> None:
    assert codes("p", "lost", "2024-02") == ["reason_missing"]
    assert codes("p", "talks", "2024-02") == ["reason_missing"]
    assert record_step(district(), "p", "lost", "2024-02", reason="elsewhere")
    ended = district(*SIGNED, event("p", "ended", "2024-02", reason="market"))
    assert codes("p", "landed", "2024-03", tables=ended, evidence="x") == ["step_not_allowed"]


def test_words_name_the_stages() -> None:
    with pytest.raises(Problems) as caught:
        record_step(district(), "p", "above_threshold", "2024-05", evidence="x")
    (problem,) = caught.value.problems
    assert "项目现处“正式合同”，不能直接进入“升规”" in problem.message()
    assert "a project at formal contract signed cannot step to above the statistical threshold" in problem.message("en")


def test_a_first_step() -> None:
    fresh = tables(projects=[project("p")])
    assert record_step(fresh, "p", "lead", "2024-01")
    assert codes("p", "lost", "2024-01", tables=fresh, reason="market") == ["step_not_allowed"]


def test_periods_that_overlap_are_in_order() -> None:
    assert record_step(district(event("p", "signed_contract", "2024")), "p", "landed", "2024-03", evidence="x")


def test_allowed_is_what_step_takes() -> None:
    ways = list_allowed_steps(district(), "p").filter(pl.col("kind") != "off")
    assert {"landed", "started", "talks"} <= set(ways["stage"])
    assert "full_output" not in set(ways["stage"])
    assert ways.row(by_predicate=pl.col("stage") == "landed", named=True)["proof"] is True


def test_the_tables_are_whole() -> None:
    stages, ways = load_library()["stages"], load_library()["transitions"]
    assert set(stages["stage"]) == set(schema.read_codelist("stage"))
    assert set(ways["from"]) | set(ways["to"]) <= set(stages["stage"])
    assert set(stages["course"]) <= set(schema.read_codelist("stage_course"))
    assert set(stages["status"].drop_nulls()) == set(schema.read_codelist("counted_status"))
    # Whatever is on the line can be left, and all of it can be reached from a lead.
    main = set(stages.filter(pl.col("course") == "main")["stage"])
    assert main <= set(ways.filter(pl.col("kind") == "off")["from"])
    reached, steps = {"lead"}, set(ways.select("from", "to").iter_rows())
    while more := {to for one, to in steps if one in reached} - reached:
        reached |= more
    assert main - {"signed"} <= reached
    off = ways.join(stages.select(pl.col("stage").alias("to"), "course"), on="to").filter(pl.col("course") == "off")
    assert off["reason"].unique().to_list() == ["yes"]


STAGES = st.sampled_from(sorted(schema.read_codelist("stage")))


@given(st.lists(st.tuples(STAGES, st.integers(1, 12)), max_size=8))
def test_only_allowed_steps_ever_stand(wanted: list[tuple[str, int]]) -> None:
    now, taken = tables(projects=[project("p")]), 0
    for stage, month in wanted:
        try:
            now = apply_change(now, record_step(now, "p", stage, f"2024-{month:02d}", evidence="x", reason="other"))
            taken += 1
        except Problems:
            continue
    steps = list_project_steps(now, "p").filter(pl.col("course") != "side")
    assert now["events"].height == taken
    assert steps["first"].is_sorted()
    ways = set(now["transitions"].select("from", "to").iter_rows())
    # Within one month the later stage stands last; between months the order of the log is kept.
    firsts = [rows["stage"].to_list() for _, rows in steps.group_by("first", maintain_order=True)]
    for before, after in pairwise(firsts):
        assert any((one, other) in ways for one in before for other in after)


def test_an_open_period_is_as_early_as_it_begins() -> None:
    assert codes("p", "landed", "2000..", evidence="证") == ["step_out_of_order"]
    assert record_step(district(), "p", "landed", "2024-02..", evidence="证")


def test_blank_evidence_is_none_and_a_reason_is_one_of_the_list() -> None:
    assert codes("p", "landed", "2024-03", evidence="  ") == ["evidence_missing"]
    assert codes("p", "lost", "2024-03", reason="x") == ["not_a_choice"]


def test_a_step_within_the_period_of_the_last_one_stands() -> None:
    now = district(event("p", "landed", "2024"))
    now = apply_change(now, record_step(now, "p", "started", "2024-06", evidence="许可1号"))
    assert list_project_steps(now, "p")["stage"].to_list() == ["landed", "started"]
    assert str(list_project_steps(now, "p")["day"][0]) == "2024-06-30"
