"""A chain: its maps, today and aim, and its lists; the list of chains."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.drawings.chain_cards import make_chain_cards
from liantu.model.tables import Row
from liantu.papers import gather_chain_content
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import figure_text, per_unit_text, printed_scale, spoken_figure
from liantu.web.core.answer import add_page
from liantu.web.core.forms.edit_links import edit_links
from liantu.web.core.forms.table_facets import narrow_table_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.chain_maps_picture import make_every_map_picture, sort_chains
from liantu.web.rooms.chain.chain_rows import count_lacking
from liantu.web.rooms.chain.chain_states_picture import CHOICES, choose_state, draw_states
from liantu.web.rooms.chain.full_load import full_load_table
from liantu.web.rooms.chain.gap_rows import gap_table
from liantu.web.rooms.chain.gaps import narrow_links
from liantu.wording.pair_words import HOW_LINKS_HANG, PER_UNIT
from liantu.wording.sentences import NO_CHAIN


class Choice(NamedTuple):
    """A picture to choose, its address, and whether it is the one in view."""

    text: str
    href: str
    current: bool = False


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/chains", show_chains, (FACETS,))
    add_page(app, "/chain/{key}", show_chain, ("show", "induced", FACETS))


def show_chains(view: RequestView) -> Page:
    """All chains of the district."""
    frame, bar = narrow_table_rows(view, "chains", sort_chains(view))
    table = record_rows.row_table(view, "chains", frame, view.tr("Chains"), leave_out=("order",))
    picture = None if bar.in_force or frame.is_empty() else make_every_map_picture(view)
    context = {"tables": [table], "picture": picture, "counts": count_lacking(view, frame)}
    title = picture.heading if picture else view.tr("Chains: %s") % frame.height
    return Page("chain/chains.html", title, {"chains": frame}, context, facets=bar)


def show_chain(view: RequestView) -> Page:
    """One chain."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "chains", key)
    if row is None:
        raise PageNotFound(_(NO_CHAIN))
    gaps = view.district.chain.gaps("all", key)
    shown, bar = narrow_links(view, gaps)
    invited = view.district.chain.gaps("invite", key)
    slots = {"chain": view.pick(row), "links": invited.height, "named": view.district.chain.count_named(invited)}
    title = _("%(chain)s: links to fill %(links)s, of these named by a document %(named)s") % slots
    content = gather_chain_content(view.district, key)
    per_unit = content.needed.per_unit and content.root is not None
    picture = draw_states(view, row, content)
    # The cards of the map of links, for who reads the page as data.
    unfolded = view.request.query_params.get("induced") == "1"
    drawn = make_chain_cards(content, view.lang, view.url, induced=unfolded)
    context = {
        "picture": picture,
        "choices": _choices(view, row),
        "per_unit": per_unit,
        "carried": view.carried,
        "chain": key,
        "posts": _posts(view, row),
        "cite": record_rows.citation_cell(view, row),
        "papers": [
            *paper_links(view, "pair", chain=key),
            *paper_links(view, "set", ("pdf", "docx", "xlsx"), chain=key),
        ],
        "root": view.name(row["root"]),
        **edit_links(view, "chains", key),
        "tables": [
            *(_per_unit(view, key) if per_unit else []),
            *_lists(view, shown, key),
            *_stated_output_tables(view, key),
            *(_per_unit(view, key) if not per_unit else []),
        ],
    }
    frames = {
        "gaps": shown,
        **picture.frames,
        "cards": drawn.cards,
        "links": drawn.links,
        "per_unit": content.per_unit,
    }
    return Page("chain/chain.html", title, frames, context, facets=bar if gaps.height else None)


def _choices(view: RequestView, row: Row) -> list[Choice]:
    """The states that can be drawn, and the other pictures of the chain."""
    shown, key = choose_state(view), row["id"]
    chosen = [
        Choice(view.tr(words), view.page_url(show=None if code == "pair" else code), code == shown)
        for code, words in CHOICES.items()
    ]
    chosen.append(Choice(view.tr(HOW_LINKS_HANG), view.url(f"/chain/{key}/picture/links")))
    if row["root"]:
        flow = view.url(f"/product/{row['root']}/picture/flow")
        chosen.append(Choice(view.tr("Flow of the core product"), flow))
    return chosen


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
    return [Table(_(PER_UNIT) % view.name(root), columns, rows, name="per-unit")]
