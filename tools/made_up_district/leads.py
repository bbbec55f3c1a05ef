"""Leads of the made-up district in every state, what offices said of them, and agreements with their clauses."""

from __future__ import annotations

from collections.abc import Iterator

Row = dict[str, str | None]

_ORDER = "一二三四五六七八九十"
#: Project, product, firm, group, missing, low, high, unit, worth low, worth high, channel, days of report, talk and
#: protection, and of a project that is not on the board yet its steps with day and evidence.
_LEADS = (
    (
        *(
            "project-3",
            "electrolyte",
            "虚构电解液有限公司",
            "虚构化工集团",
            "12100",
            "10900",
            "13300",
            "t",
            "2.7",
            "3.4",
        ),
        *("虚构展会", "2023-08-14", "2023-08-21", "2024-08-20", ()),
    ),
    (
        *("lead-project-2", "sepcoat", "虚构隔膜股份有限公司", None, "15500", "14000", "17000", "万m2", "1.6", "2.0"),
        *("本地企业引荐", "2023-08-22", "2023-09-05", "2024-09-04"),
        (
            *(("lead", "2023-08-22", "虚构线索登记表22"), ("assessed", "2023-08-31", "虚构研判会商单2")),
            ("talks", "2023-09-05", "虚构会谈记录22"),
        ),
    ),
    (
        *("lead-project-3", "graphite", "虚构负极材料有限公司", None, "11100", "10000", "12300", "t", "3.2", "4.1"),
        *("外出走访", "2023-12-11", "2023-12-18", None),
        (("lead", "2023-12-11", "虚构线索登记表23"), ("assessed", "2023-12-20", "虚构研判会商单3")),
    ),
    (
        *("project-4", "cufoil", "虚构铜箔有限公司", "虚构铜业集团", "4700", "4300", "5200", "t", "3.6", "4.4"),
        *("虚构展会", "2023-12-26", None, None, ()),
    ),
    (
        *("lead-project-5", "alstrip", "虚构铝板带有限公司", None, "16800", "15100", "18500", "t", "3.0", "3.5"),
        *("外出走访", "2023-02-13", "2023-03-09", "2023-08-26"),
        (
            *(("lead", "2023-02-13", "虚构线索登记表25"), ("talks", "2023-03-09", "虚构会谈记录25")),
            ("lost", "2023-07-14", "虚构流失说明1"),
        ),
    ),
    (
        *("lead-project-6", "lfp", "虚构磷酸铁锂有限公司", "虚构锂盐集团", "4500", None, None, "t", "1.7", "1.9"),
        *("本地企业引荐", "2023-04-24", "2023-05-19", "2024-05-18"),
        (
            *(("lead", "2023-04-24", "虚构线索登记表26"), ("talks", "2023-05-19", "虚构会谈记录26")),
            ("paused", "2023-11-02", "虚构暂缓说明1"),
        ),
    ),
    (
        *(
            "project-12",
            "alcase",
            "虚构电池箱有限公司",
            "虚构汽车部件集团",
            "68000",
            "61000",
            "75000",
            "套",
            "0.9",
            "1.2",
        ),
        *("本地企业引荐", "2023-03-14", "2023-03-28", "2024-03-27", ()),
    ),
    (
        *("lead-project-8", "busbar", "虚构母排有限公司", None, "880", "790", "970", "t", "0.5", "0.9"),
        *("外出走访", "2023-06-12", "2023-06-20", "2024-06-19"),
        (
            *(("lead", "2023-06-12", "虚构线索登记表28"), ("talks", "2023-06-20", "虚构会谈记录28")),
            ("signed_intent", "2023-09-18", "虚构意向书8"),
        ),
    ),
    (
        *("lead-project-9", "bms", "虚构电池管理系统有限公司", None, "68000", "61000", "75000", "套", "0.4", "1.2"),
        *("虚构展会", "2023-07-10", "2023-07-19", "2024-07-18"),
        (
            *(("lead", "2023-07-10", "虚构线索登记表29"), ("talks", "2023-07-19", "虚构会谈记录29")),
            ("signed_framework", "2023-10-16", "虚构框架协议9"),
        ),
    ),
    (
        *("lead-project-10", "h2o2", "虚构双氧水有限公司", None, "71000", "64000", "78000", "t", "0.5", "1.1"),
        *("外出走访", "2023-05-15", "2023-05-25", "2024-05-24"),
        (
            *(("lead", "2023-05-15", "虚构线索登记表30"), ("talks", "2023-05-25", "虚构会谈记录30")),
            ("ended", "2023-11-20", "虚构终止说明10"),
        ),
    ),
)
_LEAD_FIELDS = (
    *(
        "project",
        "product",
        "firm",
        "firm_group",
        "missing",
        "missing_low",
        "missing_high",
        "unit",
        "worth_low",
        "worth_high",
    ),
    *("introduced_by", "reported", "first_talk", "protected_until"),
)
#: Lead, matter, office, due, answered, verdict, Chinese, English.
_OPINIONS = (
    ("1", "accounts", "industry", "2023-08-18", "2023-08-17", "support", "近三年盈利（虚构）", "Three years of profit"),
    ("1", "debt", "industry", "2023-08-18", "2023-08-17", "support", "资产负债率52%（虚构）", "Debt 52 % of assets"),
    ("1", "courts", "invest", "2023-08-18", "2023-08-16", "support", "公开渠道未查到执行记录（虚构）", "None found"),
    ("1", "dishonesty", "invest", "2023-08-18", "2023-08-16", "support", "未列入失信名单（虚构）", "Not on the list"),
    ("1", "technology", "industry", "2023-08-18", "2023-08-18", "support", "三代产品已量产（虚构）", "In volume"),
    ("1", "motive", "invest", "2023-08-18", "2023-08-16", "support", "主要客户在本区在建（虚构）", "Customers come"),
    (
        "1",
        "land",
        "east-bank-office",
        "2023-08-18",
        "2023-08-18",
        "condition",
        "须控制在60亩内（虚构）",
        "60 mu at most",
    ),
    (
        "1",
        "environment",
        "ecology-office",
        "2023-08-18",
        "2023-08-19",
        "condition",
        "溶剂回收须配套（虚构）",
        "Recovery",
    ),
    ("1", "overall", "invest", "2023-08-19", "2023-08-19", "condition", "按条件推进（虚构）", "Go on, on conditions"),
    ("2", "technology", "industry", "2023-08-30", "2023-08-29", "support", "涂覆线自有（虚构）", "Own coating lines"),
    ("2", "energy", "reform-office", "2023-08-30", None, None, None, None),
    ("2", "environment", "ecology-office", "2023-08-30", "2023-08-31", "verify", "危废去向待核（虚构）", "Waste"),
    ("2", "overall", "invest", "2023-08-31", "2023-08-31", "support", "可继续洽谈（虚构）", "Talks may go on"),
    ("3", "energy", "reform-office", "2024-01-15", None, None, None, None),
    (
        "3",
        "environment",
        "ecology-office",
        "2023-12-18",
        "2023-12-19",
        "against",
        "石墨化环境容量不足（虚构）",
        "None left",
    ),
    ("4", "accounts", "industry", "2024-01-08", None, None, None, None),
    ("4", "admission", "invest", "2024-01-08", None, None, None, None),
)
_OPINION_FIELDS = ("lead", "matter", "office", "due", "answered", "verdict", "zh", "en")
#: Name, English name, project, firm, then what is recorded of signing and reviews.
_AGREEMENTS = (
    (
        *("虚构投资协议一", "Made-up agreement 1", "project-3", "虚构电解液有限公司"),
        {"signed": "2023-12-27", "first_review": "2023-12-04", "first_result": "passed"},
    ),
    (
        *("虚构投资协议二", "Made-up agreement 2", "lead-project-2", "虚构隔膜股份有限公司"),
        {"first_review": "2023-12-20", "first_result": "exception", "exception": "节能降碳（虚构）"}
        | {"exception_ends": "2026-12-31"},
    ),
    ("虚构投资协议三", "Made-up agreement 3", "project-12", "虚构电池箱有限公司", {}),
)
#: Agreement, number, kind, Chinese, English, basis, funding, conditions, end.
_CLAUSES = (
    (
        *(
            "1",
            "1",
            "land_supply",
            "以公开出让方式供应工业用地约60亩（虚构）",
            "60 mu of land by public procedure",
        ),
        *("虚构供地办法第三条", None, "按标准地约定考核", "2026-12-31"),
    ),
    (
        *("1", "2", "utilities", "供水、供气管网接至用地红线（虚构）", "Water and gas pipes up to the site"),
        *("虚构园区配套办法第五条", "园区基础设施资金（虚构）", "开工后六个月内", "2025-06-30"),
    ),
    (
        *("1", "3", "approval", "指定专人代办审批（虚构）", "An officer helps with approvals"),
        *("虚构代办办法第二条", None, None, "2025-12-31"),
    ),
    (
        *("2", "1", "factory", "租用标准厂房8000平方米，按公布租金（虚构）", "8,000 m² of plant at the published rent"),
        *("虚构厂房租赁办法第四条", "园区平台公司（虚构）", "年产值达到约定", "2026-12-31"),
    ),
    (
        *("2", "2", "training", "协助招工并开展岗前培训（虚构）", "Recruitment and training before work"),
        *("虚构培训补贴公开政策第六条", "就业补助资金（虚构）", "按公开政策申报", "2025-12-31"),
    ),
    (
        *("3", "1", "scene", "开放公共停车场试用设备（虚构）", "Public car parks to try equipment in"),
        *("虚构场景开放清单第一项", None, None, None),
    ),
)
_CLAUSE_FIELDS = ("agreement", "number", "kind", "zh", "en", "legal_basis", "funding", "conditions", "ends")


def list_lead_frames() -> dict[str, list[Row]]:
    """The rows by table; the offices are those of the cases."""
    return {
        "projects": [*_list_projects()],
        "events": [*_list_events()],
        "leads": [
            {"id": f"lead-{n}", "frozen": lead[11], "office": "invest"}
            | dict(zip(_LEAD_FIELDS, lead[:14], strict=True))
            for n, lead in enumerate(_LEADS, 1)
        ],
        "lead_opinions": [dict(zip(_OPINION_FIELDS, (f"lead-{row[0]}", *row[1:]), strict=True)) for row in _OPINIONS],
        "agreements": [
            {"id": f"agreement-{n}", "zh": zh, "en": en, "project": project, "firm": firm, "drafter": "invest", **state}
            for n, (zh, en, project, firm, state) in enumerate(_AGREEMENTS, 1)
        ],
        "agreement_clauses": [
            dict(zip(_CLAUSE_FIELDS, (f"agreement-{row[0]}", *row[1:]), strict=True))
            | {"legal_source": "open-rules", "legal_quote": f"{row[3]}。（虚构原文）"}
            for row in _CLAUSES
        ],
    }


def _list_projects() -> Iterator[Row]:
    for number, lead in enumerate(_LEADS, 1):
        if lead[14]:
            zh, en = f"虚构招引项目{_ORDER[number - 1]}", f"Made-up invited project {number}"
            yield {"id": lead[0], "zh": zh, "en": en, "office": "invest", "sector": "industry"}


def _list_events() -> Iterator[Row]:
    for lead in _LEADS:
        for stage, period, evidence in lead[14]:
            row: Row = {"id": f"{lead[0]}-{stage}", "project": lead[0], "stage": stage, "period": period}
            reasons = {"lost": "elsewhere", "paused": "market", "ended": "market"}
            yield row | {"evidence": evidence, "reason": reasons.get(stage)}
