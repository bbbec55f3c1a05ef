"""Links made here and needed here, short or resting on one plant."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.amount_text import printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.supply_picture import make_supply_picture
from liantu.wording import N_
from liantu.wording.labels import WEAK_REASONS
from liantu.wording.sentences import KNOWN_PARTS

_NOTES = (
    N_("One plant only is normal in chemicals; it is marked where others here depend on it."),
    KNOWN_PARTS,
)
PATH = "/weak/picture/links"


def register(app: FastAPI) -> None:
    """Add the page and its picture."""
    add_page(app, "/weak", show, (FACETS,))
    add_picture(app, PATH, make_weak_picture)


def show(view: RequestView) -> Page:
    """The list of weak links."""
    _ = view.tr
    reasons = FacetField("reason", _("Reason"), lambda code: _(WEAK_REASONS[code]) if code in WEAK_REASONS else code)
    makers = FacetField("made_by", _("Made by"), view.name)
    frame, bar = narrow_rows(view, view.district.chain.weak_links(), [reasons, makers])
    table = _weak_table(view, frame)
    picture = None if bar.in_force or frame.is_empty() else make_weak_picture(view)
    context = {"tables": [table], "papers": paper_links(view, "weak"), "picture": picture}
    title = picture.heading if picture else _("Weak links: %s") % frame.height
    return Page("chain/weak.html", title, {"weak": frame}, context, facets=bar, names_firms=True)


def make_weak_picture(view: RequestView) -> Picture:
    """The weak links: what is needed of each beside what is made here, and why it is weak."""
    _, frame = view.tr, view.district.chain.weak_links()
    counts = dict(frame["reason"].value_counts().iter_rows())
    slots = {"all": frame.height, **{reason: counts.get(reason, 0) for reason in WEAK_REASONS}}
    heading = _("Weak links: %(all)s; short: %(short)s, on one plant only: %(one_plant)s") % slots
    return make_supply_picture(
        view,
        view.url(PATH),
        heading,
        frame.iter_rows(named=True),
        {product: (_(WEAK_REASONS[code]), "short") for product, code in frame.select("product", "reason").iter_rows()},
        _weak_table(view, frame),
        {"weak": frame},
        [Link(_("Weak links"), view.url("/weak"))],
        _(_NOTES[0]),
    )


def _weak_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """The weak links with who makes and who needs them."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        printed = printed_scale(view, [row["supply"], row["direct"], row["gap"]], row["unit"])
        code = row["reason"]
        reason = _(WEAK_REASONS[code])
        rows.append(
            [
                link_cells.product_cell(view, row),
                badge_cell(reason, "short"),
                link_cells.bounded_number_cell(view, row, "supply", printed),
                link_cells.bounded_number_cell(view, row, "direct", printed, account_measure="demand"),
                link_cells.bounded_number_cell(view, row, "gap", printed),
                text_cell(printed.unit),
                number_cell(str(row["plants"])),
                link_cells.row_links_cell(view, "firms", row["made_by"]),
                link_cells.row_links_cell(view, "firms", row["needed_by"]),
            ]
        )
    columns = [
        Column(_("Link (product)")),
        Column(_("Reason")),
        Column(_("Supply here"), number=True),
        Column(_("Demand"), number=True),
        Column(_("Gap"), number=True),
        Column(_("Unit")),
        Column(_("Plants"), number=True),
        Column(_("Made by")),
        Column(_("Needed by")),
    ]
    return Table(_("Weak links"), columns, rows, notes=[_(note) for note in _NOTES], name="weak")
