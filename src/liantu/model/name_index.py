"""Which row a text means: by name, other name, alias or id; in a form also by a part of a name or pinyin initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

#: A part of one character leads to many names.
_FEWEST = 2
_WORD = re.compile(r"[A-Za-z0-9]+")
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
    >>> index.find("\u78f7"), index.find("\u78f7\u9178\u94c1"), index.find("\u9178\u94c1"), index.find("phosphoric")
    ([], ['i'], ['i'], ['acid'])
    >>> index.find("lst", by_parts=False), index.find("\u9178\u94c1", by_parts=False)
    ([], [])
    """

    def __init__(self, rows: Iterable[NamedRow]) -> None:
        self._rows = list(rows)
        self._keys = {row.key for row in self._rows}

    def find(self, text: str, by_parts: bool = True) -> list[str]:
        """The ids of the rows that a text means: of the id as it stands or in brackets, else of a name, else of an
        alias or an id in other letters, else of a part: initials of a whole name, what names begin with, what stands
        in them, beginnings of initials and what stands in these.

        Who types a part sees what it was read as; in a file of hundreds of rows nobody would (PVC is no name of three
        characters), so there parts count for nothing.
        """
        for written in (text.strip(), *(shown[1] for mark in _WITH_KEY if (shown := mark.search(text)))):
            if written in self._keys:
                return [written]
        needle = fold_words(text)
        found = self._by_name.get(needle) or self._by_other.get(needle) or set()
        return sorted(self._find_parts(needle) if by_parts and not found else found)

    def begin_alike(self, text: str) -> list[str]:
        """The ids of the rows whose names have the longest beginning of a text that any has, of at least two
        characters: an office adds the rest as it is used to.

        >>> NameIndex([NamedRow("i", ["\u78f7\u9178\u94c1"])]).begin_alike("\u78f7\u9178\u94a0")
        ['i']
        """
        needle = fold_words(text)
        for end in range(len(needle), _FEWEST - 1, -1):
            begun = [keys for name, keys in self._by_name.items() if name.startswith(needle[:end])]
            if begun:
                return sorted(set().union(*begun))
        return []

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

    def _find_parts(self, needle: str) -> set[str]:
        if len(needle) < _FEWEST:
            return set()
        spelt = self._by_initials if needle.isascii() and needle.isalpha() else {}
        return spelt.get(needle) or self._find_begun(needle) or _find_initials(needle, spelt)

    def _find_begun(self, needle: str) -> set[str]:
        """The rows of whose names one begins so, else one has it within: of Latin letters only where a word begins."""
        named = [(name, keys) for group in (self._by_name, self._by_other) for name, keys in group.items()]
        begun = [keys for name, keys in named if name.startswith(needle)]
        if not begun and not needle.isascii():
            begun = [keys for name, keys in named if needle in name]
        if not begun:
            begun = [keys for word, keys in self._by_word.items() if word.startswith(needle)]
        return set().union(*begun)

    @cached_property
    def _by_word(self) -> dict[str, set[str]]:
        """The rows by their names from each Latin word on, as they are compared."""
        named = ((name, row.key) for row in self._rows for name in (*row.names, *row.others) if name)
        return _group((fold_words(name[word.start() :]), key) for name, key in named for word in _WORD.finditer(name))


def _find_initials(needle: str, spelt: dict[str, set[str]]) -> set[str]:
    begun = [keys for initials, keys in spelt.items() if initials.startswith(needle)]
    return set().union(*(begun or [keys for initials, keys in spelt.items() if needle in initials]))


def fold_words(text: str) -> str:
    """A name as it is compared: width, case and blanks of letters tell no names apart.

    >>> fold_words("\uff30 ta")
    'pta'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=100_000)
def name_initials(name: str) -> str:
    """The pinyin initials of a name; names stay while rows change.

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
