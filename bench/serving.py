"""Fifty readers and ten editors at one server over Fuling, on both databases: how long each waits, and what was lost.

A reader opens a page a second; an editor sends an edit every five seconds, in turn a note, a load and a capacity, each
on rows of his own. The load generator runs on the same machine as the server.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np
import polars as pl

from bench.faults.places import postgresql
from liantu.district import open_district
from liantu.library.shipped_tables import load_library
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

FULING = Path(__file__).parents[1] / "districts" / "fuling"
READERS, EDITORS = 50, 10
#: Seconds between two edits of an editor; a reader opens a page a second.
PAUSE = 5.0
#: Targets in seconds.
READ, EDIT = 0.3, 1.0


@dataclass
class Waits:
    """Seconds that reads and edits took, what was refused, and the last value that each edit set."""

    reads: list[float] = field(default_factory=list)
    edits: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    values: dict[tuple[str, str, str], tuple[int, str]] = field(default_factory=dict)


def list_pages(workspace: Workspace) -> list[str]:
    """Pages as an office opens them: the rooms, the lists, and some records."""
    tables = workspace.tables()
    rooms = ["/", "/gaps/all", "/gaps/invite", "/gaps/utilities", "/extend", "/weak", "/ask", "/balance", "/projects"]
    rooms += ["/score", "/score/groups", "/approvals", "/sources", "/tables", "/tables/plants", "/tables/capacities"]
    records = [("chain", "chains"), ("firm", "firms"), ("plant", "plants"), ("project", "projects")]
    return [*rooms, *(f"/{page}/{key}" for page, name in records for key in tables[name]["id"][:8])]


def edit_of(workspace: Workspace, editor: int, turn: int) -> tuple[str, str, str, str]:
    """The table, row, field and value of an editor's edit."""
    tables = workspace.tables()
    plants = tables["plants"]["id"].to_list()
    stated = tables["capacities"].filter(pl.col("amount").is_not_null())
    # One that is neither a part nor a whole, so that no sum speaks against another amount.
    wholes = stated["part_of"].drop_nulls().implode()
    single = stated.filter(pl.col("part_of").is_null(), ~pl.col("id").is_in(wholes))["id"].to_list()
    kind = turn % 3
    if kind == 0:
        return "plants", plants[editor], "note", f"note {turn} of {editor}"
    if kind == 1:
        return "loads", plants[editor], "utilisation", str(50 + turn % 40)
    return "capacities", single[editor % len(single)], "amount", str(20 + turn * EDITORS + editor)


async def read(client: httpx.AsyncClient, pages: list[str], seed: int, until: float, waits: Waits) -> None:
    """A reader, who opens a page a second."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.random())
    while time.monotonic() < until:
        start = time.perf_counter()
        answer = await client.get(chance.choice(pages), headers={"Cookie": f"person=reader{seed}; token=t{seed}"})
        spent = time.perf_counter() - start
        if answer.status_code != 200:
            waits.refused.append(f"{answer.status_code} {answer.url.path}")
        waits.reads.append(spent)
        await asyncio.sleep(max(0.0, 1 - spent))


async def edit(client: httpx.AsyncClient, workspace: Workspace, editor: int, until: float, waits: Waits) -> None:
    """An editor, who sends an edit every five seconds."""
    await asyncio.sleep(random.Random(editor).random() * PAUSE)
    written: set[str] = set()
    for turn in range(10**6):
        if time.monotonic() > until:
            return
        table, key, name, value = edit_of(workspace, editor, turn)
        row = {"table": table, "key": key, "operation": "update", "fields": {name: value}}
        if table == "loads":
            key = f"{key}/2024"
            fields = {"plant": key[:-5], "period": "2024", "utilisation": value, "basis": "ours"}
            row = {"table": table, "key": key, "operation": "update" if key in written else "insert", "fields": fields}
            written.add(key)
        start = time.perf_counter()
        answer = await client.post("/api/changes", json={"author": f"editor{editor}", "rows": [row]})
        spent = time.perf_counter() - start
        waits.edits.append(spent)
        if answer.status_code == 201:
            number = answer.json()["number"]
            waits.numbers.append(number)
            waits.values[table, key, name] = max((number, value), waits.values.get((table, key, name), (0, "")))
        else:
            waits.refused.append(answer.text[:200])
        await asyncio.sleep(max(0.0, PAUSE - spent))


def find_lost(place: str, waits: Waits) -> list[str]:
    """The acknowledged edits that the workspace does not have."""
    workspace = Workspace(place, load_library())
    numbers = set(workspace.changes()["number"])
    lost = [str(number) for number in waits.numbers if number not in numbers]
    rows = {name: workspace.tables().rows(name) for name in ("plants", "loads", "capacities")}
    return lost + [f"{t} {k} {f}" for (t, k, f), (_, value) in waits.values.items() if rows[t][k][f] != value]


@contextmanager
def served(place: str) -> Iterator[str]:
    """The address of a server in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "liantu", "serve", place, "--port", str(port), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx.get(f"{address}/static/liantu.css", timeout=1)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


async def load(address: str, place: str, seconds: float, readers: int, editors: int) -> Waits:
    """What readers and editors waited, once every page was opened once."""
    workspace, waits = Workspace(place, load_library()), Waits()
    pages = list_pages(workspace)
    # Below the server's five seconds: a connection is never taken up again at the moment the server closes it.
    limits = httpx.Limits(max_connections=readers + editors, keepalive_expiry=3.0)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        for page in pages:
            (await client.get(page, headers={"Cookie": "person=x"})).raise_for_status()
        until = time.monotonic() + seconds
        work = [read(client, pages, seed, until, waits) for seed in range(readers)]
        work += [edit(client, workspace, editor, until, waits) for editor in range(editors)]
        await asyncio.gather(*work)
    return waits


def measure(row: Callable[..., None], seconds: float = 60, readers: int = READERS, editors: int = EDITORS) -> None:
    """Both databases, each with a server of its own."""
    print(
        f"{readers} readers with a page a second, {editors} editors with an edit every {PAUSE:.0f} s, {seconds:.0f} s:"
    )
    tables = open_district(FULING).given
    with TemporaryDirectory() as folder, postgresql() as server:
        for place in (str(Path(folder) / "fuling.db"), server.make(create=False)):
            Workspace.create(place, tables, load_library(), ChangeEntry("bench", "init")).engine.dispose()
            with served(place) as address:
                waits = asyncio.run(load(address, place, seconds, readers, editors))
            name = "PostgreSQL" if "://" in place else "SQLite"
            for kind, spent, target in (("reads", waits.reads, READ), ("edits", waits.edits, EDIT)):
                middle, late = np.percentile(spent, [50, 95]) if spent else (0.0, 0.0)
                row(f"{name}: {len(spent):,} {kind}, p50", f"{middle * 1e3:.0f} ms")
                row(f"{name}: {kind}, p95", f"{late * 1e3:.0f} ms", f"< {target * 1e3:.0f} ms", bool(late < target))
            lost = find_lost(place, waits)
            row(f"{name}: acknowledged edits lost", str(len(lost)), "0", not lost)
            row(f"{name}: refused", str(len(waits.refused)), "0", not waits.refused)
            for line in (*waits.refused[:3], *lost[:3]):
                print(f"    {line}")


def main() -> None:
    from bench.printed_rows import row

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--editors", type=int, default=EDITORS)
    arguments = parser.parse_args()
    measure(row, arguments.seconds, arguments.readers, arguments.editors)


if __name__ == "__main__":
    main()
