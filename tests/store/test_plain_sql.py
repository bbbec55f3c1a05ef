"""Every statement is plain SQL: nothing that databases of the PostgreSQL 9 kind (openGauss, Kingbase) do not take."""

from __future__ import annotations

import re

from sqlalchemy import Engine, event
from tests.store.conftest import Places
from tests.store.edits import ANN, edit

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables
from liantu.store import document_files, drafts, tasks
from liantu.store.integrity import find_integrity_problems
from liantu.store.workspace import Workspace

NOT_EVERYWHERE = re.compile(
    r"ON CONFLICT|MERGE|LATERAL|GENERATED|IDENTITY|JSON|ARRAY|ILIKE|DISTINCT ON|SKIP LOCKED|WITH RECURSIVE"
    r"|REPLACE INTO|IS NOT DISTINCT|FILTER *\(|NULLS (FIRST|LAST)",
    re.IGNORECASE,
)
KINDS = {"TEXT", "BIGINT", "INTEGER", "BLOB", "BYTEA", "VARCHAR(32)"}


def test_only_plain_sql(places: Places, orchard: Tables) -> None:
    said: list[str] = []

    def hear(connection: object, cursor: object, statement: str, *rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        workspace = Workspace.create(places(), orchard, load_library(), ANN)
        workspace.commit(edit("capacities:juice-1;amount=7"), ANN, base=1)
        workspace.undo(2, ANN)
        fewer = {"capacities": orchard["capacities"].head(4), "events": orchard["events"].head(5)}
        workspace.replace(orchard.replace(**fewer), ANN)
        workspace.difference(1, 4)
        workspace.story("capacities", "juice-1")
        assert find_integrity_problems(workspace) == []
        drafts.save_draft(workspace.engine, "ann", "d", edit("plants:mash-1;zh=x"), 1)
        document_files.store_document(workspace.engine, b"a", "a.txt", "ann")
        tasks.queue_task(workspace.engine, "load", {}, "ann")
        task = tasks.claim_task(workspace.engine, tasks.name_worker(), ["load"])
        assert task is not None
        tasks.finish_task(workspace.engine, task.id, tasks.name_worker(), None)
        workspace.engine.dispose()
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    ours = [s for s in said if not re.search(r"pg_catalog|PRAGMA|sqlite_master", s)]  # what each driver asks its own
    assert len(ours) > 100
    assert not [statement for statement in ours if NOT_EVERYWHERE.search(statement)]
    created = [s for s in ours if s.lstrip().upper().startswith("CREATE TABLE")]
    kinds = {kind for s in created for kind in re.findall(r"^\t\S+ ([A-Z]+(?:\(\d+\))?)", s, re.MULTILINE)}
    assert kinds - {"KEY"} <= KINDS
