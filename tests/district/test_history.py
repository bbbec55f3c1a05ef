"""The history of a workspace through the facade: writing, taking back, versions, moments compared."""

from __future__ import annotations

from datetime import date

import pytest

from liantu.access import Purpose
from liantu.district import District
from liantu.model.problems import Problems

from .conftest import edit


def test_a_change_is_kept_and_taken_back(orchard: District) -> None:
    number = orchard.history.commit(edit("firms:sweet;zh=甲"), "ann", base=1)
    assert number == 2
    after = orchard.latest()
    assert after.tables.rows("firms")["sweet"]["zh"] == "甲"
    assert after.history.changes()["author"].to_list() == ["ann", "test"]
    assert after.history.changes(after=1, until=2)["number"].to_list() == [2]
    assert after.history.undo(2, "bob", "wrong") == 3
    last = after.history.changes().row(0, named=True)
    assert (last["author"], last["undoes"], last["reason"]) == ("bob", 2, "wrong")
    assert after.history.number_at(date.max) == 3


def test_nobody_writes_and_others_rows_are_not_overwritten(orchard: District) -> None:
    with pytest.raises(Problems) as refused:
        orchard.history.commit(edit("firms:sweet;zh=甲"), "")
    assert [problem.code for problem in refused.value.problems] == ["no_person"]
    orchard.history.commit(edit("firms:sweet;zh=甲"), "ann", base=1)
    with pytest.raises(Problems) as refused:
        orchard.history.commit(edit("firms:sweet;zh=乙"), "bob", base=1)
    assert [problem.code for problem in refused.value.problems] == ["conflict"]


def test_a_folder_has_no_history(folder: District) -> None:
    history = folder.history
    assert history.tables() is folder.given
    assert history.tables(7) is folder.given
    for ask in (
        history.changes,
        lambda: history.commit(edit("firms:sweet;zh=甲"), "ann"),
        lambda: history.undo(1, "ann", "wrong"),
        lambda: history.versions("firms", "sweet"),
        lambda: history.has_row("firms", "sweet"),
        lambda: history.number_at(date.max),
        lambda: history.compare(["firms"], 1, 2),
        lambda: folder.after_change(1),
    ):
        with pytest.raises(Problems) as refused:
            ask()
        assert [problem.code for problem in refused.value.problems] == ["folder_is_read_only"]


def test_moments_are_compared_cell_by_cell(orchard: District) -> None:
    change = edit("firms:sweet;zh=甲", "+firms:new;zh=新;kind=firm;basis=stated;source=report")
    orchard.history.commit(change, "ann")
    after = orchard.latest()
    difference = after.history.compare(["firms"], 1, 2)
    assert {(row.key, row.operation) for row in difference.rows} == {("sweet", "update"), ("new", "insert")}
    cells = difference.cells().filter(row="sweet").select("field", "before", "after").rows()
    assert cells == [("zh", "甜果公司", "甲")]
    back = after.history.compare(["firms"], 2, 1)
    assert {(row.key, row.operation) for row in back.rows} == {("sweet", "update"), ("new", "delete")}
    assert difference.rests_on == "public"


def test_a_row_with_a_closed_version_is_left_out(orchard: District) -> None:
    secret = "+sources:told;zh=x;kind=official;class=secret"
    number = orchard.history.commit(edit(secret), "ann")
    orchard.latest().history.commit(edit("firms:sweet;zh=甲;source=told", "firms:mash;zh=乙"), "ann")
    after = orchard.latest()
    assert {row.key for row in after.history.compare(["firms"], number, number + 1).rows} == {"sweet", "mash"}
    leaving = after.for_purpose(Purpose.LEAVING).history
    assert {row.key for row in leaving.compare(["firms"], number, number + 1).rows} == {"mash"}
    assert after.history.versions("firms", "sweet").height == 2
    assert leaving.versions("firms", "sweet").height == 1
    assert leaving.has_row("firms", "sweet")
    assert not leaving.has_row("firms", "nobody")
    assert "sweet" not in leaving.tables()["firms"]["id"]
    assert "sweet" in leaving.tables(number)["firms"]["id"]


def test_gaps_that_moved_between_two_changes(orchard: District) -> None:
    orchard.history.commit(edit("capacities:juice-1;amount=2000"), "ann")
    after = orchard.latest()
    moved = after.history.moved_gaps(1, 2)
    assert "pulp" in moved["product"].to_list()
    assert after.history.moved_gaps(2, 2).is_empty()
    assert after.after_change(2) is after
    assert after.after_change(1) is after.after_change(1)
    assert after.after_change(1).number == 1
