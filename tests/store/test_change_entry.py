"""What is told about a change holds what every database takes."""

from __future__ import annotations

import pytest

from liantu.model.problems import Problems
from liantu.store.commit import ChangeEntry


@pytest.mark.parametrize(
    ("author", "reason", "source", "column"),
    [("a\0b", "", "", "author"), ("a", "\ud800", "", "reason"), ("a", "", "x\0", "source"), ("a", "链\n图", "x", None)],
)
def test_a_text_that_no_database_takes_is_refused(author: str, reason: str, source: str, column: str | None) -> None:
    found: list[tuple[str, str]] = []
    try:
        ChangeEntry(author, reason=reason, source=source)
    except Problems as refused:
        found = [(problem.code, problem.column) for problem in refused.problems]
    assert found == ([("unwritable_character", column)] if column else [])
