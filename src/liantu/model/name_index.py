"""Which row a text means, in a form and in a workbook alike: by name, other name, alias, id or pinyin initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

#: Initials of one character lead to many names.
_FEWEST = 2
_HAN = re.compile(r"[\u3400-\u9fff]")
#: A row as a form and as a drop-down of a template show it: its id in brackets behind its name.
_WITH_KEY = (re.compile(r"\(([^()]+)\)\s*$"), re.compile(r"\u3014([^\u3014\u3015]+)\u3015\s*$"))


class NamedRow(NamedTuple):
    """A row that may be meant: its id, what it is called, and what else it goes by where no row is called so."""

    key: str
    names: Sequence[str | None]
    others: Sequence[str | None] = ()


class NameIndex:
    """Rows by all that they are called, to be looked up many times.

    >>> acid = NamedRow("acid", ["\u78f7\u9178", "Phosphoric Acid"], ["PA"])
    >>> index = NameIndex([acid, NamedRow("i", ["\u78f7\u9178\u94c1"])])
    >>> index.find("pa"), index.find(" PHOSPHORIC acid"), index.find("any (acid)"), index.find("lst"), index.find("x")
    (['acid'], ['acid'], ['acid'], ['i'], [])
    >>> index.find("lst", by_initials=False)
    []
    """

    def __init__(self, rows: Iterable[NamedRow]) -> None:
        self._rows = list(rows)
        self._keys = {row.key for row in self._rows}

    def find(self, text: str, by_initials: bool = True) -> list[str]:
        """The ids of the rows that a text means: of the id as it stands or in brackets, else of a name, else of an
        alias or an id in other letters, else of initials: of whole names, of their beginnings, of what is within.

        Who types initials sees what they were read as; in a file of hundreds of rows nobody would (PVC is no name of
        three characters), so there they count for nothing.
        """
        for written in (text.strip(), *(shown[1] for mark in _WITH_KEY if (shown := mark.search(text)))):
            if written in self._keys:
                return [written]
        needle = fold_words(text)
        found = self._by_name.get(needle) or self._by_other.get(needle) or set()
        return sorted(self._find_initials(needle) if by_initials and not found else found)

    @cached_property
    def known_names(self) -> list[str]:
        """All names as they are compared, for the nearest one."""
        return [*self._by_name, *self._by_other]

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        return _group((fold_words(name), row.key) for row in self._rows for name in row.names if name)

    @cached_property
    def _by_other(self) -> dict[str, set[str]]:
        return _group((fold_words(name), row.key) for row in self._rows for name in (*row.others, row.key) if name)

    @cached_property
    def _by_initials(self) -> dict[str, set[str]]:
        names = ((name, row.key) for row in self._rows for name in row.names if name and _HAN.search(name))
        return _group((name_initials(name), key) for name, key in names)

    def _find_initials(self, needle: str) -> set[str]:
        if len(needle) < _FEWEST or not needle.isascii() or not needle.isalpha():
            return set()
        if needle in self._by_initials:
            return self._by_initials[needle]
        begun = [keys for initials, keys in self._by_initials.items() if initials.startswith(needle)]
        return set().union(*(begun or [keys for initials, keys in self._by_initials.items() if needle in initials]))


def fold_words(text: str) -> str:
    """A name as it is compared: width, case and blanks of letters tell no names apart.

    >>> fold_words("\uff30 ta")
    'pta'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def name_initials(name: str) -> str:
    """The pinyin initials of a name.

    >>> name_initials("\u78f7\u9178\u94c1")
    'lst'
    """
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, key in pairs:
        if name:
            found.setdefault(name, set()).add(key)
    return found
