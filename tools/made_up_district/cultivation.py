"""Made-up firms on the ladders: output, titles, listing, smart and green factories; some stated and not listed."""

from __future__ import annotations

from collections.abc import Iterator

from tools.made_up_district.runs import Row

#: Step, state, period, until, firms.
_LISTED = (
    ("above_size", "recognised", "2021-03", None, ("f021", "f022", "f023")),
    ("above_size", "applied", "2023-11", None, ("f091",)),
    ("above_size", "candidate", "2023-06", None, ("f092", "f093", "f094")),
    ("output_1bn", "candidate", "2023-06", None, ("f006", "f081")),
    ("high_tech", "recognised", "2021-11", "2024-10", ("f006", "f047", "f048", "f085")),
    ("high_tech", "recognised", "2020-11", "2023-10", ("f040",)),
    ("high_tech", "applied", "2023-09", None, ("f060",)),
    ("specialised", "recognised", "2022-06", "2025-05", ("f047", "f012", "f040")),
    ("specialised", "candidate", "2023-06", None, ("f048", "f060", "f042")),
    ("little_giant", "recognised", "2023-07", "2026-06", ("f047",)),
    ("little_giant", "applied", "2023-05", None, ("f012",)),
    ("listed", "candidate", "2023-06", None, ("f047",)),
    ("smart_factory", "recognised", "2023-08", None, ("f047",)),
    ("digital_workshop", "recognised", "2022-08", None, ("f048", "f012", "f006")),
    ("green_factory", "recognised", "2023-02", None, ("f012",)),
    ("green_factory", "lapsed", "2023-09", None, ("f045",)),
)
#: What the next step wants, by step.
_CRITERIA = {
    "above_size": ("年主营业务收入达到2000万元", "Yearly revenue of the main business of 20 million CNY"),
    "output_1bn": ("年产值达到10亿元", "Yearly output of 1 billion CNY"),
    "high_tech": ("补齐知识产权材料", "Papers on intellectual property"),
    "specialised": ("研发费用占比达到要求", "A share of research spending as required"),
    "little_giant": ("完成现场核查", "The inspection on site"),
    "listed": ("完成股份制改造", "Conversion into a company limited by shares"),
}
#: Indicator, Chinese, English, step, value stated of 2023, aim of 2025.
_COUNTED = (
    ("specialised-firms", "专精特新企业", "specialised firms", "specialised", "5", "8"),
    ("smart-plants", "智能工厂和数字化车间", "smart factories and digital workshops", "smart_or_workshop", "6", None),
    ("listed-firms", "上市企业", "listed firms", "listed", "0", "1"),
)


def list_cultivation_frames() -> dict[str, list[Row]]:
    """Firms on the steps, indicators that count them, what is stated and aimed at."""
    return {
        "cultivations": [*_list_firms()],
        "indicators": [
            {"id": key, "zh": zh, "en": en, "unit": "户", "step": step} for key, zh, en, step, _now, _aim in _COUNTED
        ],
        "observations": [
            {"id": f"{key}-2023", "subject": "yunxi", "indicator": key, "status": "actual", "period": "2023-12"}
            | {"comparator": "eq", "value": now, "unit": "户", "vintage": "2023-12-31"}
            for key, _zh, _en, _step, now, _aim in _COUNTED
        ],
        "targets": [
            {"id": f"{key}-2025", "subject": "yunxi", "indicator": key, "period": "2025", "comparator": "ge"}
            | {"value": aim, "unit": "户", "vintage": "2023-12-31"}
            for key, _zh, _en, _step, _now, aim in _COUNTED
            if aim
        ],
    }


def _list_firms() -> Iterator[Row]:
    for step, state, period, until, firms in _LISTED:
        for firm in firms:
            row = {"id": f"{firm}-{step.replace('_', '-')}", "firm": firm, "step": step, "state": state}
            criterion = _CRITERIA.get(step) if state in ("candidate", "applied") else None
            yield {
                **row,
                **({"period": period} | ({"until": until} if until else {})),
                **({"wanted_zh": criterion[0], "wanted_en": criterion[1], "office": "industry"} if criterion else {}),
            }
