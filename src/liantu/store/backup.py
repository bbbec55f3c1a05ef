"""Backup and restore of a whole workspace, from any database to any other."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Engine, column, delete, inspect, select
from sqlalchemy import table as named_table

from liantu.model.problems import Problem, Problems
from liantu.store.archive import ArchiveWriter, BackupArchive, open_backup_archive, write_backup_archive
from liantu.store.bulk_insert import insert_rows
from liantu.store.database import connect, read_transaction, write_transaction
from liantu.store.migration import database_version, is_known_version, newest_version, require_newest, upgrade_to
from liantu.store.version_history import last_change_number

_FILES = "liantu_files"
_KINDS = {"BIGINT": pl.Int64, "INTEGER": pl.Int64}


def write_backup(engine: Engine, path: str | Path) -> int:
    """Write one consistent view of the workspace to a file; others go on working. Returns the last change in it.

    Raises Problems when the file is there already, or the place for it refuses.
    """
    with read_transaction(engine) as connection, write_backup_archive(Path(path)) as writer:
        require_newest(connection, engine.url.render_as_string())
        for name in sorted(set(inspect(connection).get_table_names()) - {"liantu_version"}):
            _write_tables(connection, name, writer)
        last = last_change_number(connection)
        writer.finish(str(database_version(connection)), last)
    return last


def restore(path: str | Path, place: str | Path) -> int:
    """Make a workspace of a backup in a place that holds none; all of it or nothing. Returns its last change.

    A backup of an older version is brought to this one. Raises Problems when the backup is damaged or the place
    is not empty.
    """
    with open_backup_archive(Path(path)) as archive:
        if not is_known_version(archive.version):
            slots = {"version": archive.version}
            raise Problems([Problem("newer_workspace", value=str(path), slots=slots)])
        engine = connect(place)
        with write_transaction(engine) as connection:
            if inspect(connection).get_table_names():
                raise Problems([Problem("workspace_exists", value=str(place))])
            upgrade_to(connection, archive.version)
            _fill_tables(connection, archive)
            upgrade_to(connection, newest_version())
        engine.dispose()
    return archive.head


def _write_tables(connection: Connection, name: str, writer: ArchiveWriter) -> None:
    found = {c["name"]: str(c["type"]).upper() for c in inspect(connection).get_columns(name)}
    names = [c for c in found if (name, c) != (_FILES, "content")]
    kinds = {c: _KINDS.get(found[c], pl.String) for c in names}
    table = named_table(name, *map(column, found))
    rows = connection.execute(select(*(table.c[c] for c in names)))
    writer.rows(name, pl.DataFrame([*map(tuple, rows)], schema=kinds, orient="row"))
    if name == _FILES:  # one after the other: they may be large
        for (sha256,) in connection.execute(select(table.c.sha256).order_by(table.c.sha256)).all():
            content = connection.execute(select(table.c.content).where(table.c.sha256 == sha256)).scalar_one()
            writer.file(sha256, bytes(content))


def _fill_tables(connection: Connection, archive: BackupArchive) -> None:
    for name in archive.tables:
        rows = archive.rows(name)
        connection.execute(delete(named_table(name)))  # what a migration puts into an empty place
        if name != _FILES:
            insert_rows(connection, name, rows)
            continue
        for row in rows.iter_slices(1):
            content = pl.Series("content", [archive.file(row["sha256"].item())], pl.Binary)
            insert_rows(connection, name, row.with_columns(content))
