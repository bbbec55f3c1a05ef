"""The page of parks: a schematic of the places of the district with what each makes and has free."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.district_map import MapPlace, draw_district_map
from liantu.drawings.drawing import Drawing
from liantu.drawings.place_boxes import MadeHere, PlaceBox, draw_place_boxes
from liantu.model.drawn_map import DrawnMap
from liantu.web.core import link_cells
from liantu.web.core.amount_text import amount_with_unit, given_figure_text
from liantu.web.core.lists.facet_bar import FacetField
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_table
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.wording.comparators import add_comparator
from liantu.wording.labels import NO_PLANT

PATH = "/parks"


class Place(TypedDict):
    """A row of the places of a district."""

    place: str
    zh: str | None
    en: str | None
    kind: str
    wide: bool


class MadeProduct(TypedDict):
    """A product that is made in a place, by status in its unit."""

    product: str
    zh: str | None
    en: str | None
    unit: str | None
    operating: float
    building: float
    planned: float


class Drawn(TypedDict):
    """A drawing of the places, and the words around it."""

    drawing: Drawing
    unit: str
    note: str


#: Products named in a box; those of the largest stated capacity are not comparable, so the order is that of the list.
SHOWN = 8
_STATES = ("operating", "building", "planned")
_RESOURCES = ("land", "energy", "steam", "water")


def register(app: FastAPI) -> None:
    """Add the page."""
    add_picture(app, PATH, make_park_picture, (FACETS,))


def make_park_picture(view: RequestView) -> Picture:
    """Each place with its plants' products, and what of its land, energy, steam and water is stated to be free."""
    _ = view.tr
    land = view.district.land
    places, made, limits = land.places(), land.place_output(), land.place_limits()
    boxes = [_box(view, row, made, limits) for row in cast("Iterable[Place]", places.iter_rows(named=True))]
    boxes = [box for box in boxes if box.made or not box.wide]
    parks = sum(not box.wide for box in boxes)
    busy = sum(bool(box.made) for box in boxes if not box.wide)
    heading = _("Parks: %(busy)s of %(parks)s have plants on record") % {"busy": busy, "parks": parks}
    fields = [
        FacetField("place", _("Park or place"), view.name),
        FacetField("made_by", _("Made by"), view.name),
    ]
    table = _table(view, places, made, _("What each park makes"))
    table, listed, bar = narrow_table(view, ListedTable(table, made, fields))
    return Picture(
        address=view.url(PATH),
        heading=heading,
        narrow=draw_place_boxes(boxes, heading, name="places-narrow", width=340, across=1),
        table=table,
        facets=bar,
        frames={"places": places, "output": listed, "limits": limits},
        **_draw(view, boxes, made, heading),
    )


def _draw(view: RequestView, boxes: list[PlaceBox], made: pl.DataFrame, heading: str) -> Drawn:
    """The map of the deployment, filled; without one the schematic; and how it is read."""
    _ = view.tr
    drawn: DrawnMap | None = view.request.app.state.park_map
    if drawn is None:
        return Drawn(
            drawing=draw_place_boxes(boxes, heading),
            unit=_("capacity a year; solid: operating, hatched: being built, dashed: planned, grey: amount unknown"),
            note=_("A schematic, no map. What nobody has stated of a place is unknown, not nothing."),
        )
    places = {
        box.key: MapPlace(
            to=box.to,
            state=_find_state(made.filter(pl.col("place") == box.key)),
            name=box.name,
            free=box.free[0],
            words=view.join([box.name, *(f"{line.name} {line.words}".strip() for line in box.made), *box.free]),
        )
        for box in boxes
    }
    return Drawn(
        drawing=draw_district_map(drawn, places, heading),
        unit=_("blue: operating, hatched: being built, dashed: planned, grey: amount unknown, thin: no plant"),
        note=_("The map is the deployer's own. What nobody has stated of a place is unknown, not nothing."),
    )


def _find_state(made: pl.DataFrame) -> str:
    """The firmest state that a product of a place is made in; nothing where no plant is on record."""
    known = (state for state in _STATES if made[state].sum() > 0)
    return next(known, "unknown" if made.height else "")


def _box(view: RequestView, place: Place, made: pl.DataFrame, limits: pl.DataFrame) -> PlaceBox:
    rows = made.filter(pl.col("place") == place["place"])
    shown = [_made(view, row) for row in cast("Iterable[MadeProduct]", rows.head(SHOWN).iter_rows(named=True))]
    if rows.height > SHOWN:
        more = view.tr("and %s more") % (rows.height - SHOWN)
        shown.append(MadeHere(more, "", "unknown", ""))
    return PlaceBox(
        key=place["place"],
        name=view.tr("%s, park not stated") % view.pick(place) if place["wide"] else view.pick(place),
        to=link_cells.row_address(view, "places", place["place"]),
        kind=view.word("place_kind", place["kind"]),
        wide=place["wide"],
        made=shown,
        nothing=view.tr(NO_PLANT),
        free=_free_lines(view, limits.filter(pl.col("place") == place["place"])),
    )


def _made(view: RequestView, row: MadeProduct) -> MadeHere:
    """A product with its capacity by state; the mark is that of the firmest part that is known."""
    amounts = {"operating": row["operating"], "building": row["building"], "planned": row["planned"]}
    known = [(state, amount) for state, amount in amounts.items() if amount]
    words = " + ".join(amount_with_unit(view, amount, row["unit"]) for _state, amount in known)
    return MadeHere(
        name=view.pick(row),
        to=view.url(f"/product/{row['product']}"),
        state=known[0][0] if known else "unknown",
        words=words or view.tr("unknown"),
    )


def _free_lines(view: RequestView, limits: pl.DataFrame) -> list[str]:
    """What is free of each resource, a line each that is stated; one line where nothing is."""
    lines = []
    for resource in _RESOURCES:
        rows = limits.filter(pl.col("resource") == resource, pl.col("measure") == "free")
        for row in rows.iter_rows(named=True):
            amount = None if row["amount"] is None else given_figure_text(view, f"{row['amount']:.15g}", row["unit"])
            text = view.tr("unknown") if amount is None else add_comparator(amount, row["comparator"], view.lang)
            slots = {
                "resource": view.word("place_resource", resource),
                "amount": text,
                "period": view.period(row["period"] or ""),
            }
            lines.append(view.tr("%(period)s: %(resource)s free %(amount)s") % slots)
    return lines or [view.tr("What is free of land, energy and steam: unknown")]


def _table(view: RequestView, places: pl.DataFrame, made: pl.DataFrame, heading: str) -> Table:
    """What each place makes, by state."""
    _ = view.tr
    names = {row["place"]: row for row in places.iter_rows(named=True)}
    rows = [
        [
            text_cell(view.pick(names[row["place"]]) if row["place"] in names else _("not stated")),
            link_cells.product_cell(view, row),
            *(number_cell(amount_with_unit(view, row[state], row["unit"]) if row[state] else "") for state in _STATES),
            number_cell(str(row["unknown"] or "")),
            link_cells.row_links_cell(view, "firms", row["made_by"]),
        ]
        for row in made.iter_rows(named=True)
    ]
    columns = [Column(_("Park or place")), Column(_("Product"))]
    columns += [Column(view.word("status", state), _("Capacity a year"), number=True) for state in _STATES]
    columns += [Column(_("Amounts unknown"), number=True), Column(_("Made by"))]
    return Table(heading, columns, rows, name="parks")
