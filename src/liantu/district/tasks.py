"""What takes long, and is done in the background of a workspace."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liantu.district.view import DistrictView

if TYPE_CHECKING:
    from liantu.store.tasks import Task
    from liantu.store.worker import Worker

_PAUSE = 0.03


@dataclass(frozen=True)
class Tasks:
    """The queue of a workspace. Of a district in a folder it is empty, and nothing can be put into it."""

    view: DistrictView

    def listed(self) -> list[Task]:
        """All tasks, the last asked for first."""
        from liantu.store.tasks import list_tasks

        return [] if self.view.workspace is None else list_tasks(self.view.workspace.engine)

    def find(self, id: str) -> Task:
        """A task as it stands. Raises Problems when there is none, or for a district in a folder."""
        from liantu.store.tasks import find_task

        return find_task(self.view.require_workspace().engine, id)

    def queue(self, kind: str, arguments: Mapping[str, object], author: str, file: str = "") -> str:
        """Put a task into the queue and return its id; ``file`` is the sha256 of a stored document. Raises Problems."""
        from liantu.store.tasks import queue_task

        return queue_task(self.view.require_workspace().engine, kind, arguments, author, file)

    def wait(self, id: str, seconds: float) -> Task:
        """The task as it stands once it has ended, or after so many seconds. Raises Problems as ``find`` does."""
        end = time.monotonic() + seconds
        task = self.find(id)
        while task.state in ("waiting", "running") and time.monotonic() < end:
            time.sleep(_PAUSE)
            task = self.find(id)
        return task

    def cancel(self, id: str) -> bool:
        """Cancel a task that waits or runs; whether it will stop. Raises Problems for a district in a folder."""
        from liantu.store.tasks import cancel_task

        return cancel_task(self.view.require_workspace().engine, id)

    def start_worker(self) -> Worker | None:
        """Begin to work on the queue, until the worker is stopped; None for a district in a folder."""
        from liantu.district.loading_tasks import worker_functions
        from liantu.store.worker import Worker

        if self.view.workspace is None:
            return None
        worker = Worker(self.view.workspace.engine, worker_functions(self.view.workspace))
        worker.start()
        return worker
