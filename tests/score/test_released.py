"""Groups of a run as they may be told, where there is nothing to tell."""

from __future__ import annotations

from datetime import date

from tests.score.making import firms, item, run, scheme

from liantu.library.disclosure import rules
from liantu.score.released import released


def test_a_run_without_ratios_has_tables_without_lines() -> None:
    made = run(firms(land=[1.0, 2], tax=[3.0, 4]), scheme(groups={"规下": {"given": ["规下"], "items": [item()]}}))
    assert made.benchmarks.is_empty()
    tables = released(made, rules(date(2022, 12, 31)))
    assert [table.height for table in tables] == [0, 0, 0]
    assert [table.columns[0] for table in tables] == ["group", "industry", "park"]
