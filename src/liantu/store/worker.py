"""The worker: a thread of this process that takes tasks from the queue, one after the other."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Engine

from liantu.model.problems import Problem, Problems
from liantu.store import tasks
from liantu.store.tasks import Task, TaskCancelled

Progress = Callable[[int, int], None]
#: What a task does: given the task and a way to say how far it is (which raises when it is to stop).
Work = Callable[[Task, Progress], Any]

_log = logging.getLogger(__name__)


class Worker:
    """Runs the tasks of some kinds, each by its function, until it is stopped."""

    def __init__(self, engine: Engine, works: Mapping[str, Work], pause: float = 1.0) -> None:
        """``pause`` is how many seconds pass before an empty queue is looked at again."""
        self._engine = engine
        self._works = dict(works)
        self._pause = pause
        self._name = tasks.name_worker()
        self._woken = threading.Event()
        self._ending = threading.Event()
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._run, self._live)]

    def start(self) -> None:
        """Begin, with what a process that ended left unfinished."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Look at the queue now: something was asked for."""
        self._woken.set()

    def stop(self, patience: float = 5.0) -> None:
        """End after the present task, or leave it to the next start when it takes longer than ``patience``."""
        self._ending.set()
        self._woken.set()
        for thread in self._threads:
            thread.join(patience)

    def run_next(self) -> Task | None:
        """Run the task that waits longest, here and now; returns it as it then stands, None when none waits."""
        task = tasks.claim_task(self._engine, self._name, [*self._works])
        if task is None:
            return None
        try:
            self._finish(task)
        except TaskCancelled:
            _log.info("task %s (%s) was cancelled", task.id, task.kind)
        return tasks.find_task(self._engine, task.id)

    def _finish(self, task: Task) -> None:
        def progress(done: int, total: int) -> None:
            """Report how far the task is; raises where the process is about to end."""
            if self._ending.is_set():
                raise _ProcessEnding
            tasks.report_progress(self._engine, task.id, self._name, done, total)

        try:
            result = self._works[task.kind](task, progress)
        except _ProcessEnding:
            tasks.release_task(self._engine, task.id, self._name)
            raise
        except TaskCancelled:
            raise
        except Problems as refused:
            tasks.fail_task(self._engine, task.id, self._name, refused.problems)
        except Exception as error:  # whatever a task does, the worker lives on
            _log.exception("task %s (%s) failed", task.id, task.kind)
            problem = Problem("task_failed", value=f"{type(error).__name__}: {error}")
            tasks.fail_task(self._engine, task.id, self._name, [problem])
        else:
            tasks.finish_task(self._engine, task.id, self._name, result)

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                if self.run_next() is not None:
                    continue
            except _ProcessEnding:
                return
            except Problems:  # the database is away or busy: try again
                _log.exception("the queue cannot be read")
            self._woken.wait(self._pause)
            self._woken.clear()

    def _live(self) -> None:
        while not self._ending.wait(tasks.PATIENCE / 4):
            try:
                tasks.report_alive(self._engine, self._name)
            except Problems:
                _log.warning("no sign of life could be given")


class _ProcessEnding(BaseException):
    """The process ends; the task stays in the queue and is begun again by the next worker."""
