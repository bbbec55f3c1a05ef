"""The picture of how the links of a chain hang on each other, and what filling them would need in turn."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.drawings.chain_cards import ChainCards, make_chain_cards
from liantu.drawings.link_column import draw_link_column
from liantu.papers import gather_chain_content
from liantu.web.core import record_rows
from liantu.web.core.page import PageNotFound
from liantu.web.core.page_tables import Column, Link, Table, badge_cell, link_cell, text_cell
from liantu.web.core.picture import LAPTOP, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import NO_CHAIN, NOT_A_MAP

PATH = "/chain/{key}/picture/links"


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_links_picture, ("induced",))


def make_links_picture(view: RequestView) -> Picture:
    """How the links of a chain hang on each other; with ``induced=1`` also what filling them would need in turn."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "chains", key)
    if row is None:
        raise PageNotFound(_(NO_CHAIN))
    shown = view.request.query_params.get("induced") == "1"
    drawn = make_chain_cards(gather_chain_content(view.district, key), view.lang, view.url, induced=shown)
    counts = {"chain": view.pick(row), "cards": drawn.cards.height, "links": drawn.links.height}
    heading = _("%(chain)s: %(cards)s products, %(links)s links between them") % counts
    drawing = drawn.drawing(heading, _(", "))
    path = PATH.format(key=key)
    fold = Link(_("Fold the inferred upstream"), view.url(path))
    unfold = Link(_("Unfold the inferred upstream (%s)") % drawn.induced, view.url(path, induced=1))
    return Picture(
        address=view.url(path, induced=1 if shown else None),
        heading=heading,
        drawing=drawing,
        medium=drawn.narrower_drawing(heading, _(", "), LAPTOP),
        narrow=draw_link_column(drawn.cards, drawn.links, drawn.columns, heading, _(", ")),
        table=_links_table(view, drawn),
        frames={"cards": drawn.cards, "links": drawn.links},
        note=" ".join(_notes(view, drawn)),
        links=[
            *([fold if shown else unfold] if drawn.induced else []),
            Link(_("Chain map: %s") % view.pick(row), view.url(f"/chain/{key}")),
        ],
    )


def _notes(view: RequestView, drawn: ChainCards) -> list[str]:
    """How the map is read, and what it leaves out."""
    _ = view.tr
    folded = _("%s more are folded: utilities, bulk materials and smaller links; the tables have them.")
    return [
        _("need a / b / c: operating / with plants being built / with planned ones (cumulative)") + _("."),
        _("solid line: needed by a plant stated here; dashed: inferred") + _("."),
        *([folded % drawn.hidden] if drawn.hidden else []),
        _(NOT_A_MAP),
    ]


def _links_table(view: RequestView, drawn: ChainCards) -> Table:
    """The cards column by column, with what each goes into."""
    _ = view.tr
    names = dict(drawn.cards.select("id", "name").iter_rows())
    leads: dict[str, list[str]] = {}
    for source, target, _kind in drawn.links.iter_rows():
        leads.setdefault(source, []).append(names[target])
    rows = [
        [
            text_cell(drawn.columns[card["column"]]),
            link_cell(card["name"], card["href"]),
            badge_cell(card["word"], card["status"]),
            text_cell(view.tr("; ").join(card["lines"])),
            text_cell(view.join(leads.get(card["id"], []))),
        ]
        for card in drawn.cards.sort("column", maintain_order=True).iter_rows(named=True)
    ]
    headings = (_("Column"), _("Link (product)"), _("Status"), _("Quantities"), _("Goes into"))
    return Table(_("The map as a table"), [Column(words) for words in headings], rows, name="cards")
