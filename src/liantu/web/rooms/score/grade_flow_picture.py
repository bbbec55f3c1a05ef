"""The picture of how firms moved between grades over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from fastapi import FastAPI

from liantu.district.evaluation_records import count_grade_flow, list_grades
from liantu.drawings.grade_flow import GradeRibbon, GradeYear, draw_grade_flow
from liantu.papers import internal_note
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score.empty_picture import draw_when_evaluated
from liantu.web.rooms.score.run_request import RunRequest
from liantu.wording import N_

PATH = "/score/picture/flow"
#: Years that stand beside each other, that of the run the last.
YEARS = 3
_MOVES = {"up": N_("up"), "same": N_("unchanged"), "down": N_("down")}


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, draw_when_evaluated(PATH, make_flow_picture), ("scheme", "year"))


def make_flow_picture(view: RequestView, found: RunRequest) -> Picture:
    """How many firms rose, stayed and fell between the settled grades of earlier years and those of the run."""
    _ = view.tr
    history = view.district.score.grade_history()
    earlier = history.filter(pl.col("year") < found.year)["year"].unique().sort().to_list()
    years = [*earlier[1 - YEARS :], found.year]
    flow = count_grade_flow(found.run, history, years)
    grades = list_grades(found.run)
    pairs = [flow.filter(pl.col("year") == year) for year in years[:-1]]
    columns = _read_years(view, flow, years, grades) if pairs else []
    ribbons, moves = [_read_ribbons(pair, grades) for pair in pairs], [_sum_moves(view, pair) for pair in pairs]
    heading = _("How grades moved over %s years") % len(years)
    settled = _("%s are settled, %s is computed.") % (view.join(str(year) for year in years[:-1]), found.year)
    note = [settled if pairs else _("No settled grades of earlier years are on record.")]
    note.append(_("Not graded: not evaluated, without a grade, or without a total."))
    return Picture(
        address=view.url(PATH, **found.address),
        heading=heading,
        drawing=draw_grade_flow(columns, ribbons, moves, heading),
        narrow=draw_grade_flow(columns, ribbons, moves, heading, narrow=True),
        table=_flow_table(view, flow, heading),
        frames={"flow": flow},
        unit=_("firms; blue rose, grey stayed, red with a white line fell"),
        note=" ".join(note),
        internal=internal_note(view.lang),
    )


def _read_years(view: RequestView, flow: pl.DataFrame, years: Sequence[int], grades: Sequence[str]) -> list[GradeYear]:
    """The firms of each year by grade, the best first, those without one last."""
    ends = [
        flow.filter(pl.col("year") == year).group_by("grade").agg(pl.col("firms").sum()).rows() for year in years[:-1]
    ]
    last = flow.filter(pl.col("next_year") == years[-1]).group_by("next_grade").agg(pl.col("firms").sum()).rows()
    return [_read_year(view, year, dict(rows), grades) for year, rows in zip(years, [*ends, last], strict=True)]


def _read_year(view: RequestView, year: int, firms: Mapping[str | None, int], grades: Sequence[str]) -> GradeYear:
    counted: dict[int | None, int] = {place: firms[grade] for place, grade in enumerate(grades) if firms.get(grade)}
    words: dict[int | None, str] = {
        place: f"{grades[place]} {count}" for place, count in counted.items() if place is not None
    }
    if firms.get(None):
        counted[None] = firms[None]
        words[None] = view.tr("none %s") % firms[None]
    return GradeYear(str(year), counted, words)


def _read_ribbons(pair: pl.DataFrame, grades: Sequence[str]) -> list[GradeRibbon]:
    place = {grade: number for number, grade in enumerate(grades)}
    return [
        GradeRibbon(place.get(before), place.get(after), firms, move or "")
        for before, after, firms, move in pair.select("grade", "next_grade", "firms", "move").iter_rows()
    ]


def _sum_moves(view: RequestView, pair: pl.DataFrame) -> list[str]:
    sums = dict(pair.group_by("move").agg(pl.col("firms").sum()).iter_rows())
    return [f"{view.tr(word)} {sums.get(move, 0)}" for move, word in _MOVES.items()]


def _flow_table(view: RequestView, flow: pl.DataFrame, heading: str) -> Table:
    _ = view.tr
    none = _("not graded")
    rows = [
        [
            text_cell(f"{row['year']}–{row['next_year']}"),
            text_cell(row["grade"] or none),
            text_cell(row["next_grade"] or none),
            number_cell(str(row["firms"])),
            text_cell(_(_MOVES[move]) if (move := row["move"]) else ""),
        ]
        for row in flow.iter_rows(named=True)
    ]
    columns = [Column(_("Years")), Column(_("Grade before")), Column(_("Grade after"))]
    columns += [Column(_("Number of firms"), number=True), Column(_("Move"))]
    return Table(heading, columns, rows, name="flow")
