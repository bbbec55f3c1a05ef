"""The picture of the board: fields by places, research hollow, production solid."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from fastapi import FastAPI

from liantu.drawings.field_matrix import (
    LAPTOP_BOARD,
    BoardField,
    BoardLook,
    BoardMark,
    draw_field_list,
    draw_field_matrix,
)
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.innovation_words import (
    APPLIED,
    BOARD_NOTE,
    BOARD_UNIT,
    DIRECTIONS,
    ELSEWHERE,
    FIELDS,
    FILED,
    HEADING,
    INSTITUTE_STATES,
    KIND_OF_ITEM,
    MONEY_STATED,
    MORE,
    NOT_STATED,
    PART_OF,
    READING_MEANINGS,
    READINGS,
    READS,
    SIDES,
    STAGE_NOT_STATED,
)

PATH = "/innovation/picture/board"
#: Items that a cell has room for; the table has all.
_ROOM = 4
_COMING = ("applied", "signed")


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_board_picture)


def make_board_picture(view: RequestView, width: float = 1366.0) -> Picture:
    """Where research has no plant, and plants no research, field by field."""
    _ = view.tr
    board = view.district.innovate.board()
    places = [*board.places, None]
    columns = [_name_column(view, place, board.places) if place else _(ELSEWHERE) for place in places]
    readings = dict(board.field_readings.select("field", "reading").iter_rows())
    fields = [
        _make_field(view, board.items.filter(field=field), places, field, direction, readings[field])
        for field, direction in board.fields.select("field", "direction").iter_rows()
    ]
    heading = make_heading(view, [*readings.values()])
    heads, nothing = (_(DIRECTIONS), _(FIELDS), _(READS)), _(NOT_STATED)
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_field_matrix(fields, columns, heads, nothing, heading, look=BoardLook(width)),
        medium=draw_field_matrix(fields, columns, heads, nothing, heading, name="board-medium", look=LAPTOP_BOARD),
        narrow=draw_field_list(fields, columns, heading),
        table=make_item_table(view, board.items, heading),
        frames={"items": board.items, "fields": board.field_readings, "places": board.place_readings},
        unit=_(BOARD_UNIT),
        note=_(BOARD_NOTE),
    )


def _name_column(view: RequestView, place: str, places: Sequence[str]) -> str:
    """A place with the tier that it stands in, and the other column that it lies in, if it does."""
    _ = view.tr
    tiers = view.district.tables["tiers"].filter(scheme=view.district.innovate.board().scheme)["id"]
    groups = view.district.tables["members"].filter(pl.col("entity") == place, pl.col("group").is_in(tiers.implode()))
    words = view.name(place)
    if groups.height:
        words = f"{view.name(groups['group'][0])}{_(': ')}{words}"
    parent = view.district.tables.rows("places")[place]["parent"]
    return _(PART_OF) % {"place": words, "whole": view.name(parent)} if parent in places else words


def make_heading(view: RequestView, readings: Sequence[str]) -> str:
    """How many fields read which way."""
    scheme = view.district.innovate.board().scheme
    counts = {name: readings.count(name) for name in READINGS}
    slots = {"system": view.name(scheme) if scheme else "", "fields": len(readings), "both": counts["both"]}
    slots |= {"research": counts["research_only"], "production": counts["production_only"]}
    return view.tr(HEADING) % (slots | {"unknown": counts["unknown"] + counts["on_its_way"]})


def state_text(view: RequestView, row: dict[str, str | None]) -> str:
    """What sources say of where an item stands, with its time; an institute applied for is not set up."""
    _ = view.tr
    status, codelist = row["status"], row["codelist"]
    if row["words"]:
        return f"{row['words']}{_(', ')}{_(STAGE_NOT_STATED)}"
    if not status or not codelist:
        return _(STAGE_NOT_STATED) if row["side"] == "research" else ""
    if row["table"] == "institutes":
        word = _(APPLIED) if status == "applied" else _(INSTITUTE_STATES[status])
    else:
        word = view.word(codelist, status)
    return f"{word} {view.period(row['period'])}" if row["period"] else word


def money_text(view: RequestView, row: dict[str, str | None]) -> str:
    """The fixed investment of a project where it is stated."""
    return view.tr(MONEY_STATED) % f"{row['money']:g}" if row["money"] is not None else ""


def make_item_table(view: RequestView, items: pl.DataFrame, title: str) -> Table:
    """Every item with field, place, side, status and how it was filed."""
    _ = view.tr
    cells = [
        [
            text_cell(view.name(row["field"])),
            text_cell(view.name(row["place"]) if row["place"] else _(ELSEWHERE)),
            badge_cell(_(SIDES[row["side"]]), "made" if row["side"] == "production" else "short"),
            link_cells.row_links_cell(view, row["table"], [row["id"]]),
            text_cell(state_text(view, row)),
            number_cell(money_text(view, row)),
            text_cell(view.word("basis", row["filing"])),
        ]
        for row in items.iter_rows(named=True)
    ]
    heads = [_(FIELDS), _("Place"), _(KIND_OF_ITEM), _("Item"), _("State")]
    columns = [*(Column(head) for head in heads), Column(_("Fixed investment"), number=True), Column(_(FILED))]
    return Table(title, columns, cells, name="items")


def _make_field(
    view: RequestView,
    items: pl.DataFrame,
    places: Sequence[str | None],
    field: str,
    direction: str | None,
    reading: str,
) -> BoardField:
    _ = view.tr
    cells, more = [], []
    for place in places:
        rows = [*items.filter(pl.col("place").eq_missing(place)).iter_rows(named=True)]
        cells.append([_make_mark(view, row) for row in rows[:_ROOM]])
        more.append(_(MORE) % (len(rows) - _ROOM) if len(rows) > _ROOM else "")
    return BoardField(
        direction=view.name(direction) if direction else "",
        name=view.name(field),
        to=view.url(f"/cluster/{field}"),
        cells=cells,
        more=more,
        reading=_(READINGS[reading]),
        meaning=READING_MEANINGS[reading],
    )


def _make_mark(view: RequestView, row: dict[str, str | None]) -> BoardMark:
    return BoardMark(
        word=view.tr(SIDES[str(row["side"])]),
        name=view.name(str(row["id"])),
        status=view.join(filter(None, (state_text(view, row), money_text(view, row)))),
        research=row["side"] == "research",
        coming=row["status"] in _COMING or (row["side"] == "research" and row["status"] is None),
    )
