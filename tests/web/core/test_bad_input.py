"""What no page and no program of ours sends: answered with what is wrong, never with a failure."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from starlette.requests import Request
from tests.local_client import TestClient

from liantu.model.problems import Problems
from liantu.web.core.limited_body import LimitedRequest
from liantu.web.core.sent_json import read_json

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/paper/firm.pdf?firm=x&year=²", 404),
        ("/paper/firm.pdf?firm=x&year=0000", 404),
        ("/tables/firms?page=²", 200),
        ("/tables/firms?page=99999999999999999999", 200),
        ("/tables/firms?page=" + "9" * 5000, 200),
        ("/history/99999999999999999999", 404),
        ("/documents/x/page/99999999999999999999", 404),
        ("/history/" + "9" * 5000, 404),
    ],
)
def test_numbers_that_are_none(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def sent(body: bytes) -> list[str]:
    """The codes that a body is refused with; none when it is taken."""
    try:
        read_json(body)
    except Problems as refused:
        return [problem.code for problem in refused.problems]
    return []


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (b'{"a": ' * 200_000, ["bad_change"]),
        (b"[" * 200_000 + b"]" * 200_000, ["bad_change"]),
        (b'{"base": ' + b"9" * 5000 + b"}", ["bad_change"]),
        (rb'{"reason": "\ud800"}', ["unwritable_character"]),
        (b'{"reason": "\xed\xa0\x80"}', ["unwritable_character"]),
        (rb'{"rows": [{"fields": {"name": "a\u0000b"}}]}', ["unwritable_character"]),
        (rb'{"\u0000": 1}', ["unwritable_character"]),
        (b'{"amount": "1", "amount": "2"}', ["json_twice"]),
        (rb'{"reason": "\u94fe\n\ud83d\ude00"}', []),
    ],
)
def test_json_that_cannot_be_kept(body: bytes, codes: list[str]) -> None:
    assert sent(body) == codes


def test_what_says_no_length_is_counted_while_it_is_read(client: TestClient) -> None:
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(300):
            taken += 1_000_000
            yield b"[" * 1_000_000

    answer = client.post("/api/changes", content=pieces(), headers=JSON)
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (422, "too_large")


def test_nothing_more_is_taken_in_than_may_be() -> None:
    pulled = 0

    async def receive() -> dict[str, object]:
        nonlocal pulled
        pulled += 1
        return {"type": "http.request", "body": b"x" * 10, "more_body": True}

    scope = {"type": "http", "headers": [], "query_string": b""}
    # In a thread of its own: in this one a browser's loop may run.
    with ThreadPoolExecutor(1) as thread, pytest.raises(Problems):
        thread.submit(anyio.run, LimitedRequest(Request(scope, receive), 95).body).result()
    assert pulled == 10


def test_the_characters_of_a_form_are_named_by_who_sends_it(client: TestClient) -> None:
    client.get("/person")
    ours = {"origin": str(client.base_url), "content-type": "multipart/form-data; boundary=b; charset=undefined"}
    body = b'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nx\r\n--b--\r\n'
    assert client.post("/person", content=body, headers=ours).status_code == 400
