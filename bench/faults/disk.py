"""A full disk: the change that finds no room leaves all as it was, and the next with room is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from sqlalchemy import event, text

from bench.district import entry, with_firms
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.store.integrity import find_integrity_problems
from liantu.store.workspace import Workspace

#: Leaves no room any more, and returns what gives it back.
Limit = Callable[[Workspace], Callable[[], None]]


def full_disk(place: str, limit: Limit) -> Counter[str]:
    """What was counted over imports that grow until one is refused."""
    counts: Counter[str] = Counter()
    workspace = Workspace(place, load_library())
    free = limit(workspace)
    for size in (200, 2_000, 20_000):
        before = workspace.head()
        try:
            workspace.replace(with_firms(workspace.tables(), size, "full"), entry("import"))
        except Problems as refused:
            counts[f"full disk: refused with {', '.join(p.code for p in refused.problems)}"] += 1
            counts["full disk: half applied"] += workspace.head() != before
            break
    counts["full disk: findings of verify"] += len(find_integrity_problems(workspace))
    free()
    workspace.commit(Change.from_query(["capacities:juice-1;amount=5"]), entry("edit"))
    counts["full disk: written once there was room"] += workspace.head() == before + 1
    workspace.engine.dispose()
    return counts


def few_pages(workspace: Workspace) -> Callable[[], None]:
    """SQLite may grow by a few pages and no more; it then says what it says of a full disk."""
    limit = 0

    @event.listens_for(workspace.engine, "checkout")
    def limited(connection: object, record: object, proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count={limit}")  # type: ignore[attr-defined]

    with workspace.engine.connect() as connection:
        limit = int(connection.execute(text("PRAGMA page_count")).scalar_one()) + 100

    def free() -> None:
        nonlocal limit
        limit = 2**31 - 2

    return free


def no_room(workspace: Workspace) -> Callable[[], None]:
    """PostgreSQL is made to say so in the middle of a change: a disk of its own cannot be filled here."""
    with workspace.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NEW.id = 'row-1500' THEN RAISE EXCEPTION USING ERRCODE = '53100', "
            "MESSAGE = 'could not extend file: No space left on device'; END IF; RETURN NEW; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER full_disk BEFORE INSERT ON firms FOR EACH ROW EXECUTE PROCEDURE no_room()"
        )

    def free() -> None:
        with workspace.engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER full_disk ON firms")

    return free
