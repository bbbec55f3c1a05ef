"""The parts of a workbook's archive, each read as a stream of elements."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from liantu.exchange.loading.container import CHUNK
from liantu.model.problems import Problem, Problems

#: ``progress(done, total)``; raises to cancel.
Progress = Callable[[int, int], None]
_UNREADABLE = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
)


@dataclass
class WorkbookParts:
    """What all sheets share."""

    name: str
    archive: zipfile.ZipFile
    strings: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    places: list[int | None] = field(default_factory=list)
    from_1904: bool = False
    total: int = 1
    done: int = 0


def read_elements(
    book: WorkbookParts,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> None:
    """Pass every element of a part to the handlers, by its name without namespace."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        """Refuse a part that declares entities."""
        raise Problems([Problem("xml_entities", file=book.name, value=part)])

    def root(tag: str, attributes: dict[str, str]) -> None:
        """Set the handlers by whether the first element has a prefix."""
        # Nearly every program leaves the prefix out; only a file that has one pays for taking it off.
        prefixed = ":" in tag
        parser.StartElementHandler = (lambda t, g: start(t.rpartition(":")[2], g)) if prefixed else start
        if end:
            parser.EndElementHandler = (lambda t: end(t.rpartition(":")[2])) if prefixed else end
        parser.StartElementHandler(tag, attributes)

    parser.StartElementHandler = root
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in _chunks(book, part, progress):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _UNREADABLE as error:
        raise Problems([Problem("not_a_workbook", file=book.name, value=f"{book.name}: {part}")]) from error


def _chunks(book: WorkbookParts, part: str, progress: Progress | None) -> Iterator[bytes]:
    with book.archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
            if progress:
                book.done += len(chunk)
                progress(book.done, book.total)
