"""The lines of a text of any size, in blocks, each line in the encoding that it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from liantu.model.problems import Problem, Problems

BLOCK = 1 << 23
#: A line of more bytes is no row: a file is broken there.
LONGEST_LINE = 1 << 20
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class LineBlock:
    """Lines with their sizes in bytes; ``first`` is the number of the first one, ``end`` where the next block begins.

    ``broken``: lines (counted from 0) that cannot be read, which are null, with what stands there. ``notes``: lines in
    another encoding than the first ones (line, problem, encoding).
    """

    lines: list[str | None]
    sizes: list[int]
    first: int
    end: int
    is_last: bool
    broken: list[tuple[int, str, str]]
    notes: list[tuple[int, str, str]]


def read_lines(source: Path, offset: int, line: int) -> Iterator[LineBlock]:
    """The lines from a byte on, ``line`` being the number of the one that begins there. Raises Problems."""
    encoding = detect_encoding(source)
    size = source.stat().st_size
    with source.open("rb") as stream:
        stream.seek(offset)
        waiting = b""
        while True:
            content = stream.read(BLOCK)
            is_last = not content or stream.tell() >= size
            waiting += content
            cut = len(waiting) if is_last else waiting.rfind(b"\n") + 1
            if not cut and not is_last and len(waiting) < 8 * BLOCK:
                continue
            cut = cut or len(waiting)
            whole, waiting = waiting[:cut], waiting[cut:]
            if whole:
                block = _decode(whole, offset, line, encoding, is_last)
                offset, line = block.end, line + len(block.lines)
                yield block
            if is_last:
                return


def detect_encoding(source: Path) -> str:
    """The encoding of the first line of a text that is not plain. Raises Problems for UTF-16."""
    with source.open("rb") as stream:
        start = stream.read(1 << 16)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:400].count(0) > 40:
        raise Problems([Problem("register_encoding", file=source.name, value="UTF-16")])
    wide = next((line for line in start.split(b"\n") if not line.isascii()), b"")
    return "utf-8" if _try(wide, "utf-8") is not None else "gb18030"


def _decode(content: bytes, offset: int, line: int, encoding: str, is_last: bool) -> LineBlock:
    pieces = content.split(b"\n")
    if not pieces[-1]:
        pieces.pop()
    sizes, end = [len(piece) + 1 for piece in pieces], offset + len(content)
    whole = _try(content, "utf-8") if encoding == "utf-8" and b"\0" not in content else None
    if whole is None or max(sizes) > LONGEST_LINE:
        lines, broken, notes = _decode_lines(pieces, line, encoding)
        return LineBlock(lines, sizes, line, end, is_last, broken, notes)
    whole = whole.removeprefix("\ufeff") if line == 1 else whole
    texts = [text.removesuffix("\r") for text in whole.removesuffix("\n").split("\n")]
    return LineBlock([*texts], sizes, line, end, is_last, [], [])


def _decode_lines(
    pieces: list[bytes], first: int, encoding: str
) -> tuple[list[str | None], list[tuple[int, str, str]], list[tuple[int, str, str]]]:
    """Line by line: the text of each, those that cannot be read, those in another encoding."""
    lines: list[str | None] = []
    broken: list[tuple[int, str, str]] = []
    notes: list[tuple[int, str, str]] = []
    for number, piece in enumerate(pieces):
        text, found = _decode_line(piece, encoding)
        if text is None or len(piece) > LONGEST_LINE:
            problem = "register_unreadable_line" if text is None else "register_endless_line"
            broken.append((number, problem, _write_bytes(piece, encoding) if text is None else text))
            text = None
        elif found != encoding and not piece.isascii():
            notes.append((first + number, "register_other_encoding", found))
        lines.append(text)
    return lines, broken, notes


def _decode_line(piece: bytes, encoding: str) -> tuple[str | None, str]:
    """A line and the encoding that it is in; Chinese in UTF-8 hardly ever reads as Chinese by chance."""
    piece = piece.removesuffix(b"\r").removeprefix(b"\xef\xbb\xbf")
    if b"\0" in piece:
        return None, encoding
    text = _try(piece, "utf-8")
    if text is not None and (encoding == "utf-8" or piece.isascii() or _HAN.search(text)):
        return text, "utf-8"
    return _try(piece, "gb18030"), "gb18030"


def _write_bytes(piece: bytes, encoding: str) -> str:
    """A line that cannot be read, as text that loses nothing: bytes as \\xff, runs of zeros as \\x00*7."""
    text = piece.removesuffix(b"\r").decode(encoding, "backslashreplace")
    return re.sub(r"\0+", lambda run: f"\\x00*{len(run[0])}", text)


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
