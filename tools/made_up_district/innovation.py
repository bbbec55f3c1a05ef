"""The made-up science system: fields, institutes by status, platforms, needs, results, consortia and ledgers.

Plainly made up: forty needs of eight materials and five properties, and three results of each need: the first reaches
what is asked, the second falls short, the third is of another property.
"""

from __future__ import annotations

from collections.abc import Iterator

from tools.made_up_district.consortia import list_consortium_frames
from tools.made_up_district.dependences import list_dependence_claims, list_dependence_indicators
from tools.made_up_district.runs import Row

_SCHEME = "science-1225"
#: Id, order, Chinese, English, stated number.
_TIERS = (
    ("1225-1", "一区", "one zone", "1"),
    ("1225-2", "两园", "two parks", "2"),
    ("1225-3", "两个方向", "two directions", "2"),
    ("1225-5", "五个领域", "five fields", "5"),
)
#: Id, direction, Chinese, English.
_FIELDS = (
    ("fd-materials", "dr-green", "先进材料", "advanced materials"),
    ("fd-storage", "dr-green", "新型储能", "new storage"),
    ("fd-recycling", "dr-green", "循环利用", "recycling"),
    ("fd-food", "dr-smart", "食品创新", "food innovation"),
    ("fd-equipment", "dr-smart", "智能装备", "smart equipment"),
)
_DIRECTIONS = (("dr-green", "绿色低碳", "low carbon"), ("dr-smart", "数智健康", "digital and health"))
#: Id, kind, parent, place, field, Chinese, English, steps of its status.
_INSTITUTES = (
    (
        *("i-materials", "institute", "f040", "north-slope", "fd-materials", "虚构先进材料研究院"),
        *("Made-up institute of materials", (("signed", "2021-03"), ("moved_in", "2021-09"), ("operating", "2022-01"))),
    ),
    (
        *("i-cells", "centre", "f047", "east-bank", "fd-storage", "虚构电池研究中心", "Made-up battery centre"),
        (("applied", "2022-04"), ("signed", "2022-10"), ("moved_in", "2023-05")),
    ),
    (
        *("i-recycling", "institute", None, "east-bank", "fd-recycling", "虚构循环利用研究院"),
        *("Made-up institute of recycling", (("signed", "2023-06"),)),
    ),
    (
        *("i-food", "institute", None, "bluestone", "fd-food", "虚构食品研究院", "Made-up institute of food"),
        (("applied", "2023-11"),),
    ),
    (
        *("i-old", "centre", None, "north-slope", "fd-equipment", "虚构装备研究中心", "Made-up centre of equipment"),
        (("moved_in", "2019-06"), ("ended", "2022-12")),
    ),
    ("i-university", "university", None, None, None, "虚构理工大学", "Made-up university of technology", ()),
)
#: Id, kind, owner, place, field, level, recognised, review due, batch, unit, fire class, queue, Chinese, English.
_PLATFORMS = (
    (
        *("p-polymers", "pilot_plant", "i-materials", "north-slope", "fd-materials", "provincial", "2022-06"),
        *("2024-06", "500", "kg", "c", "4", "聚合与纺丝", "polymerisation and spinning"),
    ),
    (
        *("p-cells", "pilot_plant", "i-cells", "east-bank", "fd-storage", "district", "2023-06"),
        *("2026-06", "2", "万支", "c", "1", "极片与装配", "electrodes and assembly"),
    ),
    (
        *("p-leaching", "proof_of_concept", "i-university", "east-bank", "fd-recycling", "own", None),
        *(None, "20", "kg", "d", None, "浸出与萃取", "leaching and extraction"),
    ),
    (
        *("p-laboratory", "key_laboratory", "i-materials", "north-slope", "fd-materials", "provincial", "2020-11"),
        *("2023-11", None, None, None, None, "材料表征", "characterisation"),
    ),
    (
        *("p-centre", "technology_centre", "f047", "east-bank", "fd-storage", "national", "2021-12"),
        *("2024-12", None, None, None, None, "电芯设计", "cell design"),
    ),
    (
        *("p-testing", "testing", "f045", "east-bank", "fd-equipment", "provincial", "2022-03"),
        *("2025-03", None, None, None, "0", "可靠性试验", "reliability tests"),
    ),
)
#: Field, owner, product, object, English, problem.
_MATTERS = (
    ("fd-storage", "f047", "separator", "隔膜", "separator", "高温下收缩造成内短路"),
    ("fd-storage", "f079", "lfp", "磷酸铁锂正极", "LFP cathode", "低温放电容量下降"),
    ("fd-materials", "f012", "alfoil", "铝箔", "aluminium foil", "收卷时断带"),
    ("fd-materials", "f040", "caprolactam", "尼龙", "nylon", "长期使用后磨损"),
    ("fd-recycling", "f060", "li2co3", "退役电池", "spent batteries", "回收收率不稳"),
    ("fd-recycling", "f042", None, "高盐废水", "saline waste water", "蒸发能耗高"),
    ("fd-food", "f041", None, "榨菜", "pickled mustard", "货架期内发软"),
    ("fd-equipment", "f045", None, "轴承", "bearings", "停机检修频繁"),
)
#: Of each: property, English, direction, value asked, a better, a worse, unit, test method.
_MEASURES = (
    (
        ("热收缩率", "thermal shrinkage", "le", "3", "2", "6", "%", "GB/T 36363"),
        ("穿刺强度", "puncture strength", "ge", "400", "450", "300", "gf", None),
        ("厚度", "thickness", "le", "9", "8", "12", "um", None),
        ("孔隙率", "porosity", "ge", "42", "45", "38", "%", "压汞法"),
        ("成本", "cost", "le", "1.2", "1.0", "1.8", "元/m2", None),
    ),
    (
        ("低温放电容量保持率", "capacity kept in the cold", "ge", "80", "85", "65", "%", "-20℃，0.5C"),
        ("压实密度", "compaction density", "ge", "2.6", "2.65", "2.4", "g/cm3", None),
        ("循环寿命", "cycle life", "ge", "6000", "8000", "4000", "次", None),
        ("比容量", "specific capacity", "ge", "160", "162", "152", "mAh/g", "0.1C"),
        ("能耗", "energy", "le", "2000", "1800", "2600", "kWh/t", None),
    ),
    (
        ("抗拉强度", "tensile strength", "ge", "280", "300", "230", "MPa", "GB/T 228.1"),
        ("延伸率", "elongation", "ge", "4", "5", "2.5", "%", None),
        ("厚度", "thickness", "le", "12", "10", "15", "um", None),
        ("表面粗糙度", "roughness", "le", "0.3", "0.25", "0.5", "um", None),
        ("成品率", "yield", "ge", "92", "95", "85", "%", None),
    ),
    (
        ("磨损量", "wear", "le", "20", "12", "35", "mg", "GB/T 5478"),
        ("抗拉强度", "tensile strength", "ge", "85", "95", "70", "MPa", None),
        ("热变形温度", "heat deflection temperature", "ge", "190", "205", "160", "℃", None),
        ("吸水率", "water uptake", "le", "1.2", "0.9", "2.1", "%", None),
        ("阻燃氧指数", "oxygen index", "ge", "28", "30", "24", "%", None),
    ),
    (
        ("锂回收率", "lithium recovered", "ge", "92", "95", "85", "%", None),
        ("纯度", "purity", "ge", "99.5", "99.6", "98.5", "%", None),
        ("能耗", "energy", "le", "900", "780", "1300", "kWh/t", None),
        ("水耗", "water", "le", "6", "4.5", "11", "m3/t", None),
        ("处理成本", "cost", "le", "4000", "3500", "6000", "元/t", None),
    ),
    (
        ("能耗", "energy", "le", "25", "20", "40", "kWh/m3", None),
        ("盐分去除率", "salt removed", "ge", "97", "98.5", "92", "%", None),
        ("COD去除率", "COD removed", "ge", "90", "94", "80", "%", "HJ 828"),
        ("回用率", "water used again", "ge", "85", "90", "70", "%", None),
        ("运行成本", "cost", "le", "18", "15", "28", "元/m3", None),
    ),
    (
        ("保质期", "shelf life", "ge", "12", "15", "8", "月", None),
        ("脆度", "crispness", "ge", "900", "1000", "650", "gf", None),
        ("含盐量", "salt", "le", "4", "3.5", "6", "%", "GB 5009.44"),
        ("亚硝酸盐", "nitrite", "le", "10", "6", "18", "mg/kg", "GB 5009.33"),
        ("废水量", "waste water", "le", "2", "1.4", "4", "m3/t", None),
    ),
    (
        ("疲劳寿命", "fatigue life", "ge", "5000", "6500", "3000", "h", None),
        ("故障预警准确率", "warnings that are right", "ge", "95", "97", "85", "%", None),
        ("振动", "vibration", "le", "1.2", "0.9", "2.5", "mm/s", None),
        ("摩擦系数", "friction", "le", "0.08", "0.06", "0.15", None, None),
        ("成本", "cost", "le", "800", "700", "1200", "元", None),
    ),
)
_SCALES = {"fd-materials": "gbt37264-2018", "fd-storage": "gbt37264-2018"}
_OTHER_SCALE = "gbt22900-2022"
_OWNERS = ("i-materials", "i-cells", "i-university", "i-recycling")
_RIGHTS = ("转让|许可", "合作开发", "许可|先用后转", "作价入股|合作开发")
_KEYS = ("property", "en", "direction", "asked", "better", "worse", "unit", "method")
#: Needs whose owner has not said these yet, so that refining has something to ask.
_OPEN = {"36": ("deadline",), "37": ("scale", "level"), "38": ("budget", "rights"), "39": ("application",)}


def list_innovation_frames() -> dict[str, list[Row]]:
    """The rows by table."""
    needs, results = [*_list_needs()], [*_list_results()]
    frames = {
        **_list_scheme(),
        "institutes": [
            {
                "id": key,
                "kind": kind,
                "parent": parent,
                "place": place,
                "zh": f"{zh}（虚构）",
                "en": f"{en} (fictitious)",
            }
            for key, kind, parent, place, _field, zh, en, _steps in _INSTITUTES
        ],
        "events": [
            {"id": f"{row[0]}-{stage}", "entity": row[0], "stage": stage, "period": period}
            for row in _INSTITUTES
            for stage, period in row[7]
        ],
        "platforms": [*_list_platforms()],
        "needs": [need for need, _indicator in needs],
        "need_indicators": [indicator for _need, indicator in needs],
        "results": [result for result, _indicator in results],
        "result_indicators": [indicator for _result, indicator in results],
        "posting_events": [*_list_postings()],
    }
    for name, rows in list_consortium_frames().items():
        frames.setdefault(name, []).extend(rows)
    return frames


def _list_scheme() -> dict[str, list[Row]]:
    fields = [
        {"id": key, "kind": "field", "scheme": _SCHEME, "tier": "1225-5", "order": str(order)}
        | {"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
        for order, (key, _direction, zh, en) in enumerate(_FIELDS, 1)
    ]
    directions = [
        {"id": key, "kind": "direction", "scheme": _SCHEME, "tier": "1225-3", "order": str(order)}
        | {"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
        for order, (key, zh, en) in enumerate(_DIRECTIONS, 1)
    ]
    scheme = {"id": _SCHEME, "kind": "innovation", "place": "yunxi", "period": "2022.."}
    placed = (("1225-1", "east-bank"), ("1225-2", "north-slope"), ("1225-2", "bluestone"))
    filed = [
        *((direction, key) for key, direction, _zh, _en in _FIELDS),
        *placed,
        *((row[4], row[0]) for row in _INSTITUTES if row[4]),
        *(("fd-storage", "cells"), ("fd-storage", "cathodes"), ("fd-storage", "packs"), ("fd-materials", "foil")),
        *(("fd-materials", "lactam"), ("fd-recycling", "lithium"), ("fd-recycling", "ingots")),
        *(("fd-storage", "project-3"), ("fd-food", "f041")),
    ]
    return {
        "schemes": [scheme | {"zh": "“1225”科创体系（虚构）", "en": "1225 system of innovation (fictitious)"}],
        "tiers": [
            {"id": key, "scheme": _SCHEME, "order": str(order), "stated_count": count}
            | {"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
            for order, (key, zh, en, count) in enumerate(_TIERS, 1)
        ],
        "clusters": [*directions, *fields],
        "members": [{"group": group, "entity": entity, "role": "member"} for group, entity in filed],
        "indicators": [
            {"id": "research-share", "zh": "研发投入占营业额", "en": "research spending in revenue", "unit": "%"}
            | {"kind": "research_share"},
            *list_dependence_indicators(),
        ],
        "observations": [
            {"id": f"{firm}-research", "subject": firm, "indicator": "research-share", "status": "actual"}
            | {"period": "2023", "comparator": "eq", "value": value, "unit": "%", "vintage": "2023-12-31"}
            for firm, value in (("f047", "5.2"), ("f040", "3.1"), ("f045", "4.4"))
        ]
        + list_dependence_claims(),
    }


def _list_platforms() -> Iterator[Row]:
    names = ("id", "kind", "owner", "place", "field", "tier", "recognised", "review_due", "batch", "batch_unit")
    words = {"pilot_plant": ("中试平台", "pilot plant"), "proof_of_concept": ("概念验证中心", "proof of concept")}
    for row in _PLATFORMS:
        zh, en = words.get(str(row[1]), ("实验平台", "laboratory"))
        yield {
            **dict(zip(names, row[:10], strict=True)),
            **{"fire_class": row[10], "queue": row[11], "queue_as_of": "2023-12" if row[11] else None},
            **{"operations_zh": row[12], "operations_en": row[13]},
            **{"zh": f"虚构{row[12]}{zh}", "en": f"Made-up {en}: {row[13]}"},
        }


def _measures() -> Iterator[tuple[int, tuple[str | None, ...], dict[str, str | None], dict[str, str | None]]]:
    for place, (matter, measures) in enumerate(zip(_MATTERS, _MEASURES, strict=True)):
        for step, measure in enumerate(measures):
            after = measures[(step + 1) % len(measures)]
            yield (
                place * 5 + step + 1,
                matter,
                dict(zip(_KEYS, measure, strict=True)),
                dict(zip(_KEYS, after, strict=True)),
            )


def _list_needs() -> Iterator[tuple[Row, Row]]:
    for number, (field, owner, product, matter, matter_en, problem), measure, _after in _measures():
        better = "提高" if measure["direction"] == "ge" else "降低"
        row: Row = {
            **{"id": f"need-{number}", "owner": owner, "field": field, "product": product, "object": matter},
            **{"zh": f"{better}{matter}的{measure['property']}（虚构）", "property": measure["property"]},
            **{"en": f"{matter_en}: {measure['en']} (fictitious)"},
            **{"problem_zh": f"{matter}{problem}，需{better}{measure['property']}（虚构）"},
            **{"problem_en": f"What is made now does not reach the {measure['en']} that is asked (fictitious)"},
            **{"scale": _SCALES.get(str(field), _OTHER_SCALE), "level": "6" if number % 3 else "4"},
            **{
                "rights": "转让|许可|合作开发" if number % 4 else None,
                "application": f"{number * 50}吨/年规模（虚构）",
            },
            **{
                "budget": str(40 + number * 5),
                "deadline": "2024-12" if number % 2 else "2025-06",
                "office": "industry",
            },
            "registered": f"2023-{number % 9 + 1:02d}-{number % 25 + 1:02d}",
        }
        unsaid = dict.fromkeys(_OPEN.get(str(number), ()))
        yield row | unsaid, _indicator("need", str(row["id"]), measure, "asked")


def _list_results() -> Iterator[tuple[Row, Row]]:
    for number, (field, _owner, product, matter, matter_en, _problem), measure, after in _measures():
        kinds = (("better", measure, "7"), ("worse", measure, "5"), ("better", after, "6"))
        for place, (reached, about, level) in enumerate(kinds, 1):
            count = number * 3 - 3 + place
            key, value = f"result-{count}", f"{about[reached]}{about['unit'] or ''}"
            row: Row = {
                **{"id": key, "owner": _OWNERS[count % 4], "field": field, "product": product, "object": matter},
                **{"zh": f"改善{matter}{about['property']}的技术{count}（虚构）", "property": about["property"]},
                **{"en": f"Technique {count} for {matter_en}: {about['en']} (fictitious)"},
                **{"text_zh": f"用于{matter}，{about['property']}达到{value}（虚构{count}）"},
                **{"text_en": f"For {matter_en}; {about['en']} of {value} (fictitious)"},
                **{"scale": _SCALES.get(str(field), _OTHER_SCALE), "level": level if count % 11 else None},
                **{"evidence": f"虚构检测报告{count}", "rights": _RIGHTS[count % 4] if count % 7 else None},
                **{
                    "title_rights": f"虚构专利{count}",
                    "hazards": "无特殊要求（虚构）" if count % 5 else "用酸，须危废处置（虚构）",
                },
                **{"demonstrated": f"{count}公斤级（虚构）", "investment": str(count * 3), "office": "industry"},
                "registered": f"2023-{count % 10 + 1:02d}-{count % 25 + 1:02d}",
            }
            if row["level"] is None:
                row["scale"] = None
            yield row, _indicator("result", key, about, reached)


def _indicator(side: str, key: str, measure: dict[str, str | None], reached: str) -> Row:
    row: Row = {side: key, "number": "1", "indicator": measure["property"], "direction": measure["direction"]}
    return row | {"value": measure[reached], "indicator_unit": measure["unit"], "method": measure["method"]}


def _list_postings() -> Iterator[Row]:
    """Thirty needs and a hundred results are published; some ran out, were renewed, withdrawn or solved."""
    for side, count, shown in (("need", 40, 30), ("result", 120, 100)):
        for number in range(1, count + 1):
            key = f"{side}-{number}"
            yield _posting(key, side, "submitted", "2023-10-09")
            if number <= shown:
                yield _posting(key, side, "reviewed", "2023-10-16")
                ends = "2023-11-30" if number % 10 == 4 else "2024-10-19"
                yield _posting(key, side, "published", "2023-10-20") | {"until": ends}
    yield _posting("need-14", "need", "renewed", "2023-11-28") | {"until": "2024-11-27"}
    yield _posting("need-31", "need", "returned", "2023-10-18") | {
        "zh": "指标检测方法待补（虚构）",
        "en": "Test method",
    }
    yield _posting("need-9", "need", "solved", "2023-12-15")
    yield _posting("need-20", "need", "withdrawn", "2023-12-04") | {"zh": "企业改变工艺（虚构）", "en": "Other process"}
    for number, party in ((1, "i-cells"), (3, "i-materials"), (16, "i-university")):
        yield _posting(f"need-{number}", "need", "interest", "2023-11-15") | {"party": party}
    yield _posting("result-1", "result", "interest", "2023-11-20") | {"party": "f047"}


def _posting(key: str, side: str, step: str, period: str) -> Row:
    return {"id": f"{key}-{step}", side: key, "step": step, "period": period, "office": "industry"}
