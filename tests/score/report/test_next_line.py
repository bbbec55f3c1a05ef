"""The value of an indicator that alone reaches the next grade: put in its place, it does."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from tests.score.making import TAX, VALUE_ADDED, facts, firms, item, run, scheme

from liantu.disclosure import DisclosureRules
from liantu.score.report.firm_sheet import FirmSheet, build_firm_sheet
from liantu.score.run.evaluation import Evaluation
from liantu.score.scheme.scheme import Scheme

RULES = DisclosureRules(smallest=2, dominance=(2, 100.0), p_percent=None, interval=10.0, counts=2, zeros=True)
LINES = {"rule": "scores", "grades": [{"grade": "A", "score": 80}, {"grade": "B", "score": 60}, {"grade": "C"}]}


def plan(cutting: dict[str, Any] = LINES, **first: Any) -> Scheme:
    """Half of the weight is tax per mu, half value added per mu, both against 10."""
    items = [{**item(weight=50), **first}, item("value_added_per_mu", 50)]
    indicators = {"tax_per_mu": TAX, "value_added_per_mu": VALUE_ADDED}
    return scheme(indicators=indicators, groups={"规上": {"given": ["规上"], "items": items}}, cutting=cutting)


def sheet(found: Evaluation, firm: str = "f1") -> FirmSheet:
    return build_firm_sheet(found, firm, None, (), {}, RULES)


def next_values(found: Evaluation, firm: str = "f1") -> list[tuple[float | None, str | None]]:
    return list(sheet(found, firm).items.select("next_value", "next_state").iter_rows())


def firm(tax: float = 5.0, value_added: float = 8.0, **more: Any) -> pl.DataFrame:
    return firms({"land": 2.0, "tax": 2 * tax, "value_added": 2 * value_added, **more})


def test_by_hand() -> None:
    """25 + 40 points are grade B; 15 more are 3 of either value at 5 points each."""
    assert next_values(run(firm(), plan())) == [(pytest.approx(8.0), "reached"), (pytest.approx(11.0), "reached")]


@pytest.mark.parametrize(
    "first",
    [
        {},
        {"cap": 1.5},
        {"family": "efficacy", "benchmark": {"rule": "fixed", "low": 2, "high": 20}},
        {"family": "min_max", "benchmark": {"rule": "fixed", "low": 2, "high": 20}},
    ],
)
def test_put_in_its_place_it_reaches_the_grade_and_a_little_less_does_not(first: dict[str, Any]) -> None:
    scheme = plan(**first)
    (value, state), _ = next_values(run(firm(), scheme))
    assert (state, value is not None) == ("reached", True)
    better = sheet(run(firm(), scheme)).head["next_grade"]
    assert run(firm(tax=value or 0), scheme).firms["grade"].to_list() == [better]
    assert run(firm(tax=(value or 0) * 0.999), scheme).firms["grade"].to_list() != [better]


def test_less_is_better_the_other_way_round() -> None:
    emission = {**TAX, "numerator": ["emission"], "unit": "t/亩", "direction": "less"}
    group = {"given": ["规上"], "items": [item("emission_per_mu", family="reverse")]}
    scheme_ = scheme(indicators={"emission_per_mu": emission}, groups={"规上": group}, cutting=LINES)
    assert next_values(run(firms(land=[1.0], emission=[13.0]), scheme_)) == [(pytest.approx(12.0), "reached")]


def test_a_cap_below_the_line_is_said() -> None:
    assert next_values(run(firm(), plan(cap=0.7)))[0] == (None, "beyond")


def test_what_does_not_apply_is_shared_out_here_too() -> None:
    """25 points of half the weight are 50: C; 60 need 30, that is 6 万元/亩."""
    out = pl.DataFrame({"firm": ["f1"], "field": ["value_added"]})
    assert next_values(run(firm(), plan(), not_applicable=out))[0] == (pytest.approx(6.0), "reached")


def test_the_best_grade_and_a_moved_one_have_no_line() -> None:
    assert next_values(run(firm(tax=20), plan())) == [(None, None)] * 2
    veto = {"id": "veto", "zh": "否决", "effect": "to", "grade": "C", "fact": "accident"}
    moved = scheme(moves=[veto], cutting=LINES)
    found = run(firm(tax=7.0), moved, facts=facts(("f1", "accident", "文号", None, None)))
    assert sheet(found).head["next_grade"] is None


def test_a_line_that_few_firms_draw_is_not_told() -> None:
    """One firm in A: its total would be the line. With two the lower of them is."""
    cutting = {"rule": "shares", "grades": [{"grade": "A", "share": 34}, {"grade": "B"}]}
    few = firms(land=[1.0] * 3, tax=[9.0, 8.0, 7.0], value_added=[5.0] * 3)
    assert next_values(run(few, plan(cutting)), "f3") == [(None, None)] * 2
    more = firms(land=[1.0] * 6, tax=[9.0, 8.0, 7.0, 6.0, 5.0, 4.0], value_added=[5.0] * 6)
    assert next_values(run(more, plan(cutting)), "f3")[0] == (pytest.approx(8.0), "reached")


def test_a_benchmark_that_is_not_told_tells_no_value() -> None:
    found = run(firms(land=[1.0] * 2, tax=[5.0, 9.0], value_added=[5.0] * 2), plan(benchmark={"rule": "mean"}))
    assert [state for _, state in next_values(found)] == [None, "reached"]
