"""What is drawn of a cross product: some of each kind in `make test`, the same each time, and all in `make fuzz`."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import settings
from tests import examples
from tests.examples import PROFILES, choose_cases, choose_of_each, choose_one

CASES = list(product("abc", range(10)))


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "settings", lambda: settings(max_examples=PROFILES["fuzz"]))


def test_some_of_each_kind_are_chosen_in_their_order() -> None:
    chosen = choose_of_each(CASES, lambda case: case[0], 2)
    assert [kind for kind, _number in chosen] == ["a", "a", "b", "b", "c", "c"]
    assert chosen == sorted(set(chosen))
    assert chosen == choose_of_each(CASES, lambda case: case[0], 2)
    assert choose_of_each(CASES[:3], lambda case: case[0], 9) == CASES[:3]
    assert len(choose_cases(CASES, 7)) == 7
    drawn = [choose_one(CASES, f"test {number}") for number in range(60)]
    assert {len(one) for one in drawn} == {1}
    assert len({one[0] for one in drawn}) > 10


@pytest.mark.usefixtures("fuzz")
def test_all_are_chosen_in_make_fuzz() -> None:
    assert choose_of_each(CASES, lambda case: case[0]) == choose_cases(CASES, 1) == choose_one(CASES, "a") == CASES
