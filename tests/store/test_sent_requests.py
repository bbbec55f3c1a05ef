"""A key and its write stand together or not at all, and a key is forgotten when its time is over."""

from __future__ import annotations

import pytest
from tests.store.edits import ANN, amount, edit

from liantu.model.problems import Problems
from liantu.store.sent_requests import RequestRepeated, SentRequest, find_request, keep_answer, under_key
from liantu.store.workspace import Workspace


def request(digest: str = "d", hours: float = 24) -> SentRequest:
    return SentRequest("k", digest, hours)


def commit(workspace: Workspace, written: str, sent: SentRequest) -> int:
    with under_key(sent):
        return workspace.commit(edit(f"capacities:juice-1;amount={written}"), ANN)


def test_of_two_at_the_same_moment_one_stands(workspace: Workspace) -> None:
    before = workspace.head()
    first, second = request(), request()
    assert find_request(workspace.engine, first) is find_request(workspace.engine, second) is None
    assert commit(workspace, "7", first) == before + 1
    with pytest.raises(RequestRepeated):
        commit(workspace, "8", second)
    assert (workspace.head(), amount(workspace)) == (before + 1, "7")
    found = find_request(workspace.engine, second)
    assert found is not None
    assert (found.number, found.answer) == (before + 1, None)
    keep_answer(workspace.engine, first, {"status": 201})
    kept = find_request(workspace.engine, second)
    assert kept is not None
    assert (kept.number, kept.answer) == (before + 1, {"status": 201})


def test_a_request_that_writes_twice_is_known_by_what_it_wrote_last(workspace: Workspace) -> None:
    before, sent = workspace.head(), request()
    with under_key(sent):
        workspace.commit(edit("capacities:juice-1;amount=7"), ANN)
        workspace.commit(edit("capacities:juice-1;amount=8"), ANN)
    found = find_request(workspace.engine, request())
    assert found is not None
    assert (found.number, amount(workspace)) == (before + 2, "8")


def test_a_key_stands_with_its_write_only(workspace: Workspace) -> None:
    with pytest.raises(Problems):
        commit(workspace, "many", request())
    assert find_request(workspace.engine, request()) is None


def test_another_content_under_the_key_writes_nothing(workspace: Workspace) -> None:
    commit(workspace, "7", request())
    with pytest.raises(Problems) as refused:
        commit(workspace, "8", request("other"))
    assert [problem.code for problem in refused.value.problems] == ["key_used_otherwise"]
    assert amount(workspace) == "7"


def test_a_key_is_forgotten_when_its_time_is_over(workspace: Workspace) -> None:
    commit(workspace, "7", request())
    late = request("other", hours=0)
    assert find_request(workspace.engine, late) is None
    commit(workspace, "8", late)
    assert amount(workspace) == "8"
