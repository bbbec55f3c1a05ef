"""What follows from a grade, and what went before: price rules with the money, grades of earlier years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper.firm_report import Line
from liantu.exchange.paper.setting import Text
from liantu.papers.scheme_names import SchemeWording

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.score.report.firm_sheet import FirmPrice, FirmSheet


def grade_history_lines(district: District, sheet: FirmSheet, say: SchemeWording) -> list[Line]:
    """Settled grades of earlier years."""
    from liantu.score.run.returns_table import read_grade_history

    own = read_grade_history(district.tables).filter(firm=sheet.firm)
    rows = own.filter(pl.col("year") < (sheet.year or district.as_of.year)).select("year", "grade").rows()
    said = [say(f"{year}年{grade or '未评定'}", f"{year}: {grade or 'none'}") for year, grade in rows]
    words = say("，", ", ").join(said) or say("无已定等次", "none on record")
    return [(Text("历年等次", "Earlier grades"), words)]


def consequence_lines(sheet: FirmSheet, say: SchemeWording) -> list[Line]:
    """What each price rule of the scheme makes of the grade."""
    words = [_price(row, say) for row in sheet.prices]
    if not words and say.scheme.policy:
        words = [
            say(
                "企业未定等次，方案的价格政策不适用。",
                "The firm has no grade: the price rules of the scheme do not reach it.",
            )
        ]
    elif not words:
        words = [say("方案未规定价格政策：待核。", "The scheme names no price rule: to be verified.")]
    return [(Text("等次对应政策", "What follows"), say("", " ").join(words))]


def _price(row: FirmPrice, say: SchemeWording) -> str:
    from liantu.library.policy import read_policy

    rule = read_policy(row["rule"])
    name, grade, years, rate = say.named(rule), row["grade"], row["years"], row["rate"]
    if not row["in_force"]:
        return say(f"{name}：该年度尚无现行电价政策。", f"{name}: no price rule was in force in that year.")
    if rate is None:
        return say(f"{name}：{grade}等不加价。", f"{name}: no surcharge for grade {grade}.")
    doubt = "" if rule.status == "confirmed" else say("（是否施行待核）", " (whether in force: to be verified)")
    running = f"{years} year{'' if years == 1 else 's'}{'' if years == 1 else ' running'}"
    amount = row["amount"]
    unknown = say("按本年度用电量计的加价金额未掌握", "on the electricity of the year: unknown")
    money = (
        say(f"按本年度用电量计，加价{amount:.2f}万元", f"on the electricity of the year {amount * 10_000:,.0f} CNY")
        if amount is not None
        else unknown
    )
    return say(
        f"{name}：连续{years}年为{grade}等，每千瓦时加价{rate:g}元，{money}{doubt}。",
        f"{name}: grade {grade} for {running}, {rate:g} CNY more a kWh; {money}{doubt}.",
    )
