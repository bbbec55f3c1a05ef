"""Magnitudes in words: what is recalled prints as 十万吨级, hundreds of thousands of t, never as a figure."""

from __future__ import annotations

import math

from liantu.wording.amounts import plain_unit

_ZH = ("", "十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿", "十万亿", "百万亿")
_EN_STEPS = ("", "thousands of ", "millions of ", "billions of ", "trillions of ")
_EN_BEFORE = ("", "tens of ", "hundreds of ")
#: A power of ten that is not quite whole through a product of floats.
_ROUNDING = 1e-6


def magnitude_words(power: float | None, unit: str, *, chinese: bool = True) -> str:
    """The magnitude of an amount of which the power of ten at or below it is known; empty without one.

    >>> magnitude_words(1e5, "t"), magnitude_words(1e7, "千只"), magnitude_words(100, "GWh"), magnitude_words(1, "GWh")
    ('十万吨级', '百亿只级', '百GWh级', '几GWh')
    >>> magnitude_words(1e5, "t", chinese=False), magnitude_words(100, "GWh", chinese=False)
    ('hundreds of thousands of t', 'hundreds of GWh')
    >>> magnitude_words(0, "t", chinese=False), magnitude_words(0.1, "GWh", chinese=False)
    ('none', 'less than one GWh')
    """
    if power is None:
        return ""
    size, word = plain_unit(unit, chinese=chinese)
    if power * size <= 0:
        return "零" if chinese else "none"
    exponent = math.floor(math.log10(power * size) + _ROUNDING)
    if exponent < 0:
        return f"不足一{word}" if chinese else f"less than one {word}"
    if exponent == 0:
        return f"几{word}" if chinese else f"a few {word}"
    if chinese:
        return f"{_ZH[min(exponent, len(_ZH) - 1)]}{word}级"
    return f"{_spell_power(exponent)}{word}"


def money_magnitude(power: float | None, lang: str) -> str:
    """The magnitude of money a year, of which the power of ten at or below it is known.

    >>> money_magnitude(1e7, "zh_CN"), money_magnitude(1e7, "en"), money_magnitude(None, "en")
    ('千万元级', 'tens of millions of CNY', '')
    """
    chinese = lang.startswith("zh")
    return magnitude_words(power, "元" if chinese else "CNY", chinese=chinese)


def _spell_power(exponent: int) -> str:
    """Ten to a power as English says it, before what is counted."""
    step, tens = divmod(exponent, 3)
    step = min(step, len(_EN_STEPS) - 1)
    return _EN_BEFORE[tens] + _EN_STEPS[step]
