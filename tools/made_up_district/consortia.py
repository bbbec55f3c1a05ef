"""Two made-up consortia and a third that was refused, ledgers of challenges and contracts, results on their way."""

from __future__ import annotations

from collections.abc import Iterator

from tools.made_up_district.runs import Row

#: Id, need, product, field, state, agreed, ends, Chinese, English.
_CONSORTIA = (
    (
        *("k-cells", "need-6", "lfp", "fd-storage", "running", "2023-03-20", "2026-03-19"),
        *("低温电池创新联合体", "Consortium for batteries in the cold"),
    ),
    ("k-nylon", "need-16", None, "fd-materials", "forming", None, None, "耐磨尼龙创新联合体", "Consortium for nylon"),
    ("k-food", "need-31", None, "fd-food", "refused", None, None, "榨菜保脆创新联合体", "Consortium for crispness"),
)
#: Consortium, member, role, joined, shares of cost, gain and risk, task.
_MEMBERS = (
    ("k-cells", "f047", "lead", "2023-03-20", "40", "40", "50", "电芯验证"),
    ("k-cells", "f079", "supplier", "2023-03-20", "25", "20", "20", "材料放大"),
    ("k-cells", "i-cells", "institute", "2023-03-20", "10", "20", "5", "配方研究"),
    ("k-cells", "f063", "user", "2023-03-20", "15", "10", "15", "装包试用"),
    ("k-cells", "f099", "investor", "2023-06-01", "10", "10", "10", "中试投资"),
    ("k-nylon", "f040", "lead", None, "75", None, None, "切片生产"),
    ("k-nylon", "i-materials", "institute", None, "25", None, None, "改性研究"),
    ("k-food", "f041", "lead", None, None, None, None, "加工试验"),
)
#: Consortium, number, stage, level, due, done, result, Chinese, English.
_MILESTONES = (
    ("k-cells", "1", "laboratory", "3", "2023-06", "2023-05", "result-16", "配方定型", "Recipe fixed"),
    ("k-cells", "2", "pilot", "5", "2023-11", None, None, "中试线跑通", "Pilot line runs"),
    ("k-cells", "3", "volume", "8", "2025-06", None, None, "装车验证", "Proven in vehicles"),
    ("k-nylon", "1", "laboratory", "3", "2024-06", None, None, "小样达标", "Samples reach the value"),
)
#: Result, stage, state, period, platform, capacity.
_STAGES = (
    ("result-16", "laboratory", "done", "2023-05", None, None),
    ("result-16", "pilot", "running", "2023-09", "p-cells", None),
    ("result-21", "laboratory", "done", "2020-04", "p-laboratory", None),
    ("result-21", "pilot", "done", "2021-03", "p-cells", None),
    ("result-21", "volume", "done", "2022-08", None, "cathodes"),
    ("result-46", "laboratory", "done", "2021-10", "p-laboratory", None),
    ("result-46", "small_batch", "done", "2022-12", None, "lactam"),
    ("result-46", "volume", "next", "2024", None, "lactam"),
    ("result-61", "laboratory", "done", "2022-02", "p-leaching", None),
    ("result-61", "pilot", "next", "2024-03", "p-leaching", None),
)
#: Id, need, owner, solver, public money, own money, deadline, Chinese, English.
_CHALLENGES = (
    ("ch-1", "need-1", "f047", "i-cells", "60", "300", "2025-06", "隔膜热收缩", "Shrinkage of separators"),
    ("ch-2", "need-9", "f079", "i-university", "40", "200", "2024-03", "正极比容量", "Capacity of cathodes"),
    ("ch-3", "need-27", "f042", None, "50", "260", "2025-12", "高盐废水处理", "Saline waste water"),
    ("ch-4", "need-36", "f045", None, None, "120", "2025-12", "轴承寿命", "Life of bearings"),
)
#: Challenge, step, due, done, verdict, amount.
_STEPS = (
    ("ch-1", "posted", None, "2023-03-06", None, None),
    ("ch-1", "taken", "2023-04-06", "2023-03-28", None, None),
    ("ch-1", "reviewed", None, "2023-04-20", "passed", None),
    ("ch-1", "signed", None, "2023-05-08", None, None),
    ("ch-1", "milestone", "2023-12-31", None, None, None),
    ("ch-2", "posted", None, "2022-04-11", None, None),
    ("ch-2", "taken", None, "2022-05-06", None, None),
    ("ch-2", "reviewed", None, "2022-05-26", "passed", None),
    ("ch-2", "signed", None, "2022-06-13", None, None),
    ("ch-2", "milestone", "2023-03-31", "2023-03-24", "conditions", None),
    ("ch-2", "accepted", "2023-12-15", "2023-12-12", "passed", None),
    ("ch-2", "paid", "2023-12-31", "2023-12-28", None, "40"),
    ("ch-3", "posted", None, "2023-09-04", None, None),
    ("ch-3", "taken", "2023-10-31", "2023-10-26", None, None),
    ("ch-3", "reviewed", None, "2023-11-17", "failed", None),
    ("ch-4", "posted", None, "2023-12-11", None, None),
)
#: Kind, seller, buyer, amount, of it for technology, signed, registered, need, result.
_CONTRACTS = (
    ("development", "i-cells", "f047", "120", "120", "2023-05-08", "2023-05-30", "need-1", "result-1"),
    ("development", "i-university", "f079", "80", "80", "2022-06-13", "2022-07-04", "need-9", "result-25"),
    ("licence", "i-materials", "f040", "60", "45", "2023-02-20", "2023-03-09", None, "result-46"),
    ("transfer", "i-university", "f060", "200", "150", "2023-06-15", "2023-07-10", None, "result-61"),
    ("service", "i-materials", "f012", "18", "18", "2023-07-21", "2023-08-02", None, None),
    ("consulting", "i-recycling", "f042", "9", "9", "2023-08-18", "2023-09-05", None, None),
    ("development", "i-university", "f045", "75", "60", "2023-10-10", "2023-11-01", None, None),
    ("service", "i-cells", "f063", "26", "26", "2023-12-20", None, None, None),
)
#: Need, result, decision, reason, day, what came of it.
_DECISIONS = (
    ("need-1", "result-1", "accepted", None, "2023-11-24", "签订技术开发合同（虚构）"),
    ("need-1", "result-2", "refused", "performance", "2023-11-24", None),
    ("need-6", "result-16", "accepted", None, "2023-03-02", "组建创新联合体（虚构）"),
    ("need-9", "result-25", "accepted", None, "2022-05-20", "揭榜（虚构）"),
    ("need-11", "result-31", "introduced", None, "2023-12-06", None),
    ("need-16", "result-47", "refused", "maturity", "2023-11-10", None),
    ("need-21", "result-61", "postponed", "price", "2023-12-13", None),
    ("need-36", "result-108", "refused", "other_problem", "2023-12-18", None),
)
#: Criterion, state, value, unit.
_CRITERIA = (
    ("compact_layout", "met", None, None),
    ("clustered", "partly", None, None),
    ("land", "unmet", None, None),
    ("research_bodies", "partly", "3", "家"),
    ("research_staff", "unknown", None, None),
)


def list_consortium_frames() -> dict[str, list[Row]]:
    """The rows by table."""
    return {
        "consortia": [*_list_consortia()],
        "consortium_members": [
            {"consortium": key, "member": member, "role": role, "joined": joined, "task_zh": f"{task}（虚构）"}
            | {"cost_share": cost, "gain_share": gain, "risk_share": risk}
            for key, member, role, joined, cost, gain, risk, task in _MEMBERS
        ],
        "consortium_milestones": [
            {"consortium": key, "number": number, "stage": stage, "scale": "gbt37264-2018", "level": level, "due": due}
            | {"done": done, "result": result, "zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
            | {"evidence": "虚构验收单" if done else None}
            for key, number, stage, level, due, done, result, zh, en in _MILESTONES
        ],
        "result_stages": [
            dict(zip(("result", "stage", "state", "period", "platform", "capacity"), row, strict=True))
            | {"evidence": "虚构试验报告" if row[2] == "done" else None}
            for row in _STAGES
        ],
        "challenges": [*_list_challenges()],
        "challenge_events": [
            {"id": f"{row[0]}-{row[1]}"}
            | dict(zip(("challenge", "step", "due", "period", "verdict", "amount"), row, strict=True))
            for row in _STEPS
        ],
        "technology_contracts": [*_list_contracts()],
        "match_decisions": [
            {"id": f"decision-{number}", "office": "industry"}
            | dict(zip(("need", "result", "decision", "reason", "period", "outcome"), row, strict=True))
            for number, row in enumerate(_DECISIONS, 1)
        ],
        "zone_criteria": [
            {"place": "east-bank", "period": "2023-12", "office": "industry"}
            | dict(zip(("criterion", "state", "value", "unit"), row, strict=True))
            for row in _CRITERIA
        ],
        "cultivations": [
            {"id": f"{firm}-tech_sme", "firm": firm, "step": "tech_sme", "state": "recognised", "period": "2023-03"}
            | {"until": "2023-12-31", "number": f"虚构{firm}"}
            for firm in ("f091", "f094", "f060")
        ],
    }


def _list_consortia() -> Iterator[Row]:
    names = ("id", "need", "product", "field", "state", "agreed", "ends")
    refusal = {"refusal_zh": "没有应用单位承诺试用（虚构）", "refusal_en": "No user promised to try it (fictitious)"}
    for row in _CONSORTIA:
        about = dict(zip(names, row[:7], strict=True))
        about |= {"zh": f"{row[7]}（虚构）", "en": f"{row[8]} (fictitious)", "office": "industry"}
        about |= {"aim_zh": "三年内量产供货（虚构）", "aim_en": "In volume within three years (fictitious)"}
        about |= {"exit_zh": "提前三个月书面告知（虚构）", "exit_en": "Three months' notice (fictitious)"}
        yield about | (refusal if row[4] == "refused" else {})


def _list_challenges() -> Iterator[Row]:
    names = ("id", "need", "owner", "solver", "public_money", "own_money", "deadline")
    for row in _CHALLENGES:
        words = {"zh": f"{row[7]}（虚构）", "en": f"{row[8]} (fictitious)", "office": "industry"}
        yield dict(zip(names, row[:7], strict=True)) | words


def _list_contracts() -> Iterator[Row]:
    names = ("kind", "seller", "buyer", "amount", "technology_amount", "signed", "registered", "need", "result")
    for number, row in enumerate(_CONTRACTS, 1):
        words = {"zh": f"虚构技术合同{number}", "en": f"Made-up technology contract {number}"}
        registered = {"number": f"虚构登记{number:03d}" if row[6] else None}
        yield {"id": f"contract-{number}", **dict(zip(names, row, strict=True)), **words, **registered}
