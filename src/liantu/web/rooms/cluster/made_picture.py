"""The picture of what a cluster makes here: a product a line, by state, amounts in their own units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypedDict, cast

from fastapi import FastAPI

from liantu.drawings.empty_frame import draw_empty_frame
from liantu.drawings.product_states import ProductLine, draw_product_states
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page import PageNotFound
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.made_rows import makes_table
from liantu.wording.cluster_words import NO_PLANT_ON_RECORD
from liantu.wording.sentences import NOTHING_OF_NAME

_COUNTED = ("operating", "building", "planned")


class MadeProduct(TypedDict):
    """A product with its capacity by state; ``unknown`` is how many capacities have no amount or no state."""

    product: str
    zh: str | None
    en: str | None
    unit: str
    operating: float
    building: float
    planned: float
    unknown: int


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, "/cluster/{key}/picture/made", make_made_picture)


def require_cluster(view: RequestView) -> str:
    """The cluster that the address names. Raises PageNotFound where there is none."""
    key = str(view.request.path_params["key"])
    if key not in view.district.tables.rows("clusters"):
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    return key


def make_made_picture(view: RequestView) -> Picture:
    """What the plants of a cluster make, existing and on the way."""
    _ = view.tr
    key = require_cluster(view)
    frame = view.district.cluster.products_made(key)
    rows = [*cast("Iterable[MadeProduct]", frame.iter_rows(named=True))]
    running = sum(bool(row["operating"]) for row in rows)
    coming = sum(bool(row["building"] or row["planned"]) for row in rows)
    parts = [_("%s products made here") % len(rows)]
    parts += [_("%s with a known capacity running") % running] if running else []
    parts += [_("%s with capacity on the way") % coming] if coming else []
    heading = view.join(parts)
    lines = [_make_line(view, row) for row in rows]
    heads = [(state, view.word("status", state)) for state in (*_COUNTED, "unknown")]
    nothing = _(NO_PLANT_ON_RECORD)
    return Picture(
        address=view.url(f"/cluster/{key}/picture/made"),
        heading=heading if rows else nothing,
        drawing=draw_product_states(lines, heads, heading)
        if rows
        else draw_empty_frame(nothing, nothing, "made-empty"),
        narrow=draw_product_states(lines, heads, heading, name="product-states-narrow", width=NARROW)
        if rows
        else draw_empty_frame(nothing, nothing, "made-empty-narrow", NARROW),
        table=replace(makes_table(view, frame), title=_("What the cluster makes")),
        frames={"makes": frame},
        unit=_("capacity a year"),
        note=_("Amounts are of several units: they stand in words, no length compares them."),
    )


def _make_line(view: RequestView, row: MadeProduct) -> ProductLine:
    printed = printed_scale(view, [row["operating"], row["building"], row["planned"]], row["unit"])
    known = {"operating": row["operating"], "building": row["building"], "planned": row["planned"]}
    amounts = [(state, f"{figure_text(view, v, printed)} {printed.unit}") for state, v in known.items() if v]
    if row["unknown"]:
        amounts.append(("unknown", view.tr("capacities without an amount: %s") % row["unknown"]))
    return ProductLine(view.pick(row), view.url(f"/product/{row['product']}"), amounts)
