"""The picture of what one cluster could buy from the others and sell to them: computed, no purchases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.drawing import Drawing
from liantu.drawings.empty_frame import draw_empty_frame
from liantu.drawings.trade_sides import TradePartner, TradeSide, draw_trade_sides
from liantu.web.core import link_cells
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.record_rows import link_to_list
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.flow_picture import UNGROUPED_KEY, FlowRow, make_flow_cell, make_flow_table, name_group
from liantu.web.rooms.cluster.made_picture import require_cluster
from liantu.web.rooms.cluster.own_use_table import list_own_uses, write_own_uses
from liantu.wording.cluster_words import NO_FLOW_FOUND, NOT_NO_TRADE, POTENTIAL


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, "/cluster/{key}/picture/trade", make_trade_picture)


def make_trade_picture(view: RequestView) -> Picture:
    """Whom the cluster could buy from, left, and sell to, right; what could flow within it stands on both sides."""
    _ = view.tr
    key = require_cluster(view)
    scheme = str(view.district.tables.rows("clusters")[key]["scheme"])
    frame = view.district.cluster.potential_flows("cluster", scheme)
    products = view.district.tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit")
    traded = frame.filter((pl.col("seller") == key) | (pl.col("buyer") == key))
    rows = [*cast("Iterable[FlowRow]", traded.join(products, on="product", how="left").iter_rows(named=True))]
    uses = view.district.cluster.own_uses("cluster", scheme).filter(pl.col("group") == key)
    own_uses = list_own_uses(view, uses)
    sellers = _list_partners(view, key, [(row["seller"], row) for row in rows if row["buyer"] == key])
    buyers = _list_partners(view, key, [(row["buyer"], row) for row in rows if row["seller"] == key])
    named = {side: {row[side] for row in rows} - {key, UNGROUPED_KEY} for side in ("seller", "buyer")}
    parts = [_("Could buy from %s of the other clusters") % len(named["seller"])] if named["seller"] else []
    parts += [_("could sell to %s of the other clusters") % len(named["buyer"])] if named["buyer"] else []
    heading = view.join(parts) or _("Could supply itself alone")
    nothing = _(NO_FLOW_FOUND)
    sides = [TradeSide(_("Could buy from"), sellers, nothing), TradeSide(_("Could sell to"), buyers, nothing)]
    title = heading if sellers or buyers else nothing
    return Picture(
        address=view.url(f"/cluster/{key}/picture/trade"),
        heading=title,
        drawing=_draw(sides, title, "trade-sides", 540.0),
        narrow=_draw(sides, title, "trade-sides-narrow", NARROW),
        table=replace(make_flow_table(view, rows), onward=link_to_list(view, len(rows), "/coupling", scheme=scheme)),
        frames={"flows": traded},
        note=" ".join(filter(None, (_(POTENTIAL), _(NOT_NO_TRADE), write_own_uses(view, own_uses)))),
    )


def _draw(sides: list[TradeSide], title: str, name: str, width: float) -> Drawing:
    """The two sides; an empty frame where neither has anybody."""
    if not any(side.partners for side in sides):
        return draw_empty_frame(title, title, name, width)
    return draw_trade_sides(sides, title, name=name, width=width)


def _list_partners(view: RequestView, key: str, flows: list[tuple[str, FlowRow]]) -> list[TradePartner]:
    """The groups on one side with what could flow; the cluster itself last."""
    groups: dict[str, list[FlowRow]] = {}
    for group, row in flows:
        groups.setdefault(group, []).append(row)
    clusters = view.district.tables.rows("clusters")
    return [
        TradePartner(
            view.tr("within the cluster") if group == key else name_group(view, group),
            link_cells.row_address(view, "clusters", group) if group in clusters and group != key else "",
            make_flow_cell(view, rows),
        )
        for group, rows in sorted(groups.items(), key=lambda item: item[0] == key)
    ]
