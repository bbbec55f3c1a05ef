"""How many examples a test looks at, made up or of a full cross product: few in `make test`, all in `make fuzz`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import product
from random import Random
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

#: Examples of a test that says nothing, by profile, and how many there are of one that says its number.
PROFILES = {"quick": 5, "liantu": 8, "fuzz": 500}
SCALES = {PROFILES["quick"]: 0.2, PROFILES["liantu"]: 1.0, PROFILES["fuzz"]: 20.0}
#: `make test` chooses the same cases each time, so that what is red is red again.
SEED = 1

Case = TypeVar("Case")


def register_profiles() -> None:
    """Make the profiles known. No timed tests: a busy machine is no failure, speed lives in bench/."""
    for name, examples in PROFILES.items():
        settings.register_profile(name, deadline=None, max_examples=examples, print_blob=True)
    settings.load_profile("liantu")


def read_no_constants() -> None:
    """From now on nothing is made up of the constants in our modules: reading all of them takes seconds a process."""
    if hasattr(providers, "_get_local_constants"):
        providers._get_local_constants = lambda: providers._local_constants


def look_at(examples: int) -> int:
    """``examples`` of `make test` in the profile that runs: twenty times as many in `make fuzz`."""
    return max(1, int(examples * SCALES.get(settings().max_examples, 1.0)))


def looks_at_all() -> bool:
    """Whether this is `make fuzz`, which samples nothing. A test that samples is marked ``hypothesis`` to run there."""
    return settings().max_examples > PROFILES["liantu"]


def choose_cases(cases: Iterable[Case], count: int) -> list[Case]:
    """So many of the cases in their order, drawn by a seed that stays; all of them in `make fuzz`."""
    return choose_of_each(cases, lambda _case: None, count)


def choose_of_each(cases: Iterable[Case], kind: Callable[[Case], Hashable], count: int = 1) -> list[Case]:
    """So many cases of each kind, in their order, drawn by a seed that stays; all of them in `make fuzz`."""
    listed = list(cases)
    if looks_at_all():
        return listed
    kinds: dict[Hashable, list[int]] = {}
    for number, case in enumerate(listed):
        kinds.setdefault(kind(case), []).append(number)
    draw = Random(SEED)
    chosen = [number for numbers in kinds.values() for number in draw.sample(numbers, min(count, len(numbers)))]
    return [listed[number] for number in sorted(chosen)]


def choose_one(cases: Iterable[Case], name: str) -> list[Case]:
    """One of the cases, drawn by a name: tests of other names draw others; all of them in `make fuzz`."""
    listed = list(cases)
    return listed if looks_at_all() else [Random(f"{SEED} {name}").choice(listed)]


def in_one_language(name: str, cases: Iterable[Hashable]) -> pytest.MarkDecorator:
    """Parametrizes a test by ``name`` and ``language``: each case in one, drawn by a seed; in both in `make fuzz`."""
    drawn = choose_of_each(product(cases, ("zh_CN", "en")), lambda case: case[0])
    return pytest.mark.parametrize(
        (name, "language"), [pytest.param(*case, marks=pytest.mark.hypothesis) for case in drawn]
    )
