"""Rows that a field may refer to, and which of them a text means: by name, other name, key or pinyin initials."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liantu.district.name_search import fold_name
from liantu.model.name_index import NamedRow, NameIndex, fold_words, name_initials
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import BilingualText, Problem, join_texts
from liantu.model.tables import Row, Tables

#: How many choices a message names.
_SHOWN = 8


@dataclass(frozen=True)
class ReferenceChoice:
    """A row that may be referred to: ``label`` is its name with its key, ``found_by`` all it is found by."""

    table: str
    key: str
    label: str
    names: tuple[str, ...]
    others: tuple[str, ...]
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
    names = [text for text in (name, row.get("zh"), row.get("en"), *others) if text]
    aliases = [key, *filter(None, (row.get("aliases") or "").split(";"))]
    initials = dict.fromkeys(name_initials(text) for text in (row.get("zh") or name, *others))
    found_by = tuple({fold_name(text).strip() for text in (*names, *aliases)})
    return ReferenceChoice(table, key, f"{name} ({key})", tuple(names), tuple(aliases), found_by, tuple(initials))


def rank_choices(choices: Iterable[ReferenceChoice], text: str, limit: int) -> list[ReferenceChoice]:
    """The choices that a text may mean, the best first."""
    needle = fold_name(text).strip()
    ranked = [(rank, choice.label, choice) for choice in choices if (rank := _rank(needle, choice)) is not None]
    ranked.sort(key=lambda entry: entry[:2])
    return [choice for _rank_, _label, choice in ranked[:limit]]


@dataclass(frozen=True)
class ReferenceIndex:
    """All choices of a field, to be looked up many times."""

    labels: dict[str, str]
    names: NameIndex

    def resolve(self, text: str, column: str, tables: str) -> tuple[str, Problem | None]:
        """The key that a text means (``NameIndex.find``).

        When it means none or several, the text itself with what is wrong; ``column`` and ``tables`` are its slots.
        """
        found = self.names.find(text)
        if len(found) == 1:
            return found[0], None
        if found:
            labels = sorted(self.labels[key] for key in found)
            several = {"wanted": tables, "choices": join_texts(labels[:_SHOWN])}
            return text, Problem("several_meant", column=column, value=text, slots=several)
        nearest = suggest_nearest(fold_words(text), self.names.known_names) or self._suggest_begun(text)
        slots = {"wanted": tables, "nearest": nearest}
        return text, Problem("dangling", column=column, value=text, slots=slots)

    def _suggest_begun(self, text: str) -> str:
        """The rows of names that begin as a text does, as a question; nothing where they are many."""
        labels = sorted(self.labels[key] for key in self.names.begin_alike(text))
        several = join_texts(labels)
        return BilingualText(f" ({several.zh}?)", f" ({several}?)") if 0 < len(labels) <= _SHOWN else ""


def index_choices(choices: Iterable[ReferenceChoice]) -> ReferenceIndex:
    """The choices by all that they are found by."""
    listed = list(choices)
    labels: dict[str, str] = {}
    for choice in listed:
        labels.setdefault(choice.key, choice.label)
    return ReferenceIndex(labels, NameIndex(NamedRow(choice.key, choice.names, choice.others) for choice in listed))


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
