"""What if: change a plant, a chemistry, a load, an assumption, and see what moves. It all lives in the address."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.change import Change, ChangeRow
from liantu.web.core import link_cells
from liantu.web.core.answer import add_page
from liantu.web.core.api_description import describe_leading_on
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.forms.posting import redirect_to
from liantu.web.core.gate import add_address
from liantu.web.core.page import Page
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import WHAT_IF_FORM
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain import what_if_lines
from liantu.web.rooms.chain.example_what_if import answer_example, answer_what_if
from liantu.web.rooms.chain.moves_table import moves_table
from liantu.web.rooms.chain.site_admission_table import added_site_table
from liantu.web.rooms.chain.supposed_parts import list_supposed_parts
from liantu.wording.amounts import choose_scale


class _ChangeInForce(NamedTuple):
    """A part of what is supposed, who says so, and the address without it."""

    text: str
    speaker: str
    without: str


def register(app: FastAPI) -> None:
    """Add the page and the address its forms go to."""
    add_page(app, "/what-if", show, ("plant",))
    add_address(app, "/what-if/add", "html", add_lines, describe_leading_on("/what-if/add", add_lines, WHAT_IF_FORM))


def add_lines(view: RequestView) -> Response:
    """Turn a filled form into lines of the address. Nothing is kept, so reading it twice does no harm."""
    form = dict(view.request.query_params.items())
    lines = [*view.lines, *what_if_lines.lines_from_form(view, form)]
    address = view.url("/what-if", w=lines, lang=form.get("lang"))
    # A change that cannot be applied is texts here, where the way back keeps what was in force.
    view.district.at(change=Change.from_query(lines))
    return redirect_to(address)


def show(view: RequestView) -> Page:
    """The changes in force, what they move, and forms for more."""
    _ = view.tr
    frame = view.district.chain.moves_since(view.before.chain)
    tables = view.district.tables
    plant = view.request.query_params.get("plant")
    supposed = bool(view.lines or view.off)
    answer = answer_what_if(view) if supposed else answer_example(view)
    context = {
        "supposed": supposed,
        "answer": answer,
        "room": None if answer else describe_empty_room(view, "what-if"),
        "keepable": view.present.workspace is not None,
        "base": view.present.number,
        "changes": _changes(view),
        "off": [
            {"id": key, "text": _assumption(view, key), "on": view.page_url(off=[k for k in view.off if k != key])}
            for key in view.off
        ],
        "moves": moves_table(view, frame),
        "sites": added_site_table(view),
        "capacities": sorted(
            ((key, link_cells.capacity_link(view, key).text) for key in tables["capacities"]["id"]), key=lambda c: c[1]
        ),
        "plants": _name_choices(view, "plants"),
        "products": _name_choices(view, "products"),
        "firms": _name_choices(view, "firms"),
        "places": _name_choices(view, "places"),
        "processes": _processes(view),
        "stages": [(code, view.word("stage", code)) for code in view.district.deliver.stage_statuses()],
        "units": _units(view),
        "plant": plant,
        "papers": paper_links(view, "scenario") if supposed else [],
        "capacity": _first_capacity(view, plant),
        "assumptions": [
            (key, _assumption(view, key))
            for key in tables["assumptions"]["id"].unique(maintain_order=True)
            if key not in view.off
        ],
    }
    body = {"moves": frame.to_dicts(), "changes": list(view.lines), "off": view.off}
    title = _("What if")
    if answer:
        title = answer.heading if supposed else _("Example: %s") % answer.heading
    return Page("chain/what_if.html", title, {"moves": frame}, context, body, cacheable=not view.lines)


def _changes(view: RequestView) -> list[_ChangeInForce]:
    """What is supposed, part by part, each with the address without it and without what hangs on it."""
    rows = view.district.supposed.rows
    return [
        _ChangeInForce(
            part.text,
            _speaker(view, rows[part.main]),
            view.page_url(w=what_if_lines.remove_lines(view.lines, rows, part.rows) or None),
        )
        for part in list_supposed_parts(view)
    ]


def _speaker(view: RequestView, row: ChangeRow) -> str:
    """Who says so; else whether it is written somewhere or ours."""
    source = row.fields.get("source")
    return view.source_name(source) if source else view.word("basis", row.fields.get("basis"))


def _first_capacity(view: RequestView, plant: str | None) -> str | None:
    """The capacity to begin with, for one who comes with a plant in mind."""
    rows = view.district.tables["capacities"].filter(pl.col("plant") == (plant or ""))
    return rows["id"][0] if rows.height else None


def _assumption(view: RequestView, key: str) -> str:
    rows = view.district.tables["assumptions"].filter(pl.col("id") == key)
    return view.pick(rows.row(0, named=True)) if rows.height else key


def _name_choices(view: RequestView, table: str) -> list[tuple[str, str]]:
    return sorted(
        ((row["id"], view.pick(row)) for row in view.district.tables[table].iter_rows(named=True)),
        key=lambda pair: pair[1],
    )


def _processes(view: RequestView) -> list[tuple[str, str]]:
    rows = view.district.tables["processes"].iter_rows(named=True)
    return sorted(((row["id"], f"{view.name(row['product'])} · {view.pick(row)}") for row in rows), key=lambda p: p[1])


def _units(view: RequestView) -> list[str]:
    """Units to offer: those that the capacities use, and the usual one of tonnes."""
    used = view.district.tables["capacities"]["unit"].drop_nulls().unique().sort().to_list()
    return list(dict.fromkeys([*used, choose_scale([1e6], "t").unit]))
