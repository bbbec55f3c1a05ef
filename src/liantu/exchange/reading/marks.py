"""Marks that stand in a cell of figures: nobody gave a value, or none is due. They mean the same on every way in."""

from __future__ import annotations

import unicodedata

_MISSING = (
    *("/", "-", "--", "—", "——", "–", "…", "……", "x", "×", "n/a", "na", "null"),
    *("缺", "缺报", "未掌握", "未填报", "不详"),
)
_NOT_APPLICABLE = ("不适用", "not applicable", "n.a.")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


_MISSING_PLAIN = frozenset(map(_plain, _MISSING))
_NOT_APPLICABLE_PLAIN = frozenset(map(_plain, _NOT_APPLICABLE))


def is_missing(text: str) -> bool:
    """Whether a mark says that no value is given: a dash, a stroke, dots, a cross, or words for it. It is never zero.

    >>> is_missing("—"), is_missing("…"), is_missing("Ｘ"), is_missing("0"), is_missing("*")
    (True, True, True, False, False)
    """
    return _plain(text) in _MISSING_PLAIN


def is_not_applicable(text: str) -> bool:
    """Whether a mark says that no value is due.

    >>> is_not_applicable("不适用"), is_not_applicable("N/A")
    (True, False)
    """
    return _plain(text) in _NOT_APPLICABLE_PLAIN
