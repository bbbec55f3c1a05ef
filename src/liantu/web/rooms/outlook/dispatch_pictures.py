"""The pictures of a month: its growth beside the months before, what each part adds to it, output by industry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, cast

from fastapi import FastAPI

from liantu.drawings.area_boxes import AreaPart, draw_area_boxes
from liantu.drawings.contribution_bars import ContributionBar, draw_contribution_bars
from liantu.drawings.empty_frame import draw_empty_frame
from liantu.drawings.growth_columns import GrowthColumn, draw_growth_columns
from liantu.model.hidden_amounts import MARK
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import dispatch_words as words

if TYPE_CHECKING:
    import polars as pl

    from liantu.district.dispatch import MonthlyDispatch

COURSE_PATH, PARTS_PATH = "/dispatch/picture/growth", "/dispatch/picture/contributions"
AREAS_PATH = "/dispatch/picture/output"


class PartRow(TypedDict):
    """A part of the output with its figures."""

    part: str | None
    zh: str | None
    en: str | None
    amount: float | None
    growth: float | None
    contribution: float | None
    hidden: bool


class CourseRow(TypedDict):
    """A month with the growth of the whole."""

    month: str
    growth: float | None


def register(app: FastAPI) -> None:
    """Add the pictures."""
    add_picture(app, COURSE_PATH, make_course_picture, ("month",))
    add_picture(app, PARTS_PATH, make_contribution_picture, ("month", "by"))
    add_picture(app, AREAS_PATH, make_area_picture, ("month",))


def open_dispatch(view: RequestView) -> MonthlyDispatch:
    """The month that the address asks for. Raises Problems for one without returns."""
    return view.district.outlook.dispatch(view.request.query_params.get("month") or None)


def choose_parts(view: RequestView) -> str:
    """What the whole is parted by: industry unless the address says park. Raises Problems for anything else."""
    parts = ("industry", "park")
    by = view.request.query_params.get("by") or parts[0]
    if by not in parts:
        slots = {"choices": ", ".join(parts), "nearest": suggest_nearest(by, parts)}
        raise Problems([Problem("not_a_choice", column="by", value=by, slots=slots)])
    return by


def make_course_picture(view: RequestView) -> Picture:
    """Growth on the same month of last year, month by month; in a file only what may be told."""
    _ = view.tr
    month = open_dispatch(view)
    frame = month.told_course() if view.leaves else month.course()
    rows = [*cast("Iterable[CourseRow]", frame.iter_rows(named=True))]
    unknown = MARK if view.leaves else _("unknown")
    columns = [
        GrowthColumn(_short_month(row["month"], view), row["growth"], words.points_text(row["growth"], unknown))
        for row in rows
    ]
    slots = {"month": words.month_words(month.month, view.lang), "growth": columns[-1].words}
    heading = _("Growth on the year of %(month)s: %(growth)s%%") % slots
    cells = [
        [text_cell(view.period(row["month"])), number_cell(column.words)]
        for row, column in zip(rows, columns, strict=True)
    ]
    return Picture(
        address=view.url(COURSE_PATH, month=month.month),
        heading=heading,
        drawing=draw_growth_columns(columns, heading),
        narrow=draw_growth_columns(columns, heading, name="growth-narrow", width=340),
        table=Table(heading, [Column(_("Month")), Column(_(words.GROWTH), number=True)], cells, name="growth"),
        frames={"growth": frame},
        unit=_("%, on the same month of last year"),
        note=_(words.MERGED) + " " + _(words.GROWTH_RESTS),
        internal="" if view.leaves else _(words.INTERNAL),
    )


def _short_month(month: str, view: RequestView) -> str:
    """A month as it stands below a column: 1—2, 3."""
    first, dots, last = month.partition("-")[2].partition("..")
    return f"{int(first)}{'—' if view.zh else '–'}{int(last)}" if dots else str(int(first))


def make_contribution_picture(view: RequestView) -> Picture:
    """What each industry or park adds to the growth of the month; in a file what would tell of a firm is hatched."""
    _ = view.tr
    month, by = open_dispatch(view), choose_parts(view)
    frame = _read_told(month, by) if view.leaves else _read_parts(month, by)
    rows = [*cast("Iterable[PartRow]", frame.iter_rows(named=True))]
    bars = [_make_bar(view, month, by, row) for row in rows]
    slots = {"month": words.month_words(month.month, view.lang), "parts": _(words.PART[by]).lower()}
    heading = _("%(month)s: what each part adds to growth, by %(parts)s") % slots
    columns = [Column(_(words.PART[by])), Column(_(words.GROWTH), number=True)]
    columns.append(Column(_(words.CONTRIBUTION), number=True))
    unknown = MARK if view.leaves else _("unknown")
    cells = [
        [text_cell(bar.name), number_cell(words.points_text(row["growth"], unknown)), number_cell(bar.words)]
        for bar, row in zip(bars, rows, strict=True)
    ]
    return Picture(
        address=view.url(PARTS_PATH, month=month.month, by=by),
        heading=heading,
        drawing=draw_contribution_bars(bars, heading, name=f"parts-{by}"),
        narrow=draw_contribution_bars(bars, heading, name=f"parts-{by}-narrow", width=340, names=112, row=30),
        table=Table(heading, columns, cells, name=by),
        frames={"contributions": frame},
        unit=_("percentage points"),
        note=_(words.HOW_READ),
        internal="" if view.leaves else _(words.INTERNAL),
    )


def make_area_picture(view: RequestView) -> Picture:
    """Output of the month by industry as areas that add up; in a file only where no part is hidden."""
    _ = view.tr
    month = open_dispatch(view)
    frame = (_read_told if view.leaves else _read_parts)(month, "industry").sort("amount", descending=True)
    rows = [*cast("Iterable[PartRow]", frame.iter_rows(named=True))]
    whole = float(frame["amount"].sum())
    heading = _("%s: output by industry") % words.month_words(month.month, view.lang)
    unknown = MARK if view.leaves else _("unknown")
    columns = [
        Column(_(words.PART["industry"])),
        Column(_("Amount"), number=True),
        Column(_(words.GROWTH), number=True),
    ]
    cells = [
        [
            text_cell(part_name(view, row)),
            number_cell(unknown if row["amount"] is None else words.hundred_million(row["amount"], whole)),
            number_cell(words.points_text(row["growth"], unknown)),
        ]
        for row in rows
    ]
    parts = [] if frame["amount"].null_count() else [_make_area(view, month, row, whole) for row in rows]
    drawing, narrow = (
        draw_area_boxes(parts, heading, name=name, width=width)
        if parts
        else draw_empty_frame(_(words.PART_HIDDEN), heading, name, width)
        for name, width in (("output", 520.0), ("output-narrow", NARROW))
    )
    return Picture(
        address=view.url(AREAS_PATH, month=month.month),
        heading=heading,
        drawing=drawing,
        narrow=narrow,
        table=Table(heading, columns, cells, unit=_(words.UNIT), name="output"),
        frames={"output": frame},
        unit=_(words.MONEY),
        note=_(words.AREAS_ADD),
        internal="" if view.leaves else _(words.INTERNAL),
    )


def _make_area(view: RequestView, month: MonthlyDispatch, row: PartRow, whole: float) -> AreaPart:
    to = "" if view.leaves else view.url("/dispatch/account", month=month.month, by="industry", part=row["part"])
    amount, growth = row["amount"] or 0.0, row["growth"]
    meaning = "unknown" if growth is None else "missing" if growth < 0 else "made"
    rate = view.tr("unknown") if growth is None else f"{words.points_text(growth, '')}%"
    return AreaPart(part_name(view, row), to, amount, f"{words.hundred_million(amount, whole)}, {rate}", meaning)


def _read_parts(month: MonthlyDispatch, by: str) -> pl.DataFrame:
    """The parts with their figures, what adds most first."""
    frame = month.table(by).drop_nulls("part")
    names = {"month_amount": "amount", "month_growth": "growth", "month_contribution": "contribution"}
    frame = frame.rename(names)
    return frame.sort("contribution", descending=True, nulls_last=True)


def _read_told(month: MonthlyDispatch, by: str) -> pl.DataFrame:
    frame = month.told_sums().filter(by=by).drop_nulls("part")
    return frame.sort("contribution", descending=True, nulls_last=True)


def _make_bar(view: RequestView, month: MonthlyDispatch, by: str, row: PartRow) -> ContributionBar:
    to = "" if view.leaves else view.url("/dispatch/account", month=month.month, by=by, part=row["part"])
    unknown = MARK if view.leaves else view.tr("unknown")
    text = words.points_text(row["contribution"], unknown, 2)
    return ContributionBar(part_name(view, row), to, row["contribution"], text)


def part_name(view: RequestView, row: PartRow) -> str:
    """The name of a part; of one that is not known it says so."""
    return view.pick(row) or row["part"] or view.tr("unknown")
