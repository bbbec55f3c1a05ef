"""A workspace of Fuling for every test, and somebody at a browser who writes in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html as markup
from starlette.testclient import TestClient

from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace
from liantu.web.core.app import create_app

from ..site import FULING


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
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("workspace") / "fuling.db"
    tables, _notes = read_folder(FULING, beneath=load_library())
    Workspace.create(place, tables, load_library(), ChangeEntry("test", "init")).engine.dispose()
    return place


@pytest.fixture
def served(first: Path, tmp_path: Path) -> Iterator[TestClient]:
    for file in first.parent.glob("fuling.db*"):
        shutil.copy(file, tmp_path / file.name)
    with TestClient(
        create_app(tmp_path / "fuling.db"), headers={"Origin": "http://testserver", "Accept-Encoding": "identity"}
    ) as client:
        yield client


@pytest.fixture
def writer(served: TestClient) -> Writer:
    return Writer(served)
