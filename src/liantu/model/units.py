"""Units as people write them: 30 GWh, 300亿Wh, 30万吨/年, 万m2.

The plain units are a table (library ``units``); prefixes and the per-year suffix are grammar.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

PREFIXES: Mapping[str, Decimal] = {
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "亿": Decimal(10**8),
    "万": Decimal(10**4),
    "千": Decimal(10**3),
    "百": Decimal(100),
    "十": Decimal(10),
}
#: How a rate a year, areas of land and sums of money are written here.
YEARLY, MU, TEN_THOUSAND_CNY = "/年", "亩", "万元"
#: How persons and firms are counted.
PERSONS, FIRMS = "人", ("户", "家")
_PER_YEAR = re.compile(r"(?:/年|/a|/yr|/year| per year|每年)$")
# a comma or a blank only between thousands: "4,5" and "0,123" are no numbers that can be read one way;
# a format of #.## writes .5 and 5. for 0.5 and 5
_NUMBER = re.compile(
    r"^\s*([-+]?(?:(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?)"
    r"(?![\d,.])\s*(.*?)\s*$"
)
#: Characters without width; dashes that typesetters and word processors put for a minus; what accounts put before or
#: around a number below zero.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MINUS = re.compile("^[\u2010\u2012\u2013\u2212](?=[\\d.])")
_BELOW_ZERO = re.compile(r"^(?:[\u25b2\u25b3]\s?(\d.*)|\(\s*(\d[\d,. ]*%?)\s*\))$")

#: Small and ringed figures where no letter stands before them (m²): marks of footnotes, ordinals, or fractions. As
#: plain letters 3① would be 31 and ⑴ the loss of one.
_FOOTNOTE = re.compile(
    "(?<![^\\W\\d_])["
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u215f\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
    "\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf]"
)

#: Quotients that the table of units calls otherwise than by their two dimensions.
_QUOTIENTS = {"money:mass": "price:mass"}

#: Beyond it, and below one part of it, is no figure of a firm; quotients and squares of the rest stay numbers.
LARGEST = 1e15
#: From so many digits on a factor was cut from a decimal without end, of a quotient with a denominator up to this one.
_LONG, _SMALL = 12, 10_000


@dataclass(frozen=True)
class Unit:
    """A unit with what it measures and its size in base units; ``yearly`` for a rate per year."""

    text: str
    dimension: str
    factor: Decimal
    yearly: bool = False


class Units:
    """The known units; rows of the ``units`` table as (id, dimension, factor)."""

    def __init__(self, rows: Mapping[str, tuple[str, Decimal]]) -> None:
        self._rows = dict(rows)
        self._read: dict[str, Unit | None] = {}

    def read(self, text: str) -> Unit | None:
        """The unit of that spelling, or None when it is not known.

        >>> units = Units({"t": ("mass", Decimal(1)), "吨": ("mass", Decimal(1))})
        >>> units.read("万吨/年").factor, units.read("吨/吨").dimension
        (Decimal('10000'), 'mass:mass')
        """
        if text not in self._read:
            self._read[text] = self._parse(text)
        return self._read[text]

    def names(self, dimension: str | None = None) -> list[str]:
        """All plain units, or those of a dimension."""
        return [name for name, (kind, _) in self._rows.items() if dimension in (None, kind)]

    def _parse(self, text: str) -> Unit | None:
        plain = unicodedata.normalize("NFKC", text).strip()
        bare = _PER_YEAR.sub("", plain)
        yearly = bare != plain
        for spelling in (bare, bare.replace(" ", "")):
            if spelling in self._rows:
                dimension, factor = self._rows[spelling]
                return Unit(text, dimension, factor, yearly)
            for prefix, size in PREFIXES.items():
                if spelling.startswith(prefix) and spelling[len(prefix) :] in self._rows:
                    dimension, factor = self._rows[spelling[len(prefix) :]]
                    return Unit(text, dimension, factor * size, yearly)
        return self._parse_quotient(text, plain)

    def _parse_quotient(self, text: str, plain: str) -> Unit | None:
        """One unit by another, as 元/kWh and 辆/小时; None where either is none, or is a quotient itself."""
        parts = [part.strip() for part in plain.split("/")]
        above, below = map(self.read, parts) if len(parts) == 2 and all(parts) else (None, None)
        if above is None or below is None or not below.factor or above.yearly or below.yearly:
            return None
        kinds = f"{above.dimension}:{below.dimension}"
        return Unit(text, _QUOTIENTS.get(kinds, kinds), above.factor / below.factor)


def split_year(text: str) -> tuple[str, str]:
    """A unit without what says that it is a rate a year, and that.

    >>> split_year("万吨/年"), split_year("亩")
    (('万吨', '/年'), ('亩', ''))
    """
    bare = _PER_YEAR.sub("", text)
    return bare, text[len(bare) :]


def find_ratio(found: Unit, target: Unit) -> Fraction:
    """What takes a number of one unit to another of its kind: times the numerator, then by the denominator, and a
    number is rounded once.

    >>> find_ratio(Unit("m2", "area", Decimal(1)), Unit("亩", "area", Decimal("666.666666666667")))
    Fraction(3, 2000)
    """
    return _restore_fraction(found.factor) / _restore_fraction(target.factor)


def convert_number(number: Decimal, found: Unit, target: Unit) -> Decimal:
    """A number of one unit in another of its kind.

    >>> convert_number(Decimal(2000), Unit("m2", "area", Decimal(1)), Unit("亩", "area", Decimal("666.666666666667")))
    Decimal('3')
    """
    factor = find_ratio(found, target)
    return number * factor.numerator / factor.denominator


def _restore_fraction(factor: Decimal) -> Fraction:
    """A factor as a quotient of whole numbers; a long decimal is the small quotient it was cut from, if it is one."""
    factor = factor.normalize()
    if len(factor.as_tuple().digits) < _LONG:
        return Fraction(factor)
    near = Fraction(factor).limit_denominator(_SMALL)
    cut = (Decimal(near.numerator) / near.denominator).quantize(Decimal((0, (1,), int(factor.as_tuple().exponent))))
    return near if cut == factor else Fraction(factor)


def normalise_number(text: str) -> str:
    """A number as it would be typed on a plain keyboard: signs and blanks of every kind, accounts' signs below zero.
    What has the mark of a footnote stays as it is: no number then.

    >>> [normalise_number(text) for text in ("\u22123.2", "(3.2)", "\u25b23.2", "（１，２００）")]
    ['-3.2', '-3.2', '-3.2', '-1,200']
    """
    plain = text if _FOOTNOTE.search(text) else unicodedata.normalize("NFKC", text)
    plain = _MINUS.sub("-", _INVISIBLE.sub("", plain).strip())
    below = _BELOW_ZERO.match(plain)
    return f"-{below[1] or below[2]}" if below else plain


def split_number(text: str) -> tuple[Decimal, str] | None:
    """A number and what follows it, full-width digits and thousands commas included; None when no number leads.

    >>> split_number("４５万吨"), split_number("12 345.6")
    ((Decimal('45'), '万吨'), (Decimal('12345.6'), ''))
    """
    match = _NUMBER.match(normalise_number(text))
    if not match:
        return None
    try:
        return Decimal(match.group(1).replace(",", "").replace(" ", "")), match.group(2)
    except InvalidOperation:
        return None


def format_decimal(number: Decimal) -> str:
    """An exact decimal without exponent or trailing zeros.

    >>> format_decimal(Decimal("4.50E+5"))
    '450000'
    """
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
