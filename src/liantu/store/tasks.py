"""Work that takes long, in a queue that survives a restart.

A task waits, runs, and is done, failed or cancelled. A worker gives a sign of life while it runs one; a task whose
worker died is taken again, and given up when it has ended its worker three times.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, and_, insert, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from liantu.model.problems import Problem, Problems, record_problem, restore_problem
from liantu.store.database import read_transaction, write_transaction
from liantu.store.database_layout import database_table
from liantu.store.sent_requests import record_write

#: A worker of another machine that gave no sign for so many seconds is taken for dead.
PATIENCE = 120
#: How many times a task is begun before it is given up.
ATTEMPTS = 3
STATES = ("waiting", "running", "done", "failed", "cancelled")


class TaskCancelled(Exception):
    """Raised in a running task once somebody cancelled it, or another worker took it."""


@dataclass(frozen=True)
class Task:
    """A task as it stands. ``result`` is what it gave, or the problems it failed with."""

    id: str
    kind: str
    author: str
    asked: str
    state: str
    done: int
    total: int
    given: Mapping[str, Any]
    result: Any
    file: str | None
    attempts: int


def queue_task(engine: Engine, kind: str, arguments: Mapping[str, object], author: str, file: str | None = None) -> str:
    """Put a task into the queue and return its id. ``file`` is the sha256 of a stored document."""
    id = uuid4().hex
    with write_transaction(engine) as connection:
        connection.execute(
            insert(database_table("liantu_tasks")).values(
                id=id,
                kind=kind,
                author=author,
                asked=_now(),
                state="waiting",
                done=0,
                total=0,
                given=json.dumps(dict(arguments), ensure_ascii=False),
                result="null",
                worker="",
                alive="",
                attempts=0,
                file=file,
            )
        )
        record_write(connection, task=id)
    return id


def claim_task(engine: Engine, worker: str, kinds: Sequence[str]) -> Task | None:
    """The task that waits longest, for this worker alone; None when none waits."""
    tasks = database_table("liantu_tasks")
    with write_transaction(engine) as connection:
        _fail_abandoned(connection)
        query = select(tasks.c.id, tasks.c.attempts).where(tasks.c.kind.in_(kinds), _is_claimable(connection))
        for id, attempts in connection.execute(query.order_by(tasks.c.asked, tasks.c.id)).all():
            # Another worker may be as far as this; the first to say so has it.
            taken = connection.execute(
                update(tasks)
                .where(tasks.c.id == id, tasks.c.attempts == attempts, tasks.c.state.in_(("waiting", "running")))
                .values(state="running", worker=worker, alive=_now(), attempts=attempts + 1, done=0, total=0)
            )
            if taken.rowcount:
                return _task(connection, id)
    return None


def report_progress(engine: Engine, id: str, worker: str, done: int, total: int) -> None:
    """Say how far it is. Raises Cancelled when it is to stop. Not within a transaction that writes."""
    _update_task(engine, id, worker, done=done, total=total)


def report_alive(engine: Engine, worker: str) -> None:
    """A sign of life for everything the worker runs."""
    tasks = database_table("liantu_tasks")
    with write_transaction(engine) as connection:
        mine = and_(tasks.c.worker == worker, tasks.c.state == "running")
        connection.execute(update(tasks).where(mine).values(alive=_now()))


def finish_task(engine: Engine, id: str, worker: str, result: Any) -> None:
    """The task is done and gave this. Raises Cancelled when it was cancelled meanwhile."""
    _update_task(engine, id, worker, state="done", result=json.dumps(result, ensure_ascii=False))


def fail_task(engine: Engine, id: str, worker: str, problems: Sequence[Problem]) -> None:
    """The task cannot be done. Raises Cancelled when it was cancelled meanwhile."""
    _update_task(engine, id, worker, state="failed", result=_problems_to_json(problems))


def release_task(engine: Engine, id: str, worker: str) -> None:
    """Put a task back for the next worker: this one ends."""
    tasks = database_table("liantu_tasks")
    with write_transaction(engine) as connection:
        mine = and_(tasks.c.id == id, tasks.c.worker == worker, tasks.c.state == "running")
        connection.execute(update(tasks).where(mine).values(state="waiting", attempts=tasks.c.attempts - 1))


def cancel_task(engine: Engine, id: str) -> bool:
    """Cancel a task that waits or runs; a running one stops when it next says how far it is. Whether it will."""
    tasks = database_table("liantu_tasks")
    with write_transaction(engine) as connection:
        still = and_(tasks.c.id == id, tasks.c.state.in_(("waiting", "running")))
        return bool(connection.execute(update(tasks).where(still).values(state="cancelled")).rowcount)


def find_task(engine: Engine, id: str) -> Task:
    """A task as it stands. Raises Problems when there is none."""
    with read_transaction(engine) as connection:
        return _task(connection, id)


def list_tasks(engine: Engine, author: str | None = None) -> list[Task]:
    """All tasks, or those of an author, the last asked for first."""
    tasks = database_table("liantu_tasks")
    query = select(tasks.c.id).order_by(tasks.c.asked.desc(), tasks.c.id)
    with read_transaction(engine) as connection:
        ids = connection.execute(query if author is None else query.where(tasks.c.author == author)).scalars().all()
        return [_task(connection, id) for id in ids]


def name_worker() -> str:
    """A name for a worker of this process: machine, process and what tells it from an earlier one of that number."""
    return f"{socket.gethostname()}:{os.getpid()}:{_STARTED}"


_STARTED = uuid4().hex


def _update_task(engine: Engine, id: str, worker: str, **values: object) -> None:
    tasks = database_table("liantu_tasks")
    with write_transaction(engine) as connection:
        mine = and_(tasks.c.id == id, tasks.c.worker == worker, tasks.c.state == "running")
        if not connection.execute(update(tasks).where(mine).values(alive=_now(), **values)).rowcount:
            raise TaskCancelled(id)


def _is_claimable(connection: Connection) -> ColumnElement[bool]:
    """Waiting, or run by a worker that is no more."""
    tasks = database_table("liantu_tasks")
    running = select(tasks.c.worker).where(tasks.c.state == "running").distinct()
    dead = [worker for worker in connection.execute(running).scalars() if _is_dead(worker)]
    silent = (datetime.now(UTC) - timedelta(seconds=PATIENCE)).isoformat(timespec="microseconds")
    left = and_(tasks.c.state == "running", or_(tasks.c.worker.in_(dead), tasks.c.alive < silent))
    return or_(tasks.c.state == "waiting", left)


def _is_dead(worker: str) -> bool:
    """Whether the process of a worker of this machine has ended; of another machine's nothing is known."""
    machine, process, started = worker.rsplit(":", 2)
    if machine != socket.gethostname():
        return False
    if int(process) == os.getpid():
        return started != _STARTED
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _fail_abandoned(connection: Connection) -> None:
    tasks = database_table("liantu_tasks")
    tired = and_(_is_claimable(connection), tasks.c.state == "running", tasks.c.attempts >= ATTEMPTS)
    problems = _problems_to_json([Problem("task_given_up", value=str(ATTEMPTS))])
    connection.execute(update(tasks).where(tired).values(state="failed", result=problems))


def _task(connection: Connection, id: str) -> Task:
    tasks = database_table("liantu_tasks")
    row = connection.execute(select(tasks).where(tasks.c.id == id)).mappings().first()
    if row is None:
        raise Problems([Problem("no_such_task", value=id)])
    result = json.loads(row["result"])
    if row["state"] == "failed":
        result = [restore_problem(problem) for problem in result]
    names = ("id", "kind", "author", "asked", "state", "done", "total", "file", "attempts")
    return Task(**{name: row[name] for name in names}, given=json.loads(row["given"]), result=result)


def _problems_to_json(problems: Sequence[Problem]) -> str:
    return json.dumps([record_problem(problem) for problem in problems], ensure_ascii=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
