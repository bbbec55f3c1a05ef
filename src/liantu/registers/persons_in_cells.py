"""Persons within cells that are kept: whoever a label names, numbers to call and mail addresses are taken out."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from liantu.registers.scope_words import list_person_words, list_words

#: Columns of free words that are kept; what a firm does is looked through as it stands.
FREE_COLUMNS = ("name", "region", "address", "status", "tags")
_HAN = r"[\u4e00-\u9fff]"
_EDGE = r"(?-u:\b)"
_GAP = r"[:\uff1a\s=_-]"
_MAIL = r"[A-Za-z0-9._%+-]+[@\uff20][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_PHONE = (
    rf"\+?{_EDGE}(?:86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_EDGE}"
    rf"|[(\uff08]?{_EDGE}0\d{{2,3}}[)\uff09\s\u2014\uff0d-]{{1,2}}\d{{7,8}}(?:-\d{{1,5}})?{_EDGE}"
    rf"|{_EDGE}[48]00[ -]?\d{{3}}[ -]?\d{{4}}{_EDGE}"
    r"|[1\uff11][\uff13-\uff19][\uff10-\uff19]{9}"
)
_IDENTITY = rf"{_EDGE}[1-8]\d{{5}}(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])\d{{5}}[\dXx]{_EDGE}"
_HOLLOW = r"[(\uff08\[]\s*[)\uff09\]]"
_LONGEST_NAME = 4


def blank_persons(texts: pl.Series) -> pl.Series:
    """The texts without whoever a label or a title names, without numbers to call, mail addresses and numbers of
    identity.

    >>> blank_persons(pl.Series(["1 Mill Road, tel: 023-72345678", "2 Mill Road", None])).to_list()
    ['1 Mill Road,', '2 Mill Road', None]
    """
    if not texts.str.contains(f"{_find_persons()}|{_find_titled()}").any():
        return texts
    bare = texts.str.replace_all(_find_persons(), " ${end}").str.replace_all(_find_titled(), "${1} ${2}")
    bare = bare.str.replace_all(_HOLLOW, "").str.strip_chars()
    return pl.select(pl.when(bare != texts.str.strip_chars()).then(bare).otherwise(texts).alias(texts.name)).to_series()


def is_business(cell: str) -> bool:
    """Whether a short cell says what a firm does rather than whom it belongs to: it ends as a scope does, and either
    is too long for the name of a person or does not begin as one.

    >>> is_business("\u9694\u819c\u5236\u9020"), is_business("\u674e\u518d\u751f")
    (True, False)
    """
    ends = tuple(word for kind in ("makes", "trades", "serves") for word in list_words(kind) if len(word) > 1)
    if not cell.endswith(ends) or cell.startswith(list_person_words("double_surname")):
        return False
    return len(cell) >= _LONGEST_NAME or not cell.startswith(list_person_words("surname"))


@cache
def _find_persons() -> str:
    """What a cell says of persons by labels, numbers and signs, as a pattern."""
    label, number, surname = _join("label"), _join("number_label"), _join("double_surname", "surname")
    behind = r"\s*(?:[+(\uff08]?\d[\d()\uff08\uff09 -]{5,}\d|$|(?P<end>[^\u4e00-\u9fff]))"
    bare = rf"{label}{_GAP}*{surname}{_HAN}{{1,2}}{behind}"
    marked = rf"{label}\s*[:\uff1a]{_GAP}*(?:{_HAN}+|[A-Za-z][A-Za-z .]+)"
    called = rf"{number}(?:\s*[:\uff1a]{_GAP}*[A-Za-z]?|{_GAP}*)[+(\uff08]?[A-Za-z0-9]*\d[\d()\uff08\uff09 -]{{3,}}\d"
    return f"(?i:(?:{number}{_GAP}*)?{_MAIL}|{marked}|{bare}|{called}|{_PHONE}|{_IDENTITY})"


@cache
def _find_titled() -> str:
    """A surname with a title that stands by itself, as a pattern; what stands before and behind it are its groups."""
    person = f"{_join('double_surname', 'surname')}{_HAN}{{0,2}}{_join('title')}"
    before, behind = r"^|[\s,\uff0c;\uff1b\u3001(\uff08|]", r"$|[\s\d,\uff0c;\uff1b\u3001)\uff09|]"
    return f"({before}){person}({behind})"


def _join(*kinds: str) -> str:
    """Any of the words of some kinds; Latin ones stand at the edge of a word."""
    words = [word for kind in kinds for word in list_person_words(kind)]
    return f"(?:{'|'.join(_EDGE + re.escape(word) if word.isascii() else re.escape(word) for word in words)})"
