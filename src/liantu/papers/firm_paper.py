"""亩均体检报告: the sheet of one firm, gathered from its run, its returns and the scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper import Report, Sheet, firm_report
from liantu.papers.consequences import follows, history
from liantu.papers.firm_result import changes, moved, result, without_total
from liantu.papers.firm_sources import returned, scheme_of
from liantu.papers.own_figures import own_setting
from liantu.papers.scheme_names import Saying
from liantu.papers.scoring_words import benchmarks, formula
from liantu.papers.sharing import means_to_share, to_share
from liantu.wording.unit_names import spoken

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.score.report.firm_sheet import FirmSheet
    from liantu.score.scheme.scheme import Scheme


def firm_paper(district: District, firm: str, scheme: str, year: int | None = None, language: str = "zh_CN") -> Sheet:
    """亩均体检报告 of one firm, for that firm: its whole sum; of the others only means that may be told.

    Raises Problems when the firm, the scheme or the year is not there.
    """
    from liantu.library.industries import industry

    found = _known(district, scheme)
    sheet = district.firm_sheet(firm, scheme, year, means_to_share(district, to_share(district)[0], scheme, year))
    setting, head = own_setting(district, language), sheet.head
    say = Saying(found, setting)
    group = next((one for one in found.groups if one.id == head["group"]), None)
    items = group.items if group else ()
    evaluated = head["treatment"] != "not_evaluated"
    units = {key: spoken(district.tables, one.unit, chinese=setting.chinese) for key, one in found.indicators.items()}
    halves = {
        one.id: (_fields(one.numerator, district, say), _fields(one.denominator, district, say))
        for one in found.indicators.values()
    }
    lines = [
        *(formula(items, say) if evaluated else []),
        *benchmarks(items, say),
        *(without_total(sheet, say) if evaluated else []),
        *moved(head, say),
        *changes(head, say),
        *history(district, sheet, say),
        *follows(sheet, say),
        *returned(district, sheet, say),
        *scheme_of(items, say),
    ]
    report = Report(
        firm=setting.name(firm),
        year=str(sheet.year or ""),
        group=say.named(group) if group else setting.unknown,
        industry=industry(head["industry"], chinese=setting.chinese) or setting.unknown,
        evaluated=evaluated,
        items=sheet.items,
        names={key: say.item(key) for key in sheet.items["indicator"]},
        units={item.indicator: units[item.indicator] for item in items},
        halves=halves,
        caps={one.indicator: one.cap * one.weight for one in items if one.cap is not None and one.weight is not None},
        result=result(head, say),
        lines=lines,
    )
    return firm_report(report, setting)


def how_made(district: District, sheet: FirmSheet, scheme: Scheme, language: str = "zh_CN") -> list[tuple[str, str]]:
    """What a sheet's points are made by, in words: the formula, what each benchmark is, whether the grade was moved."""
    say = Saying(scheme, own_setting(district, language))
    group = next((one for one in scheme.groups if one.id == sheet.head["group"]), None)
    items = group.items if group and sheet.head["treatment"] != "not_evaluated" else ()
    lines = [*formula(items, say), *benchmarks(items, say), *moved(sheet.head, say)]
    return [(label.say(language), told) for label, told in lines]


def _known(district: District, scheme: str) -> Scheme:
    from liantu.model.problems import Problem, Problems

    known = district.evaluation_schemes()
    if scheme not in known:
        raise Problems([Problem("unknown_scheme", value=scheme, slots={"nearest": "", "choices": ", ".join(known)})])
    return known[scheme]


def _fields(fields: tuple[str, ...], district: District, say: Saying) -> tuple[str, str]:
    """The fields of a sum by name, and their unit."""
    own = [say.scheme.fields[field] for field in fields]
    unit = spoken(district.tables, own[0].unit, chinese=say.setting.chinese) if own else ""
    return ("＋" if say.setting.chinese else " + ").join(say.named(one) for one in own), unit
