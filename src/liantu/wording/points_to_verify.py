"""What is still to be verified, in words; the engine names it in codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from liantu.wording import N_, translator

#: Names printed before the rest is only counted: the whole list stands in the account.
_SHOWN = 4
_WORDS = {
    "load": N_("load unknown"),
    "on_site": N_("whether made on the same site"),
    "hazardous": N_("conditions for hazardous chemicals"),
    "energy_intensive": N_("whether energy-intensive, and its energy"),
    "assumption": N_("assumed"),
    "supply": N_("supply unknown"),
    "demand": N_("demand unknown"),
    "route": N_("process open, range over routes"),
    "standard": N_("by-product here, its standard to be named"),
    "carriage": N_("by-product here, its carriage unknown"),
    "own_use": N_("owner or place of own use does not fit the need"),
}


def describe_points(codes: Iterable[str] | None, language: str, name: Callable[[str], str]) -> str:
    """The codes in words, those of one kind together; ``name`` gives the name of an id.

    >>> describe_points(["supply:a", "supply:b", "load"], "zh_CN", {"a": "甲厂", "b": "乙厂"}.get)
    '供应量未掌握：甲厂、乙厂；开工率未掌握'
    """
    tr = translator(language)
    found: dict[str, list[str]] = {}
    for code in codes or ():
        kind, _, subject = code.partition(":")
        names = found.setdefault(kind, [])
        if subject and name(subject) not in names:
            names.append(name(subject))
    parts = []
    for kind, names in found.items():
        words = _kind_words(kind, language, name)
        listed = tr(", ").join(names[:_SHOWN])
        if len(names) > _SHOWN:
            # Chinese counts them all, English those that are left.
            listed += tr(" and %s more") % (len(names) if language.startswith("zh") else len(names) - _SHOWN)
        parts.append(words + tr(": ") + listed if listed else words)
    return tr("; ").join(parts)


def point_text(code: str, language: str, name: Callable[[str], str]) -> str:
    """One code in words.

    >>> point_text("supply:a", "en", {"a": "Plant A"}.get)
    'supply unknown: Plant A'
    """
    kind, _, subject = code.partition(":")
    words = _kind_words(kind, language, name)
    return words + translator(language)(N_(": ")) + name(subject) if subject else words


def _kind_words(kind: str, language: str, name: Callable[[str], str]) -> str:
    return translator(language)(_WORDS[kind]) if kind in _WORDS else name(kind)
