"""The unified social credit code of a firm (统一社会信用代码): 18 characters, the last a check digit."""

from __future__ import annotations

#: What a spreadsheet makes of a code when it saves text: 1.23E+17, or sixteen digits and more that end in zeros.
SHORTENED = r"^\d(?:\.\d+)?[eE]\+?\d{2}$"
ROUNDED = r"^\d{13,}000$"
_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def is_credit_code(text: str) -> bool:
    """Whether a text is a unified social credit code with the right check digit.

    GB 32100-2015: 31 characters without I, O, S, V and Z are worth 0 to 30; the sum of the first 17, each times 3 to
    the power of the places before it, and the check digit is divisible by 31. The standard's own example, 1640 for
    91350100M000100Y4, gives the digit 3; the codes that Huawei and Tencent publish hold too.

    >>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100M000100Y4Z")
    (True, False)
    >>> is_credit_code("914403001922038216"), is_credit_code("9144030071526726XG")
    (True, True)
    """
    if len(text) != 18 or any(letter not in _DIGITS for letter in text):
        return False
    return compute_check_digit(text[:-1]) == text[-1]


def compute_check_digit(text: str) -> str:
    """The check digit that the first 17 characters of a credit code take; the rule stands in :func:`is_credit_code`.

    >>> compute_check_digit("91350100M000100Y4")
    '3'
    """
    total = sum(_DIGITS.index(letter) * 3**place % 31 for place, letter in enumerate(text))
    return _DIGITS[-total % 31]
