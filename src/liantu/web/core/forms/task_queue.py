"""The background of the pages: what takes long is asked for here, and a small thing is waited for."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import FastAPI

from liantu.model.problems import Problem, Problems
from liantu.store import tasks
from liantu.store.tasks import Task
from liantu.store.worker import Worker
from liantu.web.core.forms import current_row, loading_tasks
from liantu.web.core.request_view import RequestView

#: So long a small file is waited for, so that its page is there at once.
_PATIENCE = 2.0


def queue_and_wait(view: RequestView, kind: str, given: Mapping[str, Any], author: str, file: str) -> str:
    """Put a task into the queue; back when it is done, or after a moment."""
    engine = current_row.require_workspace(view).engine
    id = tasks.queue_task(engine, kind, given, author, file)
    worker: Worker | None = view.request.app.state.worker
    if worker is None:
        return id
    worker.wake()
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and tasks.find_task(engine, id).state in ("waiting", "running"):
        time.sleep(0.03)
    return id


def queue_load(view: RequestView, looked: Task, author: str, reason: str | None, source: str | None) -> str:
    """Have written what the look at a file has shown. Raises Problems when it was not looked at, or is refused."""
    if looked.kind != "preview" or looked.state != "done":
        raise Problems([Problem("not_looked_at", value=str(looked.given["name"]))])
    refused = looked.result.get("problems", [])
    if refused:
        raise Problems([Problem(**told) for told in refused])
    given = {**looked.given, "base": looked.result["base"], "reason": reason or "", "source": source or ""}
    return queue_and_wait(view, "load", given, author, looked.file or "")


def make_worker_lifespan() -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """The worker of a workspace, for as long as the application is served."""

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        workspace = app.state.districts.given.workspace
        if workspace is not None:
            app.state.worker = Worker(workspace.engine, loading_tasks.worker_functions(workspace))
            app.state.worker.start()
        yield
        if app.state.worker is not None:
            app.state.worker.stop()

    return live
