"""The matcher on sixty needs and two hundred results that were written without sight of it.

FIRST is the first measured run, with the words of the matcher written without sight of the benchmark; LAST is today's.
"""

from __future__ import annotations

import polars as pl
import pytest
from tests.innovate.matching.baselines import BASELINES, rank_by
from tests.innovate.matching.benchmark_sides import DEVELOPMENT, measure, read_needs, read_results, summarise
from tests.innovate.matching.made_sides import match_in_all_words

FIRST = {
    "ndcg maturity": 0.811,
    "ndcg paraphrase": 0.187,
    "ndcg plain": 0.848,
    "ndcg trap": 0.421,
    "ndcg units": 0.723,
    "traps lost": 0.053,
    "best not returned": 0.34,
    "abstained": 20,
    "abstained rightly": 0.4,
}
LAST = {
    "ndcg maturity": 0.965,
    "ndcg paraphrase": 0.685,
    "ndcg plain": 0.908,
    "ndcg trap": 0.799,
    "ndcg units": 0.894,
    "traps lost": 0.263,
    "best not returned": 0.08,
    "abstained": 1,
    "abstained rightly": 1.0,
}


@pytest.fixture(scope="module")
def summary() -> dict[str, float]:
    needs = read_needs()
    return summarise(measure(match_in_all_words(needs, read_results()).matches, needs.rows["id"]))


def test_what_is_measured_today_is_what_is_reported(summary: dict[str, float]) -> None:
    print("\n".join(f"{name:20} {value}" for name, value in summary.items()))
    assert summary == pytest.approx(LAST)


def test_others_are_measured_beside() -> None:
    """Printed with -s: keyword search, TF-IDF and BM25 alone return something for every need."""
    needs, results = read_needs(), read_results()
    lost = {}
    for name in BASELINES:
        beside = summarise(measure(rank_by(name, needs, results), needs.rows["id"]))
        print(name, beside)
        lost[name] = beside["traps lost"]
    assert min(lost.values()) > LAST["traps lost"]


def test_on_the_set_it_was_made_with_it_is_no_worse_than_it_was() -> None:
    """These figures say nothing of other needs: the words were written with this set in sight."""
    needs = read_needs(DEVELOPMENT)
    matches = match_in_all_words(needs, read_results(DEVELOPMENT)).matches
    made = summarise(measure(matches, needs.rows["id"], DEVELOPMENT))
    assert min(value for name, value in made.items() if name.startswith("ndcg")) > 0.75
    assert made["traps lost"] < 0.05
    assert made["abstained rightly"] >= 0.9


def test_the_measure_is_one_for_the_ideal_order_and_counts_a_trap_above_it() -> None:
    from tests.innovate.matching.benchmark_sides import read_judgements

    judged = read_judgements()
    needs = judged["need"].unique(maintain_order=True)
    ideal = judged.filter(pl.col("grade") > 0).sort("need", "grade", descending=[False, True])
    ideal = ideal.with_columns(pl.int_range(1, pl.len() + 1).over("need").alias("rank"))
    best = summarise(measure(ideal, needs))
    assert {best[name] for name in best if name.startswith("ndcg")} == {1.0}
    assert (best["traps lost"], best["best not returned"], best["abstained rightly"]) == (0, 0, 1)
    turned = judged.sort("need", "grade").with_columns(pl.int_range(1, pl.len() + 1).over("need").alias("rank"))
    assert summarise(measure(turned, needs))["traps lost"] == 1
