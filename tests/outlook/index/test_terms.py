"""Contributions to level and change are sums of one table of terms."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from tests.outlook.index.making import asem, data, flat, scheme, step

from liantu.outlook.index.run import compute_index
from liantu.outlook.index.scheme import IndexNode
from liantu.outlook.index.terms import build_terms, sum_contributions, sum_terms

PLAIN = (step("weigh"), step("aggregate"))
YEARS = ["2023", "2024"]


def agree(terms: pl.DataFrame, scores: pl.DataFrame) -> float:
    """The greatest difference between a score and the sum of its terms."""
    level = sum_terms(terms.filter(pl.col("since").is_null()))
    both = level.join(scores, left_on=["unit", "time", "result"], right_on=["unit", "time", "node"])
    assert both.height == level.height
    return float((both["effect"] - both["score"]).abs().max() or 0)  # type: ignore[arg-type]


@pytest.mark.parametrize("choices", [(), ("normalise.low=1", "aggregate=geometric"), ("impute=none", "normalise=rank")])
def test_the_terms_of_a_score_add_up_to_it(choices: tuple[str, ...]) -> None:
    run = asem(*choices)
    assert agree(build_terms(run), run.scores) < 1e-10


def test_the_change_of_the_new_momentum_index_is_divided_as_published() -> None:
    """经济发展新动能指数 2024 (2022 = 100), in print: four parts with their growth, total 136.0, shares 35.2, 28.5,
    19.6, 16.7 %; the weights 0.3, 0.3, 0.2, 0.2 follow from these. What is left is rounding of the prints."""
    now, growth = [142.4, 138.5, 130.9, 127.8], [16.2, 13.2, 14.5, 12.5]
    before = [value / (1 + rate / 100) for value, rate in zip(now, growth, strict=True)]
    names = ["one", "two", "three", "four"]
    weights = dict(zip(names, [0.3, 0.3, 0.2, 0.2], strict=True))
    columns = {name: [b, n] for name, b, n in zip(names, before, now, strict=True)}
    run = compute_index(data(columns, ["china"] * 2, YEARS), flat(names, *PLAIN).with_weights(weights))
    terms = build_terms(run)
    assert run.node_scores[run.plan.top].round(2).tolist()[1] == 136.01
    shares = sum_contributions(terms, "top").filter(pl.col("since") == "2023")
    assert shares["part"].to_list() == names
    assert shares["share"].to_list() == pytest.approx([35.2, 28.5, 19.6, 16.7], abs=0.1)
    assert shares["share"].sum() == pytest.approx(100)


def test_the_change_of_a_geometric_mean_is_divided_without_rest() -> None:
    """√(4·9) = 6 to √(16·9) = 12: all is of the first; then b from 9 to 36, √(16·36) = 24: all is of the second."""
    given = data({"a": [4.0, 16, 16], "b": [9.0, 9, 36]}, ["u"] * 3, [*YEARS, "2025"])
    run = compute_index(given, flat("ab", step("weigh"), step("aggregate", "geometric")))
    change = build_terms(run).filter(pl.col("since").is_not_null())
    found = {(since, part): round(effect, 9) for since, part, effect in change.select("since", "part", "effect").rows()}
    assert found == {("2023", "a"): 6, ("2023", "b"): 0, ("2024", "a"): 0, ("2024", "b"): 12}


def test_both_at_once_in_a_geometric_mean() -> None:
    """4 → 8 and 9 → 18: 6 → 12; both doubled with equal weights, so each brings half."""
    run = compute_index(
        data({"a": [4.0, 8], "b": [9.0, 18]}, ["u"] * 2, YEARS),
        flat("ab", step("weigh"), step("aggregate", "geometric")),
    )
    change = sum_contributions(build_terms(run), "top").filter(pl.col("since") == "2023")
    assert change["effect"].round(9).to_list() == [3, 3]


def test_changes_of_mixed_means_add_up_through_levels() -> None:
    nodes = [
        IndexNode("top", "总", "top", aggregation="geometric"),
        IndexNode("p", "上", "p", "top", weight=3),
        IndexNode("q", "下", "q", "top", aggregation="geometric"),
        *(IndexNode(name, name, name, parent) for name, parent in (("a", "p"), ("b", "p"), ("c", "q"), ("d", "q"))),
    ]
    random = np.random.default_rng(3)
    columns = {name: random.uniform(1, 100, 8).tolist() for name in "abcd"}
    given = data(columns, [f"u{row // 2}" for row in range(8)], YEARS * 4)
    run = compute_index(given, scheme(nodes, *PLAIN))
    terms = build_terms(run)
    assert agree(terms, run.scores) < 1e-10
    change = sum_terms(terms.filter((pl.col("since") == "2023") & (pl.col("result") == "top")))
    top = run.node_scores[run.plan.top].reshape(4, 2)
    assert change["effect"].to_list() == pytest.approx((top[:, 1] - top[:, 0]).tolist())
    parts = sum_contributions(terms, "top").filter(pl.col("since") == "2023")
    assert set(parts["part"]) == {"p", "q"}


def test_a_change_with_another_set_of_indicators_cannot_be_divided() -> None:
    given = data({"a": [1.0, 2], "b": [None, 3.0]}, ["u"] * 2, YEARS)
    terms = build_terms(compute_index(given, flat("ab", *PLAIN)))
    assert terms.filter(pl.col("since").is_not_null()).is_empty()


def test_the_time_before_is_found_in_whatever_order_rows_stand() -> None:
    given = data({"a": [5.0, 1, 2, 7]}, ["u", "v", "u", "v"], ["2024", "2023", "2023", "2024"])
    terms = build_terms(compute_index(given, flat("a", *PLAIN)))
    change = terms.filter(pl.col("since").is_not_null()).select("unit", "since", "time", "effect").rows()
    assert change == [("u", "2023", "2024", 3.0), ("v", "2023", "2024", 6.0)]


def test_a_share_of_nothing_is_not_said() -> None:
    given = data({"a": [1.0, 2], "b": [2.0, 1]}, ["u"] * 2, YEARS)
    change = sum_contributions(build_terms(compute_index(given, flat("ab", *PLAIN))), "top").filter(
        pl.col("since") == "2023"
    )
    assert change["effect"].to_list() == [0.5, -0.5]
    assert change["share"].to_list() == [None, None]
