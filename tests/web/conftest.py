"""One application and one reading of its pages for all tests of the web."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.examples import looks_at_all
from tests.local_client import TestClient

import liantu
from liantu.district import District
from liantu.web.core.app import create_app

from .site import (
    FULING,
    LIBRARY_PAGES,
    MANY,
    OVERVIEW,
    SOME,
    TABLES,
    YUNXI,
    Said,
    addresses,
    choose_some,
    read,
    read_all,
)


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
def made_up_pages(made_up: TestClient, yunxi: District, fuling: District, found: dict[str, list[str]]) -> list[Said]:
    """Some of every kind of page of the made-up district in Chinese, the tables that Fuling has no rows of, in
    ``make fuzz`` all, and of the library's pages those that no page of ``pages`` shows."""
    read_already = {address for pattern in LIBRARY_PAGES for address in found[pattern]}
    if not looks_at_all():
        read_already |= {f"/tables/{name}" for name, table in fuling.tables.frames.items() if not table.is_empty()}
    filled = {
        pattern: [address for address in group if address not in read_already]
        for pattern, group in addresses(made_up.app, yunxi).items()
    }
    counts = {TABLES: MANY}
    asked = [
        address
        for pattern, group in filled.items()
        for address in choose_some(pattern, group, counts.get(pattern, SOME))
    ]
    asked += [f"/score/firm/{key}" for key in yunxi.tables["rosters"]["firm"].unique(maintain_order=True)[:SOME]]
    asked += [f"/case/{key}" for key in yunxi.tables["cases"]["id"][:SOME]]
    return [read(made_up, "/" if address == OVERVIEW else address, "zh_CN") for address in asked]


@pytest.fixture(scope="session")
def pages(client: TestClient, found: dict[str, list[str]]) -> list[Said]:
    """Many of every kind of page in Chinese, and some in English."""
    return list(read_all(client, found))
