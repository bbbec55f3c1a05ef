"""The provinces, autonomous regions and municipalities, by the short name that the library's tables use."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "provinces.csv"


def find_province(written: str | None) -> str | None:
    """The short name of a province however it is written; None when it is none.

    >>> find_province("福建省"), find_province("Fujian"), find_province("内蒙古自治区"), find_province("闽")
    ('福建', '福建', '内蒙古', None)
    """
    name = (written or "").strip()
    found = [zh for zh, en in list_provinces().items() if name.startswith(zh) or name.casefold() == en.casefold()]
    return found[0] if found else None


@cache
def list_provinces() -> dict[str, str]:
    """The short names with their English ones, in the order of GB/T 2260."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return {row["zh"]: row["en"] for row in csv.DictReader(stream)}
