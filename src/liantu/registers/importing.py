"""Importing a register: read piece by piece, kept as Parquet by province, broken rows set aside, begun again where
it stopped."""

from __future__ import annotations

import errno
import io
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from liantu.model.problems import Problem, Problems
from liantu.registers import source_rows
from liantu.registers.firm_pieces import clean_piece, write_lines
from liantu.registers.journal import Journal, read_journal, write_journal, write_whole
from liantu.registers.province_parts import settle_parts
from liantu.registers.register_columns import Columns, map_columns, shape_of

#: Said how far it is: done and total, in bytes or rows of the source.
Progress = Callable[[int, int], None]
_PARTS, _ASIDE, _REMEMBERED = "parts", "aside", "columns.json"
_HEAD = 1 << 16


def import_register(
    source: Path,
    place: Path,
    id: str,
    *,
    as_of: str = "",
    columns: Mapping[str, str] | None = None,
    made_up: bool = False,
    progress: Progress = lambda done, total: None,
) -> Journal:
    """Import a file as the register ``id`` below ``place``, or go on with an import that was interrupted.

    ``columns`` names the heading of fields; what is not named is known by its heading, or was chosen for an earlier
    file of the same headings. Raises Problems; what had been imported by then stands, and the same call goes on.
    """
    folder = place / id
    try:
        journal = _begin(source, place, folder, id, as_of, columns or {}, made_up)
        if not journal.finished:
            journal = _read_on(source, folder, journal, progress)
            journal = settle_parts(folder, journal)
            write_journal(folder, journal)
            shutil.rmtree(folder / _PARTS, ignore_errors=True)
        return journal
    except OSError as failed:
        code = "register_disk_full" if failed.errno in (errno.ENOSPC, errno.EDQUOT) else "unopened_file"
        raise Problems([Problem(code, value=str(failed.filename or folder))]) from failed


def _begin(
    source: Path, place: Path, folder: Path, id: str, as_of: str, chosen: Mapping[str, str], made_up: bool
) -> Journal:
    """The journal to go on from: of this file where it was begun, else a new one."""
    if not source.is_file():
        raise Problems([Problem("unopened_file", value=str(source))])
    size, begins = source.stat().st_size, _hash_head(source)
    journal = read_journal(folder)
    if journal is not None and (journal.size, journal.begins) != (size, begins):
        slots = {"other": journal.source}
        raise Problems([Problem("register_other_source", value=source.name, slots=slots)])
    headings = source_rows.read_headings(source)
    remembered = _read_remembered(place).get(shape_of(headings), {})
    found = map_columns(headings, {**remembered, **chosen} if journal is None else journal.mapping, source.name)
    if journal is not None:
        return journal
    folder.mkdir(parents=True, exist_ok=True)
    _remember(place, found)
    journal = Journal(
        id,
        source.name,
        size,
        begins,
        as_of,
        found.headings,
        found.mapping,
        found.persons,
        found.others,
        made_up=made_up,
    )
    write_journal(folder, journal)
    return journal


def _read_on(source: Path, folder: Path, journal: Journal, progress: Progress) -> Journal:
    """Every piece that is not there yet, each as a part: the part stands before the journal names it."""
    (folder / _PARTS).mkdir(exist_ok=True)
    (folder / _ASIDE).mkdir(exist_ok=True)
    columns = map_columns(journal.headings, journal.mapping, journal.source)
    total = source_rows.measure(source)
    for piece in source_rows.read_pieces(source, journal.offset, journal.line):
        progress(piece.offset, total)
        journal = _keep_piece(folder, journal, columns, piece)
    return journal


def _keep_piece(folder: Path, journal: Journal, columns: Columns, piece: source_rows.Piece) -> Journal:
    found = clean_piece(piece, columns)
    number = journal.parts + 1
    content = io.BytesIO()
    # A row of a code that stands twice is set aside in the end: until then every row goes along as it is written.
    found.firms.with_columns(found.written).write_parquet(content, compression="zstd")
    write_whole(folder / _PARTS / f"{number:06d}.parquet", content.getvalue())
    write_whole(folder / _ASIDE / f"{number:06d}.csv", write_lines(found.lines))
    journal = journal.count(found.lines)
    journal = replace(
        journal,
        offset=piece.offset,
        line=piece.line,
        parts=number,
        rows=journal.rows + len(piece.rows) + len(piece.aside),
        firms=journal.firms + found.firms.height,
    )
    write_journal(folder, journal)
    return journal


def _hash_head(source: Path) -> str:
    with source.open("rb") as stream:
        return sha256(stream.read(_HEAD)).hexdigest()[:16]


def _read_remembered(place: Path) -> dict[str, dict[str, str]]:
    path = place / _REMEMBERED
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def _remember(place: Path, columns: Columns) -> None:
    known = {**_read_remembered(place), columns.shape: columns.mapping}
    write_whole(place / _REMEMBERED, json.dumps(known, ensure_ascii=False, indent=1).encode())
