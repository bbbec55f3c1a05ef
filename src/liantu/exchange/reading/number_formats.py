"""Number formats of a workbook: which cells are dates or percentages, and how such numbers are written as text."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from liantu.model.units import format_decimal

#: Formats every spreadsheet program knows by number.
_MONTHS, _DAYS = (17, 27, 52, 57), (14, 15, 16, 22, 28, 29, 30, 31, 36, 50, 51, 53, 54, 56, 58)
_BUILT_IN = dict.fromkeys(_MONTHS, "month") | dict.fromkeys(_DAYS, "day") | {9: "percent", 10: "percent"}
#: Digits a format always shows, as 0000 of a code.
_PADDED = re.compile(r"0{2,}")
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\!].|_.|\*.')
#: Commas behind the last digit: each shows a thousandth of what stands there.
_SCALED = re.compile(r"[0#?.],+(?![0#?,])")
#: Words of a size that a format writes behind the digits, as 0"万".
_SIZE = re.compile(r"[0#?][\s_\\]*\"?\s*([^\"]*[百千万亿%‰][^\"]*)\"?\s*$")


#: Decimals of the number formats every program knows by number, and the end of a format that shows plain digits.
_BUILT_IN_PLACES = {1: 0, 2: 2, 3: 0, 4: 2, 37: 0, 38: 0, 39: 2, 40: 2}
_PLACES = re.compile(r"[0#?](?:\.([0#?]*))?\s*$")
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d\d\.(\d{1,2})")


def count_places(number: int, code: str = "") -> int | None:
    """How many decimals of a number a format shows at most; None where it shows all, or no plain number.

    >>> count_places(2), count_places(164, "0.0_ "), count_places(165, "General"), count_places(166, "yyyy.mm")
    (2, 1, None, None)
    """
    if not code:
        return _BUILT_IN_PLACES.get(number)
    found = _PLACES.search(_ASIDE.sub("", code.split(";")[0]))
    return len(found[1] or "") if found else None


def hides_month(text: str, places: int | None) -> bool:
    """Whether a number that may be a year and a month is shown with fewer decimals than it has.

    >>> hides_month("2023.12", 1), hides_month("2023.12", 2), hides_month("2023.12", None), hides_month("61.12", 1)
    (True, False, False, False)
    """
    found = _YEAR_AND_MONTH.fullmatch(text) if places is not None else None
    return found is not None and places is not None and len(found[1]) > places


def format_kind(number: int, code: str = "") -> str:
    """What a number format shows: ``day``, ``month``, ``year``, ``percent``, its zeros (``0000``), or nothing of these;
    ``scaled`` with the format where it shows another size than is stored, ``behind`` with the word of a size it adds.

    >>> format_kind(14), format_kind(176, 'yyyy"年"m"月"'), format_kind(10), format_kind(0)
    ('day', 'month', 'percent', '')
    >>> format_kind(164, "0000"), format_kind(165, "0.00")
    ('0000', '')
    >>> format_kind(166, '0!.0,"万"'), format_kind(167, '0.0"万"')
    ('scaled 0!.0,"万"', 'behind 万')
    """
    if not code:
        return _BUILT_IN.get(number, "")
    if _PADDED.fullmatch(code.split(";")[0].strip()):
        return code.split(";")[0].strip()
    bare = _ASIDE.sub("", code.split(";")[0]).lower()
    if "general" in bare or "@" in bare:
        return ""
    if _SCALED.search(bare) or not code.strip(";"):
        return f"scaled {code}"
    if size := _SIZE.search(code.split(";")[0].strip()):
        return "percent" if "%" in bare else f"behind {size[1].strip()}"
    if "y" in bare:
        return "day" if "d" in bare else "month" if "m" in bare else "year"
    if "d" in bare and "m" in bare:
        return "day"
    return "percent" if "%" in bare else ""


def format_stored_number(number: str, shown: str = "", from_1904: bool = False) -> str:
    """A stored number as the text a person sees in its format; with the format in brackets where it shows another size,
    so that nobody takes one for the other.

    >>> format_stored_number("45047", "day"), format_stored_number("45047", "month")
    ('2023-05-01', '2023-05')
    >>> format_stored_number("0.85", "percent"), format_stored_number("0.10000000000000001")
    ('85%', '0.1')
    >>> format_stored_number("610", "0000")
    '0610'
    >>> format_stored_number("12345", "scaled 0.0,"), format_stored_number("5", "behind 万")
    ('12345 [0.0,]', '5万')
    """
    if len(number) > 15 or "E" in number or "e" in number or number.endswith(".0"):
        number = _shortest(number)
    if not shown:
        return number
    kind, _, form = shown.partition(" ")
    if form and number != "0":
        return f"{number} [{form}]" if kind == "scaled" else f"{number}{form}"
    if shown[0] == "0":
        return number.zfill(len(shown)) if number.isdigit() else number
    try:
        value = Decimal(number)
        return format_decimal(value * 100) + "%" if shown == "percent" else _format_day(value, shown, from_1904)
    except (InvalidOperation, OverflowError, ValueError):
        return number


def _format_day(days: Decimal, shown: str, from_1904: bool) -> str:
    """The moment of a count of days as text. ValueError where it is of no time that a district writes of."""
    moment = (datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)) + timedelta(days=float(days))
    if moment.year < 1901:
        raise ValueError(days)
    if moment.hour or moment.minute:
        return moment.isoformat(sep=" ", timespec="minutes")
    return moment.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[shown])


def _shortest(number: str) -> str:
    """The shortest decimal for the same binary number: files carry 0.1 as 0.10000000000000001."""
    try:
        return format_decimal(Decimal(repr(float(number))))
    except (ValueError, InvalidOperation, OverflowError):
        return number
