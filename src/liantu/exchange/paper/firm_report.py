"""亩均体检报告: the whole sum of one firm on paper, from its fields to its grade, and room to sign and to object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.model.hidden_amounts import MARK
from liantu.wording import N_, NC_
from liantu.wording.amounts import format_significant
from liantu.wording.days import day_text
from liantu.wording.evaluation_codes import NOT_EVALUATED, TO_VERIFY
from liantu.wording.labels import MEAN, TO_NEXT_GRADE
from liantu.wording.scoring_words import Line
from liantu.wording.sentences import NOT_BY_IT_ALONE, POINTS_ADD_UP
from liantu.wording.titles import FIRM_SHEET

NONE = "—"
_ITEMS = N_("1. Indicators and points")
_WORDS = N_("2. How points and grade are made, and what follows")
_SIGNED = N_("3. Signatures")
_THIS_FIRM = N_("This firm")
_POINTS = N_("Points")
_MEANS = ("industry", "park", "district")
_NOT_ITS = N_("does not apply")
_HIDDEN = N_("%s Mean not shown, so that no firm can be inferred from it.")
_CLOSED = N_(
    "%s The benchmark rests on figures of one or a few firms and is not told; the firm may ask the office to check it."
)
_NEXT = N_(
    "For reference only, no promise of a grade: the value at which this indicator alone reaches grade %s, everything "
    "else as it is; other firms change too."
)
#: Instead of a value that reaches the next grade: its points end before.
BEYOND_CAP = NOT_BY_IT_ALONE
_OBJECT = N_(
    "A firm that objects does so in writing (with evidence and seal) before %s to ______. "
    "Contact: ______. Telephone: ______"
)


#: An amount as it may be told: the mark where it is hidden, None where there is none.
Amount = float | str | None


@dataclass(frozen=True)
class FieldSum:
    """A numerator or denominator: its fields by name, what they add up to, and the unit."""

    fields: str
    unit: str
    amount: float | None


@dataclass(frozen=True)
class MeasuredIndicator:
    """What an indicator says of the firm; ``means`` by what the firms share, ``cap`` the highest points.

    A benchmark is one value, or lies between ``low`` and ``high``. ``next_value`` alone reaches the next grade.
    Without ``applies`` the indicator does not hold for the firm.
    """

    unit: str
    numerator: FieldSum
    denominator: FieldSum
    value: float | None
    applies: bool
    means: Mapping[str, Amount]
    benchmark: Amount
    low: Amount
    high: Amount
    weight: float | None
    uncapped: Amount
    cap: float | None
    next_value: Amount = None


@dataclass(frozen=True)
class ReportItem:
    """A line of the sheet: an indicator, or what else adds to the total and has points alone."""

    name: str
    points: float | None
    indicator: MeasuredIndicator | None = None


@dataclass(frozen=True)
class FirmReport:
    """What the sheet of a firm says, all in the language of the paper, of a firm that is ``evaluated`` or not.

    ``next_grade`` is the one above its own.

    ``result`` stands on top (total, rank, grade, …), ``lines`` below (formula, grade, policy, sources).
    """

    firm: str
    year: str
    group: str
    industry: str
    evaluated: bool
    items: Sequence[ReportItem]
    result: Sequence[Line]
    lines: Sequence[Line]
    next_grade: str | None = None


def firm_report(report: FirmReport, setting: Setting) -> PaperSheet:
    """One firm a sheet, no other firm's name."""
    columns = tuple(PaperColumn(str(index), label, width=2) for index, (label, _text) in enumerate(report.result))
    row = {str(index): text for index, (_label, text) in enumerate(report.result)}
    tr = setting.tr
    about = tr("Firm: %(firm)s. Year: %(year)s. Group: %(group)s. Industry: %(industry)s") % {
        "firm": report.firm,
        "year": report.year,
        "group": report.group,
        "industry": report.industry,
    }
    whom = tr("For %(firm)s alone: it holds the firm's own figures and is not to be passed on.") % {"firm": report.firm}
    items = _items(report, setting)
    hidden = any(MARK in (line[name] for name in _MEANS) for line in items.rows)
    closed = any(line["benchmark"] == MARK for line in items.rows)
    adds = report.evaluated and any(item.points is not None for item in report.items)
    notes = [tr(POINTS_ADD_UP)] if adds else []
    notes += [tr(_NEXT) % report.next_grade] if report.next_grade else []
    notes += [tr(_HIDDEN) % MARK] if hidden else []
    notes += [tr(_CLOSED) % MARK] if closed else []
    beneath = (items, _remarks_sheet(report, setting), _signature_sheet(setting))
    return PaperSheet(tr(FIRM_SHEET), about, columns, [row], setting, (*notes, whom), beneath=beneath)


def _items(report: FirmReport, setting: Setting) -> PaperSheet:
    columns = (
        PaperColumn("number", N_("No."), "blank", width=0.5),
        PaperColumn("name", N_("Indicator"), width=1.55),
        PaperColumn("unit", N_("Unit"), width=1.1),
        PaperColumn("numerator", N_("Numerator"), width=1.95, group=_THIS_FIRM),
        PaperColumn("denominator", N_("Denominator"), width=1.95, group=_THIS_FIRM),
        PaperColumn("value", NC_("firm sheet", "Value"), "number", 4, 0.9, group=_THIS_FIRM),
        PaperColumn("industry", N_("Industry"), "number", 4, 0.8, group=MEAN),
        PaperColumn("park", N_("Park"), "number", 4, 0.8, group=MEAN),
        PaperColumn("district", N_("District"), "number", 4, 0.8, group=MEAN),
        PaperColumn("benchmark", N_("Benchmark"), "number", 4, 0.9),
        PaperColumn("weight", N_("Weight"), "number", 4, 0.6),
        PaperColumn("uncapped", N_("Before cap"), "number", 4, 0.8, group=_POINTS),
        PaperColumn("cap", N_("Cap"), "number", 4, 0.65, group=_POINTS),
        PaperColumn("points", N_("Points"), "number", 4, 0.8, group=_POINTS),
        PaperColumn("next", TO_NEXT_GRADE, "number", 4, 0.85),
    )
    rows = [{"number": index, **_item(item, report, setting)} for index, item in enumerate(report.items, 1)]
    return PaperSheet(setting.tr(_ITEMS), "", columns, rows, setting)


def _item(item: ReportItem, report: FirmReport, setting: Setting) -> dict[str, object]:
    tr, measured = setting.tr, item.indicator
    if measured is None:
        blank = dict.fromkeys(("benchmark", *_MEANS, "value", "weight", "uncapped", "cap", "next"), "")
        return {**blank, "name": item.name, "points": _to_two_decimals(item.points)}
    cells: dict[str, object] = {
        "name": item.name,
        "unit": measured.unit,
        "numerator": _format_sum(measured.numerator, setting),
        "denominator": _format_sum(measured.denominator, setting),
        "value": measured.value if measured.applies else tr(_NOT_ITS),
        **{name: NONE if measured.means[name] is None else measured.means[name] for name in _MEANS},
        "benchmark": _benchmark(measured),
        "weight": tr(TO_VERIFY) if measured.weight is None else measured.weight,
        "uncapped": _uncapped_text(measured.uncapped),
        "cap": NONE if measured.cap is None else f"{measured.cap:g}",
        "points": _to_two_decimals(item.points),
        "next": NONE if measured.next_value is None else measured.next_value,
    }
    if not report.evaluated:
        return {**cells, "uncapped": NONE, "cap": NONE, "points": tr(NOT_EVALUATED)}
    if not measured.applies and item.points is None:
        return {**cells, "uncapped": NONE, "points": NONE}
    return cells


def _format_sum(part: FieldSum, setting: Setting) -> str:
    """A numerator or denominator: 税收 1,234.5 万元."""
    if not part.fields:
        return NONE
    if part.amount is None:
        return f"{part.fields} {setting.unknown}"
    # Ten digits are what a return may have; more are of the division into its unit.
    return f"{part.fields} {part.amount:,.10g} {'× ' if part.unit.startswith('10') else ''}{part.unit}"


def _benchmark(measured: MeasuredIndicator) -> Amount:
    ends = (measured.low, measured.high)
    if MARK in (measured.benchmark, *ends):
        return MARK
    numbers = [end for end in ends if isinstance(end, float)]
    if len(numbers) == len(ends):
        return "–".join(format_significant(end, 4) for end in numbers)
    return measured.benchmark


def _uncapped_text(points: Amount) -> str:
    return points if isinstance(points, str) else _to_two_decimals(points) or NONE


def _to_two_decimals(points: float | None) -> str | None:
    return None if points is None else f"{points:.2f}"


def _remarks_sheet(report: FirmReport, setting: Setting) -> PaperSheet:
    columns = (PaperColumn("what", NC_("firm sheet", "Item"), width=1.2), PaperColumn("said", N_("Content"), width=8))
    objection = setting.tr(_OBJECT) % day_text(None, chinese=setting.chinese)
    lines = [*report.lines, (setting.tr(NC_("firm sheet", "Objections")), objection)]
    rows = [{"what": label, "said": text} for label, text in lines]
    return PaperSheet(setting.tr(_WORDS), "", columns, rows, setting)


def _signature_sheet(setting: Setting) -> PaperSheet:
    columns = (
        PaperColumn("office", N_("Office (seal)")),
        PaperColumn("firm", N_("Received by the firm (signature, seal)")),
    )
    room = f"\n\n{day_text(None, chinese=setting.chinese)}"
    return PaperSheet(setting.tr(_SIGNED), "", columns, [{"office": room, "firm": room}], setting)
