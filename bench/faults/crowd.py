"""Many editors on the same ten rows, in threads and in processes: each adds one to a counter it has read."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection

from bench.district import entry, with_firms
from bench.faults.kills import _processes
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.store.integrity import find_integrity_problems
from liantu.store.workspace import Workspace

ROWS = 10
EditAnswer = tuple[str, int]


def edit(workspace: Workspace, seed: int, edits: int, say: Callable[[EditAnswer], object]) -> None:
    """One editor: reads, adds one, writes on the number it has read; after a refusal it reads again."""
    chance, written = random.Random(seed), 0
    while written < edits:
        moment = workspace.moment()
        key = f"row-{chance.randrange(ROWS)}"
        value = int(moment.rows["firms"].filter(row_key=key)["note"].item())
        change = Change.from_query([f"firms:{key};note={value + 1}"])
        try:
            say(("written", workspace.commit(change, entry("edit", f"editor {seed}"), base=moment.number)))
            written += 1
        except Problems as refused:
            say((", ".join(sorted({problem.code for problem in refused.problems})), 0))


def edit_elsewhere(place: str, seed: int, edits: int, say: Connection) -> None:
    """An editor in a process of its own."""
    edit(Workspace(place, load_library()), seed, edits, say.send)
    say.close()


def crowd(place: str, threads: int, processes: int, edits: int) -> Counter[str]:
    """What was counted: the counters in the end must say how many edits were acknowledged."""
    workspace = Workspace(place, load_library())
    workspace.replace(with_firms(workspace.tables(), ROWS, "0"), entry("import"))
    answers: list[EditAnswer] = []
    work = [threading.Thread(target=edit, args=(workspace, n, edits, answers.append)) for n in range(threads)]
    for n in range(processes):
        hear, say = _processes.Pipe(duplex=False)
        process = _processes.Process(target=edit_elsewhere, args=(place, 1000 + n, edits, say), daemon=True)
        process.start()
        say.close()
        work.append(threading.Thread(target=_listen, args=(hear, answers)))
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    label = f"{threads + processes} editors ({processes} processes)"
    written = [number for code, number in answers if code == "written"]
    refusals = Counter(code for code, _ in answers if code != "written")
    values = sum(int(v) for v in workspace.tables()["firms"]["note"].drop_nulls())
    history = sum(workspace.story("firms", f"row-{n}").height - 1 for n in range(ROWS))
    counts = Counter(
        {
            f"{label}: edits acknowledged": len(written),
            f"{label}: numbers acknowledged twice": len(written) - len({*written}),
            f"{label}: updates lost": len(written) - values,
            f"{label}: edits missing from history": len(written) - history,
            f"{label}: findings of verify": len(find_integrity_problems(workspace)),
            **{f"{label}: refused as {code}": count for code, count in refusals.items()},
        }
    )
    workspace.engine.dispose()
    return counts


def _listen(hear: Connection, answers: list[EditAnswer]) -> None:
    try:
        while True:
            answers.append(hear.recv())
    except EOFError:
        hear.close()
