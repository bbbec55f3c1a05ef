"""Decisions that expire when what they are for has not begun: by hand on the days of 2024."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from liantu.deliver.cases.case_overview import build_case_overview
from liantu.deliver.cases.case_record import record_application, record_event
from liantu.deliver.cases.gates import build_gate_rows, list_undecided
from liantu.deliver.cases.graph_versions import Versions
from liantu.deliver.cases.item_progress import list_item_progress
from liantu.deliver.remaining_schedule import build_remaining_schedule
from liantu.deliver.row_checks import check_case_rows
from liantu.library.approvals import graph_from_mapping
from liantu.library.calendar import read_calendar
from liantu.model.apply import apply_change
from liantu.model.problems import Problems
from liantu.model.tables import Tables

from ..district import event
from .graph import district

PERMIT = {"months": 3, "begin": ["G1"], "extensions": 2, "extension_months": 3, "status": "confirmed"}


def versions(**permit: Any) -> Versions:
    written: dict[str, Any] = {
        "graph": "short",
        "version": "1",
        "items": {
            "A3": {"days": 1},
            "P6": {"days": 1},
            "B2": {
                "days": 1,
                "after": [{"any": ["A3", "P6"]}, {"item": "A1", "link": "start", "lag": 10, "unit": "day"}],
            },
            "A1": {"days": 20},
            "C7": {"days": 3, "after": ["B2"], "validity": {**PERMIT, **permit}},
            "W1": {"days": 100, "authority": ["applicant"]},
            "C8": {"days": 5, "after": ["C7"]},
            "D1": {"days": 5, "after": ["C7", {"item": "W1", "kind": "reuse"}]},
        },
        "gates": {"G1": {"after": [{"item": "C7", "kind": "legal"}], "holds": ["W1"], "opens": "started"}},
    }
    return {("short", "1"): graph_from_mapping(written)}


GRAPHS = versions()


def told(now: Tables, *events: str, graphs: Versions = GRAPHS) -> Tables:
    """Cases named by their item, from lines case:event:day; the first of each opens it."""
    for line in events:
        item, kind, day = line.split(":")
        if item in now["cases"]["id"]:
            change = record_event(now, graphs, item, kind, f"2024-{day}", document="x")
        else:
            change = record_application(
                now, graphs, item, "p", item.removesuffix("b"), "short", "1", f"2024-{day}", kind
            )
        now = apply_change(now, change)
    return now


def permitted() -> Tables:
    """Land proved, the filing applied for, the permit given on 15 January."""
    before = [f"{item}:{kind}" for item in ("P6", "B2") for kind in ("submitted:01-02", "accepted:01-02")]
    now = told(district(), "A1:submitted:01-02", *before, "P6:approved:01-03", "B2:approved:01-12")
    return told(now, "C7:submitted:01-12", "C7:accepted:01-12", "C7:approved:01-15")


def row(now: Tables, case: str, day: date, graphs: Versions = GRAPHS) -> dict[str, Any]:
    rows = build_case_overview(now, graphs, day).to_dicts()
    return next(found for found in rows if found["case"] == case)


def started(day: str) -> pl.DataFrame:
    """The step of the project to the start of works."""
    return district(events=[event("e1", stage="started", period=day, project="p")])["events"]


def shut(now: Tables, day: date) -> list[str]:
    return list_undecided(build_gate_rows(now, GRAPHS, "p", "started", day))


def refused(now: Tables, line: str) -> list[str]:
    with pytest.raises(Problems) as caught:
        told(now, line)
    for problem in caught.value.problems:
        assert "{" not in problem.message() + problem.message("en")
    return [problem.code for problem in caught.value.problems]


def test_a_permit_is_held_to_its_last_day_and_then_no_more() -> None:
    now = told(permitted(), "C8:submitted:03-01")
    held = row(now, "C7", date(2024, 4, 15))
    assert (held["expires"], held["begin"], held["expired"], held["locked"]) == (
        date(2024, 4, 15),
        ["G1"],
        False,
        False,
    )
    assert (held["extensions_left"], shut(now, date(2024, 4, 15))) == (2, [])
    gone = row(now, "C7", date(2024, 4, 16))
    assert (gone["expired"], gone["locked"], gone["locked_by"], gone["lock_reasons"]) == (
        True,
        True,
        ["C7"],
        ["expired"],
    )
    # What rests on it is locked at once, also while it is open, and the gate is shut again.
    later = row(now, "C8", date(2024, 4, 16))
    assert (later["locked"], later["locked_by"], later["lock_reasons"]) == (True, ["C7"], ["expired"])
    assert shut(now, date(2024, 4, 16)) == ["C7"]
    # A new permit opens it.
    anew = told(now, "C7b:submitted:04-17", "C7b:accepted:04-17", "C7b:approved:04-18")
    assert shut(anew, date(2024, 4, 18)) == []
    assert not row(anew, "C8", date(2024, 4, 18))["locked"]


def test_what_has_begun_in_time_is_held_for_good() -> None:
    now = permitted()
    begun = now.replace(events=started("2024-04-15"))
    found = row(begun, "C7", date(2025, 1, 1))
    assert (found["expires"], found["expired"], found["locked"]) == (None, False, False)
    late = now.replace(events=started("2024-04-16"))
    assert row(late, "C7", date(2025, 1, 1))["expired"]
    # Acceptance applied for: the works have begun, though nobody wrote when.
    assert not row(told(now, "D1:submitted:06-03"), "C7", date(2025, 1, 1))["expired"]
    # Without a day nothing expires: all events, whenever they were.
    assert not row(late, "C7", date.max)["expired"]


def test_a_permit_is_extended_twice_and_in_time() -> None:
    now = told(permitted(), "C7:validity_extended:04-15")
    assert row(now, "C7", date(2024, 4, 16))["expires"] == date(2024, 7, 15)
    assert refused(now, "C7:validity_extended:07-16") == ["validity_expired"]
    now = told(now, "C7:validity_extended:07-01")
    assert row(now, "C7", date(2024, 7, 16))["expires"] == date(2024, 10, 15)
    assert refused(now, "C7:validity_extended:10-01") == ["no_extension_left"]
    assert refused(now, "B2:validity_extended:10-01") == ["validity_not_extendable"]
    # The same events from a file are as they should be; a third extension is not.
    assert check_case_rows(now, GRAPHS) == []
    third = {"id": "x", "case": "C7", "day": "2024-10-01", "event": "validity_extended", "document": "x"}
    written = now.replace(case_events=district(case_events=[*now["case_events"].to_dicts(), third])["case_events"])
    assert [problem.code for problem in check_case_rows(written, GRAPHS)] == ["no_extension_left"]


def test_what_nobody_has_read_is_a_note() -> None:
    found = row(permitted(), "C7", date(2030, 1, 1), versions(status="unknown"))
    assert (found["expires"], found["expired"], found["locked"]) == (None, False, False)


def test_alternatives_and_a_lag_after_a_start() -> None:
    now = told(district(), "A1:submitted:01-02", "B2:submitted:01-02", "B2:accepted:01-02")
    # Neither paper of the land; and ten days after 2 January are the twelfth.
    assert refused(now, "B2:approved:01-11") == ["lag_running", "prerequisite_undecided"]
    now = told(now, "A3:submitted:01-03", "A3:accepted:01-03", "A3:approved:01-04")
    assert refused(now, "B2:approved:01-11") == ["lag_running"]
    assert not row(told(now, "B2:approved:01-12"), "B2", date(2024, 1, 12))["locked"]


def test_an_expired_permit_is_to_be_had_again() -> None:
    now, calendar = permitted(), read_calendar()
    graph = GRAPHS["short", "1"]

    def left(day: date) -> dict[str, Any]:
        progress = list_item_progress(now, GRAPHS, graph, "p", day, calendar)
        found = build_remaining_schedule(graph, progress, date(2024, 1, 2), day, calendar)
        return next(item for item in found.items.to_dicts() if item["item"] == "C7")

    held = left(date(2024, 4, 15))
    assert (held["state"], held["expires"], held["lapses"]) == ("done", date(2024, 4, 15), False)
    gone = left(date(2024, 4, 16))
    # Three working days from Tuesday the sixteenth: the nineteenth; the works begin then, well within three months.
    assert (gone["state"], gone["finish"], gone["expires"], gone["lapses"]) == (
        "expired",
        date(2024, 4, 19),
        date(2024, 7, 19),
        False,
    )


def test_what_will_lapse_is_said_before() -> None:
    graph = GRAPHS["short", "1"]
    waiting = {**graph.items, "G1": replace(graph.items["G1"], not_before=date(2024, 8, 1))}
    found = build_remaining_schedule(
        replace(graph, items=waiting), {}, date(2024, 1, 2), date(2024, 1, 2), read_calendar()
    )
    (permit,) = [item for item in found.items.to_dicts() if item["item"] == "C7"]
    assert (permit["lapses"], permit["begin"]) == (True, ["G1"])
