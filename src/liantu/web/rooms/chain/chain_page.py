"""A chain: its map and the table of the same links; the list of chains."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI
from markupsafe import Markup

from liantu.drawings.chain_cards import ChainCards, make_chain_cards
from liantu.model.tables import Row
from liantu.papers import chain_pair, gather_chain_content, pair_svg
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import figure_text, per_unit_text, printed_scale, spoken_figure
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.full_load import full_load_table
from liantu.web.rooms.chain.gap_rows import gap_table
from liantu.wording.pair_words import TITLE


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/chains", show_chains)
    add_page(app, "/chain/{key}", show_chain, ("induced",))


def show_chains(view: RequestView) -> Page:
    """All chains of the district."""
    frame = view.district.tables["chains"].sort(pl.col("order").cast(pl.Int64, strict=False), nulls_last=True)
    title = view.tr("Chains")
    table = record_rows.row_table(view, "chains", frame, title, leave_out=("order",))
    return Page("data/tables.html", title, {"chains": frame}, {"tables": [table]})


def show_chain(view: RequestView) -> Page:
    """One chain."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "chains", key)
    if row is None:
        raise PageNotFound(_("There is no such chain."))
    shown = view.request.query_params.get("induced") == "1"
    drawing = make_chain_cards(gather_chain_content(view.district, key), view.lang, view.url, induced=shown)
    gaps = view.district.chain.gaps("all", key)
    title = _("Chain map: %s") % view.pick(row)
    pair = chain_pair(view.district, key, view.lang, view.url)
    context = {
        "pair": Markup(pair_svg(pair, _(TITLE), view.lang)),
        "pair_title": _(TITLE),
        "carried": view.carried,
        "chain": key,
        "svg": Markup(drawing.svg(title, _(", "))),
        "drawing": drawing,
        "shown": shown,
        "legend": drawing.legend,
        "posts": _posts(view, row),
        "cite": record_rows.citation_cell(view, row),
        "papers": [
            *paper_links(view, "pair", chain=key),
            *paper_links(view, "map", ("pdf",), chain=key),
            *paper_links(view, "set", ("pdf", "docx", "xlsx"), chain=key),
        ],
        "root": view.name(row["root"]),
        "tables": [
            *(_per_unit(view, key) if drawing.per_unit else []),
            *_lists(view, gaps, key),
            *_stated_output_tables(view, key),
            _links(view, drawing),
            *(_per_unit(view, key) if not drawing.per_unit else []),
        ],
    }
    frames = {
        "gaps": gaps,
        "cards": drawing.cards,
        "links": drawing.links,
        "per_unit": view.district.chain.per_unit(key),
    }
    return Page("chain/chain.html", title, frames, context)


def _lists(view: RequestView, gaps: pl.DataFrame, chain: str) -> list[Table]:
    """The chain's missing links, list by list; a list without rows is left out."""
    found = []
    for which in ("invite", "offers", "onsite", "commodities", "utilities"):
        rows = gaps.filter(pl.col("list") == which)
        if rows.height:
            found.append(gap_table(view, rows, view.word("list", which), brief=True, name=f"gaps-{which}", chain=chain))
    return found


def _stated_output_tables(view: RequestView, key: str) -> list[Table]:
    """What is stated of the chain's output, beside what its capacities would make."""
    frame = view.district.chain.stated_output().filter(pl.col("chain") == key)
    return [full_load_table(view, frame)] if frame.height else []


def _posts(view: RequestView, row: Row) -> list[tuple[str, Cell]]:
    """Posts and bodies of the chain; what no source states says so."""
    _ = view.tr

    def link_or_unknown(name: str, *tables: str) -> Cell:
        """A link to the row that a field names; unknown where it names none."""
        return Cell((link_cells.row_link(view, tables, row[name]),)) if row[name] else text_cell(_("unknown"))

    return [
        (_("Chain head (post)"), text_cell(row["head_post"] or _("unknown"))),
        (_("Lead firm"), link_or_unknown("lead_firm", "firms")),
        (_("Office in charge"), link_or_unknown("office", "offices")),
        (_("Cluster"), link_or_unknown("cluster", "clusters")),
        (_("Core product"), link_or_unknown("root", "products")),
    ]


def _links(view: RequestView, drawing: ChainCards) -> Table:
    """The cards as a table, column by column: the twin of the map."""
    _ = view.tr
    names = dict(drawing.cards.select("id", "name").iter_rows())
    leads: dict[str, list[str]] = {}
    for source, target, _kind in drawing.links.iter_rows():
        leads.setdefault(source, []).append(names[target])
    rows = [
        [
            text_cell(drawing.columns[card["column"]]),
            link_cell(card["name"], card["href"]),
            badge_cell(card["word"], card["status"]),
            text_cell(view.tr("; ").join(card["lines"])),
            text_cell(view.join(leads.get(card["id"], []))),
        ]
        for card in drawing.cards.sort("column", maintain_order=True).iter_rows(named=True)
    ]
    columns = [
        Column(_("Column")),
        Column(_("Link (product)")),
        Column(_("Status")),
        Column(_("Quantities")),
        Column(_("Goes into")),
    ]
    return Table(_("The map as a table"), columns, rows, name="cards")


def _per_unit(view: RequestView, key: str) -> list[Table]:
    """Use per unit of the root product, for chains whose amounts nobody has stated."""
    _ = view.tr
    frame = view.district.chain.per_unit(key)
    if not frame.height:
        return []
    root = view.district.tables["chains"].filter(pl.col("id") == key)["root"][0]
    made = dict(view.district.tables["products"].select("id", "unit").iter_rows())[root]
    rows = []
    for row in frame.iter_rows(named=True):
        amounts = [row[c] for c in ("low", "typical", "high")]
        printed = printed_scale(view, amounts, row["unit"])
        rows.append(
            [
                link_cells.product_cell(view, row),
                text_cell(view.word("role", row["role"])),
                number_cell(f"{spoken_figure(view, row['use'])} {per_unit_text(view, row['unit'], made)}"),
                number_cell(" / ".join(figure_text(view, a, printed) for a in amounts)),
                text_cell(printed.unit),
                text_cell(view.word("grade", row["grade"])),
            ]
        )
    columns = [Column(_("Product")), Column(_("Role")), Column(_("Use per unit"), number=True)]
    columns += [
        Column(_("For 10,000 units: low / typical / high"), number=True),
        Column(_("Unit")),
        Column(_("Reliability")),
    ]
    return [Table(_("Per 10,000 units of %s a year") % view.name(root), columns, rows, name="per-unit")]
