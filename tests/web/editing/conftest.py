"""A workspace of Fuling for every test, and somebody at a browser who writes in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from lxml import html as markup
from tests.local_client import ORIGIN, TestClient
from tests.workspaces import copy_workspace, share_views

from liantu.district import open_district
from liantu.web.core.app import create_app
from liantu.web.core.forms import task_queue


class Writer:
    """One browser: it keeps its cookies, brings its token, and says that it comes from our own page."""

    def __init__(self, client: TestClient, name: str = "Anna") -> None:
        self.client = client
        self.client.get("/person")
        self.token = client.cookies["token"]
        self.name = name

    def page(self, address: str) -> markup.HtmlElement:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return markup.document_fromstring(answer.text)

    def heading(self, address: str) -> str:
        """The answer that a page begins with."""
        return str(self.page(address).xpath("string(//h1)")).strip()

    def data(self, address: str) -> Any:
        return self.client.get(address).json()

    def send(self, address: str, files: Any = None, **fields: str) -> httpx.Response:
        """Send a form; ``f__amount`` stands for the field ``f.amount``."""
        told = {name.replace("__", "."): value for name, value in fields.items()}
        given = {"token": self.token, "person": self.name, **told}
        return self.client.post(address, data=given, files=files, follow_redirects=False)

    def row(self, table: str, key: str) -> dict[str, Any]:
        return next(row for row in self.data(f"/tables/{table}.json")[table] if row["id"] == key)


def problems(answer: httpx.Response) -> list[str]:
    """What a page says is wrong."""
    tree = markup.document_fromstring(answer.text)
    return [line.text_content() for line in tree.xpath("//ul[@class='problems' or @class='beside']/li")]


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application; its many addresses are registered once, and every test sets a workspace of its own beneath."""
    return create_app(copy_workspace("fuling", tmp_path_factory.mktemp("application")))


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page waits for a small file for as long as a machine with much to do takes to read it."""
    monkeypatch.setattr(task_queue, "_PATIENCE", 60.0)


@contextmanager
def serving(application: FastAPI, place: Path) -> Iterator[TestClient]:
    """The application over a workspace, as freshly started."""
    application.state.districts = share_views(open_district(place))
    application.state.worker = None
    with TestClient(application, headers={"Origin": ORIGIN, "Accept-Encoding": "identity"}) as client:
        yield client


@pytest.fixture
def served(application: FastAPI, tmp_path: Path) -> Iterator[TestClient]:
    with serving(application, copy_workspace("fuling", tmp_path)) as client:
        yield client


@pytest.fixture
def made_up(application: FastAPI, tmp_path: Path) -> Iterator[Writer]:
    """Somebody who writes in a workspace of the made-up district."""
    with serving(application, copy_workspace("yunxi", tmp_path)) as client:
        yield Writer(client)


@pytest.fixture
def writer(served: TestClient) -> Writer:
    return Writer(served)
