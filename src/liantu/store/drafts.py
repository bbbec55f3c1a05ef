"""Drafts: a Change that somebody has begun and not yet saved; it survives a closed browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl
from sqlalchemy import Engine, delete, insert, select, update

from liantu.model.change import Change
from liantu.store.database import read_transaction, write_transaction
from liantu.store.database_layout import database_table


@dataclass(frozen=True)
class Draft:
    """What was begun, the number of the change it was begun on, and when it was last saved (UTC)."""

    change: Change
    base: int
    saved: str


def save_draft(engine: Engine, author: str, name: str, change: Change, base: int) -> None:
    """Keep a draft under a name of its author's, in place of the one that is there."""
    drafts = database_table("liantu_drafts")
    values = {
        "saved": datetime.now(UTC).isoformat(timespec="microseconds"),
        "base": base,
        "content": json.dumps(change.to_dict(), ensure_ascii=False),
    }
    with write_transaction(engine) as connection:
        changed = connection.execute(
            update(drafts).where(drafts.c.author == author, drafts.c.name == name).values(values)
        )
        if not changed.rowcount:
            connection.execute(insert(drafts).values(author=author, name=name, **values))


def load_draft(engine: Engine, author: str, name: str) -> Draft | None:
    """A draft of an author's; None when there is none of that name."""
    drafts = database_table("liantu_drafts")
    query = select(drafts.c.content, drafts.c.base, drafts.c.saved)
    with read_transaction(engine) as connection:
        row = connection.execute(query.where(drafts.c.author == author, drafts.c.name == name)).first()
    return Draft(Change.from_dict(json.loads(row[0])), int(row[1]), str(row[2])) if row else None


def list_drafts(engine: Engine, author: str) -> pl.DataFrame:
    """The drafts of an author, the last saved first: name, saved, base."""
    drafts = database_table("liantu_drafts")
    query = select(drafts.c.name, drafts.c.saved, drafts.c.base).where(drafts.c.author == author)
    with read_transaction(engine) as connection:
        rows = [tuple(row) for row in connection.execute(query.order_by(drafts.c.saved.desc(), drafts.c.name))]
    return pl.DataFrame(rows, schema={"name": pl.String, "saved": pl.String, "base": pl.Int64}, orient="row")


def delete_draft(engine: Engine, author: str, name: str) -> None:
    """Throw a draft away; one that is not there is no mistake."""
    drafts = database_table("liantu_drafts")
    with write_transaction(engine) as connection:
        connection.execute(delete(drafts).where(drafts.c.author == author, drafts.c.name == name))
