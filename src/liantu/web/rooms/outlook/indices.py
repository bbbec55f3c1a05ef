"""The page of the district's own composite indices: ranks with their ranges, parts of one score, every step."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import EmptyRoom, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_table
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.outlook.index_choice import QUERY, IndexChoice
from liantu.web.rooms.outlook.index_pictures import make_part_picture, make_rank_picture
from liantu.wording import index_page_words as say
from liantu.wording.index_words import HEADINGS, MARKS, METHODS, PARAMETERS, REASONS, STATES, STEPS

PATH = "/indices"
_TEMPLATE = "outlook/indices.html"
#: What is read first: what nobody chose.
_ORDER = {"skipped": 0, "defaulted": 1, "done": 2}


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (*QUERY, FACETS))


def show(view: RequestView) -> Page:
    """Two pictures with their tables, then the steps and the cells that they changed."""
    _, room = view.tr, view.district.outlook
    listed = room.indices()
    if listed.is_empty():
        # A scheme is a file of the district's folder: no workbook makes one.
        room_to_fill = EmptyRoom(_(say.SHOWS), f"/filled/indices.svg?lang={view.lang}", "", "")
        return Page(_TEMPLATE, title_empty_room(view, _(say.INDICES)), {"indices": listed}, {"room": room_to_fill})
    choice = IndexChoice(view)
    ranks, parts = make_rank_picture(view), make_part_picture(view)
    steps, marks = room.index_steps(choice.run), room.index_marks(choice.run)
    steps = steps.sort(pl.col("state").replace_strict(_ORDER), maintain_order=True)
    fields = [
        FacetField("state", _(HEADINGS["state"]), mapped_words(view, STATES)),
        FacetField("step", _(HEADINGS["step"]), mapped_words(view, STEPS)),
    ]
    done, steps, bar = narrow_table(view, ListedTable(_make_step_table(view, choice, steps), steps, fields))
    tables = [ranks.table, parts.table, done]
    tables += [_make_mark_table(view, choice, marks)] if marks.height else []
    scheme = choice.run.scheme
    context = {
        "headline": ranks.heading,
        "pictures": [ranks, parts],
        "tables": tables,
        "reference": scheme.reference_zh if view.zh else scheme.reference_en,
        "tabs": _list_choices(view, choice, listed),
    }
    frames = {**ranks.frames, **parts.frames, "steps": steps, "marks": marks}
    return Page(_TEMPLATE, _(say.INDICES), frames, context, sheets=tables, facets=bar)


def _list_choices(view: RequestView, choice: IndexChoice, listed: pl.DataFrame) -> list[list[tuple[str, str, bool]]]:
    """The indices, times and units to look at; a group of one is no choice."""
    names = dict(listed.select("index", "zh" if view.zh else "en").iter_rows())
    groups = [
        [(names[key], view.url(PATH, index=key), key == choice.index) for key in names],
        [(time, choice.address(PATH, time=time), time == choice.time) for time in choice.times],
        [(choice.names[unit], choice.address(PATH, unit=unit), unit == choice.unit) for unit in choice.units],
    ]
    return [group for group in groups if len(group) > 1]


def _make_step_table(view: RequestView, choice: IndexChoice, steps: pl.DataFrame) -> Table:
    """What each step did, and why; those that nobody chose first."""
    _ = view.tr
    cells: list[list[Cell]] = [
        [
            text_cell(_(STEPS[row["step"]])),
            text_cell(_(METHODS[row["method"]]) if row["method"] else ""),
            text_cell(_(STATES[row["state"]])),
            text_cell(_(REASONS[row["reason"]])),
            text_cell(
                _(PARAMETERS[row["about"]]) if row["about"] in PARAMETERS else choice.nodes.get(row["about"], "")
            ),
            text_cell(row["value"] or ""),
        ]
        for row in steps.iter_rows(named=True)
    ]
    names = ("step", "method", "state", "reason", "about", "value")
    return Table(_(say.STEPS), [Column(_(HEADINGS[name])) for name in names], cells, name="steps")


def _make_mark_table(view: RequestView, choice: IndexChoice, marks: pl.DataFrame) -> Table:
    """The cells that are other than they were given."""
    _ = view.tr
    cells: list[list[Cell]] = [
        [
            text_cell(choice.names.get(row["unit"], row["unit"] or "")),
            text_cell(row["time"]),
            text_cell(choice.nodes.get(row["indicator"], "")),
            text_cell(_(MARKS[row["mark"]])),
            *(number_cell("—" if row[name] is None else f"{row[name]:g}") for name in ("before", "after")),
        ]
        for row in marks.iter_rows(named=True)
    ]
    columns = [Column(_(HEADINGS[name])) for name in ("name", "time", "indicator", "mark")]
    columns += [Column(_(HEADINGS[name]), number=True) for name in ("before", "after")]
    return Table(_(say.CHANGED_CELLS), columns, cells, name="marks")
