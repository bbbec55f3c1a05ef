"""What a value says of the price it rests on: its period, whether tax is in it, how sure it is; and bands in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from liantu.model import schema
from liantu.wording import translator
from liantu.wording.amounts import hundred_million_text
from liantu.wording.periods import period_text


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


def held_text(row: Mapping[str, object], lang: str) -> str:
    """Of which years alone prices are held where none counts, in a cell of a table; empty where none is held.

    >>> held_text({"price_years": ["2024", "2025"]}, "en"), held_text({"price_years": []}, "en")
    ('prices of 2024, 2025 only', '')
    """
    years, tr = row.get("price_years"), translator(lang)
    return tr("prices of %s only") % tr(", ").join(map(str, years)) if isinstance(years, list) and years else ""


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


def value_text(row: Mapping[str, object], lang: str) -> str:
    """A value of a link in 100 million CNY: low to high where the price was read, bands alone where it is recalled.

    >>> value_text({"band": "30–100", "value_low": 6.14e9, "value_high": 6.88e9, "price_grade": "B"}, "en")
    '61–69'
    >>> value_text({"band": "10–30", "value_low": None, "value_high": None, "price_grade": "C"}, "en")
    '10–30'
    """
    low, high = row.get("value_low"), row.get("value_high")
    if row.get("price_grade") == "C" or not isinstance(low, float) or not isinstance(high, float):
        return band_text(row, lang)
    return f"{hundred_million_text(low)}–{hundred_million_text(high)}"


def paper_value_text(row: Mapping[str, object], lang: str) -> str:
    """``value_text`` with the dash of papers in Chinese.

    >>> paper_value_text({"band": "10–30"}, "zh_CN"), paper_value_text({"band": "10–30"}, "en")
    ('10—30', '10–30')
    """
    words = value_text(row, lang)
    return words.replace("–", "—") if lang.startswith("zh") else words


def price_day_text(as_of: date | str, lang: str) -> str:
    """The line at the head of a list of values: how late its prices may be.

    >>> price_day_text(date(2023, 12, 31), "zh_CN")
    '价格：最近不晚于2023-12-31'
    """
    return translator(lang)("Prices: the latest not after %s") % as_of
