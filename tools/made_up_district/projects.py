"""The made-up projects of the made-up district: steps, plans, deadlines, money, tiers, follow-ups, dated by hand.

At the district's date, 31 December 2023: one in building and behind its plan, one past a deadline for works, one just
signed with a plan that is near, one new lead.
"""

from __future__ import annotations

from collections.abc import Iterator

Row = dict[str, str | None]

_OFFICES = (
    ("invest", "招商投资局（虚构）", "Investment promotion bureau (fictitious)"),
    ("industry", "经济信息委（虚构）", "Economy and information commission (fictitious)"),
    ("east-bank-office", "东岸园区管委会（虚构）", "East Bank Park administration (fictitious)"),
)
_EVENTS = {
    "project-1": (
        ("lead", "2022-09-05", "虚构线索登记表1"),
        ("talks", "2022-10-12", "虚构会谈记录1"),
        ("signed_contract", "2022-12-20", "虚构合同1"),
        ("landed", "2023-02-15", "虚构土地合同1"),
        ("started", "2023-04-10", "虚构施工许可1"),
        ("building", "2023-05", "虚构形象进度1"),
        ("in_statistics", "2023-06", "虚构入库批次1"),
    ),
    "project-2": (
        ("lead", "2022-11-01", "虚构线索登记表2"),
        ("talks", "2022-12-05", "虚构会谈记录2"),
        ("signed_contract", "2023-03-17", "虚构合同2"),
        ("landed", "2023-06-01", "虚构土地合同2"),
    ),
    "project-3": (
        ("talks", "2023-08-21", "虚构会谈记录3"),
        ("signed_framework", "2023-10-26", "虚构框架协议3"),
        ("signed_contract", "2023-12-27", "虚构合同3"),
    ),
    "project-4": (("lead", "2023-12-26", "虚构线索登记表4"),),
}
#: Project, stage, kind, period, clause, office.
_MILESTONES = (
    ("project-1", "started", "plan", "2023-04", None, "east-bank-office"),
    ("project-1", "structure", "plan", "2023-10-01..2023-12-15", None, "east-bank-office"),
    ("project-1", "operating", "plan", "2024-03-01..2024-05-31", None, "industry"),
    ("project-1", "operating", "deadline", "2024-06-30", "虚构合同1第八条", "industry"),
    ("project-2", "started", "plan", "2023-09-01..2023-11-15", None, "east-bank-office"),
    ("project-2", "started", "deadline", "2023-11-30", "虚构合同2第五条", "east-bank-office"),
    ("project-2", "operating", "deadline", "2024-12-31", "虚构合同2第六条", "industry"),
    ("project-3", "landed", "plan", "2024-01-02..2024-01-10", None, "invest"),
    ("project-3", "started", "deadline", "2024-06-30", "虚构合同3第四条", "invest"),
)
#: Project, kind, extent, period, amount in 100 m CNY, comparator.
_MONEYS = (
    ("project-1", "contract", "whole", "2022-12-20", "3", "gt"),
    ("project-1", "fixed_done", "year", "2023", "1.1", None),
    ("project-1", "fixed_plan", "year", "2023", "1.4", None),
    ("project-1", "in_place", "cumulative", "2023-12-31", "0.9", None),
    ("project-2", "contract", "whole", "2023-03-17", "1.2", None),
    ("project-2", "in_place", "year", "2023-Q4", "0.2", None),
    ("project-3", "contract", "whole", "2023-12-27", "1.8", None),
    ("project-5", "fixed_plan", "year", "2023", "0.6", None),
    ("project-5", "fixed_done", "year", "2023", "0.66", None),
    ("project-7", "fixed_plan", "year", "2023", "0.5", None),
    ("project-7", "fixed_done", "year", "2023-01..11", "0.42", None),
    ("project-8", "fixed_plan", "year", "2023", "0.8", None),
    ("project-9", "fixed_done", "year", "2023", "0.3", "ge"),
)
#: When projects entered the investment statistics, with the batch.
ENTERED = (
    ("project-5", "2023-09", "虚构入库批次2"),
    ("project-7", "2023-10", "虚构入库批次3"),
    ("project-9", "2023-11", "虚构入库批次4"),
)
#: Project, stage, indicator, comparator, agreed value, unit, clause, measured value, when.
_AGREED = (
    ("project-1", "completed", "investment", "ge", "500", "万元/亩", "虚构监管协议1第三条", None, None),
    ("project-1", "full_output", "tax", "ge", "24", "万元/亩", "虚构监管协议1第四条", None, None),
    ("project-5", "completed", "investment", "ge", "350", "万元/亩", "虚构监管协议5第三条", "372", "2023-11"),
    ("project-5", "operating", "output", "ge", "600", "万元/亩", "虚构监管协议5第四条", "515", "2023-12"),
    ("project-5", "operating", "energy", "le", "0.5", "tce/万元", "虚构监管协议5第五条", "0.42", "2023-12"),
    ("project-5", "full_output", "tax", "ge", "22", "万元/亩", "虚构监管协议5第六条", None, None),
    ("project-7", "completed", "investment", "ge", "320", "万元/亩", "虚构监管协议7第三条", "298", "2023-12"),
    ("project-7", "operating", "output", "ge", "580", "万元/亩", "虚构监管协议7第四条", None, None),
)
_AGREED_KEY = ("project", "stage", "indicator")
#: Project, day, kind, Chinese, English, office, due.
_FOLLOW_UPS = (
    ("project-4", "2023-12-26", "out", "赴投资方考察", "Visit to the investor", "invest", None),
    ("project-3", "2023-12-28", "received", "接待投资方考察选址", "Investor looked at the site", "invest", None),
    ("project-2", "2023-12-27", "talk", "商谈开工安排", "Talk about the start of works", "east-bank-office", None),
    ("project-2", "2023-12-11", "matter", "临时用电接入", "Temporary power supply", "industry", "2024-01-05"),
    ("project-1", "2023-12-29", "matter", "厂区道路移交", "Handing over of the road", "east-bank-office", "2024-01-15"),
)


def list_responsible_offices() -> dict[str, Row]:
    """What is said of the projects beside their figures: the office that answers; the fourth has no figures yet."""
    offices = {"project-1": "east-bank-office", "project-2": "east-bank-office", "project-3": "invest"}
    return {key: {"office": office} for key, office in {**offices, "project-4": "invest"}.items()}


def list_frames() -> dict[str, list[Row]]:
    """The tables of the projects, by name."""
    return {
        "offices": [{"id": key, "zh": zh, "en": en, "kind": "government"} for key, zh, en in _OFFICES],
        "events": [*_events()],
        "milestones": [
            dict(zip(("project", "stage", "kind", "period", "clause", "office"), values, strict=True))
            for values in _MILESTONES
        ],
        "moneys": [
            {"id": f"m{number}", "unit": "亿元"}
            | dict(zip(("project", "kind", "extent", "period", "amount", "comparator"), values, strict=True))
            for number, values in enumerate(_MONEYS, 1)
        ],
        "land_agreements": [
            dict(zip((*_AGREED_KEY, "comparator", "value", "unit", "clause"), values[:7], strict=True))
            for values in _AGREED
        ],
        "land_checks": [
            {**dict(zip(_AGREED_KEY, values[:3], strict=True)), "value": values[7], "unit": values[5]}
            | {"period": values[8]}
            for values in _AGREED
            if values[7]
        ],
        "schemes": [
            {"id": "key-lists", "zh": "重点项目名单（虚构）", "en": "Key lists (fictitious)", "kind": "grouping"}
        ],
        "tiers": [
            {
                "id": "key",
                "scheme": "key-lists",
                "order": "1",
                "zh": "区级重点项目（虚构）",
                "en": "Key projects (fictitious)",
            }
        ],
        "project_tiers": [{"project": f"project-{n}", "tier": "key", "period": "2023"} for n in (1, 2)],
        "follow_ups": [
            {"id": f"u{number}"}
            | dict(zip(("project", "period", "kind", "zh", "en", "office", "due"), values, strict=True))
            for number, values in enumerate(_FOLLOW_UPS, 1)
        ],
    }


def _events() -> Iterator[Row]:
    for project, steps in _EVENTS.items():
        for number, (stage, period, evidence) in enumerate(steps, 1):
            key = f"{project}-{number}"
            yield {"id": key, "project": project, "stage": stage, "period": period, "evidence": evidence}
