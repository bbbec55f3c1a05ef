"""The words of a text file: UTF-8 or GB18030, as spreadsheets and editors save them."""

from __future__ import annotations

from liantu.model.problems import Problem, Problems


def decode_text(content: bytes, file: str, table: str = "") -> tuple[str, list[Problem]]:
    """The text of a file, and notes on how it was read. Raises Problems when its encoding is not known."""
    notes = [Problem("read_bom", table, file)] if content.startswith(b"\xef\xbb\xbf") else []
    try:
        return content.decode("utf-8-sig"), notes
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("gb18030"), [*notes, Problem("read_gb18030", table, file)]
    except UnicodeDecodeError as error:
        raise Problems([Problem("undecodable", table, file, value=str(error.start + 1))]) from error
