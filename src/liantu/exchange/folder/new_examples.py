"""What is laid out for a new district of a kind (industrial zone, county, city), with two example rows a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from liantu.library.strict_yaml import read_strict_yaml
from liantu.model import schema

_FILE = Path(__file__).parent / "new_examples.yaml"


@dataclass(frozen=True)
class DistrictKind:
    """A kind of district by its code, its names in both languages and other words for it."""

    code: str
    zh: str
    en: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExampleRow:
    """A row that a table could hold, and what it says in both languages."""

    fields: Mapping[str, str]
    zh: str
    en: str


def list_kinds() -> tuple[DistrictKind, ...]:
    """The kinds of district there is a layout for.

    >>> [kind.code for kind in list_kinds()]
    ['zone', 'county', 'city']
    """
    kinds = _read()["kinds"]
    return tuple(DistrictKind(code, k["zh"], k["en"], tuple(k["also"])) for code, k in kinds.items())


def find_kind(written: str) -> DistrictKind | None:
    """The kind meant by a word of either language; None when it is none.

    >>> [found.code if (found := find_kind(word)) else None for word in ("园区", "County", "village")]
    ['zone', 'county', None]
    """
    word = written.strip().casefold()
    return next((kind for kind in list_kinds() if word in (kind.code, kind.zh, kind.en, *kind.also)), None)


def list_laid_out(kind: str | None) -> list[str]:
    """The tables laid out for a kind of district, by its code; every table of a district for None.

    >>> "parcels" in list_laid_out("zone"), "parcels" in list_laid_out("county")
    (True, False)
    """
    examples = _read()["tables"]
    every = [table.name for table in schema.read_tables().values() if table.part == "district"]
    return [name for name in every if kind is None or kind in examples.get(name, {}).get("for", ())]


def find_examples(table: str) -> tuple[ExampleRow, ...]:
    """The example rows of a table; none where nobody has written any.

    >>> [row.fields["stage"] for row in find_examples("events")]
    ['operating', 'building']
    """
    rows = _read()["tables"].get(table, {"rows": ()})["rows"]
    return tuple(ExampleRow(dict(row["fields"]), row["zh"], row["en"]) for row in rows)


def find_use(table: str) -> str:
    """What a table is for, in Chinese; nothing where nobody has written it. In English the schema says it."""
    return str(_read()["tables"].get(table, {"use": ""})["use"])


@cache
def _read() -> Any:
    """The file as it stands: ``kinds`` by code, ``tables`` by name with ``for``, ``use`` and ``rows``."""
    return read_strict_yaml(_FILE.read_text(encoding="utf-8"), _FILE.name)
