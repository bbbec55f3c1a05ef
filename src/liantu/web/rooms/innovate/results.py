"""Results: where each stands, its maturity on a named scale, its owner."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.model.tables import Row
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.posting_picture import make_result_picture
from liantu.wording.consortium_words import LEVEL_OF_SCALE
from liantu.wording.innovation_words import (
    FIELDS,
    IN_HOUSE,
    POSTING_MEANINGS,
    POSTING_STATES,
    RESULT,
    RESULT_OWNER,
    RESULTS,
)

PATH = "/results"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS,))


def show(view: RequestView) -> Page:
    """The picture first, then the list."""
    _ = view.tr
    rows_of = view.district.tables.rows("results")
    named = view.district.tables["results"].select("id", "owner", "field")
    results = view.district.innovate.results().join(named, on="id", how="left", maintain_order="left")
    fields = [
        FacetField("state", _("State"), lambda state: _(POSTING_STATES[state])),
        FacetField("owner", _(RESULT_OWNER), view.name),
        FacetField("field", _(FIELDS), view.name),
    ]
    results, bar = narrow_rows(view, results, fields)
    cells = [
        [
            link_cell(view.pick(rows_of[row["id"]]), view.url(f"/result/{row['id']}")),
            text_cell(view.name(row["owner"]) if row["owner"] else _("not stated")),
            link_cells.row_links_cell(view, "clusters", [row["field"]] if row["field"] else []),
            text_cell(maturity_text(view, rows_of[row["id"]])),
            badge_cell(_(POSTING_STATES[row["state"]]), POSTING_MEANINGS[row["state"]]),
            text_cell(view.period(row["until"]) if row["until"] else ""),
            number_cell(str(row["interest"])),
            record_rows.citation_cell(view, rows_of[row["id"]], "results"),
        ]
        for row in results.iter_rows(named=True)
    ]
    heads = [_(RESULT), _(RESULT_OWNER), _(FIELDS), _("Maturity"), _("State"), _("Valid until")]
    columns = [*(Column(head) for head in heads), Column(_("Interest"), number=True)]
    table = Table(_(RESULTS), [*columns, Column(_("Source, paragraph, quote"))], cells, name="results")
    filled = not view.district.tables["results"].is_empty()
    picture = make_result_picture(view) if filled else None
    context = {
        "picture": picture,
        "room": None if filled else describe_empty_room(view, "results"),
        "tables": [table] if filled else [],
        "add": "" if view.present.workspace is None else view.url("/tables/results/new"),
    }
    title = picture.heading if picture else title_empty_room(view, _(RESULTS))
    return Page(
        "innovate/list.html", title, {"results": results}, context,
        internal=_(IN_HOUSE), names_firms=True, facets=bar, sheets=[table],
    )  # fmt: skip


def maturity_text(view: RequestView, row: Row) -> str:
    """A level with the scale that it stands on; never the one without the other."""
    if not row["level"] or not row["scale"]:
        return view.tr("not stated")
    scale = view.district.tables.rows("maturity_scales").get(str(row["scale"]))
    document = str(scale["document"] or view.pick(scale)) if scale else str(row["scale"])
    return view.tr(LEVEL_OF_SCALE) % {"level": row["level"], "scale": document}
