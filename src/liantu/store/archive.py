"""The backup file: a zip of one Parquet file a table, each stored document as it is, and a list of what there is.

The same for every database, so that a workspace moves from one to another by backup and restore.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from liantu.model.problems import Problem, Problems

_FORMAT = "liantu workspace 1"
_LIST = "workspace.json"


@dataclass(frozen=True)
class BackupArchive:
    """An opened backup: the version of the database it was made of, and its parts."""

    version: str
    head: int
    tables: tuple[str, ...]
    files: tuple[str, ...]
    read: Callable[[str], bytes]

    def rows(self, table: str) -> pl.DataFrame:
        """The rows of a table. Raises Problems when they are not those that were written."""
        return pl.read_parquet(io.BytesIO(self.read(f"tables/{table}.parquet")))

    def file(self, sha256: str) -> bytes:
        """The content of a stored document."""
        return self.read(f"files/{sha256}")


class ArchiveWriter:
    """Puts the parts of a backup one after the other."""

    def __init__(self, stream: zipfile.ZipFile) -> None:
        self._stream = stream
        self._hashes: dict[str, str] = {}

    def rows(self, table: str, rows: pl.DataFrame) -> None:
        """A table."""
        buffer = io.BytesIO()
        rows.write_parquet(buffer)
        self._put(f"tables/{table}.parquet", buffer.getvalue())

    def file(self, sha256: str, content: bytes) -> None:
        """The content of a stored document."""
        self._put(f"files/{sha256}", content)

    def finish(self, version: str, head: int) -> None:
        """The list of everything, last: a backup cut short has none."""
        manifest = {"format": _FORMAT, "version": version, "head": head, "parts": self._hashes}
        self._stream.writestr(_LIST, json.dumps(manifest, indent=1))

    def _put(self, name: str, content: bytes) -> None:
        self._hashes[name] = hashlib.sha256(content).hexdigest()
        self._stream.writestr(name, content)


@contextmanager
def write_backup_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Write a backup; it stands under its name only when it is whole. Raises Problems when a file is there."""
    if path.exists():
        raise Problems([Problem("file_exists", value=str(path))])
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as stream:
                yield ArchiveWriter(stream)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    except OSError as error:
        slots = {"said": str(error.strerror or error)}
        raise Problems([Problem("cannot_write", value=str(path), slots=slots)]) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def open_backup_archive(path: Path) -> Iterator[BackupArchive]:
    """Open a backup. Raises Problems when it is none, is cut short or was altered."""
    try:
        stream = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise _archive_problem(str(path), error) from error
    with stream:
        yield _open_file(stream, str(path))


def _open_file(stream: zipfile.ZipFile, name: str) -> BackupArchive:
    try:
        manifest = json.loads(stream.read(_LIST))
        form, version, head, parts = (
            str(manifest["format"]),
            str(manifest["version"]),
            int(manifest["head"]),
            dict(manifest["parts"]),
        )
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise _archive_problem(name, error) from error
    if form != _FORMAT:
        raise _archive_problem(name, form)

    def read(part: str) -> bytes:
        """The bytes of a part. Raises Problems where they are not those that the list names."""
        try:
            content = stream.read(part)
        except (KeyError, zipfile.BadZipFile, zlib.error) as error:
            raise _archive_problem(name, error) from error
        if hashlib.sha256(content).hexdigest() != parts[part]:
            raise _archive_problem(name, part)
        return content

    tables = tuple(part[7:-8] for part in parts if part.startswith("tables/"))
    files = tuple(part[6:] for part in parts if part.startswith("files/"))
    return BackupArchive(version, head, tables, files, read)


def _archive_problem(name: str, why: object) -> Problems:
    return Problems([Problem("bad_backup", value=name, slots={"why": str(why)})])
