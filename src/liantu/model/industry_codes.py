"""Codes of GB/T 4754-2017, the classification of industries: which there are, and what digits that are none mean."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

#: Every division, group and class of GB/T 4754-2017 with its amendment of 2019.
_CODES = Path(__file__).parent / "gbt4754_codes.csv"
#: The letter of a section, digits of division, group or class, and what stands behind them; 36.70 is no code.
_WRITTEN = re.compile(r"[A-Za-z]?\s*(\d{2,4})(?:\.0)?(?:[^\d.].*)?")
#: Digits with signs between or before them, as 36.70, 0,610, 06-10 and '0610.
_DIGITS = re.compile(r"\W*[A-Ta-t]?\s*\d[\d\W]*")


@cache
def read_industry_codes() -> frozenset[str]:
    """Every division, group and class of the standard by its digits."""
    with _CODES.open(encoding="utf-8", newline="") as stream:
        return frozenset(row["code"] for row in csv.DictReader(stream))


def suggest_industry(written: str) -> str | None:
    """What may be meant by digits that are no code of the standard: a question in brackets, or nothing; None where a
    code stands there, or words.

    A spreadsheet takes the zero from 0610: it is meant where its digits are no code, alone or before words.

    >>> suggest_industry("610"), suggest_industry("C3679"), suggest_industry("0610"), suggest_industry("3D打印")
    (' (0610?)', ' (3670?)', None, None)
    >>> suggest_industry("610煤炭"), suggest_industry("0,610"), suggest_industry("0610/0620")
    (' (0610?)', ' (0610?)', ' (0610?)')
    """
    text = "".join(sign for sign in unicodedata.normalize("NFKC", written) if unicodedata.category(sign) != "Cf")
    text = text.strip()
    code, bare = read_code_digits(text), text.removesuffix(".0")
    is_split = _DIGITS.fullmatch(bare) is not None and "".join(re.findall(r"\d+", bare)) != code
    if not is_split and (not code or code in read_industry_codes()):
        return None
    return _suggest_code(re.sub(r"\D", "", bare) if is_split else code)


def _suggest_code(digits: str) -> str:
    """The nearest code as a question in brackets; nothing where none is near."""
    for meant in (f"0{digits}", digits[:4]):
        if meant in read_industry_codes():
            return f" ({meant}?)"
    same_group = sorted(
        code for code in read_industry_codes() if 2 < len(code) == len(digits) and code[:-1] == digits[:-1]
    )
    near = same_group or [code for code in (digits[:3], digits[:2]) if code in read_industry_codes()]
    return f" ({near[-1] if same_group else near[0]}?)" if near else ""


def read_code_digits(text: str) -> str:
    """The digits of a code as people write it; nothing where none stands.

    >>> read_code_digits("C3670"), read_code_digits("36 cars"), read_code_digits("36.7"), read_code_digits("cars")
    ('3670', '36', '', '')
    """
    found = _WRITTEN.fullmatch(text)
    return found[1] if found else ""
