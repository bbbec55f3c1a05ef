"""Pinyin of long columns: initials to search by, syllables to sort by. Readings that a phrase decides are its own."""

from __future__ import annotations

from functools import cache

import polars as pl
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT


def pinyin_initials(texts: pl.Series) -> pl.Series:
    """The first letter of each character's reading; what is not Chinese stays, in small letters.

    >>> pinyin_initials(pl.Series(["重庆涪陵", "PTA 厂", "重量"])).to_list()
    ['cqfl', 'pta c', 'zl']
    """
    return _spell(texts, Style.FIRST_LETTER, "").str.to_lowercase()


def pinyin_syllables(texts: pl.Series) -> pl.Series:
    """The readings of each text, in the order a Chinese list is sorted by.

    >>> pinyin_syllables(pl.Series(["重庆", "长安"])).to_list()
    ['chong qing ', 'chang an ']
    """
    return _spell(texts, Style.NORMAL, " ").str.to_lowercase()


def _spell(texts: pl.Series, style: Style, end: str) -> pl.Series:
    texts = texts.fill_null("")
    found = sorted(filter(_is_chinese, set("".join(texts.to_list()))))
    if not found:
        return texts
    characters = set(found)
    phrases = [p for p in _doubtful_phrases() if characters.issuperset(p) and _is_odd(p)]
    spelt = texts
    if phrases:
        read = ["".join(s + end for s in lazy_pinyin(phrase, style=style)) for phrase in phrases]
        spelt = spelt.str.replace_many(phrases, read, leftmost=True)
    return spelt.str.replace_many(found, [_reading(c, style) + end for c in found])


@cache
def _doubtful_phrases() -> list[str]:
    """Phrases in which a dictionary reads a character otherwise than alone, the longest first."""
    alone = {chr(code): readings.split(",")[0] for code, readings in PINYIN_DICT.items()}
    doubtful = [
        phrase
        for phrase, readings in PHRASES_DICT.items()
        if [reading[0] for reading in readings] != [alone.get(character) for character in phrase]
        and all(map(_is_chinese, phrase))
    ]
    return sorted(doubtful, key=len, reverse=True)


@cache
def _is_odd(phrase: str) -> bool:
    """Whether a character of a phrase is not read as it is alone; reading all phrases takes a second."""
    return lazy_pinyin(phrase) != [_reading(character, Style.NORMAL) for character in phrase]


@cache
def _reading(character: str, style: Style) -> str:
    return "".join(lazy_pinyin(character, style=style))


def _is_chinese(character: str) -> bool:
    return 0x3400 <= ord(character) <= 0x9FFF
