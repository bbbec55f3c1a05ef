"""What the made-up district says of itself beside its tables.

Production, figures of a tier, first times, by-products of a plant, what is left of land and utilities.
"""

from __future__ import annotations

from liantu.model.credit_codes import compute_check_digit
from tools.made_up_district.runs import Row

#: Id, Chinese, English, unit, kind.
_INDICATORS = (
    ("production", "产量", "production", None, "production"),
    ("industrial-output", "工业产值", "industrial output", "亿元", "output"),
)
#: Id, subject, indicator, comparator, value, unit, product, first time, quote.
_OBSERVATIONS = (
    ("ingots-2023", "ingots", "production", "eq", "7200", "t", "alrec", None, "再生铝锭产量7200吨"),
    ("key-output-2023", "key", "industrial-output", "gt", "3", "亿元", None, None, "重点项目产值超3亿元"),
    ("output-2023", "yunxi", "industrial-output", "gt", "100", "亿元", None, "yes", "工业产值首次突破100亿元"),
)
#: Place, resource, measure, period, comparator, amount, unit.
_LIMITS = (
    ("east-bank", "land", "total", "2023-12-31", None, "6000", "亩"),
    ("east-bank", "land", "free", "2023-12-31", "about", "850", "亩"),
    ("east-bank", "energy", "total", "2023", None, "120000", "tce"),
    ("east-bank", "energy", "used", "2023", None, "94000", "tce"),
    ("east-bank", "steam", "free", "2023-12-31", "gt", "60", "t/h"),
    ("east-bank", "sewage", "total", "2023-12-31", None, "2", "万m3/天"),
    ("north-slope", "land", "free", "2023-12-31", None, None, None),
)


def list_saying_frames() -> dict[str, list[Row]]:
    """Indicators, observations, a target of a tier, by-products stated, limits of places."""
    fields = ("id", "subject", "indicator", "comparator", "value", "unit", "product", "first_time", "quote")
    common = {"status": "actual", "period": "2023", "vintage": "2023-12-31"}
    limits = ("place", "resource", "measure", "period", "comparator", "amount", "unit")
    return {
        "indicators": [dict(zip(("id", "zh", "en", "unit", "kind"), values, strict=True)) for values in _INDICATORS],
        "observations": [{**common, **dict(zip(fields, values, strict=True))} for values in _OBSERVATIONS],
        "targets": [
            {
                **{"id": "key-output-2025", "subject": "key", "indicator": "industrial-output"},
                **{"period": "2025", "comparator": "ge", "value": "8", "unit": "亿元", "vintage": "2023-12-31"},
            }
        ],
        "byproducts": [
            {"capacity": "lactam", "product": "amsul", "amount": "60000", "unit": "t/年", "comparator": "about"}
        ],
        "place_limits": [dict(zip(limits, values, strict=True)) for values in _LIMITS],
    }


def make_credit_code(number: int) -> str:
    """A code that no firm can have: of no registering office and no area; only its check digit is right."""
    first = f"Y1000000YUNX{number:05d}"
    return first + compute_check_digit(first)
