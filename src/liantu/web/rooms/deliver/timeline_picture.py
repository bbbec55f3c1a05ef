"""The picture of projects on one axis of time, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl
from fastapi import FastAPI

from liantu.drawings.project_lines import (
    AgreedLimit,
    LineWords,
    PlanWindow,
    ProjectLine,
    StageSpan,
    draw_narrow_project_lines,
    draw_project_lines,
)
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Link
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.web.rooms.deliver.gantt_table import chart_table, find_axis
from liantu.wording.labels import UPGRADES_APART

PATH = "/projects/picture/lines"
#: Stages named in the legend, from the first to the last of the line.
_NAMED = ("lead", "talks", "signed_contract", "landed", "building", "operating")


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_timeline_picture)


def make_timeline_picture(view: RequestView) -> Picture:
    """The stages of each project as one bar, its plans and agreed limits; the latest first."""
    _ = view.tr
    frame, today = view.district.deliver.gantt(), view.district.as_of
    ranks = _rank_stages(view)
    keys = _order_projects(view)
    upgrades = _find_upgrades(view)
    lines = [_line(view, frame, key, ranks) for key in keys if key not in upgrades]
    upgrade_lines = [_line(view, frame, key, ranks) for key in keys if key in upgrades]
    if upgrade_lines:
        lines += [replace(upgrade_lines[0], group=_(UPGRADES_APART)), *upgrade_lines[1:]]
    span = find_axis(frame, today)
    words = LineWords(
        shades=[(ranks[stage], view.word("stage", stage)) for stage in _NAMED if stage in ranks],
        plan=_("plan"),
        limit=_("agreed limit"),
        today=_("as of %s") % today.isoformat(),
    )
    heading = _("A line a project")
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_project_lines(lines, span, today, words, heading),
        narrow=draw_narrow_project_lines(lines, span, today, words, heading),
        table=chart_table(view, frame),
        frames={"gantt": frame},
        note=_("Undated steps are in no bar; red past a date that a document sets, brown past a reminder."),
        links=[Link(_("Plan and progress"), view.url("/projects/gantt"))],
    )


def draw_narrow_chart(view: RequestView, frame: pl.DataFrame, keys: Sequence[str], title: str) -> str:
    """Some projects at the width of a telephone, a line each."""
    today, ranks = view.district.as_of, _rank_stages(view)
    lines = [_line(view, frame, key, ranks) for key in keys]
    words = LineWords([], view.tr("plan"), view.tr("agreed limit"), view.tr("as of %s") % today.isoformat())
    return draw_narrow_project_lines(lines, find_axis(frame, today), today, words, title).svg("pic narrow")


def _rank_stages(view: RequestView) -> dict[str, float]:
    """Where a stage of the line stands, from 0, the first, to 1, the last."""
    rows = view.district.deliver.funnel().sort("order")["stage"].to_list()
    return {stage: number / max(len(rows) - 1, 1) for number, stage in enumerate(rows)}


def _order_projects(view: RequestView) -> list[str]:
    """The projects by how late they are, then by how far they came."""
    late = view.district.deliver.lateness().group_by("project").agg(pl.col("days").max())
    projects = view.district.deliver.projects().select("project", "order").join(late, on="project", how="left")
    return projects.sort("days", "order", "project", descending=[True, True, False], nulls_last=True)[
        "project"
    ].to_list()


def _find_upgrades(view: RequestView) -> set[str]:
    """The projects that upgrade what is there."""
    return set(view.district.deliver.projects().filter(pl.col("nature") == "upgrade")["project"])


def _line(view: RequestView, frame: pl.DataFrame, key: str, ranks: dict[str, float]) -> ProjectLine:
    rows = frame.filter(pl.col("project") == key)
    row = view.district.deliver.projects().row(by_predicate=pl.col("project") == key, named=True)
    late = view.district.deliver.lateness().filter(pl.col("project") == key)
    worst = late.sort("late", "days", descending=True).head(1).rows(named=True)
    return ProjectLine(
        name=view.pick(row),
        to=link_cells.row_address(view, "projects", key),
        place=view.name(row["place"]) if row["place"] else "",
        stage=project_cells.group_name(view, "stage", row["stage"]),
        late=project_cells.lateness_cell(view, worst[0]["days"], worst[0]["late"]).text if worst else "",
        documented=bool(late["late"].any()),
        spans=_read_spans(view, rows, ranks),
        plans=[
            PlanWindow(_hint(view, plan, "plan"), plan["first"], plan["last"], _is_past(late, plan["stage"], "plan"))
            for plan in rows.filter(pl.col("kind") == "plan").drop_nulls(["first", "last"]).iter_rows(named=True)
        ],
        limits=[
            AgreedLimit(_hint(view, limit, "agreed limit"), limit["last"], _is_past(late, limit["stage"], "deadline"))
            for limit in rows.filter(pl.col("kind") == "deadline").drop_nulls("last").iter_rows(named=True)
        ],
    )


def _read_spans(view: RequestView, rows: pl.DataFrame, ranks: dict[str, float]) -> list[StageSpan]:
    """The stages that were, each until the next began, the last until the date."""
    today = view.district.as_of
    actual = rows.filter(pl.col("kind") == "actual").drop_nulls("first").sort("first", "order")
    actual = actual.filter(pl.col("first") <= today, pl.col("stage").is_in(list(ranks)))
    ends: list[date] = [*actual["first"].to_list()[1:], today][: actual.height]
    return [
        StageSpan(_hint(view, row, ""), row["first"], end, ranks[row["stage"]])
        for row, end in zip(actual.iter_rows(named=True), ends, strict=True)
    ]


def _hint(view: RequestView, row: dict[str, object], kind: str) -> str:
    """What a shape says: stage, what it is, when, by which clause."""
    stage, period = str(row["stage"]), str(row["period"])
    parts = [view.word("stage", stage), view.tr(kind) if kind else "", view.period(period), str(row["clause"] or "")]
    return view.join(part for part in parts if part)


def _is_past(late: pl.DataFrame, stage: str, rule: str) -> bool:
    """Whether a stage is past its plan, or past the day that a document sets."""
    rows = late.filter(pl.col("stage") == stage, pl.col("rule") == rule, pl.col("days") > 0)
    return rows.height > 0 and (rule == "plan" or bool(rows["late"].any()))
