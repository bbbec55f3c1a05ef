"""What has happened since a day, and what may have."""

from __future__ import annotations

from datetime import date

import liantu
from liantu.deliver.recent_events import count_undecided_events, list_recent_events


def test_events_after_a_day_and_those_across_it() -> None:
    tables = liantu.open("districts/fuling").tables
    since, as_of = date(2023, 10, 31), date(2023, 12, 31)
    rows = list_recent_events(tables, since, as_of)
    assert rows["period"].unique().sort().to_list() == ["2023-11", "2023-12", "2023-12-26"]
    assert rows["last"].is_sorted(descending=True)
    # 2023-04..12 may have been before or after the end of October.
    assert "pengwei-upgraded" not in rows["id"]
    assert count_undecided_events(tables, since, as_of) > 0
    assert list_recent_events(tables, as_of, as_of).is_empty()
