"""What is left of a schedule when items are decided and running, counted by hand on the calendar of 2024."""

from __future__ import annotations

from datetime import date
from typing import Any

from liantu.deliver.cases.item_progress import ItemProgress, find_first_application, list_item_progress
from liantu.deliver.remaining_schedule import RemainingSchedule, build_remaining_schedule
from liantu.library.approvals import Graph, graph_from_mapping
from liantu.library.calendar import read_calendar
from liantu.model.tables import Tables

from .graph import VERSIONS, district
from .test_case_record import after, decided, opened

CN = read_calendar()
LINE: Graph = graph_from_mapping(
    {"graph": "line", "items": {"A": {"days": 3}, "B": {"days": 5, "after": ["A"]}, "C": {"days": 2, "after": ["B"]}}}
)


def left(as_of: date, **progress: ItemProgress) -> RemainingSchedule:
    return build_remaining_schedule(LINE, progress, date(2024, 3, 4), as_of, CN)


def test_done_items_are_fixed_and_the_rest_follows_today() -> None:
    # The plan from Monday 4 March: A to the seventh, B to the fourteenth, C to the eighteenth.
    found = left(date(2024, 3, 12), A=ItemProgress("done", date(2024, 3, 4), date(2024, 3, 11)))
    days = {row["item"]: (row["start"], row["finish"], row["slip"], row["added"]) for row in found.items.to_dicts()}
    assert found.planned == date(2024, 3, 18)
    assert days == {
        "A": (date(2024, 3, 4), date(2024, 3, 11), 2, 2),
        # not applied for by the twelfth: one more day lost
        "B": (date(2024, 3, 12), date(2024, 3, 19), 3, 1),
        "C": (date(2024, 3, 19), date(2024, 3, 21), 3, 0),
    }
    assert (found.end, found.slip, found.driver) == (date(2024, 3, 21), 3, "A")


def test_a_running_item_takes_what_its_clock_leaves() -> None:
    done = ItemProgress("done", date(2024, 3, 4), date(2024, 3, 7))
    found = left(date(2024, 3, 12), A=done, B=ItemProgress("running", date(2024, 3, 8), left=4))
    assert [row["finish"] for row in found.items.to_dicts()] == [date(2024, 3, 7), date(2024, 3, 18), date(2024, 3, 20)]
    assert (found.slip, found.driver) == (2, "B")


def test_in_time_the_first_open_item_drives() -> None:
    found = left(date(2024, 3, 7), A=ItemProgress("done", date(2024, 3, 4), date(2024, 3, 7)))
    assert (found.end, found.slip, found.driver) == (date(2024, 3, 18), 0, "B")
    whole = {name: ItemProgress("done", date(2024, 3, 4), date(2024, 3, 8)) for name in "ABC"}
    assert left(date(2024, 3, 20), **whole).driver is None


def test_what_is_locked_waits_for_what_it_rests_on() -> None:
    locked = ItemProgress("locked", date(2024, 3, 4), date(2024, 3, 8))
    found = left(date(2024, 3, 12), A=ItemProgress("running", date(2024, 3, 4), left=2), B=locked)
    assert found.items["finish"].to_list() == [date(2024, 3, 14), date(2024, 3, 14), date(2024, 3, 18)]


def test_what_is_left_keeps_lags_starts_and_alternatives() -> None:
    items: dict[str, Any] = {
        "A": {"days": 3},
        "B": {"days": 5, "after": [{"item": "A", "link": "start", "lag": 1}]},
        "C": {"days": 1, "after": [{"any": ["B", {"item": "A", "lag": 5, "unit": "day"}]}], "not_before": "2024-03-16"},
        "D": {"days": 1, "after": [{"item": "A", "lag": 5, "unit": "day"}]},
    }
    graph = graph_from_mapping({"items": items})
    progress = {"A": ItemProgress("running", date(2024, 3, 11), left=4)}
    found = build_remaining_schedule(graph, progress, date(2024, 3, 11), date(2024, 3, 12), CN).items
    days = {row["item"]: (row["start"], row["finish"]) for row in found.to_dicts()}
    assert days == {
        "A": (date(2024, 3, 11), date(2024, 3, 18)),
        # a day after A began
        "B": (date(2024, 3, 12), date(2024, 3, 19)),
        # B is done on the nineteenth, before five days after A: the Saturday 23 March, so Monday
        "C": (date(2024, 3, 19), date(2024, 3, 20)),
        "D": (date(2024, 3, 25), date(2024, 3, 26)),
    }


def _progress(now: Tables, as_of: date) -> dict[str, ItemProgress]:
    return list_item_progress(now, VERSIONS, VERSIONS["filed", "1"], "p", as_of, CN)


def test_progress_is_read_off_the_cases() -> None:
    now = after(opened(decided(district(), "A1", "P6"), "B2", "2024-03-04"), "b2:accepted:03-04")
    found = _progress(now, date(2024, 3, 6))
    assert found["A1"] == ItemProgress("done", date(2024, 3, 1), date(2024, 3, 2))
    # Five working days after 4 March are the eleventh: three from the sixth.
    assert found["B2"] == ItemProgress("running", date(2024, 3, 4), left=3)
    assert find_first_application(found) == date(2024, 3, 1)
    # Past the deadline: the next working day, and it is said.
    assert _progress(now, date(2024, 3, 13))["B2"] == ItemProgress("running", date(2024, 3, 4), left=1, overdue=True)
    # A clock that stands has what it had: two of five days were used before the pause.
    paused = after(now, "b2:special_started:03-06", reason="踏勘")
    assert _progress(paused, date(2024, 3, 20))["B2"].left == 3
    gone = after(now, "b2:approved:03-07")
    gone = after(gone, "p6:revoked:03-08", reason="x")
    assert _progress(gone, date(2024, 3, 9))["B2"].state == "locked"
    assert _progress(gone, date(2024, 3, 9))["P6"].state == "ahead"
