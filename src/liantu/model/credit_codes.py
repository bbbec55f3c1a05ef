"""The unified social credit code of a firm (统一社会信用代码): 18 characters, the last a check digit."""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z


def is_credit_code(text: str) -> bool:
    """Whether a text is a unified social credit code with the right check digit (GB 32100-2015).

    >>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100M000100Y44")
    (True, False)
    """
    if len(text) != 18 or any(letter not in _DIGITS for letter in text):
        return False
    return compute_check_digit(text[:-1]) == text[-1]


def compute_check_digit(text: str) -> str:
    """The check digit of the first 17 characters: the weights are the powers of 3 modulo 31 (GB 32100-2015).

    >>> compute_check_digit("91350100M000100Y4")
    '3'
    """
    total = sum(_DIGITS.index(letter) * 3**place % 31 for place, letter in enumerate(text))
    return _DIGITS[-total % 31]
