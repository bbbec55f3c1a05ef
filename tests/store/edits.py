"""Small edits of the orchard."""

from __future__ import annotations

import pytest

from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

ANN, BOB = ChangeEntry("ann"), ChangeEntry("bob")


def edit(*lines: str) -> Change:
    return Change.from_query(lines)


def same(one: Tables, other: Tables) -> bool:
    """The same rows in the same order."""
    return all(one[name].equals(other[name]) for name in {*one.frames, *other.frames})


def refused(code: str, work: object, *given: object, **named: object) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as caught:
        work(*given, **named)  # type: ignore[operator]
    assert {problem.code for problem in caught.value.problems} == {code}
    return caught.value.problems


def amount(workspace: Workspace, key: str = "juice-1", number: int | None = None) -> str:
    value: str = workspace.tables(number)["capacities"].filter(id=key)["amount"].item()
    return value
