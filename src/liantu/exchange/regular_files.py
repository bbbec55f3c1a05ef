"""Files that can be read to their end: no folder, no pipe or device that waits or never ends, no link to nothing."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from liantu.model.problems import BilingualText, Problem, Problems, compose_part

_LOOPS = (errno.ELOOP,)


def read_regular_file(path: Path, limit: int, file: str = "", table: str = "") -> bytes:
    """The bytes of a file of at most ``limit`` bytes; ``file`` is what messages call it. Raises Problems.

    It is opened without waiting and looked at when open, so that a pipe put in its place meanwhile holds up nobody.
    """
    name = file or path.name
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise Problems([_unopened(path, name, table, error)]) from None
    found = os.fstat(opened)
    mode, size = found.st_mode, found.st_size
    if not stat.S_ISREG(mode):
        os.close(opened)
        kind = compose_part("folder" if stat.S_ISDIR(mode) else "pipe_or_device")
        raise Problems([_no_file(name, table, kind)])
    with os.fdopen(opened, "rb") as stream:
        content = stream.read(limit + 1) if size <= limit else b""
    if max(size, len(content)) > limit:
        slots = {"limit": f"{limit / 1e6:g} MB"}
        raise Problems([Problem("too_large", table, name, value=f"{size / 1e6:.3g} MB", slots=slots)])
    return content


def _unopened(path: Path, name: str, table: str, error: OSError) -> Problem:
    if error.errno in _LOOPS:
        return _no_file(name, table, compose_part("looping_link"))
    if path.is_symlink() and error.errno == errno.ENOENT:
        return _no_file(name, table, compose_part("dangling_link"))
    if error.errno in (errno.EISDIR, errno.EACCES) and path.is_dir():
        return _no_file(name, table, compose_part("folder"))
    if error.errno == errno.ENXIO:  # a socket
        return _no_file(name, table, compose_part("pipe_or_device"))
    return Problem("unopened_file", table, name, value=str(path))


def _no_file(name: str, table: str, kind: BilingualText) -> Problem:
    return Problem("no_regular_file", table, name, value=name, slots={"kind": kind})
