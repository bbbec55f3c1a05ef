"""亩均体检报告: the sheet of one firm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from liantu.exchange.paper import Report, Sheet, firm_report
from liantu.exchange.paper.setting import Text
from liantu.exchange.paper.units import spoken
from liantu.papers.own import own_setting
from liantu.papers.sharing import means_to_share, to_share

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.score.scheme import Scheme


def firm_paper(district: District, firm: str, scheme: str, year: int | None = None, language: str = "zh_CN") -> Sheet:
    """亩均体检报告 of one firm, for that firm: its own values stand in it, of the others only means that may be told.

    Raises Problems when the firm, the scheme or the year is not there.
    """
    from liantu.exchange.paper.setting import is_chinese
    from liantu.library.industries import industry
    from liantu.model.problems import Problem, Problems

    known = district.evaluation_schemes()
    if scheme not in known:
        raise Problems([Problem("unknown_scheme", value=scheme, slots={"nearest": "", "choices": ", ".join(known)})])
    found = known[scheme]
    sheet = district.firm_sheet(firm, scheme, year, means_to_share(district, to_share(district)[0], scheme, year))
    zh = is_chinese(language)
    setting = own_setting(district, language)

    def named(thing: Any) -> str:
        return str((thing.zh if zh else thing.en) or thing.zh)

    names = {key: named(one) for key, one in found.indicators.items()} | {r.id: named(r) for r in found.points}
    names |= {key: text.say(language) for key, text in _BESIDE.items()}
    group = next((named(one) for one in found.groups if one.id == sheet.head["group"]), "")
    report = Report(
        firm=setting.name(firm),
        year=str(sheet.year or ""),
        group=group,
        industry=industry(sheet.head["industry"], chinese=zh) or setting.unknown,
        scheme=named(found),
        items=sheet.items,
        names=names,
        units={key: spoken(district.tables, one.unit, chinese=zh) for key, one in found.indicators.items()},
        result=_result(sheet.head, found, named, setting.unknown),
        follows=[_follows(row) for row in sheet.prices] or [_UNGRADED if found.policy else _NO_RULE],
    )
    return firm_report(report, setting)


_BESIDE = {
    "reweighed": Text("不适用指标权重分摊", "Weight of what does not apply, shared out"),
    "rounding": Text("总分取位", "Rounding of the total"),
}


def _result(
    head: Mapping[str, Any], scheme: Scheme, named: Callable[[Any], str], unknown: str
) -> list[tuple[Text, str]]:
    """What the points come to: total, rank, grade, the way to the next one, how sure."""
    lines = {
        line.grade: named(line) for c in (scheme.cutting, *(g.cutting for g in scheme.groups)) if c for line in c.grades
    }
    aside = {one.id: named(one) for one in scheme.classes}
    grade = head["grade"]
    said = f"{grade} {lines.get(grade, '')}".strip() if grade else aside.get(head["class"] or "", unknown)
    rows = [
        (Text("总分", "Total"), unknown if head["total"] is None else f"{head['total']:.2f}"),
        (Text("组内位次", "Rank in its group"), unknown if head["rank"] is None else f"{head['rank']} / {head['of']}"),
        (Text("等次", "Grade"), said),
    ]
    if head.get("to_better") is not None:
        better = head["better"]
        rows.append((Text(f"距 {better} 等还差（分）", f"Lacks for {better} (points)"), f"{head['to_better']:.2f}"))
    if head.get("stable") is not None:
        rows.append((Text("等次稳定性", "How sure"), _STABLE[head["stable"]][0 if unknown == "未掌握" else 1]))
    return rows


_STABLE = {True: ("稳定", "stable"), False: ("不稳定", "unstable")}


_UNGRADED = Text(
    "企业未定等次，方案的价格政策不适用。", "The firm has no grade: the price rules of the scheme do not reach it."
)


_NO_RULE = Text("方案未规定价格政策：待核。", "The scheme names no price rule: to be verified.")


def _follows(row: Mapping[str, Any]) -> Text:
    """What a price rule makes of a grade."""
    from liantu.library.policy import policy

    rule = policy(row["rule"])
    grade, years, rate = row["grade"], row["years"], row["rate"]
    if not row["in_force"]:
        return Text(f"{rule.zh}：该年度尚无现行电价政策。", f"{rule.en}: no price rule was in force in that year.")
    if rate is None:
        return Text(f"{rule.zh}：{grade} 等不加价。", f"{rule.en}: no surcharge for grade {grade}.")
    doubt = (
        Text("", "") if rule.status == "confirmed" else Text("（是否施行待核）", " (whether in force: to be verified)")
    )
    return Text(
        f"{rule.zh}：连续 {years} 年为 {grade} 等，每千瓦时加价 {rate:g} 元{doubt.zh}。",
        f"{rule.en}: grade {grade} for {years} years running, {rate:g} CNY more a kWh{doubt.en}.",
    )
