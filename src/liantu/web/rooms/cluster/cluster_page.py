"""The page of one cluster: what it makes, whom it could trade with, where it stands, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms.edit_links import edit_links
from liantu.web.core.forms.row_names import table_name
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.made_picture import make_made_picture, require_cluster
from liantu.web.rooms.cluster.tier_picture import ClusterRow, output_text
from liantu.web.rooms.cluster.trade_picture import make_trade_picture
from liantu.web.rooms.data.record import show_record
from liantu.wording.cluster_words import TIER_OF_SYSTEM

#: What stands in a cluster, and the table that it is a row of.
_INSIDE = {"firm": "firms", "plant": "plants", "project": "projects", "chain": "chains"}
#: Rows that refer to a cluster and are shown in a table of their own form, or as one of its facts.
_SHOWN = ("observations", "targets", "standings", "members", "chains")


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/cluster/{key}", show)


def show(view: RequestView) -> Page:
    """One cluster; the directions and fields of an innovation scheme have the page of any row."""
    _ = view.tr
    key = require_cluster(view)
    row = view.district.cluster.tables.rows("clusters")[key]
    if row["kind"] != "cluster":
        return show_record(view, "clusters", key)
    made, trade = make_made_picture(view), make_trade_picture(view)
    entities = view.district.cluster.entities().filter(pl.col("cluster") == key)
    lists = [table for kind in _INSIDE if (table := _entity_table(view, entities, kind))]
    statements = {table: view.district.cluster.statements(key, table) for table in ("observations", "targets")}
    standings = view.district.cluster.standings(key)
    tables = [*lists, *(record_rows.row_table(view, name, rows) for name, rows in statements.items() if rows.height)]
    if standings.height:
        tables.append(record_rows.row_table(view, "standings", standings, leave_out=("cluster",)))
    tables += _other_rows(view, key)
    context = {
        "headline": f"{view.pick(row)}{_(': ')}{made.heading}{_('; ')}{trade.heading}",
        "pictures": [made, trade],
        "facts": _list_facts(view, key),
        "cite": record_rows.citation_cell(view, row, "clusters"),
        "tables": tables,
        "to_all": view.url("/clusters", scheme=row["scheme"]),
        **edit_links(view, "clusters", key),
    }
    frames = {"entities": entities, **made.frames, **trade.frames, **statements, "standings": standings}
    sheets = [made.table, trade.table, *tables]
    return Page("cluster/cluster.html", view.pick(row), frames, context, sheets=sheets)


def _list_facts(view: RequestView, key: str) -> list[tuple[str, Cell]]:
    """System, tier, output beside the size of the tier, the city's cluster; what is not published says so."""
    _ = view.tr
    row = view.district.cluster.tables.rows("clusters")[key]
    schemes = view.district.cluster.schemes().rows_by_key("scheme", named=True, unique=True)
    scheme = schemes[row["scheme"]]
    in_force = f" ({view.period(scheme['period'])})" if scheme["period"] else ""
    frame = view.district.cluster.clusters(str(row["scheme"])).filter(pl.col("cluster") == key)
    (found,) = cast("Iterable[ClusterRow]", frame.iter_rows(named=True))
    tier = view.pick(found, "tier") if found["tier"] else _("no tier stated")
    address = view.url("/clusters", scheme=row["scheme"])
    facts = [
        (_("System"), Cell((Link(view.pick(scheme) + in_force, address),))),
        (_(TIER_OF_SYSTEM), text_cell(tier)),
        (_("Output and tier"), text_cell(output_text(view, found))),
    ]
    parent = view.district.tables.rows("schemes")[str(row["scheme"])]["parent"]
    if parent:
        above = view.district.cluster.above().filter(pl.col("cluster") == key)["above"]
        links = tuple(link_cells.row_link(view, ["clusters"], cluster) for cluster in above)
        unknown = (Link(_("unknown: no source says which")),)
        system = link_cells.row_link(view, ["schemes"], parent)
        facts.append((_("Cluster above"), Cell((system, *(links or unknown)))))
    return facts


def _entity_table(view: RequestView, entities: pl.DataFrame, kind: str) -> Table | None:
    """The firms, plants, projects or chains, each with what puts it there; firms with the steps they are on."""
    _ = view.tr
    rows = entities.filter(pl.col("kind") == kind)
    if rows.is_empty():
        return None
    is_held = (pl.col("state") == "recognised") & ~pl.col("is_overdue")
    steps = view.district.cluster.cultivation().filter(is_held) if kind == "firm" else None
    cells = []
    for row in rows.iter_rows(named=True):
        line = [link_cells.row_links_cell(view, _INSIDE[kind], [row["entity"]])]
        line += [text_cell(view.word("basis", row["basis"]))]
        if steps is not None:
            found = steps.filter(pl.col("firm") == row["entity"])["step"]
            line.append(text_cell(view.join(view.word("ladder_step", step) for step in found)))
        cells.append(line)
    columns = [Column(_("Name")), Column(_("Basis"))]
    columns += [Column(_("Titles and steps listed"))] if steps is not None else []
    return Table(table_name(view, _INSIDE[kind]), columns, cells, name=_INSIDE[kind])


def _other_rows(view: RequestView, key: str) -> list[Table]:
    """Whatever else refers to the cluster: its names, relations, clusters that are part of it."""
    return [
        record_rows.row_table(view, name, rows, leave_out=used if len(used) == 1 else ())
        for name, rows, used in view.district.links.referring("clusters", key)
        if name not in _SHOWN
    ]
