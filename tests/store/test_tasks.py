"""The queue: one worker a task, nothing lost by a restart, cancelling, and what went wrong is told."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from tests.store.edits import refused

from liantu.model.problems import Problem, Problems
from liantu.store import tasks
from liantu.store.tasks import Task, TaskCancelled
from liantu.store.worker import Progress, Worker
from liantu.store.workspace import Workspace


def add(task: Task, progress: Progress) -> int:
    for done in range(3):
        progress(done, 3)
    return int(task.given["a"]) + int(task.given["b"])


def refuse(task: Task, progress: Progress) -> None:
    raise Problems([Problem("required", "plants", "plants.csv", 3, "firm")])


def stumble(task: Task, progress: Progress) -> None:
    raise ZeroDivisionError("by zero")


WORKS = {"add": add, "refuse": refuse, "stumble": stumble}


def test_a_task_is_done(workspace: Workspace) -> None:
    id = tasks.queue_task(workspace.engine, "add", {"a": 1, "b": 2}, "ann", file="f00")
    waiting = tasks.find_task(workspace.engine, id)
    assert (waiting.state, waiting.author, waiting.file, waiting.given) == ("waiting", "ann", "f00", {"a": 1, "b": 2})
    done = Worker(workspace.engine, WORKS).run_next()
    assert done == tasks.find_task(workspace.engine, id)
    assert (done.state, done.result, done.done, done.total) == ("done", 3, 2, 3)
    assert Worker(workspace.engine, WORKS).run_next() is None


def test_what_went_wrong_is_told(workspace: Workspace) -> None:
    worker = Worker(workspace.engine, WORKS)
    for kind, code in (("refuse", "required"), ("stumble", "task_failed")):
        tasks.queue_task(workspace.engine, kind, {}, "ann")
        failed = worker.run_next()
        assert failed is not None
        assert failed.state == "failed"
        assert [problem.code for problem in failed.result] == [code]
    assert failed.result[0].value == "ZeroDivisionError: by zero"
    refused("no_such_task", tasks.find_task, workspace.engine, "none")


def test_the_one_that_waits_longest_comes_first_and_other_kinds_are_left(workspace: Workspace) -> None:
    asked = [tasks.queue_task(workspace.engine, kind, {"a": 0, "b": 0}, "ann") for kind in ("other", "add", "add")]
    worker = Worker(workspace.engine, WORKS)
    assert [getattr(worker.run_next(), "id", None) for _ in range(3)] == [asked[1], asked[2], None]
    assert [task.id for task in tasks.list_tasks(workspace.engine, "ann")] == asked[::-1]
    assert tasks.list_tasks(workspace.engine, "bob") == []


def test_one_worker_a_task(workspace: Workspace) -> None:
    asked = {tasks.queue_task(workspace.engine, "add", {"n": n}, "ann") for n in range(12)}
    taken: list[str] = []

    def take(worker: str) -> None:
        while (task := tasks.claim_task(workspace.engine, worker, ["add"])) is not None:
            taken.append(task.id)

    name = tasks.name_worker()
    threads = [threading.Thread(target=take, args=(name,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 12
    assert {*taken} == asked


def test_cancelling(workspace: Workspace) -> None:
    waiting = tasks.queue_task(workspace.engine, "add", {}, "ann")
    assert tasks.cancel_task(workspace.engine, waiting)
    assert not tasks.cancel_task(workspace.engine, waiting)
    assert tasks.find_task(workspace.engine, waiting).state == "cancelled"

    reached = []

    def long(task: Task, progress: Progress) -> None:
        progress(1, 10)
        tasks.cancel_task(workspace.engine, task.id)
        progress(2, 10)
        reached.append(task.id)

    tasks.queue_task(workspace.engine, "long", {}, "ann")
    stopped = Worker(workspace.engine, {"long": long}).run_next()
    assert stopped is not None
    assert (stopped.state, stopped.done, reached) == ("cancelled", 1, [])


def test_a_task_of_a_process_that_died_is_taken_again(workspace: Workspace) -> None:
    id = tasks.queue_task(workspace.engine, "add", {"a": 1, "b": 1}, "ann")
    code = (
        "import os, sys; from liantu.store import tasks; from liantu.store.database import connect;"
        "task = tasks.claim_task(connect(sys.argv[1]), tasks.name_worker(), ['add']); print(task.state);"
        "sys.stdout.flush();"
        "os.kill(os.getpid(), 9)"
    )
    for attempt in (1, 2):
        done = subprocess.run([sys.executable, "-c", code, workspace.place], capture_output=True, text=True)
        assert done.stdout == "running\n", done.stderr
        assert tasks.find_task(workspace.engine, id).attempts == attempt
    finished = Worker(workspace.engine, WORKS).run_next()
    assert finished is not None
    assert (finished.state, finished.result, finished.attempts) == ("done", 2, 3)


def test_a_task_that_ends_its_worker_again_and_again_is_given_up(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = tasks.queue_task(workspace.engine, "add", {}, "ann")
    for _ in range(tasks.ATTEMPTS):
        monkeypatch.setattr(tasks, "_STARTED", f"{time.monotonic_ns()}")  # another process of the same number
        assert tasks.claim_task(workspace.engine, tasks.name_worker(), ["add"])
    monkeypatch.setattr(tasks, "_STARTED", "last")
    assert tasks.claim_task(workspace.engine, tasks.name_worker(), ["add"]) is None
    assert [problem.code for problem in tasks.find_task(workspace.engine, id).result] == ["task_given_up"]


def test_a_worker_elsewhere_that_fell_silent(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    id = tasks.queue_task(workspace.engine, "add", {}, "ann")
    assert tasks.claim_task(workspace.engine, "elsewhere:1:x", ["add"])
    assert tasks.claim_task(workspace.engine, tasks.name_worker(), ["add"]) is None
    monkeypatch.setattr(tasks, "PATIENCE", -1)
    assert tasks.claim_task(workspace.engine, tasks.name_worker(), ["add"])
    with pytest.raises(TaskCancelled):
        tasks.finish_task(workspace.engine, id, "elsewhere:1:x", "late")


def test_the_thread_runs_what_is_asked_and_leaves_the_rest(workspace: Workspace) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long(task: Task, progress: Progress) -> None:
        begun.set()
        while not go_on.wait(0.01):
            progress(0, 1)

    worker = Worker(workspace.engine, {**WORKS, "long": long}, pause=0.05)
    first = tasks.queue_task(workspace.engine, "add", {"a": 2, "b": 2}, "ann")
    second = tasks.queue_task(workspace.engine, "long", {}, "ann")
    worker.start()
    assert begun.wait(20)
    assert tasks.find_task(workspace.engine, first).result == 4
    worker.stop()
    assert tasks.find_task(workspace.engine, second).state == "waiting"
    go_on.set()
    again = Worker(workspace.engine, {"long": long}).run_next()
    assert again is not None
    assert (again.id, again.state, again.attempts) == (second, "done", 1)
