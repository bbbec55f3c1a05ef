"""The words of a text file: UTF-8, GB18030 or UTF-16, as spreadsheets and editors save them."""

from __future__ import annotations

import re

from liantu.model.problems import Problem, Problems

_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
#: At least this part of the characters of a table are commas, figures and Latin letters.
_PLAIN = 0.1
#: A Chinese character in a line that is UTF-8; GB18030 makes such bytes of rare characters alone.
_HAN = re.compile(r"[\u4e00-\u9fff]")


def decode_text(content: bytes, file: str, table: str = "") -> tuple[str, list[Problem]]:
    """The text of a file, and notes on how it was read. Raises Problems when its encoding is not known, or is one in
    some of its lines and another in others."""
    if encoding := detect_utf16(content):
        return _decode_utf16(content, encoding, file, table)
    notes = [Problem("read_bom", table, file)] if content.startswith(b"\xef\xbb\xbf") else []
    try:
        return content.decode("utf-8-sig"), notes
    except UnicodeDecodeError:
        pass
    if mixed := _find_other_line(content):
        line, found, others = mixed
        raise Problems([Problem("mixed_encoding", table, file, line, value=found, slots={"others": others})])
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Problems([Problem("undecodable", table, file, value=str(error.start + 1))]) from error
    return text, [*notes, Problem("read_gb18030", table, file)]


def detect_utf16(content: bytes) -> str:
    """The UTF-16 a text is in, by its mark or by the zeros of its plain characters; blank when it is none.

    >>> detect_utf16("企业,1\\n".encode("utf-16-le")), detect_utf16("企业,1\\n".encode())
    ('utf-16-le', '')
    """
    if content[:2] in _BOMS:
        return _BOMS[content[:2]]
    start = content[: min(len(content), 4096) & ~1]
    first, second = start[::2].count(0), start[1::2].count(0)
    # A NUL that strayed into other text is one of very many characters; of UTF-16 every comma and figure has one.
    few = max(2, len(start) // 2 * _PLAIN)
    if not first and second >= few:
        return "utf-16-le"
    return "utf-16-be" if first >= few and not second else ""


def _decode_utf16(content: bytes, encoding: str, file: str, table: str) -> tuple[str, list[Problem]]:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Problems([Problem("undecodable", table, file, value=str(error.start + 1))]) from error
    return text.removeprefix("\ufeff"), [Problem("read_utf16", table, file)]


def _find_other_line(content: bytes) -> tuple[int, str, str] | None:
    """The first line in another encoding than most of the lines with Chinese: its number, its encoding and theirs.

    None where a line is in neither encoding.
    """
    lines: dict[str, list[int]] = {"UTF-8": [], "GB18030": []}
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            if _HAN.search(line.decode("utf-8")):
                lines["UTF-8"].append(number)
        except UnicodeDecodeError:
            if not _is_gb18030(line):
                return None
            lines["GB18030"].append(number)
    found, others = sorted(lines, key=lambda encoding: len(lines[encoding]))
    return (lines[found][0], found, others) if lines[found] else None


def _is_gb18030(line: bytes) -> bool:
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
