"""Numbers of the benchmark read again, by rules of its own that no other reader shares: what is annotated is checked
with it, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {**{mark: at for at, mark in enumerate("零一二三四五六七八九")}, "两": 2}
_SIZES = {"十": 10, "百": 100}
_TENTHS = re.compile("([一二三四五六七八九两])成([一二三四五六七八九半])?")
_PARTS = re.compile("([一二三四五六七八九])分之([一二三四五六七八九])")
_DOUBLED = re.compile("翻(?:了)?(?:近)?([一两])?番")
_FIXED = {"过半": 50, "一半还多": 50, "与上年持平": 0, "千亿": 1000, "一年半": Decimal("1.5"), "百亿": 100}


def read_numbers(text: str) -> list[Decimal]:
    """The numbers of a few characters: two of a range, else one; without sign.

    >>> read_numbers("30—50万吨"), read_numbers("三成七"), read_numbers("翻两番"), read_numbers("１１．\\n９亿元")
    ([Decimal('30'), Decimal('50')], [Decimal('37')], [Decimal('300')], [Decimal('11.9')])
    """
    plain = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))
    digits = re.findall(r"\d+(?:\.\d+)?", plain)
    if digits:
        return [Decimal(each) for each in digits]
    if match := _DOUBLED.search(plain):
        return [Decimal(100 * (2 ** _DIGITS[match[1] or "一"] - 1))]
    if match := _TENTHS.search(plain):
        return [Decimal(10 * _DIGITS[match[1]] + (5 if match[2] == "半" else _DIGITS.get(match[2] or "零", 0)))]
    if match := _PARTS.search(plain):
        return [Decimal(100 * _DIGITS[match[2]]) / _DIGITS[match[1]]]
    if fixed := [Decimal(value) for word, value in _FIXED.items() if word in plain]:
        return fixed[:1]
    return [Decimal(_read_whole(plain))]


def _read_whole(plain: str) -> int:
    total, digit = 0, 0
    for mark in plain:
        if mark in _DIGITS:
            if digit and not total:
                return digit  # two side by side: 六七家
            digit = _DIGITS[mark]
        elif mark in _SIZES:
            total += (digit or 1) * _SIZES[mark]
            digit = 0
    return total + digit
