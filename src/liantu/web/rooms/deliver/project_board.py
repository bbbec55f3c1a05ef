"""The board of projects: by stage, park, responsible office or tier, and all of them as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, text_cell
from liantu.web.core.picture import Picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.web.rooms.deliver.agreed_values_picture import make_agreed_values_picture
from liantu.web.rooms.deliver.first_matters import build_late_tables, build_waiting_tables
from liantu.web.rooms.deliver.funnel_picture import make_funnel_picture
from liantu.web.rooms.deliver.investment_picture import make_investment_picture
from liantu.web.rooms.deliver.place_demand_picture import make_place_demand_picture
from liantu.web.rooms.deliver.timeline_picture import make_timeline_picture
from liantu.wording import N_
from liantu.wording.periods import since_text

if TYPE_CHECKING:
    from liantu.district.results import ProjectRow

_BY = {"stage": N_("Stage"), "place": N_("Park or place"), "office": N_("Responsible office"), "tier": N_("Tier")}
_NARROWED_BY = (*_BY, "nature")
_UPGRADES = (pl.col("nature") == "upgrade").fill_null(value=False)
#: Pictures below the first ones.
_FURTHER = (make_investment_picture, make_agreed_values_picture, make_place_demand_picture)
#: How high the table of what is late is at the least, with its heading.
_LATE_HIGH = 110


class BoardCard(TypedDict):
    """A project on the board: its name, the address of its sheet, what stands beneath."""

    name: str
    to: str
    lines: list[str]
    kind: str
    project: str
    #: Where the form of its next step is, nothing where nothing can be written; the stages it may go to.
    move: str
    next: str


class BoardColumn(TypedDict):
    """The cards under one heading of the board."""

    title: str
    #: The stage of the cards where they stand by stage.
    stage: str
    cards: list[BoardCard]


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/projects", show, ("by", "nature", "office", "place", "stage", "tier", FACETS))


def show(view: RequestView) -> Page:
    """Cards in groups, and the same projects in a table; what ``_NARROWED_BY`` names narrows both."""
    _ = view.tr
    by = view.request.query_params.get("by") or "stage"
    if by not in _BY:
        raise PageNotFound(_("There is no such board."))
    frame, narrowed = _filter_projects(view, view.district.deliver.projects())
    frame, bar = narrow_rows(view, frame, _facet_fields(view))
    is_all = not (narrowed or bar.in_force)
    late = set(view.district.deliver.lateness().filter("late")["project"])
    context = {
        "headline": _headline(view, frame, late),
        **_pictures(view, drawn=bool(frame.height) and is_all),
        "lead": [_("A project with no dated step on record stands under “not known”.")],
        "tabs": _tabs(view, by, narrowed),
        "columns": _columns(view, frame, by, late),
        "movable": _is_movable(view),
        "strip": [(stage, view.word("stage", stage)) for stage in view.district.deliver.list_stages()],
        "nothing": [] if frame.height else [_("No project fits.")],
        "room": describe_empty_room(view, "deliver") if is_all and not frame.height else None,
        "tables": _lists(view, frame),
    }
    counts = view.district.deliver.board(by)
    return Page("deliver/board.html", _("Project board"), {"projects": frame, "groups": counts}, context, facets=bar)


def _pictures(view: RequestView, *, drawn: bool) -> dict[str, list[Picture] | list[Table]]:
    """The pictures of all projects and what to do first; nothing where the list is narrowed or empty."""
    if not drawn:
        return {"funnel": [], "late": [], "lines": [], "waiting": [], "further": []}
    funnel, lines, late = make_funnel_picture(view), make_timeline_picture(view), build_late_tables(view)
    investment, *further = [make(view) for make in _FURTHER]
    # Beside long lines there is room below a short funnel.
    free = lines.drawing.height + _LATE_HIGH * len(late) - funnel.drawing.height
    is_room = investment.narrow is not None and investment.narrow.height < free
    return {
        "funnel": [funnel, investment] if is_room else [funnel],
        "late": late,
        "lines": [lines],
        "waiting": build_waiting_tables(view),
        # The widest first, the other in the narrow column beside it.
        "further": further[::-1] if is_room else [investment, *further],
    }


def _tabs(view: RequestView, by: str, narrowed: Sequence[tuple[str, str]]) -> list[list[tuple[str, str, bool]]]:
    """The boards to choose, all projects or the upgrades, and what narrows the board with the way back."""
    boards = [(view.tr(label), view.url("/projects", by=name), name == by) for name, label in _BY.items()]
    back = [(words, to, True) for words, to in narrowed]
    return [boards, _nature_tabs(view), *([back] if back else [])]


def _facet_fields(view: RequestView) -> list[FacetField]:
    """What narrows the projects."""

    def words(name: str) -> Callable[[str], str]:
        """The words for the values of a group."""
        return lambda key: project_cells.group_name(view, name, key)

    names = {"stage": "stage", "place": "place", "office": "office", "tiers": "tier"}
    return [FacetField(column, view.tr(_BY[name]), words(name)) for column, name in names.items()]


def _headline(view: RequestView, frame: pl.DataFrame, late: set[str]) -> str:
    """The answer in a sentence: how many projects, how many late, how many in operation."""
    new, upgrades = frame.filter(~_UPGRADES), frame.filter(_UPGRADES)
    counted = new if new.height else upgrades
    operating = (counted["stage"] == "operating").sum()
    overdue = counted["project"].is_in(list(late)).sum()
    slots = {"projects": counted.height, "late": overdue, "operating": operating}
    sentence = view.tr("%(projects)s projects on record, %(late)s late, %(operating)s operating") % slots
    if not upgrades.height or not new.height:
        return sentence
    return sentence + view.tr("; technical upgrades apart: %s") % upgrades.height


def _nature_tabs(view: RequestView) -> list[tuple[str, str, bool]]:
    """All, and the upgrades that are counted apart, with how many there are."""
    projects = view.district.deliver.projects()
    chosen = view.request.query_params.get("nature")
    upgrades = view.word("project_nature", "upgrade")
    return [
        (f"{view.tr('All')} {projects.height}", view.page_url(nature=None), not chosen),
        (f"{upgrades} {projects.filter(_UPGRADES).height}", view.page_url(nature="upgrade"), chosen == "upgrade"),
    ]


def _filter_projects(view: RequestView, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[tuple[str, str]]]:
    """The projects that are asked for, and what narrows them, with the way back."""
    filters = []
    for name in _NARROWED_BY:
        value = view.request.query_params.get(name)
        if value:
            key = None if value == "-" else value
            fits = pl.col("tiers").list.contains(value) if name == "tier" else pl.col(name).eq_missing(pl.lit(key))
            frame = frame.filter(fits)
            filters.append((f"{project_cells.group_name(view, name, key)} ×", view.page_url(**{name: None})))
    return frame, filters


def _columns(view: RequestView, frame: pl.DataFrame, by: str, late: set[str]) -> list[BoardColumn]:
    groups: dict[str | None, list[BoardCard]] = {}
    ways = view.district.deliver.allowed_moves() if _is_movable(view) else {}
    ordered_frame = frame.sort("order", nulls_last=True, maintain_order=True)
    for row in cast("Iterable[ProjectRow]", ordered_frame.iter_rows(named=True)):
        for key in _group_keys(row, by):
            groups.setdefault(key, []).append(_card(view, row, by, row["project"] in late, ways))
    ordered = sorted(groups.items(), key=lambda found: found[0] is None)
    return [
        {
            "title": project_cells.group_name(view, by, key),
            "stage": (key or "") if by == "stage" else "",
            "cards": cards,
        }
        for key, cards in ordered
    ]


def _group_keys(row: ProjectRow, by: str) -> Sequence[str | None]:
    """The headings that a project stands under; None is not known."""
    if by == "tier":
        return row["tiers"] or [None]
    return [row[cast("Literal['stage', 'place', 'office']", by)]]


def _is_movable(view: RequestView) -> bool:
    """Whether a step can be written: the district is a workspace."""
    return view.present.workspace is not None


def _card(
    view: RequestView, row: ProjectRow, by: str, late: bool, ways: Mapping[str | None, Sequence[str]]
) -> BoardCard:
    lines = [view.name(row["owner"])] if row["owner"] else []
    if by != "stage":
        lines.append(project_cells.stage_cell(view, row["stage"]).text)
    if row["period"]:
        lines.append(since_text(row["period"], view.lang))
    elif row["beside"]:
        lines.append(view.word("stage", row["beside"]))
    if late:
        lines.append(view.tr("late"))
    to = link_cells.row_address(view, "projects", row["project"])
    return {
        "name": view.pick(row),
        "to": to,
        "lines": lines,
        "kind": "late" if late else "plain",
        "project": row["project"],
        "move": view.url(f"/project/{row['project']}/move") if _is_movable(view) else "",
        "next": " ".join(ways.get(row["stage"], ())),
    }


def _lists(view: RequestView, frame: pl.DataFrame) -> list[Table]:
    """The new projects, and the upgrades in a list of their own."""
    parts = {"projects": frame.filter(~_UPGRADES), "upgrades": frame.filter(_UPGRADES)}
    titles = {"projects": view.tr("Projects"), "upgrades": view.tr("Technical upgrades")}
    return [_list(view, part, titles[name], name) for name, part in parts.items() if part.height]


def _list(view: RequestView, frame: pl.DataFrame, title: str, name: str) -> Table:
    _ = view.tr
    rows = [
        [
            project_cells.project_cell(view, row["project"]),
            text_cell(project_cells.nature_text(view, row["nature"])),
            Cell((link_cells.row_link(view, ["firms", "institutes"], row["owner"]),)),
            _filter_cell(view, "stage", row["stage"]),
            project_cells.date_cell(view, row["period"]),
            text_cell(view.word("stage", row["beside"])),
            _filter_cell(view, "place", row["place"]),
            _filter_cell(view, "office", row["office"]),
            link_cells.row_links_cell(view, "tiers", row["tiers"])
            if row["tiers"]
            else text_cell(project_cells.unknown_text(view)),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        *(
            Column(_(label))
            for label in (N_("Project"), N_("Nature of works"), N_("Owner"), N_("Stage"), N_("Since"), N_("Beside"))
        ),
        *(Column(_(label)) for label in (N_("Park or place"), N_("Responsible office"), N_("Tier"))),
    ]
    notes = [_("Stages and places narrow the list.")]
    return Table(title, columns, rows, name=name, notes=notes)


def _filter_cell(view: RequestView, name: str, key: str | None) -> Cell:
    from liantu.web.core.page_tables import Link

    return Cell((Link(project_cells.group_name(view, name, key), view.page_url(**{name: key or "-"})),))
