"""Documents, each stored once by the hash of its content."""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import UTC, datetime

import polars as pl
from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from liantu.model.problems import Problem, Problems
from liantu.store.database import read_transaction, write_transaction
from liantu.store.database_layout import database_table


def hash_content(content: bytes) -> str:
    """What a document is known by: the sha256 of its bytes."""
    return hashlib.sha256(content).hexdigest()


def store_document(engine: Engine, content: bytes, name: str, author: str) -> str:
    """Store a document and return its sha256; one that is there already keeps its first name and author."""
    try:
        with write_transaction(engine) as connection:
            insert_document(connection, content, name, author)
    except Problems as refused:
        if not isinstance(refused.__cause__, IntegrityError):  # somebody stored it at the same moment
            raise
    return hash_content(content)


def insert_document(connection: Connection, content: bytes, name: str, author: str) -> None:
    """Store a document within a transaction that somebody else began: with a change, or not at all."""
    files, sha256 = database_table("liantu_files"), hash_content(content)
    if connection.execute(select(files.c.sha256).where(files.c.sha256 == sha256)).first() is not None:
        return
    row = {
        "sha256": sha256,
        "name": name,
        "media": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "size": len(content),
        "added": datetime.now(UTC).isoformat(timespec="microseconds"),
        "author": author,
        "content": content,
    }
    connection.execute(insert(files).values(row))


def load_document(engine: Engine, sha256: str) -> bytes:
    """The content of a stored document. Raises Problems when there is none."""
    files = database_table("liantu_files")
    with read_transaction(engine) as connection:
        found = connection.execute(select(files.c.content).where(files.c.sha256 == sha256)).scalar()
    if found is None:
        raise Problems([Problem("no_such_file", value=sha256)])
    return bytes(found)


def list_documents(engine: Engine) -> pl.DataFrame:
    """All documents, the newest first: sha256, name, media, size, added, author."""
    files = database_table("liantu_files")
    names = ["sha256", "name", "media", "size", "added", "author"]
    query = select(*(files.c[name] for name in names)).order_by(files.c.added.desc(), files.c.sha256)
    with read_transaction(engine) as connection:
        rows = [tuple(row) for row in connection.execute(query)]
    return pl.DataFrame(rows, schema=[(n, pl.Int64 if n == "size" else pl.String) for n in names], orient="row")
