"""What a caller gives: kinds of columns, rows without a firm or a year, numbers that are none, facts of odd kinds."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.score.making import codes, facts, firms, item, plan, run, scheme

from liantu.model.problems import Problems
from liantu.score.run.sensitivity import find_correction_effects

ROWS = firms(land=[1.0, 2.0], tax=[5.0, 16.0])
VETO = {"id": "veto", "zh": "否决", "effect": "to", "grade": "A", "fact": "accident"}


def told(returns: pl.DataFrame, **given: object) -> list[str]:
    with pytest.raises(Problems) as problems:
        run(returns, **given)
    return codes(problems.value.problems)


def test_whole_numbers_are_numbers() -> None:
    whole = run(ROWS.with_columns(pl.col("land", "tax").cast(pl.Int64)))
    assert whole.firms.equals(run(ROWS).firms)
    assert whole.groups["value"][0] == pytest.approx(7)


def test_a_year_may_be_text_or_missing() -> None:
    assert run(ROWS.with_columns(pl.col("year").cast(pl.String))).year == 2022
    assert run(ROWS.drop("year")).firms["total"].to_list() == [50, 80]
    assert told(ROWS.with_columns(pl.lit("soon").alias("year"))) == ["text_number"]


def test_rows_without_a_year_beside_dated_ones_are_told() -> None:
    found = run(ROWS.with_columns(pl.Series("year", [2022, None], pl.Int64)))
    assert found.firms["firm"].to_list() == ["f1"]
    assert codes(found.calculation_notes) == ["rows_without_year"]


def test_rows_without_a_firm_are_refused() -> None:
    assert told(ROWS.with_columns(pl.Series("firm", ["f1", None]))) == ["required"]
    assert told(ROWS.drop("firm")) == ["missing_column"]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused_and_its_firm_named(number: float) -> None:
    with pytest.raises(Problems) as problems:
        run(ROWS.with_columns(pl.Series("tax", [5.0, number])))
    assert codes(problems.value.problems) == ["not_finite"]
    assert "f2" in problems.value.problems[0].message("zh_CN")


def test_days_of_facts_may_be_texts() -> None:
    known = pl.DataFrame({"firm": ["f1"], "fact": ["accident"], "evidence": ["文号"], "from": ["2022-05-01"]})
    assert run(ROWS, scheme(moves=[VETO]), facts=known).firms["moves"].to_list() == [["veto"], []]
    assert told(ROWS, plan=scheme(moves=[VETO]), facts=known.with_columns(pl.lit("May").alias("from"))) == ["bad_date"]


def test_a_class_by_a_fact_without_evidence_is_told() -> None:
    out = {"id": "out", "zh": "豁免", "treatment": "not_evaluated", "facts": ["public"]}
    known = facts(("f1", "public", None, date(2022, 1, 1), None), ("f9", "public", None, None, None))
    found = run(ROWS, scheme(classes=[out]), facts=known)
    assert [(note.code, note.value) for note in found.calculation_notes] == [("class_without_evidence", "f1")]
    assert found.firms["class"].to_list() == ["out", None]


def test_a_correction_of_what_is_not_there_is_refused() -> None:
    base = run(ROWS)
    for firm, field in (("f9", "tax"), ("f1", "taxes")):
        with pytest.raises(Problems):
            find_correction_effects(base, {"returns": ROWS}, firm, field, 1.0)


def test_a_benchmark_and_a_group_are_the_same_sum() -> None:
    """A firm without land counts with its tax in both."""
    rows = firms(land=[1.0, 0.0, 3.0], tax=[5.0, 4.0, 6.0])
    own = {**item(), "benchmark": {"rule": "sum_over_sum"}}
    found = run(rows, scheme(**{**plan(), "groups": {"规上": {"given": ["规上"], "items": [own]}}}))
    assert found.benchmarks["value"].to_list() == [15 / 4]
    assert found.groups.filter(by="group")["value"].to_list() == [15 / 4]
