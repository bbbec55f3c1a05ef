"""Every kind of page of both districts, computed anew: how much processor time each takes.

In one process and with the store of answers off, so that what is measured is the page; what the district has computed
once stays, as it does while a server runs. Processor time counts: other programs of the machine have no part in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

import liantu
from liantu.district import District
from liantu.web.core.app import create_app

DISTRICTS = Path(__file__).parents[1] / "districts"
#: Targets in seconds: the median over kinds of pages, and Home.
PAGE, HOME = 0.05, 0.4
SLOWEST, TURNS = 10, 3
_PLAIN = {"Accept-Encoding": "identity"}
#: What stands in an address for what kind of row; the first of the table is taken.
_TABLES = {
    "chain": "chains",
    "firm": "firms",
    "plant": "plants",
    "place": "places",
    "project": "projects",
    "cluster": "clusters",
    "institute": "institutes",
    "office": "offices",
    "initiative": "initiatives",
    "source": "sources",
    "case": "cases",
    "need": "needs",
    "result": "results",
    "lead": "leads",
    "scheme": "schemes",
}


Row = Callable[..., None]


class PageTime(NamedTuple):
    """A kind of page, the address that stands for it, and the median of its turns in seconds."""

    kind: str
    address: str
    seconds: float


def list_addresses(app: FastAPI, district: District) -> Iterator[tuple[str, str]]:
    """The kinds of pages that are read, each with an address that the district has."""
    products = district.chain.all_gaps()["product"]
    for path in sorted({route.path for route in app.routes if isinstance(route, APIRoute)}):
        if "." in path:
            continue
        if "{" not in path:
            yield path, path
            continue
        room, _slash, _tail = path.strip("/").partition("/")
        name = path[path.index("{") + 1 : path.index("}")]
        if room in ("product", "account") and name in ("key", "product") and len(products):
            yield path, path.replace(f"{{{name}}}", str(products[0]))
        elif path == "/gaps/{which}":
            yield path, "/gaps/all"
        elif path == "/tables/{table}":
            yield path, "/tables/plants"
        elif room in _TABLES and name == "key" and district.tables[_TABLES[room]].height:
            yield path, path.replace("{key}", str(district.tables[_TABLES[room]]["id"][0]))


def time_pages(district: District, turns: int) -> list[PageTime]:
    """Every kind of page that answers, timed; each has one turn before that does not count."""
    app = create_app(district)
    found = []
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000)) as client:
        for kind, address in list_addresses(app, district):
            times, status = [], 0
            for turn in range(turns + 1):
                start = time.process_time()
                # An address that nobody has asked for yet: no answer is kept for it.
                status = client.get(address, params={"turn": turn}, headers=_PLAIN).status_code
                if status != 200:
                    break
                if turn:
                    times.append(time.process_time() - start)
            if times:
                found.append(PageTime(kind, address, median(times)))
    return found


def measure(row: Row, names: tuple[str, ...] = ("fuling", "yunxi"), turns: int = TURNS) -> None:
    """Print for each district the median over kinds, Home, and the slowest kinds."""
    for name in names:
        pages = time_pages(liantu.open(DISTRICTS / name), turns)
        middle = median(page.seconds for page in pages)
        (home,) = [page.seconds for page in pages if page.kind == "/"]
        label = f"{name}: {len(pages)} kinds of pages, answers not kept, median"
        row(label, f"{middle * 1e3:.0f} ms", f"< {PAGE * 1e3:.0f} ms", middle < PAGE)
        row(f"{name}: Home with its pictures", f"{home * 1e3:.0f} ms", f"< {HOME * 1e3:.0f} ms", home < HOME)
        for page in sorted(pages, key=lambda page: -page.seconds)[:SLOWEST]:
            row(f"  {page.address}", f"{page.seconds * 1e3:.0f} ms")
