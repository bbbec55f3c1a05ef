"""Large numbers as they are read: 2500万, 3.9亿, 25 million; nothing of a number is rounded away."""

from __future__ import annotations

from decimal import Decimal

_WORDS = {
    True: ((Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    False: ((Decimal(10**9), " billion"), (Decimal(10**6), " million")),
}
#: From here on the digits of a number are no longer taken in at a glance.
_MILLION = Decimal(10**6)
_TEN_THOUSAND = Decimal(10**4)
#: Before a unit that begins so no other 万 is said.
_SIZED = ("万", "亿", "×")
#: Decimals that may stand before the word.
_DECIMALS = 4


def shorten_number(number: Decimal | str, *, chinese: bool, least: Decimal = _MILLION) -> str:
    """A number of ``least`` or more with the word for its size, where that loses no digit; others as they stand.

    >>> shorten_number("25000000", chinese=True), shorten_number("390000000", chinese=True)
    ('2500万', '3.9亿')
    >>> shorten_number("25000000", chinese=False), shorten_number("20000", chinese=True)
    ('25 million', '20000')
    >>> shorten_number("20000", chinese=True, least=Decimal(10**4)), shorten_number("1234567.891", chinese=True)
    ('2万', '1234567.891')
    """
    value = Decimal(number)
    for size, word in _WORDS[chinese]:
        shortened = value / size
        if abs(value) >= max(size, least) and shortened == round(shortened, _DECIMALS):
            return f"{shortened.normalize():f}{word}"
    return str(number)


def join_unit(figure: str, unit: str, *, chinese: bool) -> str:
    """A given figure before the word for its unit, read with 万 and 亿 from ten thousand on.

    >>> join_unit("20000", "吨", chinese=True), join_unit("14746.34", "万元", chinese=True)
    ('2万吨', '14746.34 万元')
    >>> join_unit("25000000", "t", chinese=False)
    '25 million t'
    """
    text = figure if unit.startswith(_SIZED) else shorten_number(figure, chinese=chinese, least=_TEN_THOUSAND)
    return (text + unit if text.endswith(("万", "亿")) else f"{text} {unit}").strip()
