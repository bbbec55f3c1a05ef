"""What a value says of the price it rests on: its period, whether tax is in it, how sure it is; and bands in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from liantu.model import schema
from liantu.wording import translator

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_PART = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:\.\.(\d{2}))?|Q([1-4])))?")


def period_text(period: str, lang: str) -> str:
    """The period of a price as it is said; others as they are written.

    >>> period_text("2023-12", "zh_CN"), period_text("2023-Q4", "zh_CN"), period_text("2025-01..09", "zh_CN")
    ('2023年12月', '2023年四季度', '2025年1—9月')
    >>> period_text("2023-12", "en"), period_text("2023", "en"), period_text("2023-Q4", "en")
    ('December 2023', '2023', 'Q4 2023')
    """
    match = _PART.fullmatch(period)
    if not match:
        return period
    year, month, until, quarter = match.groups()
    if lang.startswith("zh"):
        part = f"{'一二三四'[int(quarter) - 1]}季度" if quarter else f"{int(month)}月" if month else ""
        return f"{year}年{int(month)}—{int(until)}月" if until else f"{year}年{part}"
    if quarter:
        return f"Q{quarter} {year}"
    first = f"{_MONTHS[int(month) - 1]} " if month else ""
    return f"{first.strip()}–{_MONTHS[int(until) - 1]} {year}" if until else f"{first}{year}"


def price_text(row: Mapping[str, object], lang: str) -> str:
    """Which price a value of a row rests on (price_period, price_tax, price_grade); without one, that none is known
    and of which years prices are held (price_years).

    >>> price_text({"price_period": "2023-12", "price_tax": "excl", "price_grade": "C"}, "zh_CN")
    '按2023年12月价格（不含税，可信度低）'
    >>> price_text({"price_period": None, "price_years": ["2024"]}, "zh_CN")
    '价格未掌握：库中只有2024年价格'
    """
    tr = translator(lang)
    if not row.get("price_period"):
        years = row.get("price_years")
        if isinstance(years, list) and years:
            return tr("no price known: only prices of %s are held") % tr(", ").join(map(str, years))
        return tr("no price known")
    return tr("at prices of %(period)s (%(tax)s, reliability %(grade)s)") % _slots(row, lang)


def _slots(row: Mapping[str, object], lang: str) -> dict[str, str]:
    return {
        "period": period_text(str(row["price_period"]), lang),
        "tax": schema.label_code("price_tax", str(row.get("price_tax") or "unknown"), lang),
        "grade": schema.label_code("grade", str(row.get("price_grade") or "C"), lang),
    }


def band_text(row: Mapping[str, object], lang: str) -> str:
    """The band of the typical value, with those that the low and the high value reach where they are others.

    >>> band_text({"band": "10–30", "band_low": "10–30", "band_high": "30–100"}, "zh_CN")
    '10–30（高至30–100）'
    >>> band_text({"band": "10–30", "band_low": "<10", "band_high": "10–30"}, "en")
    '10–30 (down to <10)'
    """
    band, low, high = (str(row.get(name) or "") for name in ("band", "band_low", "band_high"))
    if not band:
        return ""
    tr = translator(lang)
    ends = [tr("down to %s") % low] if low and low != band else []
    ends += [tr("up to %s") % high] if high and high != band else []
    return band + (tr(" (%s)") % tr(", ").join(ends) if ends else "")


def price_day_text(as_of: date | str, lang: str) -> str:
    """The line at the head of a list of values: how late its prices may be.

    >>> price_day_text(date(2023, 12, 31), "zh_CN")
    '价格：最近不晚于2023-12-31'
    """
    return translator(lang)("Prices: the latest not after %s") % as_of
