from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from liantu.disclosure import DisclosureRules
from liantu.disclosure.sensitivity_rules import find_states
from liantu.library.disclosure_policy import read_disclosure_rules
from liantu.library.policy import read_policy


def state(amounts: list[float], dominance: tuple[int, float] | None = None, p: float | None = None) -> str:
    rules = DisclosureRules(3, dominance, p, 10, 2, True)
    return str(find_states(np.zeros(len(amounts), np.intp), np.array(amounts), 1, rules)[0])


def test_few_contributors_and_zeros() -> None:
    assert state([1, 1]) == "small"
    assert state([1, 1, 1]) == "shown"
    assert state([0, 0, 0]) == "zero"


def test_n_and_k_by_hand() -> None:
    # The two largest of 50, 30, 15, 5 hold 80 of 100.
    assert state([50, 30, 15, 5], (2, 79.9)) == "dominant"
    assert state([50, 30, 15, 5], (2, 80)) == "shown"
    assert state([50, 30, 15, 5], (1, 49)) == "dominant"
    assert state([50, 30, 15, 5], (3, 94)) == "dominant"


def test_p_per_cent_by_hand() -> None:
    # The second of 100, 50, 9, 2 knows the largest to within 9 + 2 of 100.
    assert state([100, 50, 9, 2], p=11.1) == "dominant"
    assert state([100, 50, 9, 2], p=11) == "shown"


def test_the_p_per_cent_of_the_policy_counts() -> None:
    """78 and 7 hold 85 of 100, which two may; the 15 left are less than a fifth of 78."""
    rules = read_disclosure_rules(date(2023, 12, 31))
    amounts, place = np.array([78.0, 7, 5, 5, 5]), np.zeros(5, np.intp)
    assert find_states(place, amounts, 1, rules).tolist() == ["dominant"]
    assert find_states(place, amounts, 1, replace(rules, p_percent=None)).tolist() == ["shown"]
    assert find_states(place, np.array([75.0, 10, 5, 5, 5]), 1, rules).tolist() == ["shown"]


def test_a_loss_does_not_hide_a_firm() -> None:
    assert state([90, -5, -5], (1, 85)) == "dominant"
    assert state([-90, 5, 5], (1, 85)) == "dominant"


def test_the_policy_says_that_it_is_ours() -> None:
    given = read_policy("disclosure/aggregates")
    assert given.status == "default"
    assert "no number of firms is fixed in the law" in " ".join(given.note.split())


GIVEN = {"smallest": 4, "dominance": [2, 85], "p_percent": None, "interval": 10, "counts": 2, "zeros": "hide"}


def test_rules_as_written() -> None:
    assert DisclosureRules.from_mapping(GIVEN) == DisclosureRules(4, (2, 85), None, 10, 2, True)
    assert DisclosureRules.from_mapping({**GIVEN, "dominance": None}).dominance is None


@pytest.mark.parametrize(
    ("part", "value"),
    [("smallest", 0), ("dominance", [0, 85]), ("p_percent", 0), ("interval", 0), ("counts", 0), ("zeros", True)],
)
def test_rules_out_of_range(part: str, value: object) -> None:
    with pytest.raises(ValueError, match=part):
        DisclosureRules.from_mapping({**GIVEN, part: value})
    with pytest.raises(ValueError, match="parts"):
        DisclosureRules.from_mapping({name: given for name, given in GIVEN.items() if name != part})
