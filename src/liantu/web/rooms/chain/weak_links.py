"""Links made here and needed here, short or resting on one plant."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.amount_text import printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.wording.labels import WEAK_REASONS
from liantu.wording.sentences import KNOWN_PARTS


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/weak", show, (FACETS,))


def show(view: RequestView) -> Page:
    """The list of weak links."""
    _ = view.tr
    reasons = FacetField("reason", _("Reason"), lambda code: _(WEAK_REASONS[code]) if code in WEAK_REASONS else code)
    makers = FacetField("made_by", _("Made by"), view.name)
    frame, bar = narrow_rows(view, view.district.chain.weak_links(), [reasons, makers])
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
    title = _("Weak links")
    notes = [_("One plant only is normal in chemicals; it is marked where others here depend on it."), _(KNOWN_PARTS)]
    table = Table(title, columns, rows, notes=notes, name="weak")
    return Page(
        "data/tables.html", title, {"weak": frame}, {"tables": [table], "papers": paper_links(view, "weak")}, facets=bar
    )
