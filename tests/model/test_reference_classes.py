"""Reference classes: ranges rise, lie where they can, and a share says its month."""

from __future__ import annotations

import pytest

from liantu.model.rules.reference_classes import check_reference_months, check_reference_ranges

from .small import tables


def row(measure: str, low: str, typical: str, high: str, month: str | None = None) -> dict[str, str | None]:
    return {"id": "r", "measure": measure, "low": low, "typical": typical, "high": high, "through_month": month}


def test_what_is_right_passes() -> None:
    right = tables(
        reference_classes=[
            row("growth", "-4", "5", "11"),
            row("volatility", "2", "5", "15"),
            row("share", "21", "24", "26", "3"),
        ]
    )
    assert check_reference_ranges(right) + check_reference_months(right) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (row("growth", "5", "4", "11"), "row 2, column “low”: the range 5, 4, 11 does not rise from low to high"),
        (row("share", "21", "24", "100", "3"), "the range 21, 24, 100 lies where no such range can"),
        (row("volatility", "0", "4", "9"), "the range 0, 4, 9 lies where no such range can"),
        (row("growth", "-100", "4", "9"), "the range -100, 4, 9 lies where no such range can"),
        (row("share", "21", "24", "26"), "a share lacks the month it reaches to"),
        (row("share", "21", "24", "26", "12"), "or says “12”"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(wrong: dict[str, str | None], words: str) -> None:
    given = tables(reference_classes=[wrong])
    (problem,) = [*check_reference_ranges(given), *check_reference_months(given)]
    assert words in problem.message("en")
