"""A writer that is killed at some moment, again and again; after each, what it was told is looked for."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection

from bench.district import entry, with_firms
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.store.integrity import find_integrity_problems
from liantu.store.workspace import Workspace

ROWS = 400
#: Ends something and says what; the writer itself is ended then in any case.
Strike = Callable[[random.Random], str]

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["bench.faults.kills"])


def write(place: str, seed: int, tell: Connection) -> None:
    """The writer: edits and imports for ever; of each it tells number, kind and content once it is acknowledged."""
    workspace, chance = Workspace(place, load_library()), random.Random(seed)
    tables = workspace.tables()
    tell.send((0, "begun", ""))
    while True:
        mark = f"{chance.randrange(10**9)}"
        try:
            if chance.random() < 0.4:
                number = workspace.replace(with_firms(tables, ROWS, mark), entry("import"))
                tell.send((number, "import", mark))
            else:
                lines = [f"capacities:juice-{n};amount={mark}" for n in (1, 2)]
                number = workspace.commit(Change.from_query(lines), entry("edit"))
                tell.send((number, "edit", mark))
            tables = workspace.tables()
        except Problems:  # the server went; it is not acknowledged
            time.sleep(0.05)


def kills(place: str, times: int, strike: Strike) -> Counter[str]:
    """What was counted over so many kills of writers of one workspace."""
    counts: Counter[str] = Counter()
    acknowledged: dict[int, tuple[str, str]] = {}
    chance = random.Random(20231231)
    for turn in range(times):
        hear, tell = _processes.Pipe(duplex=False)
        writer = _processes.Process(target=write, args=(place, turn, tell), daemon=True)
        writer.start()
        tell.close()
        hear.recv()
        if turn % 2:  # every other writer gets as far as an acknowledgement, however slow the machine
            hear.poll(60)
        time.sleep(chance.uniform(0, 0.7))
        counts[f"kills of {strike(chance)}"] += 1
        writer.kill()
        writer.join()
        first = max(acknowledged, default=1)
        try:
            while True:
                number, kind, mark = hear.recv()
                counts["acknowledged"] += 1
                counts["numbers acknowledged twice"] += number in acknowledged
                acknowledged[number] = kind, mark
        except (EOFError, OSError):
            hear.close()
        look(place, acknowledged, first, counts)
    return counts


def look(place: str, acknowledged: dict[int, tuple[str, str]], first: int, counts: Counter[str]) -> None:
    """Open the workspace and count what is not as the writers were told, from a change on."""
    workspace = Workspace(place, load_library())
    counts["findings of verify"] += len(find_integrity_problems(workspace))
    head = workspace.head()
    counts["acknowledged and lost"] += sum(number > head for number in acknowledged)
    for number in range(first, head + 1):
        tables = workspace.tables(number)
        amounts = {*tables["capacities"]["amount"]}
        marks = {*tables["firms"]["note"].drop_nulls()}
        counts["half applied"] += len(amounts) != 1 or len(marks) > 1
        counts["half applied"] += bool(marks) and tables["firms"].height != ROWS + 1
        if number in acknowledged:
            kind, mark = acknowledged[number]
            counts["acknowledged with other content"] += {mark} != (amounts if kind == "edit" else marks)
        elif number > first:
            counts["written, not yet acknowledged when killed"] += 1
        counts["past moments read again"] += 1
    workspace.engine.dispose()
