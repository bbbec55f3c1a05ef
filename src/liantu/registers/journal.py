"""What is known of a register while it is imported and after: written anew, whole, after every part."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from liantu.model.problems import Problem, Problems

_FILE = "register.json"
#: So many characters of a value are told.
_LONGEST_VALUE = 60


@dataclass(frozen=True)
class Journal:
    """``offset`` and ``line`` are where the next part begins in the source; ``counts`` are notes and rows by problem,
    ``first_lines`` where each stands first, ``first_values`` what stands there.

    ``as_of`` is the date that the register states, blank where it states none. ``matched`` is the fingerprint of the
    terms that the stored matches are of.
    """

    id: str
    source: str
    size: int
    begins: str
    as_of: str = ""
    headings: tuple[str, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    offset: int = 0
    line: int = 1
    parts: int = 0
    rows: int = 0
    firms: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    first_lines: dict[str, int] = field(default_factory=dict)
    first_values: dict[str, str] = field(default_factory=dict)
    finished: bool = False
    made_up: bool = False
    matched: str = ""

    @property
    def label(self) -> str:
        """The register with its date, as matches name it."""
        return f"{self.id} {self.as_of}".strip()

    def count(self, lines: Sequence[tuple[int, str, str]]) -> Journal:
        """With the notes of some lines (line, problem, value) counted, and the first line of each kind."""
        counts, first_lines, first_values = dict(self.counts), dict(self.first_lines), dict(self.first_values)
        for line, code, value in lines:
            counts[code] = counts.get(code, 0) + 1
            if line < first_lines.get(code, line + 1):
                first_lines[code], first_values[code] = line, _shorten(value)
        return replace(self, counts=counts, first_lines=first_lines, first_values=first_values)


def _shorten(value: str) -> str:
    """A value that a sentence has room for."""
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}\u2026"


def read_journal(folder: Path) -> Journal | None:
    """The journal of a register's folder; None when nothing was imported there. Raises Problems when it is damaged."""
    path = folder / _FILE
    if not path.is_file():
        return None
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        for name in ("headings", "persons", "others"):
            record[name] = tuple(record.get(name) or ())
        return Journal(**record)
    except (ValueError, TypeError) as wrong:
        raise Problems([Problem("register_unreadable", file=str(path), value=str(wrong))]) from wrong


def write_journal(folder: Path, journal: Journal) -> None:
    """Write the journal, whole or not at all."""
    write_whole(folder / _FILE, json.dumps(asdict(journal), ensure_ascii=False, indent=1).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also when the machine stops."""
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
