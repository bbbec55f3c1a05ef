"""What is sent twice is made once: by a program under a key, by a person with the very same form."""

from __future__ import annotations

from typing import Any

import pytest
from tests.local_client import TestClient

from liantu.store import sent_requests
from liantu.web.core.forms.saving import commit_change
from liantu.web.rooms.data import api

from .conftest import Writer

ROWS = [{"table": "capacities", "key": "rept-cell", "fields": {"amount": "31"}}]
CHANGE = {"author": "robot", "reason": "r", "rows": ROWS}
KEY = {"Idempotency-Key": "7f9c-1"}
REPLAYED = "idempotency-replayed"


@pytest.fixture
def program(served: TestClient) -> TestClient:
    return TestClient(served.app)


def head(program: TestClient) -> int:
    return max(change["number"] for change in program.get("/history.json").json()["changes"])


def test_a_change_sent_again_has_the_answer_of_the_first(program: TestClient) -> None:
    first = program.post("/api/changes", json=CHANGE, headers=KEY)
    assert (first.status_code, first.json()["number"], REPLAYED in first.headers) == (201, 2, False)
    # What was made meanwhile is not undone by it.
    other = [{**ROWS[0], "fields": {"amount": "33"}}]
    assert program.post("/api/changes", json={**CHANGE, "rows": other}).json()["number"] == 3
    again = program.post("/api/changes", json=CHANGE, headers=KEY)
    assert (again.status_code, again.json(), again.headers[REPLAYED]) == (201, first.json(), "true")
    assert head(program) == 3


NEW = [{"table": "firms", "key": "f9", "operation": "insert", "fields": {"zh": "甲", "kind": "firm", "basis": "ours"}}]


def test_of_two_at_one_moment_the_later_has_the_answer_of_the_first(
    program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row that the later one finds there already is the very one that it was to make."""
    answers: list[Any] = []

    def commit_second(*given: Any) -> int:
        monkeypatch.setattr(api, "commit_change", commit_change)
        answers.append(TestClient(program.app).post("/api/changes", json={**CHANGE, "rows": NEW}, headers=KEY))
        return commit_change(*given)

    monkeypatch.setattr(api, "commit_change", commit_second)
    later = program.post("/api/changes", json={**CHANGE, "rows": NEW}, headers=KEY)
    assert (later.status_code, later.json(), later.headers[REPLAYED]) == (201, answers[0].json(), "true")
    assert head(program) == 2


def test_a_key_of_something_else_is_refused(program: TestClient) -> None:
    program.post("/api/changes", json=CHANGE, headers=KEY)
    for address, body in (("/api/changes", {**CHANGE, "reason": "other"}), ("/api/changes/2/undo", CHANGE)):
        refused = program.post(address, json=body, headers=KEY)
        assert (refused.status_code, refused.json()["problems"][0]["code"]) == (422, "key_used_otherwise")
    assert head(program) == 2


@pytest.mark.parametrize("key", ["", "a" * 201])
def test_what_is_no_key(program: TestClient, key: str) -> None:
    refused = program.post("/api/changes", json=CHANGE, headers={"Idempotency-Key": key})
    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (422, "bad_key")


def test_what_was_refused_may_be_sent_again_under_its_key(program: TestClient) -> None:
    nobody = {"rows": ROWS}
    assert program.post("/api/changes", json=nobody, headers=KEY).status_code == 422
    assert program.post("/api/changes", json=CHANGE, headers=KEY).json()["number"] == 2


def test_a_change_whose_answer_was_lost_is_told(program: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the program ended here")

    with monkeypatch.context() as ending:
        ending.setattr(sent_requests, "keep_answer", fail)
        with pytest.raises(RuntimeError):
            program.post("/api/changes", json=CHANGE, headers=KEY)
    other = [{**ROWS[0], "fields": {"amount": "33"}}]
    assert program.post("/api/changes", json={**CHANGE, "rows": other}).json()["number"] == 3
    again = program.post("/api/changes", json=CHANGE, headers=KEY)
    assert (again.status_code, again.json()) == (201, {"number": 2, "address": "/history/2"})
    assert head(program) == 3


def test_the_same_form_sent_twice_leads_where_the_first_led(writer: Writer) -> None:
    address = "/tables/capacities/rept-cell/edit"
    key = writer.page(address).xpath("//input[@name='form_key']/@value")[-1]
    assert key != writer.page(address).xpath("//input[@name='form_key']/@value")[-1]
    filled = {"form_key": key, "base": "1", "f__amount": "31", "reason": "called"}
    first, again = writer.send(address, **filled), writer.send(address, **filled)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["location"] == again.headers["location"]
    assert head(writer.client) == 2
    # Gone back to and changed it is another form.
    assert writer.send(address, **{**filled, "base": "2", "f__amount": "32"}).status_code == 303
    assert (head(writer.client), writer.row("capacities", "rept-cell")["amount"]) == (3, "32")


def test_a_form_to_be_mended_may_be_sent_again(writer: Writer) -> None:
    address = "/tables/capacities/rept-cell/edit"
    filled = {"form_key": "k", "base": "1", "f__amount": "many"}
    assert [writer.send(address, **filled).status_code for _ in range(2)] == [422, 422]
