"""What holds whatever the returns say."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.score.making import SHARES, firms, one_item, run, scheme

from liantu.library.scheme_files import read_scheme_text
from liantu.score.run.evaluation import Evaluation
from liantu.score.scheme.reader import read_scheme
from liantu.score.scheme.scheme import Scheme

PRESET = read_scheme_text("huangyan-2022")
CUT = """cutting:
  rule: shares
  grades:
    - {grade: A, share: 20}
    - {grade: B, share: 40}
    - {grade: C, share: 35}
    - {grade: D}
"""
HUANGYAN = read_scheme(PRESET[: PRESET.index("cutting:")] + CUT, "x")
FIELDS = ("land", "tax", "value_added", "revenue", "energy", "emission", "employees", "rd")
MONEY = ("tax", "value_added", "revenue", "rd")


@st.composite
def returns(draw: st.DrawFn) -> pl.DataFrame:
    seed, size = draw(st.integers(0, 10_000)), draw(st.integers(1, 25))
    random = np.random.default_rng(seed)
    columns = {name: np.round(random.lognormal(3, 1, size), 2) for name in FIELDS}
    missing = draw(st.sampled_from([0.0, 0.2]))
    emission = [None if n and random.random() < missing else float(v) for n, v in enumerate(columns.pop("emission"))]
    return firms(**{name: values.tolist() for name, values in columns.items()}, emission=emission)


def grades(found: Evaluation) -> dict[str, tuple[str, int]]:
    return {firm: (grade, rank) for firm, grade, rank in found.firms.select("firm", "grade", "rank").iter_rows()}


def in_yuan(plan: Scheme) -> Scheme:
    money = PRESET[: PRESET.index("cutting:")] + CUT
    for number in ("24.097", "136.16", "2.694", "4929.81", "18.14"):
        money = money.replace(f"value: {number}}}", f"value: {float(number) * 10_000!r}}}")
    return read_scheme(money.replace("unit: 万元/", "unit: 元/"), "x")


@given(returns())
def test_the_currency_changes_nothing(rows: pl.DataFrame) -> None:
    assert grades(run(rows, in_yuan(HUANGYAN))) == grades(run(rows, HUANGYAN))


@given(returns(), st.integers(0, 1000))
def test_the_order_of_the_rows_changes_nothing(rows: pl.DataFrame, seed: int) -> None:
    there, back = run(rows, HUANGYAN), run(rows.sample(fraction=1, shuffle=True, seed=seed), HUANGYAN)
    assert grades(there) == grades(back)
    joined = there.firms.select("firm", "total").join(back.firms.select("firm", "total"), on="firm")
    assert joined["total"].to_list() == pytest.approx(joined["total_right"].to_list(), rel=1e-12)


@given(returns(), st.sampled_from(["tax", "value_added", "rd"]), st.floats(1.0, 100.0))
def test_raising_a_good_value_never_lowers_the_score(rows: pl.DataFrame, field: str, by: float) -> None:
    first = pl.col("firm") == "f1"
    raised = rows.with_columns(pl.when(first).then(pl.col(field) * by).otherwise(field).alias(field))
    before, after = run(rows, HUANGYAN).firms, run(raised, HUANGYAN).firms
    assert after["total"][0] >= before["total"][0] - 1e-9
    assert after["rank"][0] <= before["rank"][0]


@given(returns())
def test_the_terms_add_up_to_the_total(rows: pl.DataFrame) -> None:
    found = run(rows, HUANGYAN)
    sums = found.terms.filter(pl.col("step") == "points").group_by("firm").agg(pl.col("amount").sum())
    both = found.firms.select("firm", "total").join(sums, on="firm")
    assert both["amount"].to_list() == pytest.approx(both["total"].to_list(), rel=1e-12)


@given(returns())
def test_every_graded_firm_has_one_grade_and_no_better_total_a_worse_one(rows: pl.DataFrame) -> None:
    found = run(rows, HUANGYAN).firms.sort("total", descending=True)
    order = ["ABCD".index(grade) for grade in found["grade"]]
    assert order == sorted(order)


@given(returns(), st.sampled_from(["mean", "median", "sum_over_sum", "maximum"]))
def test_a_benchmark_of_the_firms_moves_with_the_currency(rows: pl.DataFrame, rule: str) -> None:
    plan = one_item(benchmark={"rule": rule})
    money = rows.with_columns(pl.col("tax") * 7)
    assert run(money, plan).firms["total"].to_list() == pytest.approx(run(rows, plan).firms["total"].to_list())


def test_benchmarks_of_the_firms_by_hand() -> None:
    rows = firms(land=[1.0, 2, 4, 1], tax=[1.0, 6, 4, 100])  # per mu: 1, 3, 1, 100
    made = {
        "mean": 105 / 4,
        "median": 2.0,
        "sum_over_sum": 111 / 8,
        "maximum": 100.0,
    }
    for rule, value in made.items():
        assert run(rows, one_item(benchmark={"rule": rule})).benchmarks["value"].to_list() == pytest.approx([value])
    trimmed = one_item(benchmark={"rule": "trimmed_mean", "trim": 0.25, "times": 2})
    assert run(rows, trimmed).benchmarks["value"].to_list() == pytest.approx([4.0])


def test_ten_thousand_firms_are_cut_as_their_shares_say() -> None:
    totals = np.random.default_rng(0).permutation(10_000) + 1.0
    found = run(firms(land=[1.0] * 10_000, tax=totals.tolist()), scheme(cutting=SHARES))
    assert found.counts["count"].to_list() == [2000, 4000, 3500, 500]
