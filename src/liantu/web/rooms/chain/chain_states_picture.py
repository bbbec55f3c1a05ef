"""The picture of a chain today, after the projects under way, and when its list is filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.drawings.chain_column import draw_chain_column
from liantu.drawings.chain_content import ChainContent
from liantu.drawings.chain_pair import draw_chain_states, draw_stacked_states
from liantu.drawings.pair_content import ChainPair, Flow, PairCard, PairPanel
from liantu.model.tables import Row
from liantu.papers import chain_pair, gather_chain_content, map_words
from liantu.web.core import record_rows
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page import PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.pair_words import CAPACITY_UNKNOWN, HOW_LINKS_HANG, MORE_INPUTS, TITLE
from liantu.wording.sentences import NO_CHAIN, NOT_A_MAP

PATH = "/chain/{key}/picture/states"
#: The choices of what is drawn, as the address has them.
CHOICES = {
    "pair": N_("Today beside the aim"),
    "now": N_("Today only"),
    "built": N_("After the projects under way"),
    "goal": N_("Aim only"),
}
_HEADINGS = {
    "now": N_("Today plants need %(needed)s of %(inputs)s inputs; %(lacking)s of them are not covered here"),
    "built": N_(
        "After the projects under way %(needed)s of %(inputs)s inputs are needed; %(lacking)s are not covered here"
    ),
    "goal": N_("When all is built %(needed)s of %(inputs)s inputs are needed; %(filling)s are links to fill"),
    "pair": N_("From today to the aim: links to fill %(filling)s, of these named missing by a document %(named)s"),
}


class _FlowRow(NamedTuple):
    """A line of a map as data: of which state, from what to what, and how much from where."""

    state: str
    product: str
    via: str
    local: float | None
    nearby: float | None
    outside: float | None
    open_origin: float | None


_FLOWS = pl.Schema(
    {
        **dict.fromkeys(("state", "product", "via"), pl.String()),
        **dict.fromkeys(("local", "nearby", "outside", "open_origin"), pl.Float64()),
    }
)


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_states_picture, ("show",))


def make_states_picture(view: RequestView) -> Picture:
    """A chain today beside its aim; ``show`` chooses one of the states: now, built, goal."""
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "chains", key)
    if row is None:
        raise PageNotFound(view.tr(NO_CHAIN))
    return draw_states(view, row, gather_chain_content(view.district, key))


def draw_states(view: RequestView, chain: Row, content: ChainContent) -> Picture:
    """The picture of a chain whose results are gathered."""
    _, key, choice = view.tr, str(chain["id"]), choose_state(view)
    pair = chain_pair(
        view.district,
        key,
        view.lang,
        view.url,
        lambda product: view.url(f"/product/{product}/card", chain=key),
        content,
    )
    panels = {"pair": [pair.now, pair.goal], "now": [pair.now], "built": [pair.built], "goal": [pair.goal]}[choice]
    heading, words = _heading(view, pair, panels, choice, chain), map_words(view.lang)
    path = PATH.format(key=key)
    folded = _(MORE_INPUTS)
    return Picture(
        address=view.url(path, show=None if choice == "pair" else choice),
        heading=heading,
        drawing=draw_chain_states(panels, heading, words, view.url("/gaps/invite", chain=key)),
        medium=draw_stacked_states(panels, heading, words, view.url("/gaps/invite", chain=key)),
        narrow=draw_chain_column(panels, heading, words),
        table=_states_table(view, pair),
        frames={"flows": _flow_frame(pair)},
        unit=_("The width of a line is its quantity; the thinnest measures nothing"),
        note=" ".join([*([folded % pair.folded] if pair.folded else []), _(NOT_A_MAP)]),
        links=[Link(_(HOW_LINKS_HANG), view.url(f"/chain/{key}/picture/links"))],
    )


def choose_state(view: RequestView) -> str:
    """Which of the choices the address asks for; both maps where it asks for none."""
    choice = view.request.query_params.get("show") or ""
    return choice if choice in CHOICES else "pair"


def _heading(view: RequestView, pair: ChainPair, panels: Sequence[PairPanel], choice: str, chain: Row) -> str:
    """The answer: how many inputs are needed and lack, or how many links are to fill."""
    panel = panels[-1]
    if not panel.inputs and not any(card.to_fill for card in panel.made):
        return f"{view.tr(TITLE)}{view.tr(': ')}{view.pick(chain)}"
    if pair.per_unit:
        root = view.name(chain["root"]) or view.pick(chain)
        return view.tr(CAPACITY_UNKNOWN) % root
    if panel.inputs and not any(card.beside for card in pair.goal.inputs):
        return view.tr("%s inputs are needed, in amounts unknown so far") % len(panel.inputs)
    lacking = {flow.source for flow in panel.flows if flow.outside + flow.open_origin > 0}
    filling = [card for card in (*panel.inputs, *panel.made) if card.to_fill]
    counts = {
        "needed": sum(1 for card in panel.inputs if card.beside),
        "inputs": len(panel.inputs),
        "lacking": len(lacking),
        "filling": len(filling),
        "named": sum(card.status == "missing" for card in filling),
    }
    return view.tr(_HEADINGS[choice]) % counts


def _states_table(view: RequestView, pair: ChainPair) -> Table:
    """The inputs with what is needed of each in every state, and where it comes from in the aim."""
    _ = view.tr
    units = dict(view.district.tables["products"].select("id", "unit").iter_rows())
    needs = [_group_flows(panel) for panel in (pair.now, pair.built, pair.goal)]
    rows = [
        _state_cells(view, card, [need.get(card.id, []) for need in needs], units[card.id] or "")
        for card in pair.goal.inputs
    ]
    need, origin = _("Needed"), _("In the aim, from where")
    columns = [
        Column(_("Link (product)")),
        Column(_("Status")),
        *(Column(words, need, number=True) for words in map_words(view.lang).states.values()),
        *(
            Column(words, origin, number=True)
            for words in (_("made here"), _("nearby"), _("to be brought in"), _("open"))
        ),
        Column(_("Unit")),
        Column(_("What else is known")),
    ]
    return Table(_("The maps as a table"), columns, rows, name="states")


def _state_cells(view: RequestView, card: PairCard, flows: Sequence[Sequence[Flow]], unit: str) -> list[Cell]:
    """The row of an input, from its lines in each state."""
    amounts, aim = [_total(group) for group in flows], flows[-1]
    parts = [sum(parts) for parts in zip(*((f.local, f.nearby, f.outside, f.open_origin) for f in aim), strict=True)]
    known = amounts[-1] is not None
    printed = printed_scale(view, [*amounts, *parts], unit)
    texts = [view.tr("unknown") if amount is None else figure_text(view, amount, printed) for amount in amounts]
    texts += [figure_text(view, part, printed) for part in parts] if known else [""] * 4
    return [
        link_cell(card.name, card.href),
        badge_cell(card.word, card.status),
        *map(number_cell, texts),
        text_cell(printed.unit if known else ""),
        text_cell(view.tr("; ").join(card.lines)),
    ]


def _group_flows(panel: PairPanel) -> dict[str, list[Flow]]:
    found: dict[str, list[Flow]] = {}
    for flow in panel.flows:
        found.setdefault(flow.source, []).append(flow)
    return found


def _total(flows: Sequence[Flow]) -> float | None:
    """What all lines carry; unknown where none of them is known."""
    known = [flow.amount for flow in flows if not flow.unknown]
    return sum(known) if known else None


def _flow_frame(pair: ChainPair) -> pl.DataFrame:
    """The lines of all states as data."""
    rows = [
        _FlowRow(
            panel.kind,
            flow.source,
            flow.target,
            *((None,) * 4 if flow.unknown else (flow.local, flow.nearby, flow.outside, flow.open_origin)),
        )
        for panel in (pair.now, pair.built, pair.goal)
        for flow in panel.flows
    ]
    return pl.DataFrame(rows, schema=_FLOWS, orient="row")
