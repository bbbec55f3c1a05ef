"""The links to fill as a table with bars in it, and what of them nobody can compute in a band below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import polars as pl
from markupsafe import Markup

from liantu.drawings.chain_cards import STATUS
from liantu.drawings.gap_bars import GapBar, draw_axis_cell, draw_gap_cell, make_cell_axis
from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.make_lead import link_new_lead
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, number_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.gap_rows import plants_text, reliability_cell, value_cell
from liantu.wording import N_
from liantu.wording.amounts import Scale, choose_scale, format_range
from liantu.wording.evidence_words import evidence_word
from liantu.wording.labels import RANGE, USUAL_PLANTS, VALUE_BAND
from liantu.wording.lead_words import MAKE_LEAD
from liantu.wording.price_words import price_day_text
from liantu.wording.sentences import NESTED_LINKS

if TYPE_CHECKING:
    from liantu.district.results import SplitGap

STATES = ("operating", "building", "planned")
#: What a rule says of a product, the strictest first, with its colour and border.
VERDICTS = {"forbidden": "missing", "restricted": "short", "unknown": "unknown", "allowed": "made"}
ORDER = N_(
    "Order: links that fill a usual plant on operating and building demand, then with planned; within each, named in a "
    "document first, then by value. A link may serve several chains: their counts are not added."
)


@dataclass(frozen=True)
class UnknownLinks:
    """Links that are needed in an amount nobody knows: their names, and whose amounts would tell."""

    links: list[Link]
    owners: list[Link]


def make_gap_bars(view: RequestView, frame: pl.DataFrame, chain: str | None) -> tuple[list[GapBar], str]:
    """The links of known amount as bars, and the unit of their axis: that of most of them."""
    known = frame.filter(pl.col("gap_typical").is_not_null())
    if known.is_empty():
        return [], ""
    unit = str(known["unit"].mode(maintain_order=True)[0])
    same = known.filter(unit=unit)
    axis = printed_scale(view, [*same["gap_typical"], *same["gap_p90"]], unit)
    rows = view.district.chain.gap_parts(known)
    bars = [_bar(view, row, unit, axis, chain) for row in cast("Iterable[SplitGap]", rows.iter_rows(named=True))]
    return bars, axis.unit


def _bar(view: RequestView, row: SplitGap, unit: str, axis: Scale, chain: str | None) -> GapBar:
    needs = [row["operating"], row["building"], row["planned"]]
    printed = printed_scale(view, [*needs, row["supply"], row["gap_typical"]], row["unit"])
    parts = [row["gap_operating"], row["gap_building"], row["gap_planned"]]
    divisor = axis.divisor if row["unit"] == unit else printed.divisor
    low, high = row["gap_p10"], row["gap_p90"]
    spread = "" if low is None or high is None else format_range(low / printed.divisor, high / printed.divisor)
    gap, supply = figure_text(view, row["gap_typical"], printed), row["supply"]
    words = ""
    if supply:
        slots = {"need": figure_text(view, row["direct"], printed), "here": figure_text(view, supply, printed)}
        words = view.tr("need %(need)s, here %(here)s, gap %(gap)s") % {**slots, "gap": gap}
        words += view.tr("; ") + f"{view.tr(RANGE)} {spread}" if spread else ""
    return GapBar(
        name=view.pick(row),
        to=view.url(f"/product/{row['product']}"),
        parts={state: (part or 0.0) / divisor for state, part in zip(STATES, parts, strict=True)},
        low=None if low is None else low / divisor,
        high=None if high is None else high / divisor,
        range_words=spread,
        range_label=view.tr(RANGE),
        range_to=view.url(f"/account/{row['product']}", measure="range", chain=chain),
        gap_words=f"{gap} {printed.unit}",
        words=words,
        another_unit="" if row["unit"] == unit else printed.unit,
        strong=bool(row["named_in"]),
    )


def gap_bars_table(
    view: RequestView, frame: pl.DataFrame, bars: Sequence[GapBar], unit: str, title: str, chain: str | None
) -> Table:
    """The links of known amount, each with its bar."""
    _ = view.tr
    axis = make_cell_axis(bars)
    rows = cast("Iterable[SplitGap]", frame.filter(pl.col("gap_typical").is_not_null()).iter_rows(named=True))
    body = [
        _row(view, row, Markup(draw_gap_cell(bar, bars, _("another unit"))), chain)
        for row, bar in zip(rows, bars, strict=True)
    ]
    columns = [
        Column(_("Link (product)")),
        Column(_("Evidence")),
        *(Column(view.word("status", state), _("Demand"), number=True) for state in STATES),
        Column(_("Gap = demand − local supply, P10–P90"), drawing=Markup(draw_axis_cell(axis, unit))),
        Column(_("Typical gap a year"), number=True),
        Column(_(USUAL_PLANTS), number=True),
        Column(_(VALUE_BAND), number=True),
        Column(_("Reliability")),
        Column(_("Admission")),
        Column(_("Needed by")),
        Column(_("Brief")),
        *([Column(_(MAKE_LEAD))] if view.present.workspace is not None else []),
    ]
    notes = [_(ORDER), _(NESTED_LINKS)]
    prices = price_day_text(view.district.as_of, view.lang)
    return Table(title, columns, body, unit=prices, notes=notes, name="gaps", drawn=True)


def _row(view: RequestView, row: SplitGap, drawing: Markup, chain: str | None) -> list[Cell]:
    figures = [row["operating"], row["building"], row["planned"], row["supply"], row["gap_typical"]]
    printed = printed_scale(view, figures, row["unit"])
    plain = choose_scale(figures, row["unit"], chinese=view.zh, yearly=False)
    status, _word = STATUS.get(row["evidence"], ("unknown", ""))
    gap = link_cells.bounded_number_cell(view, row, "gap_typical", printed, account_measure="gap", chain=chain)

    def account(measure: str) -> str:
        """The address of the account of a measure."""
        return view.url(f"/account/{row['product']}", measure=measure, chain=chain)

    return [
        link_cells.product_cell(view, row),
        badge_cell(evidence_word(row["evidence"], view.lang), status),
        *(link_cells.bounded_number_cell(view, row, state, printed, chain=chain) for state in STATES),
        Cell(drawing=drawing),
        number_cell(f"{gap.text} {plain.unit}", gap.account),
        number_cell(plants_text(view, row["plants_filled"]), account("plants_filled") if row["plants_filled"] else ""),
        value_cell(view, row, account("value")),
        reliability_cell(view, row),
        _admission(view, row),
        _firms_cell(view, row["needed_list"]),
        _brief(view, row["product"]),
        *([Cell((lead,))] if (lead := link_new_lead(view, row["product"])) else []),
    ]


def _brief(view: RequestView, product: str) -> Cell:
    """The outward brief of a link, a click away in either form; the internal one is on the page of the product."""
    papers = paper_links(view, "brief", ("docx", "pdf"), product=product, version="outward")
    return Cell(tuple(Link(words, to) for words, (_label, to) in zip(("Word", "PDF"), papers, strict=True)))


def _admission(view: RequestView, row: SplitGap) -> Cell:
    """The verdict in colour and border, and how many clauses it rests on; they stand on the page of the product."""
    verdicts = row.get("admission") or ["unknown"]
    strictest = next(verdict for verdict in VERDICTS if verdict in verdicts)
    clauses = sum(bool(clause) for clause in row.get("clauses") or ())
    word = view.word("verdict", strictest)
    counted = view.tr("%(verdict)s, clauses: %(count)s") % {"verdict": word, "count": clauses} if clauses else word
    return badge_cell(counted, VERDICTS[strictest])


def list_unknown_links(view: RequestView, frame: pl.DataFrame) -> UnknownLinks:
    """The links of unknown amount, and the plants whose amounts would tell it."""
    unknown = frame.filter(pl.col("gap_typical").is_null())
    links = [Link(view.pick(row), view.url(f"/product/{row['product']}")) for row in unknown.iter_rows(named=True)]
    owners = dict.fromkeys(key for keys in unknown["unknown_demand_by"] for key in keys)
    return UnknownLinks(links, [link_cells.capacity_link(view, key) for key in owners])


def _firms_cell(view: RequestView, firms: Sequence[str]) -> Cell:
    """The first of the firms that need it, and how many they are."""
    if not firms:
        return Cell()
    first = link_cells.row_link(view, ["firms"], firms[0])
    counted = view.tr("%(firm)s and others, %(count)s in all") % {"firm": first.text, "count": len(firms)}
    return Cell((Link(counted, first.href) if len(firms) > 1 else first,))
