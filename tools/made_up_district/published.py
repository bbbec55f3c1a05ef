"""What the made-up district's office publishes beside levels: growth, shares, words, prices, samples, later prints."""

from __future__ import annotations

from tools.made_up_district.runs import Row

#: Id, Chinese, English, unit, kind, nature, prices of levels, prices of growth.
_INDICATORS = (
    ("gdp", "地区生产总值", "gross domestic product", "亿元", "gdp", "flow", "current", "constant"),
    ("value-added", "规上工业增加值", "value added of industry", "亿元", "value_added", "flow", None, "constant"),
    ("industrial-profit", "规上工业利润总额", "profit of industry", "亿元", "other", "flow", "current", "current"),
    ("sales-ratio", "工业产销率", "sales ratio", "%", "other", "rate", None, None),
    ("price-index", "工业生产者出厂价格指数", "producer price index", None, "other", "index", None, None),
    ("traditional-share", "传统产业占比", "share of traditional industries", "%", "share", "rate", None, None),
    ("new-share", "新兴产业占比", "share of new industries", "%", "share", "rate", None, None),
    ("loans", "工业贷款余额", "loans to industry", "亿元", "other", "stock", "current", "current"),
)
#: Which industries the made-up office calls traditional, and what it prints of them.
TRADITIONAL = {
    "divisions": ["14", "17", "26", "29", "30"],
    "from": "2023-01-01",
    "reference": {"zh": "云汐区（虚构）统计口径", "en": "rule of the made-up office"},
}
#: Id, subject, indicator, period, value, and what is published beside it.
_GDP = (
    ("gdp-2021", "2021", "120.4", {"published_growth": "7.9", "revision": "verified", "vintage": "2022-11"}),
    ("gdp-2022-first", "2022", "128.9", {"published_growth": "4.8", "revision": "preliminary", "vintage": "2023-01"}),
    ("gdp-2022", "2022", "128.6", {"published_growth": "4.7", "revision": "verified", "vintage": "2023-11"}),
    ("gdp-2023-09", "2023-01..09", "98.1", {"published_growth": "5.6", "revision": "preliminary"}),
)
#: The three sectors of 2022, printed to add up to 100: by division the last is 36.0.
_SECTORS = (
    ("gdp-2022-primary", "第一产业", "7.90", "3.9", "6.1"),
    ("gdp-2022-secondary", "第二产业", "74.35", "5.6", "57.8"),
    ("gdp-2022-tertiary", "第三产业", "46.35", "3.6", "36.1"),
)
_PROFIT: tuple[tuple[str, str, str, Row], ...] = (
    ("profit-2021-09", "2021-01..09", "4.25", {"published_growth": "11.2"}),
    ("profit-2022-09", "2022-01..09", "3.90", {"published_growth": "6.5", "sample_basis": "each"}),
    ("profit-2023-09", "2023-01..09", "4.11", {"prior_value": "3.78", "published_growth": "8.7"}),
)
_PARKS = (
    ("park-output-east-bank", "east-bank", "41.30", "10.4"),
    ("park-output-north-slope", "north-slope", "25.80", "8.1"),
)


def list_published_frames() -> dict[str, list[Row]]:
    """Indicators with nature and prices, and rows that show each field of what is published."""
    fields = ("id", "zh", "en", "unit", "kind", "nature", "price_basis", "growth_price_basis")
    growth: Row = {"id": "gdp-growth", "zh": "地区生产总值增速", "en": "growth of GDP", "unit": "%", "kind": "other"}
    growth |= {"nature": "rate", "growth_price_basis": "constant", "growth_of": "gdp"}
    return {
        "indicators": [*(dict(zip(fields, values, strict=True)) for values in _INDICATORS), growth],
        "observations": [*_list_accounts(), *_list_profits(), *_list_parks(), *_list_others()],
    }


def _list_accounts() -> list[Row]:
    gdp = [_publish(key, "gdp", period, value, **beside) for key, period, value, beside in _GDP]
    sectors = [
        _publish(key, "gdp", "2022", value, scope=scope, published_growth=growth, published_share=share)
        | {"part_of": "gdp-2022", "revision": "verified", "vintage": "2023-11"}
        for key, scope, value, growth, share in _SECTORS
    ]
    return [*gdp, *sectors]


def _list_profits() -> list[Row]:
    totals = [_publish(key, "industrial-profit", period, value, **beside) for key, period, value, beside in _PROFIT]
    lost = _publish("profit-battery", "industrial-profit", "2023-01..09", "-0.12", prior_value="0.31")
    gained = _publish("profit-metal", "industrial-profit", "2023-01..09", "0.46", prior_value="-0.08")
    return [
        *totals,
        lost | {"subject": "c-battery", "published_growth_word": "turned_to_loss"},
        gained | {"subject": "c-metal", "published_growth_word": "turned_to_profit"},
    ]


def _list_parks() -> list[Row]:
    """Output of two of three parks as parts of the district's; what the third made is the remainder."""
    return [
        _publish(key, "industrial-output", "2023-01..10", value, scope="规上", published_growth=growth)
        | {"subject": park, "part_of": "scale-output-2023-10"}
        for key, park, value, growth in _PARKS
    ]


def _list_others() -> list[Row]:
    """Growth without a level, a two-year average, a single month, a rate, an index and a stock."""
    real = {"growth_price_basis": "constant", "sample_basis": "same"}
    return [
        _publish("value-added-2023-09", "value-added", "2023-01..09", None, published_growth="6.4", **real),
        _publish("value-added-2021-09", "value-added", "2021-01..09", None, published_growth="5.2", **real)
        | {"growth_base": "two_year_average"},
        _publish("scale-output-2023-09-single", "industrial-output", "2023-09", "9.12", scope="规上")
        | {"accumulation": "single", "published_growth": "7.2", "growth_base": "period_before"},
        _publish("sales-ratio-2023-09", "sales-ratio", "2023-01..09", "97.6", unit="%", published_growth="0.4"),
        _publish("price-index-2023-09", "price-index", "2023-01..09", None, published_growth="-2.1"),
        *(
            _publish(f"{key}-2023", key, "2023", value, unit="%", scope="规上企业户数")
            for key, value in (("traditional-share", "62"), ("new-share", "38"))
        ),
        _publish("loans-2023-09", "loans", "2023-09-30", "36.2", prior_value="33.4", published_growth="8.4"),
    ]


def _publish(key: str, indicator: str, period: str, value: str | None, **beside: str | None) -> Row:
    row: Row = {"id": key, "subject": "yunxi", "indicator": indicator, "status": "actual", "period": period}
    row |= {"comparator": "eq", "value": value, "unit": "亿元" if value else None, "vintage": "2023-12"}
    row |= {"accumulation": "cumulative" if "01.." in period else None}
    return row | beside
