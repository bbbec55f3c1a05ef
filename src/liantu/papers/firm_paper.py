"""亩均体检报告: the sheet of one firm, gathered from its run, its returns and the scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper import FirmReport, PaperSheet, firm_report
from liantu.papers.consequences import consequence_lines, grade_history_lines
from liantu.papers.firm_result import adjustment_lines, missing_total_lines, result_lines, sensitivity_lines
from liantu.papers.firm_sources import return_lines, scheme_lines
from liantu.papers.own_figures import evaluation_setting
from liantu.papers.scheme_names import SchemeWording
from liantu.papers.scoring_words import benchmark_lines, formula_lines
from liantu.papers.sharing import disclosable_means
from liantu.wording.unit_names import unit_name

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.score.report.firm_sheet import FirmSheet
    from liantu.score.scheme.scheme import Scheme


def firm_paper(
    district: District, firm: str, scheme: str, year: int | None = None, language: str = "zh_CN"
) -> PaperSheet:
    """亩均体检报告 of one firm, for that firm: its whole sum; of the others only means that may be told.

    Raises Problems when the firm, the scheme or the year is not there.
    """
    from liantu.access import Purpose
    from liantu.library.industries import name_industry

    found = _known(district, scheme)
    district = district.for_purpose(Purpose.TO_ITS_GIVER)
    sheet = district.score.firm_sheet(firm, scheme, year, disclosable_means(district, scheme, year))
    setting, head = evaluation_setting(district, language), sheet.head
    say = SchemeWording(found, setting)
    group = next((one for one in found.groups if one.id == head["group"]), None)
    items = group.items if group else ()
    evaluated = head["treatment"] != "not_evaluated"
    units = {
        key: unit_name(district.tables, one.unit, chinese=setting.chinese) for key, one in found.indicators.items()
    }
    halves = {
        one.id: (_fields(one.numerator, district, say), _fields(one.denominator, district, say))
        for one in found.indicators.values()
    }
    lines = [
        *(formula_lines(items, say) if evaluated else []),
        *benchmark_lines(items, say),
        *(missing_total_lines(sheet, say) if evaluated else []),
        *adjustment_lines(head, say),
        *sensitivity_lines(head, say),
        *grade_history_lines(district, sheet, say),
        *consequence_lines(sheet, say),
        *return_lines(district, sheet, say),
        *scheme_lines(items, say),
    ]
    report = FirmReport(
        firm=setting.name(firm),
        year=str(sheet.year or ""),
        group=say.named(group) if group else setting.unknown,
        industry=name_industry(head["industry"], chinese=setting.chinese) or setting.unknown,
        evaluated=evaluated,
        items=sheet.items,
        names={key: say.item(key) for key in sheet.items["indicator"]},
        units={item.indicator: units[item.indicator] for item in items},
        halves=halves,
        caps={one.indicator: one.cap * one.weight for one in items if one.cap is not None and one.weight is not None},
        result=result_lines(head, say),
        lines=lines,
    )
    return firm_report(report, setting)


def scoring_lines(
    district: District, sheet: FirmSheet, scheme: Scheme, language: str = "zh_CN"
) -> list[tuple[str, str]]:
    """What a sheet's points are made by, in words: the formula, what each benchmark is, whether the grade was moved."""
    say = SchemeWording(scheme, evaluation_setting(district, language))
    group = next((one for one in scheme.groups if one.id == sheet.head["group"]), None)
    items = group.items if group and sheet.head["treatment"] != "not_evaluated" else ()
    lines = [*formula_lines(items, say), *benchmark_lines(items, say), *adjustment_lines(sheet.head, say)]
    return lines


def _known(district: District, scheme: str) -> Scheme:
    from liantu.model.problems import Problem, Problems

    known = district.score.schemes()
    if scheme not in known:
        raise Problems([Problem("unknown_scheme", value=scheme, slots={"nearest": "", "choices": ", ".join(known)})])
    return known[scheme]


def _fields(fields: tuple[str, ...], district: District, say: SchemeWording) -> tuple[str, str]:
    """The fields of a sum by name, and their unit."""
    own = [say.scheme.fields[field] for field in fields]
    unit = unit_name(district.tables, own[0].unit, chinese=say.setting.chinese) if own else ""
    return say.tr(" + ").join(say.named(one) for one in own), unit
