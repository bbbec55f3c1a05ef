"""One application and one reading of its pages for all tests of the web."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.local_client import TestClient

import liantu
from liantu.district import District
from liantu.web.core.app import create_app

from .site import FULING, YUNXI, Said, addresses, read_all


@pytest.fixture(scope="session")
def fuling() -> District:
    return liantu.open(FULING)


@pytest.fixture(scope="session")
def client(fuling: District) -> Iterator[TestClient]:
    # Compressing and unpacking every page is most of what a test would wait for.
    with TestClient(create_app(fuling), headers={"Accept-Encoding": "identity"}) as opened:
        yield opened


@pytest.fixture(scope="session")
def yunxi() -> District:
    return liantu.open(YUNXI)


@pytest.fixture(scope="session")
def made_up(yunxi: District) -> Iterator[TestClient]:
    """The pages of the made-up district."""
    with TestClient(create_app(yunxi), headers={"Accept-Encoding": "identity"}) as opened:
        yield opened


@pytest.fixture(scope="session")
def found(client: TestClient, fuling: District) -> dict[str, list[str]]:
    """All addresses by their pattern."""
    return addresses(client.app, fuling)


@pytest.fixture(scope="session")
def pages(client: TestClient, found: dict[str, list[str]]) -> list[Said]:
    """All pages in both languages."""
    return list(read_all(client, found))
