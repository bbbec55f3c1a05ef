"""Places of totals, by words, by several keys and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.score.run.grading import rank_totals
from liantu.score.run.ranks import sort_best_first

TOTALS = st.lists(st.sampled_from([0.0, 12.5, 12.5 + 1e-12, 60.0, -3.0, 1e7, 1e12]), min_size=1, max_size=12)


@given(TOTALS, st.booleans())
def test_a_place_is_one_more_than_the_firms_before(totals: list[float], worse: bool) -> None:
    alike = [round(total, 9) for total in totals]
    better = [1 + sum(other > one for other in alike) for one in alike]
    last = [sum(other >= one for other in alike) for one in alike]
    found = rank_totals(np.array(totals)[:, None], "worse" if worse else "better")[:, 0]
    assert found.tolist() == (last if worse else better)


@given(TOTALS)
def test_totals_too_large_for_a_word_are_ordered_alike(totals: list[float]) -> None:
    small, large = np.array(totals)[:, None], np.array([*totals, 1e15])[:, None]
    order, first = sort_best_first([small])
    longer, marks = sort_best_first([large])
    assert longer[0].tolist() == [len(totals), *order[0].tolist()]
    assert marks[0, 1:].tolist() == first[0].tolist()


def test_each_run_has_its_own_order() -> None:
    runs = np.array([[3.0, 1.0], [2.0, 2.0], [2.0, 3.0]])
    assert rank_totals(runs).T.tolist() == [[1, 2, 2], [3, 2, 1]]
    assert rank_totals(runs, "order").T.tolist() == [[1, 2, 3], [3, 2, 1]]


@pytest.mark.parametrize("firms", [0, 1])
def test_nobody_and_one(firms: int) -> None:
    assert rank_totals(np.zeros((firms, 2))).tolist() == [[1, 1]] * firms
