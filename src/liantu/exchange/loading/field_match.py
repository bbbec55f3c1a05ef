"""Which field of a table the words of a heading mean, and which table those of a title."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.model import schema
from liantu.model.schema import Field, Table

_MARKS = re.compile(r"[\s*]+|\((?:必填|选填|required|optional)\)", re.I)
_BRACKET = re.compile(r"^(.+?)[(\[](.+?)[)\]]$")
_CALLED = ("名称", "编号", "代码", "name", "id")


@dataclass(frozen=True)
class HeadingMatch:
    """A heading taken for a field: with what stands in brackets, and whether it is the field's own label."""

    field: str
    remark: str = ""
    exact: bool = True


@lru_cache(maxsize=200_000)
def match_field(text: str, name: str) -> HeadingMatch | None:
    """The field of a table that a heading means.

    >>> match_field("年产能（万吨/年）", "capacities")
    HeadingMatch(field='amount', remark='万吨/年', exact=True)
    >>> match_field("产能", "capacities").field, match_field("企业名称", "plants").field, match_field("颜色", "plants")
    ('amount', 'firm', None)
    """
    table = schema.read_tables()[name]
    for words, remark in _spellings(text):
        field, exact = _field(words, table)
        if field:
            return HeadingMatch(field, remark, exact)
    return None


@lru_cache(maxsize=4096)
def _spellings(text: str) -> tuple[tuple[str, str], ...]:
    """A heading in small letters with what stands in brackets behind it: whole, and without its brackets."""
    plain = _plain(text)
    parts = _BRACKET.match(plain)
    return ((plain.lower(), ""), *(((parts[1].lower(), parts[2]),) if parts else ()))


def _field(words: str, table: Table) -> tuple[str, bool]:
    labels = _labels(table.name)
    if words in labels:
        return labels[words], True
    without = words.removeprefix(_clean(table.zh))
    if without != words and without in labels:
        return labels[without], True
    called = next((field.name for field in table.fields if field.refers_to and words in _called(field)), "")
    if called:
        return called, True
    if words in _other_headings(table.name):
        return _other_headings(table.name)[words], True
    near = _fields_near(words, table.name)
    return (near.pop(), False) if len(near) == 1 else ("", False)


@cache
def _labels(name: str) -> dict[str, str]:
    """The field that each label of a table, in either language, names; the first where two are called alike."""
    fields = reversed(schema.read_tables()[name].fields)
    return {_clean(label): field.name for field in fields for label in (field.en, field.zh, field.name) if label}


@cache
def _other_headings(name: str) -> dict[str, str]:
    """The field of a table that offices call otherwise, by each of these words."""
    with Path(__file__).with_name("other_headings.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["table"] == name]
    return {_clean(word): row["field"] for row in rows for word in row["words"].split(";")}


@lru_cache(maxsize=4096)
def _called(field: Field) -> set[str]:
    """What a column may be called whose cells name rows of another table."""
    return {_clean(label) + end for label in (field.zh, field.en) for end in _CALLED}


def list_labels(name: str) -> dict[str, str]:
    """The field that each heading in use of a table means: its labels, the names and codes of what is referred to, what
    offices call it otherwise, and for the name of a row what the table is called."""
    called = {
        words: field.name for field in schema.read_tables()[name].fields if field.refers_to for words in _called(field)
    }
    table = schema.read_tables()[name]
    row = {_clean(label): "zh" for label in (table.zh, table.en) if "zh" in table.columns}
    return {**row, **_other_headings(name), **called, **_labels(name)}


def _fields_near(words: str, name: str) -> set[str]:
    """The fields of a table one of whose labels ends with the words, or with whose label the words end."""
    labels = _labels(name)
    ends = (words[start:] for start in range(len(words) - 1))
    return {labels[end] for end in ends if end in labels} | _fields_by_end(name).get(words, set())


@cache
def _fields_by_end(name: str) -> dict[str, set[str]]:
    """The fields of a table by every ending, of two letters or more, of their labels."""
    found: dict[str, set[str]] = {}
    for label, field in _labels(name).items():
        for start in range(len(label) - 1):
            found.setdefault(label[start:], set()).add(field)
    return found


def _clean(text: str) -> str:
    return _plain(text).lower()


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def find_titled_table(grid: SheetGrid) -> Table | None:
    """The table that a person has chosen for a sheet, else the one that it is called after."""
    if grid.table:
        return schema.read_tables()[grid.table]
    name = _clean(grid.title)
    tables = list(schema.read_tables().values())
    for table in tables:
        if name in (_clean(table.zh), table.name, _clean(table.en)):
            return table
    within = sorted((t for t in tables if _clean(t.zh) in name), key=lambda t: len(t.zh), reverse=True)
    if not within or (len(within) > 1 and len(within[0].zh) == len(within[1].zh)):
        return None
    return within[0]
