"""Persons employed by region and industry in two years: the made-up district among seven made-up neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tools.made_up_district.firms import SEED
from tools.made_up_district.runs import Row

SOURCE = "regional-census"
_YEARS = ("2018", "2023")
#: Persons in the made-up country of reference, in 10,000, and growth to the second year, by division.
_INDUSTRIES = {
    **{"13": (5.2, 0.96), "14": (4.1, 1.01), "17": (3.8, 0.82), "26": (6.4, 1.06), "27": (2.6, 1.12)},
    **{"29": (3.0, 0.98), "30": (5.5, 0.90), "32": (2.8, 1.03), "34": (4.4, 1.05), "36": (7.1, 1.09)},
    **{"38": (3.3, 1.34), "39": (5.9, 1.15)},
}
#: Key or name of a region, its English name, its size, and what it has more of.
_REGIONS = (
    ("yunxi", None, 1.0, {"26": 2.6, "36": 1.7, "38": 2.2, "39": 1.3, "30": 1.4}),
    ("东临县（虚构）", "East County (fictitious)", 1.3, {"26": 1.8, "27": 2.1, "38": 1.1}),
    ("西江区（虚构）", "West River District (fictitious)", 2.4, {"39": 2.8, "38": 1.5, "27": 1.3}),
    ("南坪县（虚构）", "Southplain County (fictitious)", 0.8, {"13": 2.9, "14": 2.2, "17": 1.4}),
    ("北岭县（虚构）", "North Ridge County (fictitious)", 0.7, {"30": 2.8, "32": 2.0, "13": 1.5}),
    ("青港区（虚构）", "Greenport District (fictitious)", 1.9, {"36": 2.2, "34": 1.9, "29": 1.6, "32": 1.3}),
    ("白沙区（虚构）", "Whitesand District (fictitious)", 1.1, {"17": 2.7, "29": 1.5, "14": 1.4}),
    ("新城区（虚构）", "Newtown District (fictitious)", 0.5, {"27": 1.6, "39": 1.9, "14": 1.2}),
)
#: What a region without a name for an industry has of it; some have none, and one cell nobody knows.
_FEW, _NONE, _UNKNOWN = 0.42, 0.22, ("新城区（虚构）", "32", "2023")


def list_regional_frames() -> dict[str, list[Row]]:
    """A row a region, industry and year, and its source."""
    zh, en = "程序生成的虚构数据：各区县分行业从业人员", "Made-up data: persons employed by district and industry"
    source: Row = {"id": SOURCE, "kind": "ours", "zh": zh, "en": en, "published": "2023-12-20", "class": "public"}
    return {"sources": [source], "regional_industries": [*_list_rows(Random(SEED + 31))]}


def _list_rows(random: Random) -> Iterator[Row]:
    whole = sum(size for _, _, size, _ in _REGIONS)
    for region, english, size, specialities in _REGIONS:
        for industry, (persons, growth) in _INDUSTRIES.items():
            has_none = industry not in specialities and random.random() < _NONE
            level = persons * 1e4 * size / whole * specialities.get(industry, _FEW) * random.gauss(1, 0.12)
            step = growth * random.gauss(1.04 if region == "yunxi" else 1.0, 0.05)
            for year, value in zip(_YEARS, (level, level * step), strict=True):
                count = 0 if has_none else round(value)
                known = (region, industry, year) != _UNKNOWN
                yield {
                    **{"region": region, "industry": industry, "measure": "persons", "period": year},
                    **{"value": str(count) if known else None, "unit": "人" if known else None},
                    **{"region_en": english, "source": SOURCE},
                }
