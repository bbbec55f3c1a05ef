"""Chinese names that are written nearly so: one character another, too many or too few; of the same sound first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Of so few characters only one of the same sound may differ.
_FEW = 2


class Misprint(NamedTuple):
    """How a name differs from what was written: by sound or not, and by how many characters it has more."""

    is_another_sound: bool
    more: int


def find_misprint(written: str, name: str) -> Misprint | None:
    """How far a name, or the part of it that is nearest, is from what was written; None where it is too far.

    >>> find_misprint("\u7535\u89e3\u591c", "\u9502\u7535\u89e3\u6db2")
    Misprint(is_another_sound=False, more=1)
    >>> find_misprint("\u7535\u89e3\u94dc", "\u7535\u89e3\u6db2").is_another_sound
    True
    >>> find_misprint("\u7535\u89e3", "\u6c34\u6ce5")
    """
    if len(set(written) - set(name)) > 1:  # most names share nothing, and need no closer look
        return None
    found = [is_other for part in _list_parts(name, len(written)) if (is_other := _compare(written, part)) is not None]
    if not found or len(written) < _FEW:
        return None
    nearest = min(found)
    return None if nearest and len(written) <= _FEW else Misprint(nearest, abs(len(name) - len(written)))


def _list_parts(name: str, length: int) -> Iterator[str]:
    """The parts of a name of so many characters, one fewer or one more."""
    for size in {length, max(length - 1, _FEW), length + 1}:
        for start in range(len(name) - size + 1):
            yield name[start : start + size]


def _compare(written: str, part: str) -> bool | None:
    """Whether two texts that differ in one character differ in sound; None where they differ in more."""
    if len(written) == len(part):
        pairs = [(a, b) for a, b in zip(written, part, strict=True) if a != b]
        return len(pairs) == 1 and not _sound_alike(*pairs[0]) if len(pairs) <= 1 else None
    longer, shorter = sorted((written, part), key=len, reverse=True)
    lacks_one = any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))
    return True if lacks_one and len(shorter) > _FEW else None


def _sound_alike(first: str, second: str) -> bool:
    """Whether two characters share a reading, tones aside."""
    return bool(_list_readings(first) & _list_readings(second))


def _list_readings(character: str) -> set[str]:
    from pypinyin import Style, pinyin

    return set(_flatten(pinyin(character, style=Style.NORMAL, heteronym=True)))


def _flatten(readings: Iterable[Iterable[str]]) -> Iterator[str]:
    for of_character in readings:
        yield from of_character
