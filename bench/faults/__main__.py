"""`make faults`: every fault on SQLite and PostgreSQL, with counts. Ends with 1 when anything was lost."""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter

from bench.faults.crowd import crowd
from bench.faults.disk import few_pages, full_disk, no_room
from bench.faults.kills import Strike, kills
from bench.faults.places import Server, postgresql, sqlite
from bench.faults.registers import DISK, REGISTER, register_disk, register_kills

#: What must be counted never.
LOSSES = ("lost", "half applied", "other content", "twice", "findings", "missing")


def writer(chance: random.Random) -> str:
    return "the writer"


def server_too(server: Server) -> Strike:
    """Mostly the writer, some times the server's process behind it, some times the whole server."""

    def strike(chance: random.Random) -> str:
        share = chance.random()
        if share < 0.8:
            return "the writer"
        if share < 0.95:
            server.end_backends()
            return "the server's processes"
        server.crash()
        return "the server"

    return strike


def show(title: str, counts: Counter[str]) -> bool:
    """Print the counts; whether nothing was lost."""
    print(title, flush=True)
    bad = [label for label, count in counts.items() if count and any(word in label for word in LOSSES)]
    for label, count in counts.items():
        print(f"  {label:<64}{count:>8,}{'   LOST' if label in bad else ''}", flush=True)
    return not bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--edits", type=int, default=10, help="edits of each of 50 editors")
    parser.add_argument("--only", choices=["sqlite", "postgresql", "registers"])
    parser.add_argument("--gigabytes", type=float, default=5, help="of the register with a broken middle")
    arguments = parser.parse_args()
    sound = True
    if arguments.only in (None, "registers"):
        size = int(arguments.gigabytes * (1 << 30))
        title = f"A register of {arguments.gigabytes:g} GB with a broken middle: importers killed"
        sound &= show(title, register_kills(size, 5))
        sound &= show(f"A register of {REGISTER >> 20} MB: disk of {DISK >> 20} MB full", register_disk())
    if arguments.only in (None, "sqlite"):
        with sqlite() as make:
            sound &= show("SQLite: kills during edits and imports", kills(make(), arguments.kills, writer))
            sound &= show("SQLite: disk full", full_disk(make(), few_pages))
            sound &= show("SQLite: two processes", crowd(make(), 0, 2, 5 * arguments.edits))
            sound &= show("SQLite: fifty on ten rows", crowd(make(), 46, 4, arguments.edits))
    if arguments.only in (None, "postgresql"):
        with postgresql() as server:
            strike = server_too(server)
            sound &= show("PostgreSQL: kills during edits and imports", kills(server.make(), arguments.kills, strike))
            sound &= show("PostgreSQL: disk full (simulated)", full_disk(server.make(), no_room))
            sound &= show("PostgreSQL: two processes", crowd(server.make(), 0, 2, 5 * arguments.edits))
            sound &= show("PostgreSQL: fifty on ten rows", crowd(server.make(), 46, 4, arguments.edits))
    print("nothing lost" if sound else "LOST")
    return not sound


if __name__ == "__main__":
    sys.exit(main())
