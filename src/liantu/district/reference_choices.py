"""Rows that a field may refer to, and which of them a text means: by name, other name, key or pinyin initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liantu.district.name_search import fold_name
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, join_texts
from liantu.model.tables import Row, Tables

#: Initials of one character lead to many names.
_FEWEST = 2
#: How many choices a message names.
_SHOWN = 8
_WITH_KEY = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True)
class ReferenceChoice:
    """A row that may be referred to: ``label`` is its name with its key, ``found_by`` all it is found by."""

    table: str
    key: str
    label: str
    found_by: tuple[str, ...]
    initials: tuple[str, ...]


def collect_other_names(tables: Tables) -> dict[str, list[str]]:
    """What the table of names calls each row."""
    others: dict[str, list[str]] = {}
    for entity, name in tables["names"].select("entity", "name").iter_rows():
        others.setdefault(entity, []).append(name)
    return others


def make_choice(table: str, key: str, name: str, row: Row, others: Sequence[str]) -> ReferenceChoice:
    """The choice of a row that is shown by a name and has other names."""
    names = [key, name, row.get("zh"), row.get("en"), *(row.get("aliases") or "").split(";"), *others]
    initials = dict.fromkeys(name_initials(n) for n in (row.get("zh") or name, *others))
    found_by = tuple({fold_name(n).strip() for n in names if n})
    return ReferenceChoice(table, key, f"{name} ({key})", found_by, tuple(initials))


def rank_choices(choices: Iterable[ReferenceChoice], text: str, limit: int) -> list[ReferenceChoice]:
    """The choices that a text may mean, the best first."""
    needle = fold_name(text).strip()
    ranked = [(rank, choice.label, choice) for choice in choices if (rank := _rank(needle, choice)) is not None]
    ranked.sort(key=lambda entry: entry[:2])
    return [choice for _rank_, _label, choice in ranked[:limit]]


@dataclass(frozen=True)
class ReferenceIndex:
    """All choices of a field, to be looked up many times: keys, and the keys that a name or initials mean."""

    labels: dict[str, str]
    names: dict[str, set[str]]
    initials: dict[str, set[str]]

    def resolve(self, text: str, column: str, tables: str) -> tuple[str, Problem | None]:
        """The key that a text means: itself, the one in brackets, or the only row of that name or initials.

        Initials may be those that a name begins with, where no name has just these. When it means none or several, the
        text itself with what is wrong; ``column`` and ``tables`` are its slots.
        """
        bracketed = _WITH_KEY.search(text)
        for key in (text, bracketed[1] if bracketed else ""):
            if key in self.labels:
                return key, None
        needle = fold_name(text).strip()
        exact = self.names.get(needle) or self.initials.get(needle) or self._begin_with(needle)
        if len(exact) == 1:
            return next(iter(exact)), None
        if exact:
            labels = sorted(self.labels[key] for key in exact)
            several = {"wanted": tables, "choices": join_texts(labels[:_SHOWN])}
            return text, Problem("several_meant", column=column, value=text, slots=several)
        slots = {"wanted": tables, "nearest": suggest_nearest(needle, self.names)}
        return text, Problem("dangling", column=column, value=text, slots=slots)

    def _begin_with(self, needle: str) -> set[str]:
        """The keys of names whose initials begin so, else of those with these initials within them, as search ranks."""
        if len(needle) < _FEWEST or not needle.isascii() or not needle.isalpha():
            return set()
        begun = [keys for initials, keys in self.initials.items() if initials.startswith(needle)]
        return set().union(*(begun or [keys for initials, keys in self.initials.items() if needle in initials]))


def index_choices(choices: Iterable[ReferenceChoice]) -> ReferenceIndex:
    """The choices by all that they are found by."""
    index = ReferenceIndex({}, {}, {})
    for choice in choices:
        index.labels.setdefault(choice.key, choice.label)
        for name in choice.found_by:
            index.names.setdefault(name, set()).add(choice.key)
        for initials in choice.initials:
            index.initials.setdefault(initials, set()).add(choice.key)
    return index


def name_initials(name: str) -> str:
    """The pinyin initials of a name.

    >>> name_initials("\\u78f7\\u9178\\u94c1")
    'lst'
    """
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()


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
