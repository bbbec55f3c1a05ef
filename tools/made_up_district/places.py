"""The made-up district with its parks, and what land in them must bring."""

from __future__ import annotations

from collections.abc import Iterator

from tools.made_up_district.runs import Row

PARKS = (
    ("east-bank", "东岸工业园", "East Bank Park"),
    ("north-slope", "北坡工业园", "North Slope Park"),
    ("bluestone", "青石小微园", "Bluestone Park of small firms"),
)


ABOUT = {"zh": "云汐区（虚构）", "en": "Yunxi District (fictitious)"}


def list_places() -> Iterator[Row]:
    """The district and its parks."""
    yield {"id": "yunxi", **ABOUT, "kind": "district"}
    for key, zh, en in PARKS:
        yield {"id": key, "zh": f"{zh}（虚构）", "en": f"{en} (fictitious)", "kind": "park", "parent": "yunxi"}


def list_markets() -> Iterator[Row]:
    """What the district itself takes of goods that do not travel."""
    markets = (
        ("pack", "consumption", "2021", "3", "2.5", "4", "GWh"),
        ("cellcase", "consumption", "2021", "15000", None, None, "t"),
    )
    for product, measure, period, value, low, high, unit in markets:
        subject = {"product": product, "measure": measure, "period": period, "scope": "region", "region": ABOUT["zh"]}
        yield {
            **subject,
            "value": value,
            "low": low,
            "high": high,
            "unit": unit,
            "grade": "B",
            "note": "虚构",
            "note_en": "made up",
        }


def list_standards() -> Iterator[Row]:
    """What land must bring in the district, in a park, in an industry."""
    standards = (
        ("yunxi", None, "investment", "ge", "300", "万元/亩", "第一条"),
        ("yunxi", None, "tax", "ge", "20", "万元/亩", "第二条"),
        ("east-bank", None, "investment", "ge", "400", "万元/亩", "第五条"),
        ("east-bank", "26", "energy", "le", "0.5", "tce/万元", "第六条"),
        ("north-slope", None, "output", None, None, None, "第七条"),
    )
    for number, (place, industry, indicator, comparator, value, unit, clause) in enumerate(standards, 1):
        row = {
            "id": str(number),
            "place": place,
            "industry": industry,
            "indicator": indicator,
            "comparator": comparator,
        }
        yield {**row, "value": value, "unit": unit, "clause": f"虚构标准{clause}", "valid": "2023.."}
