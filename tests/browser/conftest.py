"""A real server, a real browser, and no network but the server's own address."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from tests.examples import choose_one
from tests.web.site import LANGUAGES
from tests.workspaces import copy_workspace, share_views

import liantu
from liantu.district import open_district
from liantu.web.core.app import create_app

from .reader import Reader

ROOT = Path(__file__).parents[2]
#: The browser without windows comes first: the same engine for two fifths of the processor time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The network is cut below the pages too: no other name leads anywhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    """The address of Fuling, served here: what other tests of this process have asked of it is not computed again."""
    with serving_here(create_app(liantu.open(ROOT / "districts" / "fuling"))) as address:
        yield address


@contextmanager
def serving(place: str) -> Iterator[str]:
    """A district served by the command on a free port of this machine, by its address."""
    port = free_port()
    command = [sys.executable, "-m", "liantu", "serve", place, "--port", str(port), "--no-browser"]
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip().rstrip("/")
        while server.poll() is None and not listens(port):
            time.sleep(0.1)
        yield address
        server.terminate()


@contextmanager
def serving_here(application: FastAPI) -> Iterator[str]:
    """An application served by a thread of this process, which spares a program that loads everything anew."""
    port = free_port()
    settings = uvicorn.Config(
        application, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while thread.is_alive() and not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("LIANTU_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        if program is None and not Path(own).exists():
            said = "no Chromium was found: the browser tests did not run"
            if os.environ.get("LIANTU_REQUIRE_BROWSER") == "1":
                pytest.fail(said)
            warnings.warn(said, stacklevel=1)
            pytest.skip(said)
        opened = playwright.chromium.launch(executable_path=program or own, args=[*FLAGS])
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Browser, origin: str) -> Iterator[Callable[..., Reader]]:
    """Opens readers; afterwards none of them may have asked elsewhere or met an error."""
    readers: list[Reader] = []

    def make(language: str = "zh_CN", place: str = "", **settings: Any) -> Reader:
        readers.append(Reader(browser, place or origin, language, **settings))
        return readers[-1]

    yield make
    for reader in readers:
        reader.context.close()
        assert reader.elsewhere == []
        assert reader.errors == []


@pytest.fixture
def reader(language: str, opened: Callable[..., Reader]) -> Reader:
    """Somebody who reads Chinese or English."""
    return opened(language)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a language is run in one, drawn by its name; in ``make fuzz`` in both."""
    named = [name for mark in metafunc.definition.iter_markers("parametrize") for name in list_names(mark.args[0])]
    if "language" in metafunc.fixturenames and "language" not in named:
        spoken = choose_one(LANGUAGES, metafunc.definition.nodeid)
        metafunc.parametrize("language", [pytest.param(one, marks=pytest.mark.hypothesis) for one in spoken])


def list_names(given: str | Sequence[str]) -> Sequence[str]:
    """The names of a parametrization, which one string may hold."""
    return given.replace(",", " ").split() if isinstance(given, str) else given


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application; its many addresses are registered once, and every test sets a workspace of its own beneath."""
    return create_app(copy_workspace("fuling", tmp_path_factory.mktemp("application")))


@pytest.fixture
def served(application: FastAPI, tmp_path: Path) -> Iterator[str]:
    """A workspace of Fuling of one's own, served."""
    application.state.districts = share_views(open_district(copy_workspace("fuling", tmp_path)))
    with serving_here(application) as address:
        yield address


@pytest.fixture
def readers(browser: Browser, served: str) -> Iterator[Callable[[str], Reader]]:
    """People at browsers of their own; none of them may have asked elsewhere."""
    made: list[Reader] = []

    def make(language: str) -> Reader:
        made.append(Reader(browser, served, language))
        return made[-1]

    yield make
    for reader in made:
        reader.context.close()
        assert reader.elsewhere == []
        # A refused form, and a search that is given up by leaving the page, are told to the console; both are meant.
        assert [said for said in reader.errors if "status of 4" not in said and ": htmx:" not in said] == []
