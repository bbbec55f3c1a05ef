"""The picture of the chains as small maps."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from fastapi import FastAPI

from liantu.drawings.chain_cards import LEGEND, make_chain_cards, place_chain_cards
from liantu.drawings.chain_thumbnails import Thumbnail, draw_thumbnails, fits_thumbnail
from liantu.drawings.meanings import INKS, SOFT
from liantu.model.tables import Row
from liantu.papers import gather_chain_content
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Link
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.chain_rows import chain_table
from liantu.wording.sentences import STATED_AND_PRINTED

PATH = "/picture/chain-maps"
EVERY_PATH = "/chains/picture/maps"
#: Width of the picture of all chains, and how many stand side by side.
_BROAD, _ACROSS = 940.0, 3
#: Chains on the first screen.
_SHOWN = 8
#: States of a card whose product is wanting here, or of which nobody says that it is made here.
_LACKING = ("missing", "short", "unstated")


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_maps_picture)
    add_picture(app, EVERY_PATH, make_every_map_picture)


def make_maps_picture(view: RequestView) -> Picture:
    """The chains of the first screen as small maps: what each makes, and how many links it lacks."""
    links = [Link(view.tr("Chains"), view.url("/chains"))]
    chains = sort_chains(view)
    picture = _draw(view, PATH, chains, chains.head(_SHOWN))
    return replace(picture, links=links) if len(chains) > _SHOWN else picture


def make_every_map_picture(view: RequestView) -> Picture:
    """All chains as small maps, three side by side."""
    chains = sort_chains(view)
    picture = _draw(view, EVERY_PATH, chains, chains, width=_BROAD, across=_ACROSS)
    return replace(picture, links=[Link(view.tr("Chains"), view.url("/chains"))])


def sort_chains(view: RequestView) -> pl.DataFrame:
    """The chains in their order."""
    return view.district.tables["chains"].sort(pl.col("order").cast(pl.Int64, strict=False), nulls_last=True)


def _draw(
    view: RequestView, path: str, chains: pl.DataFrame, drawn: pl.DataFrame, *, width: float = 500.0, across: int = 2
) -> Picture:
    """The maps of the chains that are drawn, and what is said of all."""
    _ = view.tr
    shown = [_thumbnail(view, row) for row in drawn.iter_rows(named=True)]
    lacking = sum(1 for row in shown if row.ink == INKS["missing"])
    heading = _("%(count)s chains; links named missing in %(lacking)s of them") % {
        "count": len(chains),
        "lacking": lacking,
    }
    unknown = [_unnamed_words(view, row) for row in view.district.chain.unnamed_chains().iter_rows(named=True)]
    return Picture(
        address=view.url(path),
        heading=heading,
        drawing=draw_thumbnails(shown, heading, unknown, width=width, across=across),
        narrow=draw_thumbnails(shown, heading, unknown, "chain-maps-narrow", width=NARROW, across=1),
        table=chain_table(view),
        frames={"chains": chains},
        unit=_("solid blue: here; red hatch: missing; red dots: not stated; grey hatch: unknown"),
        note=_("Each card stands where the map of the chain has it; click for the whole map."),
    )


def _unnamed_words(view: RequestView, row: Row) -> tuple[str, str]:
    """How many chains of a group nobody names, and what the source says of their number."""
    counts = {"stated": row["stated"], "printed": row["printed"]}
    more = view.tr("%s more chains: unknown") % row["unnamed"]
    return more, view.tr(STATED_AND_PRINTED) % counts


def _thumbnail(view: RequestView, chain: Row) -> Thumbnail:
    _, key = view.tr, str(chain["id"])
    drawn = make_chain_cards(gather_chain_content(view.district, key), view.lang)
    cards, links = place_chain_cards(drawn)
    gaps = view.district.chain.gaps("invite", key)
    named = view.district.chain.count_named(gaps)
    counts = {"links": gaps.height, "named": named}
    lack = _("%(links)s to fill, %(named)s named") % counts if named else _("%(links)s to fill") % counts
    lack = lack if gaps.height else _drawn_lack(view, [card.status for card in cards])
    return Thumbnail(
        name=view.pick(chain),
        to=view.url(f"/chain/{key}"),
        cards=cards,
        links=links,
        lines=[_made_text(view, key), lack],
        ink=INKS["missing"] if named else SOFT,
    )


def _drawn_lack(view: RequestView, drawn: list[str]) -> str:
    """What the map of a chain without links to fill draws as not made here: how many cards, state by state."""
    counts = [(view.tr(word), drawn.count(state)) for state, word, _rule in LEGEND if state in _LACKING]
    words = [view.tr("%(state)s: %(links)s") % {"state": word, "links": count} for word, count in counts if count]
    return view.join(words) or view.tr("no link to fill")


def _made_text(view: RequestView, chain: str) -> str:
    """What the chain makes first, operating / with plants being built / with planned ones."""
    for row in view.district.chain.products_made_in(chain).iter_rows(named=True):
        total = [row["operating"], row["with_building"], row["with_planned"]]
        if any(total):
            printed = printed_scale(view, total, row["unit"])
            steps = list(dict.fromkeys(figure_text(view, step, printed) for step in total))
            amounts = f"{' / '.join(steps)} {printed.unit}"
            named = f"{view.pick(row)} {amounts}"
            return named if fits_thumbnail(named) else amounts
    return view.tr("capacity unknown")
