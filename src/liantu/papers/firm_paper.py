"""亩均体检报告: the sheet of one firm, gathered from its run, its returns and the scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from liantu.district.release_records import FIRM_MEANS, Recipient
from liantu.exchange.paper import FirmReport, PaperSheet, firm_report
from liantu.exchange.paper.firm_report import BEYOND_CAP, NONE, FieldSum, MeasuredIndicator, ReportItem
from liantu.model.hidden_amounts import marked_amount
from liantu.papers.firm_result import missing_total_lines, result_lines, rounding_lines
from liantu.papers.firm_sources import return_lines, scheme_lines, substitute_lines
from liantu.papers.firm_words import (
    earlier_grades_text,
    find_group,
    is_evaluated,
    list_price_sentences,
    moved_grade_lines,
)
from liantu.papers.paper_setting import evaluation_setting
from liantu.wording.scheme_names import SchemeNames, half_texts
from liantu.wording.scoring_words import Line, benchmark_lines, formula_lines
from liantu.wording.unit_names import unit_name

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import FirmSheet, Group, Indicator, Scheme, SheetItem


def firm_paper(
    district: District,
    firm: str,
    scheme: str,
    year: int | None = None,
    language: str = "zh_CN",
    recipient: str | None = None,
) -> PaperSheet:
    """亩均体检报告 of one firm, for that firm: its whole sum; of the others only means that may be told.

    Raises Problems when the firm, the scheme or the year is not there.
    """
    from liantu.access import Purpose

    found = _find_scheme(district, scheme)
    district = district.for_purpose(Purpose.TO_ITS_GIVER)
    setting, names = evaluation_setting(district, language), SchemeNames(found, language)
    means = district.score.release_means(scheme, year, Recipient(FIRM_MEANS, recipient or setting.name(firm)))
    sheet = district.score.firm_sheet(firm, scheme, year, means)
    group = find_group(found, sheet)
    items = group.items if group else ()
    industry = district.score.industry_name(sheet.head["industry"], chinese=setting.chinese)
    report = FirmReport(
        firm=setting.name(firm),
        year=str(sheet.year or ""),
        group=names.part(group) if group else setting.unknown,
        industry=industry or setting.unknown,
        evaluated=is_evaluated(sheet),
        items=[_item(row, district, found, group, names) for row in sheet.lines],
        result=result_lines(sheet.head, names),
        next_grade=sheet.head["next_grade"],
        lines=[
            *(formula_lines(items, names) if is_evaluated(sheet) else []),
            *benchmark_lines(items, names),
            *rounding_lines(sheet, names),
            *(missing_total_lines(sheet, names) if is_evaluated(sheet) else []),
            *moved_grade_lines(sheet, names),
            *_consequence_lines(district, sheet, found, names),
            *return_lines(district, sheet, found, names),
            *substitute_lines(district, sheet, found, names),
            *scheme_lines(items, found, names),
        ],
    )
    return firm_report(report, setting)


def _consequence_lines(district: District, sheet: FirmSheet, scheme: Scheme, names: SchemeNames) -> list[Line]:
    tr = names.tr
    earlier = earlier_grades_text(district, sheet, names) or tr("none on record")
    prices = list_price_sentences(district, sheet, scheme, names)
    return [(tr("Earlier grades"), earlier), (tr("What follows"), ("" if names.chinese else " ").join(prices))]


def _find_scheme(district: District, scheme: str) -> Scheme:
    from liantu.model.problems import Problem, Problems

    known = district.score.schemes()
    if scheme not in known:
        raise Problems([Problem("unknown_scheme", value=scheme, slots={"nearest": "", "choices": ", ".join(known)})])
    return known[scheme]


def _item(row: SheetItem, district: District, scheme: Scheme, group: Group | None, names: SchemeNames) -> ReportItem:
    """A line of the sheet as the firm may be told it."""
    key = row["indicator"]
    item = next((item for item in group.items if item.indicator == key), None) if group else None
    if item is None:  # what else adds to the total
        return ReportItem(names.indicator(key), row["points"])
    indicator = scheme.indicators[key]
    return ReportItem(
        names.indicator(key),
        row["points"],
        MeasuredIndicator(
            unit=unit_name(district.tables, indicator.unit, chinese=names.chinese),
            numerator=_field_sum(indicator, "numerator", row, district, scheme, names),
            denominator=_field_sum(indicator, "denominator", row, district, scheme, names),
            value=row["value"],
            applies=row["applies"],
            means={
                "industry": marked_amount(row["industry"], row["industry_state"]),
                "park": marked_amount(row["park"], row["park_state"]),
                "district": marked_amount(row["district"], row["district_state"]),
            },
            benchmark=marked_amount(row["benchmark"], row["benchmark_state"]) if item.is_held else NONE,
            low=marked_amount(row["low"], row["low_state"]),
            high=marked_amount(row["high"], row["high_state"]),
            weight=row["weight"],
            uncapped=marked_amount(row["uncapped"], row["uncapped_state"]),
            cap=item.cap * item.weight if item.cap is not None and item.weight is not None else None,
            next_value=names.tr(BEYOND_CAP) if row["next_state"] == "beyond" else row["next_value"],
        ),
    )


def _field_sum(
    indicator: Indicator,
    half: Literal["numerator", "denominator"],
    row: SheetItem,
    district: District,
    scheme: Scheme,
    names: SchemeNames,
) -> FieldSum:
    """The fields of a sum by name, and their unit."""
    above, below = half_texts(indicator, scheme.fields, names.language)
    is_above = half == "numerator"
    fields = indicator.numerator[:1] if is_above or indicator.growth_years else indicator.denominator[:1]
    if indicator.ratios:
        fields += indicator.denominator[:1]
    units = [unit_name(district.tables, scheme.fields[name].unit, chinese=names.chinese) for name in fields]
    return FieldSum(above if is_above else below, "/".join(units), row[half])
