"""References picked by search: names, other names and pinyin initials lead to the row that is meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from liantu.model import schema
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem
from liantu.web.core.forms.row_names import row_name, table_name
from liantu.web.core.request_view import RequestView

_MOST = 30
_WITH_KEY = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True)
class ReferenceChoice:
    """A row that may be referred to: ``label`` is its name with its key, ``found_by`` all it is found by."""

    table: str
    key: str
    label: str
    found_by: tuple[str, ...]
    initials: tuple[str, ...]


def reference_choices(view: RequestView, table: str) -> list[ReferenceChoice]:
    """Every row of a table that may be referred to; gathered once for as long as the district is the same."""
    return view.present.cache.once(("reference choices", table, view.lang), lambda: _choices(view, table))


def _choices(view: RequestView, table: str) -> list[ReferenceChoice]:
    given = view.present.given
    key = schema.read_tables()[table].key
    if len(key) != 1:
        return []
    others: dict[str, list[str]] = {}
    for entity, name in given["names"].select("entity", "name").iter_rows():
        others.setdefault(entity, []).append(name)
    found = []
    for row in given[table].iter_rows(named=True):
        one = row[key[0]]
        name = row_name(view, table, row)
        names = [one, name, row.get("zh"), row.get("en"), *(row.get("aliases") or "").split(";"), *others.get(one, [])]
        first = dict.fromkeys(name_initials(n) for n in (row.get("zh") or name, *others.get(one, [])))
        found.append(
            ReferenceChoice(table, one, f"{name} ({one})", tuple({fold_text(n) for n in names if n}), tuple(first))
        )
    return found


def search_references(view: RequestView, tables: tuple[str, ...], asked: str) -> list[ReferenceChoice]:
    """The rows that a text may mean, the best first."""
    needle = fold_text(asked)
    ranked = [
        (rank, choice.label, choice)
        for table in tables
        for choice in reference_choices(view, table)
        if (rank := _rank(needle, choice)) is not None
    ]
    ranked.sort(key=lambda entry: entry[:2])
    return [choice for _rank_, _label, choice in ranked[:_MOST]]


def resolve_reference(view: RequestView, field: schema.Field, text: str) -> tuple[str, Problem | None]:
    """The key that a text means: itself, the one in brackets, or the only row of that name or initials."""
    every = [choice for table in field.refers_to for choice in reference_choices(view, table)]
    keys = {choice.key for choice in every}
    bracketed = _WITH_KEY.search(text)
    for told in (text, bracketed[1] if bracketed else ""):
        if told in keys:
            return told, None
    needle = fold_text(text)
    exact = {c.key for c in every if needle in c.found_by} or {c.key for c in every if needle in c.initials}
    if len(exact) == 1:
        return exact.pop(), None
    wanted = " / ".join(table_name(view, table) for table in field.refers_to)
    if exact:
        several = {"wanted": wanted, "choices": ", ".join(sorted(exact))}
        return text, Problem("several_meant", column=field.name, value=text, slots=several)
    names = {name for choice in every for name in choice.found_by}
    slots = {"wanted": wanted, "nearest": suggest_nearest(needle, names)}
    return text, Problem("dangling", column=field.name, value=text, slots=slots)


def reference_text(view: RequestView, field: schema.Field, key: str) -> str:
    """A reference as a form shows it: the name with the key."""
    for table in field.refers_to:
        for choice in reference_choices(view, table):
            if choice.key == key:
                return choice.label
    return key


def name_initials(name: str) -> str:
    """The pinyin initials of a name.

    >>> name_initials("\\u78f7\\u9178\\u94c1")
    'lst'
    """
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()


def fold_text(text: str) -> str:
    """Full-width and upper-case letters count as their plain ones."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _rank(needle: str, choice: ReferenceChoice) -> int | None:
    if needle in choice.found_by:
        return 0
    if any(name.startswith(needle) for name in choice.found_by):
        return 1
    if any(first.startswith(needle) for first in choice.initials):
        return 2
    if any(needle in name for name in choice.found_by):
        return 3
    return 4 if len(needle) > 1 and any(needle in first for first in choice.initials) else None
