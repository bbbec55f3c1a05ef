"""The picture of firms by the two indicators that weigh most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NotRequired, TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.district.evaluation_records import list_grades, list_indicator_lines
from liantu.drawings.indicator_scatter import (
    Scatter,
    ScatterAxis,
    ScatterLine,
    ScatterPoint,
    choose_frame,
    draw_scatter,
)
from liantu.papers import internal_note
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.empty_picture import draw_when_evaluated
from liantu.web.rooms.score.run_request import RunRequest
from liantu.wording.amounts import format_significant

PATH = "/score/picture/scatter"


class IndicatorLine(TypedDict):
    """An indicator with the values of its benchmark and cap."""

    indicator: str
    weight: float | None
    benchmark: float | None
    cap: float | None


class PlacedFirm(TypedDict):
    """A firm with its two values, and what it lacks for a better grade where that was asked."""

    firm: str
    grade: str | None
    up: float
    across: float
    better: NotRequired[str | None]
    to_better: NotRequired[float | None]


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, draw_when_evaluated(PATH, make_scatter_picture), ("scheme", "year", "group", "firm"))


def make_scatter_picture(view: RequestView, found: RunRequest) -> Picture:
    """The firms of a group by its two heaviest indicators, with benchmark and cap, one firm ringed."""
    _ = view.tr
    groups = [group.id for group in found.scheme.groups]
    chosen_group = view.request.query_params.get("group")
    group = chosen_group if chosen_group in groups else groups[0]
    lines = cast("list[IndicatorLine]", list_indicator_lines(found.run, group).rows(named=True))
    heaviest, second = lines[0], lines[min(1, len(lines) - 1)]
    up, across = heaviest["indicator"], second["indicator"]
    frame = _select_firms(found, group, across, up)
    if view.leaves:
        view.district.score.record_run_grades(found.run, frame)
    grades = list_grades(found.run)
    points = {
        row["firm"]: _read_point(view, found, row, grades)
        for row in cast("Iterable[PlacedFirm]", frame.iter_rows(named=True))
    }
    ringed = _find_ringed(view, found, frame)
    scatter = Scatter(
        _read_axis(view, found, second, frame["across"].to_list()),
        _read_axis(view, found, heaviest, frame["up"].to_list()),
        list(points.values()),
        [say.grade_name(view, found.scheme, grade) for grade in grades],
        (points[ringed["firm"]], _ring_words(view, found, ringed)) if ringed else None,
    )
    outside = sum(not scatter.is_inside(point) for point in points.values())
    names = [say.indicator_name(view, found.scheme, name) for name in (up, across)]
    heading = _("%(group)s: %(up)s and %(across)s") % {
        "group": say.group_name(view, found.scheme, group),
        "up": names[0],
        "across": names[1],
    }
    note = _("%(firms)s firms, %(outside)s of them beyond the frame.") % {"firms": len(points), "outside": outside}
    limits = _("Grades are cut by the total of all indicators: the lines are no limits of grades.")
    described = f"{note} " + "; ".join(point.words for point in points.values())
    return Picture(
        address=view.url(PATH, group=group, **found.address),
        heading=heading,
        drawing=draw_scatter(scatter, heading, described),
        narrow=draw_scatter(
            replace(scatter, grades=grades, ringed=None), heading, described, name="scatter-narrow", size=(340.0, 300.0)
        ),
        table=_firm_table(view, found, frame, (up, across), heading),
        frames={"firms": frame},
        note=f"{note} {limits}",
        links=[
            Link(say.group_name(view, found.scheme, key), view.url("/score", picture=key, **found.address))
            for key in groups
            if key != group
        ],
        internal=internal_note(view.lang),
    )


def _select_firms(found: RunRequest, group: str, across: str, up: str) -> pl.DataFrame:
    """The evaluated firms of a group that have both values: firm, grade, across, up."""
    run = found.run
    values = run.values.select(pl.col(across).alias("across"), pl.col(up).alias("up"))
    both = pl.concat([run.firms, values], how="horizontal")
    both = both.filter(pl.col("group") == group, pl.col("treatment") == "evaluated").drop_nulls(["across", "up"])
    return both.select("firm", "grade", "total", "rank", "up", "across")


def _read_axis(view: RequestView, found: RunRequest, row: IndicatorLine, values: list[float]) -> ScatterAxis:
    """An indicator with its benchmark and cap, and a frame for its values."""
    marked = ((row["benchmark"], view.tr("benchmark %s"), False), (row["cap"], view.tr("points end at %s"), True))
    lines = [
        ScatterLine(value, words % format_significant(value, 4), dashed)
        for value, words, dashed in marked
        if value is not None
    ]
    end = choose_frame(values, [line.value for line in lines])
    return ScatterAxis(_axis_words(view, found, row["indicator"]), lines, end)


def _axis_words(view: RequestView, found: RunRequest, indicator: str) -> str:
    unit = say.unit_label(view, found.scheme.indicators[indicator].unit)
    name = say.indicator_name(view, found.scheme, indicator)
    return f"{name} ({unit})" if unit else name


def _read_point(view: RequestView, found: RunRequest, row: PlacedFirm, grades: Sequence[str]) -> ScatterPoint:
    name, grade = view.name(row["firm"]), row["grade"]
    words = view.join(
        [name, grade or view.tr("not graded"), format_significant(row["up"], 4), format_significant(row["across"], 4)]
    )
    to = view.url(f"/score/firm/{row['firm']}", **found.address)
    return ScatterPoint(row["across"], row["up"], grades.index(grade) if grade in grades else None, words, to)


def _find_ringed(view: RequestView, found: RunRequest, frame: pl.DataFrame) -> PlacedFirm | None:
    """The firm of the address; else the one that lacks least for a better grade. Only on a screen in the house."""
    if view.leaves or not frame["grade"].count():
        return None
    sensitivity = view.district.score.sensitivity_of(found.scheme.id, found.year)
    rows = frame.join(sensitivity.select("firm", "better", "to_better"), on="firm", maintain_order="left")
    chosen = rows.filter(pl.col("firm") == (view.request.query_params.get("firm") or ""))
    nearest = rows.drop_nulls("to_better").sort("to_better", "firm")
    first = cast("list[PlacedFirm]", (chosen if chosen.height else nearest).head(1).rows(named=True))
    return first[0] if first else None


def _ring_words(view: RequestView, found: RunRequest, row: PlacedFirm) -> list[str]:
    lacks = {"points": f"{row['to_better'] or 0:,.2f}", "grade": row["better"]}
    grade = say.grade_name(view, found.scheme, row["grade"])
    second = view.tr("lacks %(points)s points for %(grade)s") % lacks if row["better"] else ""
    return [view.name(row["firm"]), view.join(filter(None, [grade, second]))]


def _firm_table(
    view: RequestView, found: RunRequest, frame: pl.DataFrame, indicators: tuple[str, str], heading: str
) -> Table:
    _ = view.tr
    columns = [Column(_("Firm")), Column(_("Grade"))]
    for name in indicators:
        unit = say.unit_label(view, found.scheme.indicators[name].unit)
        columns.append(Column(say.indicator_name(view, found.scheme, name), unit, number=True))
    columns += [Column(_("Total points"), number=True), Column(_("Rank"), number=True)]
    rows = [
        [
            Cell((Link(view.name(row["firm"]), view.url(f"/score/firm/{row['firm']}", **found.address)),)),
            text_cell(say.grade_name(view, found.scheme, row["grade"])),
            number_cell(format_significant(row["up"], 4)),
            number_cell(format_significant(row["across"], 4)),
            say.points_cell(view, row["total"]),
            number_cell("" if row["rank"] is None else str(row["rank"])),
        ]
        for row in frame.iter_rows(named=True)
    ]
    return Table(heading, columns, rows, name="scatter")
