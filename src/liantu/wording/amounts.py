"""Amounts as offices print them: 万吨/年, 亿平方米, 亿元; three significant digits at most."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Library unit -> (size in the plain unit, Chinese word, English word). Trades say GWh, MW and MVA: they keep theirs.
_PLAIN: dict[str, tuple[float, str, str]] = {
    "t": (1.0, "吨", "t"),
    "m2": (1.0, "平方米", "m²"),
    "万m2": (1e4, "平方米", "m²"),
    "m3": (1.0, "立方米", "m³"),
    "亩": (1.0, "亩", "mu"),
    "万m3": (1e4, "立方米", "m³"),
    "kWh": (1.0, "千瓦时", "kWh"),
    "千只": (1e3, "只", "pieces"),
    "件": (1.0, "件", "pieces"),
    "套": (1.0, "套", "sets"),
    "台": (1.0, "台", "units"),
    "辆": (1.0, "辆", "vehicles"),
    "箱": (1.0, "箱", "cases"),
    "条": (1.0, "条", "pieces"),
    "个": (1.0, "个", "pieces"),
    "只": (1.0, "只", "pieces"),
    "万只": (1e4, "只", "pieces"),
    "片": (1.0, "片", "pieces"),
    "千片": (1e3, "片", "pieces"),
    "千支": (1e3, "支", "pieces"),
    "千件": (1e3, "件", "pieces"),
    "千套": (1e3, "套", "sets"),
    "千双": (1e3, "双", "pairs"),
    "千瓶": (1e3, "瓶", "bottles"),
    "座": (1.0, "座", "stations"),
    "kg": (1.0, "千克", "kg"),
    "km": (1.0, "公里", "km"),
    "万m": (1e4, "米", "m"),
    "千升": (1.0, "千升", "kL"),
    "tce": (1.0, "吨标准煤", "tce"),
    "GJ": (1.0, "吉焦", "GJ"),
}
#: 100 million yuan, the unit in which offices speak of output.
HUNDRED_MILLION = 1e8
_SMALLEST_VALUE = 0.01
#: An amount as a person may write it into a form, whatever the form's language.
EXAMPLE_AMOUNT = "30万吨"
_STEPS_ZH = ((1e8, 1e8, "亿"), (1e3, 1e4, "万"))
_STEPS_EN = ((1e9, 1e9, "billion "), (1e6, 1e6, "million "), (1e3, 1e3, "thousand "))


@dataclass(frozen=True)
class AtLeast:
    """A figure with an unknown part: the true one is not below it."""

    value: float


@dataclass(frozen=True)
class AtMost:
    """A figure with an unknown part: the true one is not above it."""

    value: float


@dataclass(frozen=True)
class Scale:
    """The unit a row is printed in, and what a library amount is divided by."""

    divisor: float
    unit: str


def choose_scale(amounts: Iterable[float | None], unit: str, *, chinese: bool = True, yearly: bool = True) -> Scale:
    """One printed unit for the amounts of a row.

    >>> choose_scale([67_500, 162_000], "t").unit
    '万吨/年'
    >>> choose_scale([118_800], "万m2").unit
    '亿平方米/年'
    >>> choose_scale([162_000], "t", chinese=False).unit
    'thousand t/yr'
    """
    size, zh, en = _PLAIN.get(unit, (1.0, unit, unit))
    largest = max((abs(a) * size for a in amounts if a is not None and math.isfinite(a)), default=0.0)
    step, prefix = 1.0, ""
    if unit in _PLAIN:
        for threshold, divisor, word in _STEPS_ZH if chinese else _STEPS_EN:
            if largest >= threshold:
                step, prefix = divisor, word
                break
    suffix = _per_year(chinese) if yearly else ""
    return Scale(step / size, f"{prefix}{zh if chinese else en}{suffix}")


def plain_unit(unit: str, *, chinese: bool = True) -> tuple[float, str]:
    """How many plain units a library unit is, and the word for the plain one.

    >>> plain_unit("千只"), plain_unit("万m2", chinese=False), plain_unit("GWh")
    ((1000.0, '只'), (10000.0, 'm²'), (1.0, 'GWh'))
    """
    size, zh, en = _PLAIN.get(unit, (1.0, unit, unit))
    return size, zh if chinese else en


def unit_word(unit: str, *, chinese: bool = True) -> str:
    """The word for a library unit, as in use per unit; its size is never changed.

    >>> unit_word("t"), unit_word("GWh"), unit_word("千只")
    ('吨', 'GWh', '千只')
    >>> unit_word("万m2"), unit_word("万m2", chinese=False), unit_word("千只", chinese=False)
    ('万平方米', '10,000 m²', '1,000 pieces')
    """
    size, zh, en = _PLAIN.get(unit, (1.0, unit, unit))
    if size == 1.0:
        return zh if chinese else en
    return f"{unit[0]}{zh}" if chinese else f"{size:,.0f} {en}"


def yearly_unit_word(unit: str, *, chinese: bool = True) -> str:
    """The words for a unit as it stands in a table; of an amount a year those of the amount, and of the year.

    >>> yearly_unit_word("万m2/年"), yearly_unit_word("t/年", chinese=False), yearly_unit_word("%")
    ('万平方米/年', 't/yr', '%')
    """
    plain = unit.removesuffix("/年")
    return unit if plain == unit else unit_word(plain, chinese=chinese) + _per_year(chinese)


def _per_year(chinese: bool) -> str:
    return "/年" if chinese else "/yr"


def format_significant(number: float, digits: int = 3) -> str:
    """A number with at most so many significant digits, without exponent.

    >>> format_significant(16.2), format_significant(118_812), format_significant(0.09432), format_significant(0)
    ('16.2', '119000', '0.0943', '0')
    """
    if number == 0:
        return "0"
    decimals = digits - 1 - math.floor(math.log10(abs(number)))
    rounded = round(number, decimals)
    text = f"{rounded:.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hundred_million_text(value: float) -> str:
    """A value in CNY as hundred millions, two digits of it, without the unit.

    >>> hundred_million_text(6.14e9), hundred_million_text(5e5)
    ('61', '<0.01')
    """
    small = 0 < value / HUNDRED_MILLION < _SMALLEST_VALUE
    return f"<{_SMALLEST_VALUE}" if small else format_significant(value / HUNDRED_MILLION, 2)


def join_unit(text: str, unit: str) -> str:
    """A figure with its unit; one thing has the English name of things without its ending.

    >>> join_unit("1", "firms"), join_unit("10", "firms"), join_unit("3", "")
    ('1 firm', '10 firms', '3')
    """
    return f"{text} {unit.removesuffix('s') if text == '1' and unit == 'firms' else unit}".strip()


def format_range(low: float | None, high: float | None, digits: int = 3) -> str:
    """A range, both ends to the decimals the higher one deserves; empty when either is missing.

    >>> format_range(11, 12.34), format_range(0.09341, 0.155)
    ('11.0–12.3', '0.093–0.155')
    >>> format_range(0, 28.42)
    '0–28.4'
    """
    if low is None or high is None:
        return ""
    if high <= 0:
        return f"{format_significant(low, digits)}–{format_significant(high, digits)}"
    decimals = digits - 1 - math.floor(math.log10(high))
    return "–".join(f"{round(end, decimals):.{max(decimals, 0)}f}" if end else "0" for end in (low, high))
