"""The page of energy, water and land of groups, and of what missing links would add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetField, code_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.energy_picture import (
    QUERY,
    EnergyRow,
    make_energy_picture,
    make_links_table,
    read_choices,
)
from liantu.wording import green_words as say

PATH = "/green"
_TEMPLATE = "cluster/green.html"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (*QUERY, FACETS))


def show(view: RequestView) -> Page:
    """The picture with its table, and what missing links would add beside what places state."""
    _ = view.tr
    title = _(say.TITLE)
    by, purpose, basis = read_choices(view)
    picture = make_energy_picture(view)
    if picture.frames["uses"].is_empty() and by == "cluster" and view.district.chain.terms.is_empty():
        return Page(_TEMPLATE, title, picture.frames, {"room": describe_empty_room(view, "chain")})
    links = view.district.cluster.link_uses(purpose, basis)
    table = make_links_table(view, [*cast("Iterable[EnergyRow]", links.iter_rows(named=True))])
    lacking = view.district.chain.gaps("all").select("evidence", "transport", group="product")
    lacking = links.join(lacking, on="group", how="left", maintain_order="left")
    found = narrow_tables(
        view,
        [
            ListedTable(
                picture.table, picture.frames["uses"], [FacetField("status", _("Status"), code_words(view, "status"))]
            ),
            ListedTable(
                table,
                lacking,
                [
                    FacetField("evidence", _("Evidence"), code_words(view, "evidence")),
                    FacetField("transport", _("Transport"), code_words(view, "transport")),
                ],
            ),
        ],
    )
    uses, table = found.tables
    groupings = [
        (_(word), view.url(PATH, by=key, use=purpose, factor=basis), key == by) for key, word in say.GROUPINGS.items()
    ]
    purposes = [(_(word), view.url(PATH, by=by, use=key), key == purpose) for key, word in say.PURPOSES.items()]
    context = {
        "headline": picture.heading,
        "picture": picture,
        "uses": uses,
        "links": table,
        "tabs": [groupings, purposes],
    }
    frames = {**picture.frames, "uses": found.frames[0], "links": found.frames[1].select(links.columns)}
    return Page(_TEMPLATE, title, frames, context, sheets=[uses, table], facets=found.bar)
