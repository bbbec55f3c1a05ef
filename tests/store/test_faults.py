"""A few of the faults of ``bench/faults``: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import subprocess
from collections import Counter

import pytest
from bench.faults.crowd import crowd
from bench.faults.disk import few_pages, full_disk, no_room
from bench.faults.kills import kills, look
from bench.faults.patient_start import await_start
from bench.faults.places import postgresql, sqlite
from tests.examples import looks_at_all

#: Each costs a process of its own; on PostgreSQL the second ends the connections and the third crashes the server.
KILLS = {"sqlite": 4 if looks_at_all() else 2, "postgresql": 4 if looks_at_all() else 3}
LOSSES = ("lost", "half applied", "other content", "twice", "findings", "missing")


def lost(counts: Counter[str]) -> dict[str, int]:
    return {what: count for what, count in counts.items() if count and any(word in what for word in LOSSES)}


@pytest.mark.hypothesis
def test_sqlite() -> None:
    with sqlite() as make:
        killed = kills(make(), KILLS["sqlite"], lambda chance: "the writer")
        assert killed["kills of the writer"] == KILLS["sqlite"]
        assert killed["acknowledged"]
        full = full_disk(make(), few_pages)
        assert full["full disk: refused with disk_full"] == full["full disk: written once there was room"] == 1
        many = crowd(make(), 4, 1, 2)
        assert many["5 editors (1 processes): edits acknowledged"] == 10
    assert lost(killed + full + many) == {}


@pytest.mark.hypothesis
def test_postgresql() -> None:
    with postgresql() as server:
        strikes = iter([lambda: None, server.end_backends, server.crash, lambda: None])
        killed = kills(server.make(), KILLS["postgresql"], lambda chance: str(next(strikes)()))
        assert killed["acknowledged"]
        full = full_disk(server.make(), no_room)
        assert full["full disk: refused with disk_full"] == full["full disk: written once there was room"] == 1
        many = crowd(server.make(), 4, 1, 2)
        assert many["5 editors (1 processes): edits acknowledged"] == 10
    assert lost(killed + full + many) == {}


def test_a_loss_would_be_seen() -> None:
    """The counting itself: a change that was told and is not there is counted."""
    with sqlite() as make:
        counts: Counter[str] = Counter()
        look(make(), {2: ("edit", "9")}, 1, counts)
    assert counts["acknowledged and lost"] == 1


def test_a_server_that_starts_slowly_is_waited_for() -> None:
    """Its package gives up after ten seconds, which a busy machine may need; two failures are no end."""
    failures: list[Exception] = [subprocess.TimeoutExpired("pg_ctl", 10), AssertionError("starting up")]

    def start() -> None:
        if failures:
            raise failures.pop()

    await_start(start, patience=30)
    assert failures == []
    failures.append(subprocess.TimeoutExpired("pg_ctl", 10))
    with pytest.raises(subprocess.TimeoutExpired):
        await_start(start, patience=-1)
