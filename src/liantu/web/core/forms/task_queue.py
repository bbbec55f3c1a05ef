"""The background of the pages: what takes long is asked for here, and a small thing is waited for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from liantu.web.core.page_answers import find_answers
from liantu.web.core.request_view import RequestView

if TYPE_CHECKING:
    from liantu.district.results import Worker

#: So long a small file is waited for, so that its page is there at once.
_PATIENCE = 2.0


def wait_for_task(view: RequestView, id: str) -> None:
    """Wake the worker; back when the task has ended, or after a moment. At once where nobody works on the queue."""
    worker: Worker | None = view.request.app.state.worker
    if worker is not None:
        worker.wake()
        view.present.tasks.wait(id, _PATIENCE)


def make_worker_lifespan() -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """The worker of a workspace, for as long as the application is served."""

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        """A worker for as long as the server runs."""
        app.state.worker = app.state.districts.loaded.tasks.start_worker()
        yield
        find_answers(app).close()
        if app.state.worker is not None:
            app.state.worker.stop()

    return live
