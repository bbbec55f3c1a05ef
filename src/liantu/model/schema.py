"""The schema as tables: what a district may say, field by field.

Read once from ``model/schema/*.csv``. A new field is a line there; nothing else is written per table.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from liantu.model.problems import BilingualText, join_texts

_FOLDER = Path(__file__).parent / "schema"


@dataclass(frozen=True)
class Code:
    """One value of a codelist (SDMX), with its group where a list has groups."""

    code: str
    group: str
    zh: str
    en: str
    description: str


@dataclass(frozen=True)
class Field:
    """One column of a table."""

    name: str
    type: str
    quantity: str
    key: int
    required: bool
    choices: str
    refers_to: tuple[str, ...]
    group: str
    klass: str
    zh: str
    en: str
    description: str

    @property
    def unit_field(self) -> str | None:
        """The sibling column that holds the unit, for quantities written with one."""
        return self.quantity[1:] if self.quantity.startswith("@") else None


@dataclass(frozen=True)
class Table:
    """One table of the district or the library."""

    name: str
    part: str
    zh: str
    en: str
    description: str
    fields: tuple[Field, ...]

    @cached_property
    def columns(self) -> list[str]:
        """Names of all fields, in order.

        >>> read_tables()["loads"].columns[:3]
        ['plant', 'period', 'utilisation']
        """
        return [field.name for field in self.fields]

    @cached_property
    def key(self) -> list[str]:
        """Names of the key fields, in order of the key.

        >>> read_tables()["coefficients"].key
        ['process', 'input', 'role']
        """
        return [f.name for f in sorted((f for f in self.fields if f.key), key=lambda f: f.key)]

    @cached_property
    def named(self) -> bool:
        """Whether its rows have a name of their own, in both languages.

        >>> read_tables()["firms"].named, read_tables()["loads"].named
        (True, False)
        """
        return {"id", "zh", "en"} <= set(self.columns) and self.key == ["id"]

    def field(self, name: str) -> Field:
        """The field of that name; raises KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@cache
def read_tables() -> dict[str, Table]:
    """All tables by name, district first, in reading order."""
    provenance = _fields("_provenance")
    result = {}
    for row in _rows("_tables"):
        table_fields = _fields(row["table"])
        fields = table_fields + provenance if row["provenance"] == "yes" else table_fields
        result[row["table"]] = Table(row["table"], row["part"], row["zh"], row["en"], row["description"], fields)
    return result


@cache
def read_codelist(name: str) -> dict[str, Code]:
    """The codes of a list, by code.

    >>> read_codelist("verdict")["unknown"].zh
    '待核'
    """
    return {
        row["code"]: Code(row["code"], row["group"], row["zh"], row["en"], row["description"])
        for row in _rows("_codelists")
        if row["codelist"] == name
    }


def label_code(name: str, code: str, language: str = "zh_CN") -> str:
    """The word for a code in a language; the code itself when the list does not have it."""
    entry = read_codelist(name).get(code)
    if entry is None:
        return code
    return entry.zh if language.startswith("zh") else entry.en


def translate_codes(name: str, *codes: str) -> BilingualText:
    """The words for codes of a list, for a message in either language.

    >>> translate_codes("stage", "landed", "started").zh
    '落户、开工'
    """
    return join_texts([BilingualText(label_code(name, c), label_code(name, c, "en")) for c in codes] or ["—"])


def _fields(table: str) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=row["field"],
            type=row["type"],
            quantity=row["quantity"],
            key=int(row["key"] or 0),
            required=row["required"] == "yes",
            choices=row["choices"],
            refers_to=tuple(filter(None, row["refers_to"].split("|"))),
            group=row["group"],
            klass=row["class"],
            zh=row["zh"],
            en=row["en"],
            description=row["description"],
        )
        for row in _rows(table)
    )


@cache
def _rows(file: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
