"""The board of the science system: where research is, where plants are, institutes, research shares, the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, code_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.board_picture import make_board_picture, make_item_table
from liantu.wording.innovation_words import (
    ABOVE,
    ASK_NEXT,
    BOARD,
    CHECKLIST,
    CHECKLIST_NOTE,
    COUNTS_STAND,
    ELSEWHERE,
    FIELD_OR_PLACE,
    FIELDS,
    INSTITUTE_STATES,
    INSTITUTES,
    KIND_OF_ITEM,
    LISTED,
    NEXT_QUESTIONS,
    READING_MEANINGS,
    READINGS,
    READS,
    RESEARCH_SHARES,
    SHARES_STATED,
    SIDES,
    STATE_NOT_STATED,
    TASK,
    TO_ASK_NEXT,
)

if TYPE_CHECKING:
    from liantu.district.results import Board

PATH = "/innovation"
_BADGES = {"met": "made", "partly": "short", "unmet": "missing", "unknown": "unknown"}


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS,))


def show(view: RequestView) -> Page:
    """The picture first, then institutes, research shares, the checklist, and every item."""
    _ = view.tr
    room = view.district.innovate
    board = room.board()
    if board.fields.is_empty():
        empty = describe_empty_room(view, "innovation")
        return Page("innovate/board.html", title_empty_room(view, _(BOARD)), {"items": board.items}, {"room": empty})
    picture = make_board_picture(view)
    fields = [
        FacetField("field", _(FIELDS), view.name),
        FacetField("side", _(KIND_OF_ITEM), lambda side: _(SIDES[side])),
        FacetField("place", _("Place"), lambda place: view.name(place) if place else _(ELSEWHERE)),
    ]
    found = narrow_tables(
        view,
        [
            ListedTable(make_item_table(view, board.items, _(BOARD)), board.items, fields),
            _list_shares(view),
            _list_criteria(view),
        ],
    )
    table, *narrowed = found.tables
    items, shares, criteria = found.frames
    side = [_list_questions(view, board), _list_institutes(view), *narrowed]
    side = [table for table in side if table.rows]
    context = {
        "headline": picture.heading,
        "picture": picture,
        "above": _name_above(view),
        "task": _tell_task(view),
        "side": side,
        "table": table,
    }
    frames = {
        **{"items": items, "fields": board.field_readings, "places": board.place_readings},
        **{"institutes": room.institutes(), "counts": room.stated_institute_counts()},
        **{"research_shares": shares, "criteria": criteria},
    }
    return Page("innovate/board.html", _(BOARD), frames, context, sheets=[table, *side], facets=found.bar)


def _name_above(view: RequestView) -> str:
    scheme = view.district.innovate.board().scheme
    parent = view.district.tables.rows("schemes")[scheme]["parent"] if scheme else None
    return view.tr(ABOVE) % view.name(parent) if parent else ""


def _tell_task(view: RequestView) -> str:
    """That the first place of the system is to become a national zone, and how far its criteria are known."""
    places, criteria = view.district.innovate.board().places, view.district.innovate.criteria()
    if not places or criteria.is_empty():
        return ""
    counts = {state: criteria.filter(state=state).height for state in ("met", "unknown")}
    return view.tr(TASK) % {"place": view.name(places[0]), "all": criteria.height, **counts}


def _list_questions(view: RequestView, board: Board) -> Table:
    """Whom to ask what next: fields and places of which the sources state one side alone."""
    _ = view.tr
    named = [
        ("clusters", "field", board.field_readings),
        ("places", "place", board.place_readings.drop_nulls("place")),
    ]
    cells = [
        [
            link_cells.row_links_cell(view, table, [row[name]]),
            badge_cell(_(READINGS[row["reading"]]), READING_MEANINGS[row["reading"]]),
            text_cell(_(NEXT_QUESTIONS[row["reading"]])),
        ]
        for table, name, frame in named
        for row in frame.filter(pl.col("reading").is_in([*NEXT_QUESTIONS])).iter_rows(named=True)
    ]
    heads = [_(FIELD_OR_PLACE), _(READS), _(TO_ASK_NEXT)]
    return Table(_(ASK_NEXT), [Column(head) for head in heads], cells, name="next")


def _list_institutes(view: RequestView) -> Table:
    """What sources count, each figure for itself, then what is listed by name and state."""
    _ = view.tr
    counts = view.district.innovate.stated_institute_counts()
    cells = [
        [
            text_cell(f"{view.name(row['subject'])} {row['scope'] or ''}"),
            number_cell(str(row["value"])),
            text_cell(f"{view.name(row['source'])} {view.period(row['period'] or '')}"),
        ]
        for row in counts.iter_rows(named=True)
    ]
    states = view.district.innovate.institutes().drop_nulls("place")
    for stage, members in states.group_by("stage", maintain_order=True):
        code = stage[0]
        cells.append(
            [
                text_cell(_(INSTITUTE_STATES[str(code)]) if code else _(STATE_NOT_STATED)),
                number_cell(str(members.height)),
                link_cells.row_links_cell(view, "institutes", members["institute"].to_list()),
            ]
        )
    columns = [Column(_("State")), Column(_("In number"), number=True), Column(f"{_('Source')}{_(', ')}{_(LISTED)}")]
    return Table(_(INSTITUTES), columns, cells, notes=[_(COUNTS_STAND)], name="institutes")


def _list_shares(view: RequestView) -> ListedTable:
    _ = view.tr
    rows, shares = view.district.tables.rows("observations"), view.district.innovate.research_shares()
    cells = [
        [
            link_cells.row_links_cell(view, "firms", [row["firm"]]),
            number_cell(f"{row['value']}{row['unit']}"),
            text_cell(view.period(row["period"])),
            record_rows.citation_cell(view, rows[row["id"]], "observations"),
        ]
        for row in shares.iter_rows(named=True)
    ]
    heads = [_("Firm"), _("Share"), _("Period"), _("Source, paragraph, quote")]
    columns = [Column(heads[0]), Column(heads[1], number=True), *(Column(head) for head in heads[2:])]
    table = Table(_(RESEARCH_SHARES), columns, cells, notes=[_(SHARES_STATED)], name="research_shares")
    return ListedTable(table, shares, [FacetField("firm", _("Firm"), view.name)])


def _list_criteria(view: RequestView) -> ListedTable:
    _ = view.tr
    documents = {item.id: item.document for item in view.district.innovate.checklist()}
    cells = []
    for row in view.district.innovate.criteria().iter_rows(named=True):
        value = f"{row['value']}{row['unit'] or ''}" if row["value"] else ""
        stated = row["zh"] if view.zh else row["en"] or row["zh"]
        cells.append(
            [
                text_cell(view.word("zone_criterion", row["criterion"])),
                badge_cell(view.word("criterion_state", row["state"]), _BADGES[row["state"]]),
                text_cell(view.join(filter(None, (value, stated, view.period(row["period"] or ""))))),
                text_cell(documents[row["criterion"]]),
                text_cell(view.name(row["office"]) if row["office"] else ""),
            ]
        )
    heads = [_("Criterion"), _("State"), _("What is stated"), _("Document"), _("Responsible office")]
    table = Table(_(CHECKLIST), [Column(head) for head in heads], cells, notes=[_(CHECKLIST_NOTE)], name="criteria")
    return ListedTable(
        table,
        view.district.innovate.criteria(),
        [
            FacetField("state", _("State"), code_words(view, "criterion_state")),
            FacetField("office", _("Responsible office"), view.name),
        ],
    )
