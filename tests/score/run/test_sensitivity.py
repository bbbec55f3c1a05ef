"""How sure a grade is, what a correction does, and what tells two runs apart."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from tests.score.making import TAX, VALUE_ADDED, facts, firms, item, one_item, run, scheme, with_totals

from liantu.score.run.grade_margins import find_grade_margins
from liantu.score.run.run_difference import compare_runs
from liantu.score.run.sensitivity import find_correction_effects, list_variants, measure_sensitivity
from liantu.score.run.weight_sensitivity import draw_weightings

TWO = {"tax_per_mu": TAX, "value_added_per_mu": VALUE_ADDED}
HALF = {"rule": "shares", "grades": [{"grade": "A", "share": 50}, {"grade": "B"}]}


def two(weight: float = 50, **parts: object) -> object:
    items = [item(weight=weight), item("value_added_per_mu", 100 - weight)]
    return scheme(indicators=TWO, groups={"规上": {"given": ["规上"], "items": items}}, **{"cutting": HALF, **parts})


def rows(tax: list[float], added: list[float]) -> pl.DataFrame:
    return firms(land=[1.0] * len(tax), tax=tax, value_added=added)


def test_distance_to_the_next_line() -> None:
    found = find_grade_margins(run(with_totals([9, 7, 4, 1]), scheme(cutting=HALF)))
    assert found["to_better"].to_list() == [None, None, pytest.approx(3), pytest.approx(6)]
    assert found["to_worse"].to_list() == [pytest.approx(5), pytest.approx(3), None, None]
    assert found["better"].to_list() == [None, None, "A", "A"]


def test_distance_to_a_score_line() -> None:
    cutting = {"rule": "scores", "grades": [{"grade": "A", "score": 80}, {"grade": "B", "score": 60}, {"grade": "C"}]}
    found = find_grade_margins(run(with_totals([90, 65, 10]), scheme(cutting=cutting)))
    assert found["to_better"].to_list() == [None, pytest.approx(15), pytest.approx(50)]
    assert found["to_worse"].to_list() == [pytest.approx(10), pytest.approx(5), None]


def test_reweighing_by_hand() -> None:
    returns = rows([9.0, 1, 5, 4.9], [1.0, 9, 5, 4.9])
    found = draw_weightings(run(returns, two()), runs=400)  # type: ignore[arg-type]
    drawn = found.weights["规上"]
    assert drawn.sum(axis=0) == pytest.approx(100)
    assert drawn.min() > 100 * 0.9 / 2.0
    totals = np.array([[9, 1], [1, 9], [5, 5], [4.9, 4.9]]) / 10 @ drawn
    better = (totals[None, :, :] > totals[:, None, :] + 1e-9).sum(axis=1) + 1
    assert found.firms["rank_low"].to_list() == better.min(axis=1).tolist()
    assert found.firms["rank_high"].to_list() == better.max(axis=1).tolist()
    assert found.firms["same_grade"].to_list()[3] == 1.0


def test_the_same_weights_give_the_run_itself() -> None:
    returns = rows([9.0, 1, 5, None, 3], [1.0, 9, 5, 2, 3])  # type: ignore[list-item]
    nothing = pl.DataFrame({"firm": ["f4"], "field": ["tax"]})
    found = run(returns, two(), not_applicable=nothing)  # type: ignore[arg-type]
    same = draw_weightings(found, runs=3, spread=0.0).firms
    assert same["rank_low"].to_list() == same["rank_high"].to_list() == found.firms["rank"].to_list()
    assert same["same_grade"].to_list() == [1.0] * 5


def test_two_stages_are_reweighed_as_they_are_cut() -> None:
    stages = [{"grade": "A", "share": 25, "from": "best", "among": 50, "by": ["tax_per_mu"]}]
    cutting = {"rule": "stages", "stages": stages, "grades": [{"grade": "A"}, {"grade": "B"}]}
    found = draw_weightings(run(rows([9.0, 1, 5, 4], [1.0, 2, 3, 4]), two(cutting=cutting)), runs=50).firms  # type: ignore[arg-type]
    assert found["same_grade"].to_list() == [1.0] * 4


def test_variants_change_one_thing_each() -> None:
    made = dict(list_variants(two()))  # type: ignore[arg-type]
    assert list(made) == [
        "weight:tax_per_mu+",
        "weight:tax_per_mu-",
        "weight:value_added_per_mu+",
        "weight:value_added_per_mu-",
        "cap:on",
        "benchmark:mean",
        "benchmark:median",
        "benchmark:sum_over_sum",
    ]
    assert [i.weight for i in made["weight:tax_per_mu+"].groups[0].items] == pytest.approx([55, 45])
    assert [i.cap for i in made["cap:on"].groups[0].items] == [1.5, 1.5]
    assert "cap:off" in dict(list_variants(one_item(cap=1.2)))


def test_a_grade_that_hangs_on_the_cap_is_not_stable() -> None:
    returns = rows([60.0, 12, 12, 1], [0.0, 12, 12, 1])
    found = measure_sensitivity(run(returns, two()), {"returns": returns}, runs=100)  # type: ignore[arg-type]
    assert found["grade"].to_list() == ["A", "A", "A", "B"]
    assert "cap:on" in found["changes"].to_list()[0]
    assert found["stable"].to_list() == [False, True, True, True]


def test_a_corrected_value_moves_others_too() -> None:
    returns = rows([9.0, 7, 4, 1], [0.0, 0, 0, 0])
    found = find_correction_effects(run(returns, two()), {"returns": returns}, "f3", "tax", 8.0)  # type: ignore[arg-type]
    causes = {firm: list(why) for firm, why in found.select("firm", "causes").iter_rows()}
    assert causes == {"f2": ["others"], "f3": ["returns"]}
    assert found.filter(pl.col("firm") == "f2").select("grade_before", "grade_after").row(0) == ("A", "B")


def cause(before: object, after: object, firm: str = "f1") -> list[str]:
    found = compare_runs(before, after).filter(pl.col("firm") == firm)  # type: ignore[arg-type]
    return found["causes"].to_list()[0]


def test_the_cause_of_a_difference() -> None:
    returns = rows([9.0, 7, 4, 1], [1.0, 0, 0, 0])
    base = run(returns, two())  # type: ignore[arg-type]
    assert cause(base, run(returns, two())) == []  # type: ignore[arg-type]
    assert not compare_runs(base, run(returns, two()))["changed"].any()  # type: ignore[arg-type]
    assert cause(base, run(returns, two(60))) == ["weight"]  # type: ignore[arg-type]
    items = [item(benchmark=20, weight=50), item("value_added_per_mu", 50)]
    other = scheme(indicators=TWO, groups={"规上": {"given": ["规上"], "items": items}}, cutting=HALF)
    assert cause(base, run(returns, other)) == ["benchmark"]
    items = [item(weight=50, cap=0.5), item("value_added_per_mu", 50)]
    capped = scheme(indicators=TWO, groups={"规上": {"given": ["规上"], "items": items}}, cutting=HALF)
    assert cause(base, run(returns, capped)) == ["scoring"]
    moves = [{"id": "down", "zh": "降档", "effect": "down", "fact": "accident"}]
    hit = facts(("f1", "accident", "文号", date(2022, 1, 1), None))
    assert cause(base, run(returns, two(moves=moves), facts=hit)) == ["moves"]  # type: ignore[arg-type]
    points = [{"id": "plus", "zh": "加分", "points": 1, "fact": "accident"}]
    assert cause(base, run(returns, two(points=points), facts=hit)) == ["points"]  # type: ignore[arg-type]
    lost = run(rows([9.0, 7, 4, 1, 8, 8], [1.0, 0, 0, 0, 0, 0]), two())  # type: ignore[arg-type]
    assert cause(base, lost, "f2") == ["pool"]  # six firms are cut, and it is no longer in A
    assert cause(base, lost, "f3") == ["others"]  # of another rank, and of the grade it had
    assert cause(base, run(returns[1:], two())) == ["left"]  # type: ignore[arg-type]
    assert cause(run(returns[1:], two()), base) == ["joined"]  # type: ignore[arg-type]


def test_what_stands_in_for_a_missing_value_is_moved_by_others_only() -> None:
    own = {**item("value_added_per_mu", 50), "missing": "group_mean"}
    groups = {"规上": {"given": ["规上"], "items": [item(weight=50), own]}}
    plan = scheme(indicators=TWO, groups=groups, cutting=HALF)
    before, after = (
        run(firms(land=[1.0] * 3, tax=[9.0, 7, 4], value_added=[None, 4, value]), plan) for value in (2.0, 8.0)
    )
    assert cause(before, after, "f1") == ["others"]
    assert cause(before, after, "f3") == ["returns"]


def test_a_grade_that_a_few_weightings_change_is_not_stable() -> None:
    """Tax against value added is 1.19 to 1: no weight alone turns it by a tenth, both against each other do."""
    revenue = {**TAX, "zh": "亩均营收", "en": "Revenue per mu", "numerator": ["revenue"]}
    weights = {"tax_per_mu": 40, "value_added_per_mu": 40, "revenue_per_mu": 20}
    items = [{**item(name, weight), "family": "best", "benchmark": None} for name, weight in weights.items()]
    plan = scheme(
        indicators={**TWO, "revenue_per_mu": revenue},
        groups={"规上": {"given": ["规上"], "items": items}},
        cutting=HALF,
    )
    # against the best the first has 1, 0.5 and 1, the second 1 - 0.595, 1 and 1: 0.595 and 0.5 apart
    returns = firms(land=[1.0, 1.0], tax=[1000.0, 405.0], value_added=[500.0, 1000.0], revenue=[9.0, 9.0])
    found = measure_sensitivity(run(returns, plan), {"returns": returns}, runs=2000)
    assert found["grade"].to_list() == ["A", "B"]
    assert found["changes"].to_list() == [[], []]
    assert all(0.95 < share < 1 for share in found["same_grade"])
    assert found["stable"].to_list() == [False, False]
