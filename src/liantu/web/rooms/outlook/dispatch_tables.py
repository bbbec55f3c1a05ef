"""The tables of a month: the one for the meeting, electricity and orders, firms by name, those near the line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, cast

import polars as pl

from liantu.model.hidden_amounts import MARK
from liantu.papers import hidden_note
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import dispatch_words as words
from liantu.wording.amounts import format_significant

if TYPE_CHECKING:
    from liantu.district.dispatch import MonthlyDispatch


class DispatchRow(TypedDict):
    """A part, or a measure, with the month and the year so far."""

    part: str | None
    measure: str
    zh: str | None
    en: str | None
    firms: int
    compared: int
    month_amount: float | None
    month_growth: float | None
    month_contribution: float | None
    so_far_amount: float | None
    so_far_growth: float | None
    so_far_contribution: float | None
    change: float | None


class FirmRow(TypedDict):
    """A firm in a month."""

    firm: str
    course: str
    month_amount: float | None
    month_growth: float | None
    month_contribution: float | None
    so_far_amount: float | None
    so_far_growth: float | None
    expected: float | None
    surprise: float | None
    next_output: float | None


class AccountRow(TypedDict):
    """A firm among those that a figure is made of."""

    firm: str
    month_amount: float | None
    month_before: float | None
    month_increment: float | None
    month_origin: str | None
    so_far_amount: float | None
    so_far_before: float | None
    so_far_increment: float | None
    so_far_origin: str | None
    returned: str | None
    source: str | None


class NearRow(TypedDict):
    """A firm near the line."""

    firm: str
    revenue: float
    distance: float
    side: str


class MoveRow(TypedDict):
    """A firm that enters or leaves."""

    firm: str
    move: str
    month: str
    reason: str | None


class ToldRow(TypedDict):
    """A sum that may go out, or may not."""

    part: str | None
    by: str
    zh: str | None
    en: str | None
    firms: float | None
    amount: float | None
    growth: float | None
    contribution: float | None


def make_meeting_table(view: RequestView, month: MonthlyDispatch, by: str) -> Table:
    """Output by part for the meeting, the whole first; each figure opens the firms it is made of."""
    _ = view.tr
    rows = [*cast("Iterable[DispatchRow]", month.table(by).iter_rows(named=True))]
    whole = rows[0]
    cells = [_meeting_cells(view, month, by, row, whole) for row in rows]
    notes = [_(words.HOW_READ)]
    if whole["compared"] < whole["firms"]:
        notes.append(_(words.LEFT_OUT) % {"firms": whole["firms"] - whole["compared"], "all": whole["firms"]})
    silent = month.counts()["not_returned"]
    notes += [_(words.NOT_RETURNED) % silent] if silent else []
    columns = [Column(_(words.PART[by])), *_month_columns(view, month, [words.CONTRIBUTION])]
    columns.append(Column(_(words.CHANGE), number=True))
    title = _(words.OUTPUT_OF_RETURNS)
    return Table(title, columns, cells, unit=_(words.UNIT), notes=notes, name="meeting", dense=True)


def _month_columns(view: RequestView, month: MonthlyDispatch, more: list[str]) -> list[Column]:
    """Amount, growth and more, of the month and of the year so far."""
    _ = view.tr
    spans = [words.month_words(text, view.lang) for text in (month.month, month.so_far)]
    # January and February are their own year so far: each heading stands once.
    spans = spans if spans[0] != spans[1] else [spans[0], _("year so far")]
    labels = [_("Amount"), *(_(words.LABELS[label]) for label in (words.GROWTH, *more))]
    return [Column(label, span, number=True) for span in spans for label in labels]


def _meeting_cells(
    view: RequestView, month: MonthlyDispatch, by: str, row: DispatchRow, whole: DispatchRow
) -> list[Cell]:
    unknown = view.tr("unknown")
    name = view.pick(row) or row["part"] or (unknown if row["part"] == "" else view.tr(words.WHOLE))
    account = view.url("/dispatch/account", month=month.month, by=by, part=row["part"])
    texts = [
        _money(row["month_amount"], unknown, whole["month_amount"]),
        words.points_text(row["month_growth"], unknown),
        words.points_text(row["month_contribution"], unknown, 2),
        _money(row["so_far_amount"], unknown, whole["so_far_amount"]),
        words.points_text(row["so_far_growth"], unknown),
        words.points_text(row["so_far_contribution"], unknown, 2),
        words.points_text(row["change"], unknown),
    ]
    return [text_cell(name), *(number_cell(text, account) for text in texts)]


def _money(amount: float | None, unknown: str, whole: float | None = None) -> str:
    """Ten thousands as hundred millions, with the decimals of the whole."""
    return unknown if amount is None else words.hundred_million(amount, whole)


def make_measure_table(view: RequestView, month: MonthlyDispatch) -> Table:
    """Electricity and orders of all firms."""
    _ = view.tr
    unknown = _("unknown")
    rows = [*cast("Iterable[DispatchRow]", month.measures().iter_rows(named=True))]
    cells = [
        [
            text_cell(_(words.MEASURES[row["measure"]])),
            number_cell(_money(row["month_amount"], unknown)),
            number_cell(words.points_text(row["month_growth"], unknown)),
            *(number_cell(text) for text in _year_texts(row, unknown)),
        ]
        for row in rows
        if row["measure"] != "output"
    ]
    columns = [Column(_(words.MEASURE)), *_month_columns(view, month, [])]
    return Table(_("Electricity and orders"), columns, cells, name="measures")


def _year_texts(row: DispatchRow, unknown: str) -> list[str]:
    """The year so far; what is counted at a day has none."""
    if row["measure"] == "orders":
        return ["—", "—"]
    return [_money(row["so_far_amount"], unknown), words.points_text(row["so_far_growth"], unknown)]


def make_forecast_table(view: RequestView, month: MonthlyDispatch) -> Table:
    """How many firms do what, and their own forecast beside what came."""
    _ = view.tr
    unknown, counts = _("unknown"), month.counts()
    row = month.forecasts().row(0, named=True)
    columns = [Column(_(words.RETURNED), number=True)]
    columns += [Column(_(word), number=True) for word in words.COURSES.values()]
    labels = (words.EXPECTED_OF_MONTH, words.CAME, words.SURPRISE, words.NEXT)
    columns += [Column(_(label), number=True) for label in labels]
    texts = [str(number) for number in counts.values()]
    texts += [_money(row["expected"], unknown), _money(row["came"], unknown)]
    texts += [words.points_text(row["surprise"], unknown), _money(row["next_output"], unknown)]
    notes = [_(words.BOTH_SAID) % {"firms": row["firms"], "next": row["next_firms"]}]
    return Table(
        _("Firms and their own forecasts"), columns, [[number_cell(text) for text in texts]],
        unit=_(words.MONEY), notes=notes, name="forecasts", dense=True,
    )  # fmt: skip


def make_firm_tables(view: RequestView, firms: pl.DataFrame) -> list[Table]:
    """Firms by name, a list a course: what falls and stands still first."""
    _ = view.tr
    rows = [*cast("Iterable[FirmRow]", firms.iter_rows(named=True))]
    tables = []
    for course in ("falling", "stopped", "not_compared", "not_returned", "growing", "level"):
        found = [row for row in rows if row["course"] == course]
        # The largest step first: those that fall stand in the list from the smallest contribution on.
        found.sort(key=lambda row: -abs(row["month_contribution"] or 0.0))
        if found:
            title = _(words.FIRMS_OF_COURSE) % {"course": _(words.COURSES[course]), "firms": len(found)}
            cells = [_firm_cells(view, row) for row in found]
            tables.append(Table(title, _firm_columns(view), cells, unit=_(words.TEN_THOUSAND), name=f"firms-{course}"))
    return tables


def _firm_columns(view: RequestView) -> list[Column]:
    _ = view.tr
    numbers = (
        *(words.OUTPUT_OF_MONTH, words.GROWTH, words.CONTRIBUTION, words.OUTPUT_SO_FAR, words.GROWTH_SO_FAR),
        *(words.EXPECTED, words.SURPRISE, words.NEXT),
    )
    return [Column(_(words.PART["firm"])), *(Column(_(label), number=True) for label in numbers)]


def _firm_cells(view: RequestView, row: FirmRow) -> list[Cell]:
    unknown = view.tr("unknown")
    texts = [
        _plain(row["month_amount"], unknown),
        words.points_text(row["month_growth"], unknown),
        words.points_text(row["month_contribution"], unknown, 2),
        _plain(row["so_far_amount"], unknown),
        words.points_text(row["so_far_growth"], unknown),
        _plain(row["expected"], unknown),
        words.points_text(row["surprise"], "—" if row["expected"] == 0 else unknown),
        _plain(row["next_output"], unknown),
    ]
    return [link_cells.row_links_cell(view, "firms", [row["firm"]]), *(number_cell(text) for text in texts)]


def _plain(amount: float | None, unknown: str) -> str:
    return unknown if amount is None else f"{amount:,.0f}"


def make_line_tables(view: RequestView, month: MonthlyDispatch) -> list[Table]:
    """Firms near the line of designated size, and those that enter or leave."""
    _ = view.tr
    near = [
        [
            link_cells.row_links_cell(view, "firms", [row["firm"]]),
            number_cell(_plain(row["revenue"], "")),
            number_cell(words.points_text(row["distance"], "")),
            text_cell(_(words.SIDES[row["side"]])),
        ]
        for row in cast("Iterable[NearRow]", month.near_line().iter_rows(named=True))
    ]
    unknown = month.unknown_revenue()
    notes = [_(words.UNKNOWN_REVENUE) % unknown] if unknown else []
    columns = [Column(_(words.PART["firm"])), Column(_(words.REVENUE), number=True)]
    columns += [Column(_(words.DISTANCE), number=True), Column(_("Side"))]
    line, width = month.line()
    title = _(words.NEAR_LINE) % {"line": f"{line:g}", "width": f"{width:g}"}
    moves = [
        [
            link_cells.row_links_cell(view, "firms", [row["firm"]]),
            text_cell(view.word("sample_move", row["move"])),
            text_cell(view.period(row["month"])),
            text_cell(row["reason"]),
        ]
        for row in cast("Iterable[MoveRow]", month.moves().iter_rows(named=True))
    ]
    about = [Column(_(words.PART["firm"])), Column(_("Move")), Column(_("Month")), Column(_("Reason"), sentences=True)]
    return [
        Table(title, columns, near, unit=_(words.TEN_THOUSAND), notes=notes, name="near-line"),
        Table(_("Entries and exits"), about, moves, name="moves"),
    ]


def make_doubts_table(view: RequestView, month: MonthlyDispatch) -> Table:
    """The returns of the year that are to be checked, each with what is doubtful; no rows where none is."""
    _ = view.tr
    cells = [
        [
            link_cells.row_links_cell(view, "firms", [doubt.firm]),
            text_cell(view.period(doubt.month)),
            text_cell(doubt.sentence(view.lang)),
        ]
        for doubt in month.doubts()
    ]
    columns = [Column(_(words.PART["firm"])), Column(_("Month")), Column(_(words.DOUBT), sentences=True)]
    return Table(_(words.DOUBTS), columns, cells, notes=[_(words.DOUBTS_NOTE)], name="doubts")


def make_account_table(view: RequestView, month: MonthlyDispatch, by: str, part: str | None) -> Table:
    """The firms that the figures of a part are made of."""
    _ = view.tr
    unknown = _("unknown")
    cells = []
    for row in cast("Iterable[AccountRow]", month.account(by, part).iter_rows(named=True)):
        figures = [row["month_amount"], row["month_before"], row["month_increment"]]
        so_far = [row["so_far_amount"], row["so_far_before"], row["so_far_increment"]]
        origins = [_(words.ORIGINS[row["month_origin"]]) if row["month_origin"] else unknown]
        origins += [_(words.ORIGINS[row["so_far_origin"]]) if row["so_far_origin"] else unknown]
        cells.append(
            [
                link_cells.row_links_cell(view, "firms", [row["firm"]]),
                *(number_cell(_plain(figure, unknown)) for figure in figures),
                text_cell(origins[0]),
                *(number_cell(_plain(figure, unknown)) for figure in so_far),
                text_cell(origins[1]),
                text_cell(row["returned"]),
                link_cells.row_links_cell(view, "sources", [row["source"]] if row["source"] else []),
            ]
        )
    spans = [words.month_words(month.month, view.lang), _("Year so far")]
    labels = [*(_(label) for label in (words.THIS_YEAR, words.LAST_YEAR, words.STEP)), _(words.ORIGIN)]
    columns = [Column(_(words.PART["firm"]))]
    columns += [Column(label, span, number=True) for span in spans for label in labels]
    columns += [Column(_("Returned on")), Column(_("Source"))]
    return Table(_(words.MADE_OF), columns, cells, unit=_(words.TEN_THOUSAND), name="terms", wide=True)


def make_told_table(view: RequestView, month: MonthlyDispatch) -> Table:
    """The sums by industry and park that may go out; the others are marked."""
    _ = view.tr
    cells = []
    for row in cast("Iterable[ToldRow]", month.told_sums().iter_rows(named=True)):
        name = view.pick(row) or (_(words.WHOLE) if row["part"] is None else row["part"] or _("unknown"))
        cells.append(
            [
                text_cell(_(words.PART[row["by"]])),
                text_cell(name),
                number_cell(MARK if row["firms"] is None else format_significant(row["firms"])),
                number_cell(_money(row["amount"], MARK)),
                number_cell(words.points_text(row["growth"], MARK)),
                number_cell(words.points_text(row["contribution"], MARK, 2)),
            ]
        )
    columns = [Column(_("By")), Column(_("Part")), Column(_(words.FIRMS), number=True)]
    columns += [Column(_("Amount"), number=True), Column(_(words.GROWTH), number=True)]
    columns.append(Column(_(words.CONTRIBUTION), number=True))
    notes = [hidden_note(view.lang), _(words.HIDDEN)]
    title = f"{_(words.PASSED_ON)}{_(': ')}{words.month_words(month.month, view.lang)}"
    return Table(title, columns, cells, unit=_(words.UNIT), notes=notes, name="told")
