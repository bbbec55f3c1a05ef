"""Where a district is: a folder of tables, or a workspace in a database."""

from __future__ import annotations

from pathlib import Path

#: Endings of a file that is a database.
SUFFIXES = (".db", ".sqlite", ".sqlite3")


def is_address(place: str | Path) -> bool:
    """Whether a place names a workspace rather than a folder.

    >>> is_address("fuling.db"), is_address("postgresql://server/fuling"), is_address("districts/fuling")
    (True, True, False)
    """
    return "://" in str(place) or Path(place).suffix in SUFFIXES
