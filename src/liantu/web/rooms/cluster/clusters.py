"""The page of clusters: a system tier by tier, who could sell what to whom, and the other systems beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetBar, FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.picture import Picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.cells_to_fill import list_cells_to_fill
from liantu.web.rooms.cluster.flow_picture import make_flow_picture
from liantu.web.rooms.cluster.scheme_table import make_scheme_table, name_scheme
from liantu.web.rooms.cluster.tier_picture import ClusterRow, make_cluster_table, make_tier_picture
from liantu.wording.cluster_words import TIER_OF_SYSTEM

PATH = "/clusters"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, ("scheme", "by", FACETS))


def show(view: RequestView) -> Page:
    """Two pictures with their tables; the largest system of clusters unless another is asked for."""
    _ = view.tr
    schemes = view.district.cluster.schemes()
    if schemes.is_empty():
        room = describe_empty_room(view, "cluster")
        return Page("cluster/clusters.html", _("Clusters"), {"clusters": schemes}, {"room": room})
    chosen = view.request.query_params.get("scheme") or schemes["scheme"][0]
    tiers, flows = make_tier_picture(view), make_flow_picture(view)
    tiers, bar = _narrow_clusters(view, tiers)
    tabs = [
        (name_scheme(view, row), view.url(PATH, scheme=row["scheme"]), row["scheme"] == chosen)
        for row in schemes.iter_rows(named=True)
    ]
    beside = view.district.cluster.schemes_beside()
    table = make_scheme_table(view, beside)
    headline = f"{tiers.heading}{_('; ')}{flows.heading}"
    context: dict[str, object] = {"headline": headline, "pictures": [tiers, flows], "tabs": tabs, "beside": table}
    context["to_fill"] = list_cells_to_fill(view, flows.frames["flows"])
    frames = {**tiers.frames, **flows.frames, "schemes": beside}
    sheets = [tiers.table, flows.table, table]
    return Page("cluster/clusters.html", _("Clusters"), frames, context, sheets=sheets, facets=bar)


def _narrow_clusters(view: RequestView, picture: Picture) -> tuple[Picture, FacetBar]:
    """The clusters with the table of those that the address asks for; the picture shows the whole system."""
    fields = [FacetField("tier", view.tr(TIER_OF_SYSTEM), view.name)]
    frame, bar = narrow_rows(view, picture.frames["clusters"], fields)
    rows = [*cast("Iterable[ClusterRow]", frame.iter_rows(named=True))]
    table = make_cluster_table(view, rows, picture.table.title)
    return replace(picture, table=table, frames={**picture.frames, "clusters": frame}), bar
