"""What was sent under a key, and what it was answered: sent once more, it is not made once more.

A write that timed out may have been made. The key is written in the transaction of the write itself: whatever ends the
program, either both are there or neither. The answer follows; until it has, the write alone is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from liantu.model.problems import Problem, Problems
from liantu.store.database import read_transaction, write_transaction
from liantu.store.database_layout import database_table


@dataclass
class SentRequest:
    """A request under way: its key, a hash of what was sent, for how long the key is known, and whether it stands."""

    key: str
    digest: str
    hours: float
    recorded: bool = False


@dataclass(frozen=True)
class RecordedRequest:
    """What a key was used for before: the change or task that it made, and the answer once it was given."""

    number: int | None
    task: str | None
    answer: dict[str, Any] | None


class RequestRepeated(Exception):
    """The key was written meanwhile by the same request, sent at the same moment; nothing of this one stands."""


#: The request that the present thread of work answers.
_CURRENT: ContextVar[SentRequest | None] = ContextVar("request", default=None)


@contextmanager
def under_key(request: SentRequest) -> Iterator[SentRequest]:
    """Whatever is written inside is written under the key of the request."""
    token = _CURRENT.set(request)
    try:
        yield request
    finally:
        _CURRENT.reset(token)


def find_request(engine: Engine, request: SentRequest) -> RecordedRequest | None:
    """What the key was used for; None when it is new. Raises Problems when something else was sent under it."""
    with read_transaction(engine) as connection:
        return _find(connection, request)


def record_write(connection: Connection, number: int | None = None, task: str | None = None) -> None:
    """Write the key of the request under way beside its change or task; call inside the transaction of the write.

    Raises RequestRepeated when it stands there already, Problems when it does for something else.
    """
    request = _CURRENT.get()
    if request is None:
        return
    table = database_table("liantu_requests")
    made = {name: value for name, value in (("number", number), ("task", task)) if value is not None}
    if request.recorded:
        connection.execute(update(table).where(table.c.key == request.key).values(made))
        return
    if _find(connection, request) is not None:
        raise RequestRepeated
    _insert(connection, request, made)


def keep_answer(engine: Engine, request: SentRequest, answer: dict[str, Any]) -> None:
    """Keep the answer of a request under its key, also of one that wrote nothing."""
    table = database_table("liantu_requests")
    content = {"answer": json.dumps(answer, ensure_ascii=False)}
    with write_transaction(engine) as connection:
        if _find(connection, request) is None:
            _insert(connection, request, content)
        else:
            connection.execute(update(table).where(table.c.key == request.key).values(content))


def _insert(connection: Connection, request: SentRequest, values: dict[str, Any]) -> None:
    table, now = database_table("liantu_requests"), datetime.now(UTC)
    oldest = (now - timedelta(hours=request.hours)).isoformat(timespec="microseconds")
    connection.execute(delete(table).where(table.c.made < oldest))
    made = now.isoformat(timespec="microseconds")
    connection.execute(insert(table).values(key=request.key, digest=request.digest, made=made, **values))
    request.recorded = True


def _find(connection: Connection, request: SentRequest) -> RecordedRequest | None:
    table = database_table("liantu_requests")
    row = connection.execute(select(table).where(table.c.key == request.key)).mappings().first()
    oldest = (datetime.now(UTC) - timedelta(hours=request.hours)).isoformat(timespec="microseconds")
    if row is None or row["made"] < oldest:
        return None
    if row["digest"] != request.digest:
        raise Problems([Problem("key_used_otherwise", value=request.key)])
    answer = json.loads(row["answer"]) if row["answer"] else None
    return RecordedRequest(row["number"], row["task"], answer)
