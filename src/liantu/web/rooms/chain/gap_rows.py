"""The lists of missing links as tables: one unit a row, cumulative by status, every number with its account."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.drawings.chain_cards import STATUS
from liantu.web.core import link_cells
from liantu.web.core.amount_text import printed_scale
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import format_range, format_significant
from liantu.wording.days import day_text
from liantu.wording.labels import FROM_YEAR, RANGE, USUAL_PLANTS, VALUE_A_YEAR
from liantu.wording.origins import ORIGIN_LEGEND, reliability_words
from liantu.wording.points_to_verify import point_text
from liantu.wording.price_words import price_day_text, price_text, value_text
from liantu.wording.sentences import NESTED_LINKS, PROVINCE_RULES

if TYPE_CHECKING:
    from liantu.district.results import ListedGap, SplitGap

_DEMAND = ("operating", "building", "planned")


def gap_table(
    view: RequestView,
    frame: pl.DataFrame,
    title: str,
    *,
    brief: bool = False,
    name: str = "gaps",
    chain: str | None = None,
    offered: bool = False,
) -> Table:
    """A gaps frame as a table; ``brief`` leaves out what the first screen does not need.

    ``chain`` is the one whose needs the frame counts, for the accounts; ``offered`` adds which firms offer it.
    """
    _ = view.tr
    gaps = cast("Iterable[ListedGap]", frame.iter_rows(named=True))
    rows = [[*_row(view, row, brief, chain), *(_offer_cells(view, row) if offered else [])] for row in gaps]
    columns = [
        Column(_("Link (product)")),
        Column(_("Evidence")),
        *(Column(view.word("status", s), _("Demand"), number=True) for s in _DEMAND),
        Column(_("Supply here"), number=True),
        *([] if brief else [Column(_("Nearby"), number=True)]),
        Column(_("typical"), _("Gap"), number=True),
        Column(_(RANGE), _("Gap"), number=True),
        Column(_("Unit")),
        Column(_(USUAL_PLANTS), number=True),
        Column(_("Value band"), number=True),
        *([] if brief else [Column(_("Price used"), sentences=True)]),
        Column(_("Needed by")),
        *([] if brief else [Column(_(FROM_YEAR), number=True), Column(_("Transport"))]),
        *(
            []
            if brief
            else [Column(_("Admission"), sentences=True), Column(_("Added energy, 10,000 tce"), number=True)]
        ),
        Column(_("Reliability")),
        *([] if brief else [Column(_("To verify"), sentences=True), Column(_("Office in charge"))]),
        *([Column(_("Offered by"))] if offered else []),
    ]
    notes = [
        _("Demand by status stands side by side; the gap is against all three. ≥, ≤: a part of it is unknown."),
        _(
            "Order: links that fill a usual plant on operating and building demand, then with planned, then "
            "smaller, then unknown; within each, named in a document first, then by typical value."
        ),
        _(NESTED_LINKS),
        _(
            "Values without VAT where the quote has it, as output value is counted. Prices that are recalled "
            "(reliability low) give a band only; without a known price the value is unknown, not zero."
        ),
        _(ORIGIN_LEGEND),
    ]
    unit = _("; ").join((_(VALUE_A_YEAR), price_day_text(day_text(view.district.as_of, chinese=view.zh), view.lang)))
    return Table(title, columns, rows, wide=not brief, unit=unit, notes=notes, name=name)


def _row(view: RequestView, row: ListedGap, brief: bool, chain: str | None) -> list[Cell]:
    figures = [
        row["operating"],
        row["building"],
        row["planned"],
        row["supply"],
        row["nearby"],
        row["gap_typical"],
    ]
    printed = printed_scale(view, figures, row["unit"])
    low, high, plants = row["gap_p10"], row["gap_p90"], row["plants_filled"]
    spread = format_range(low / printed.divisor, high / printed.divisor) if low is not None and high is not None else ""

    def account(measure: str) -> str:
        """The address of the account of a measure."""
        return view.url(f"/account/{row['product']}", measure=measure, chain=chain)

    return [
        link_cells.product_cell(view, row),
        evidence_cell(view, row),
        *(link_cells.bounded_number_cell(view, row, s, printed, chain=chain) for s in (*_DEMAND, "supply")),
        *([] if brief else [link_cells.bounded_number_cell(view, row, "nearby", printed, chain=chain)]),
        link_cells.bounded_number_cell(view, row, "gap_typical", printed, account_measure="gap", chain=chain),
        number_cell(spread or view.tr("unknown"), account("range") if spread else ""),
        text_cell(printed.unit),
        number_cell(plants_text(view, plants) or view.tr("unknown"), account("plants_filled") if plants else ""),
        value_cell(view, row, account("value")),
        *([] if brief else [text_cell("" if row["gap_typical"] is None else price_text(row, view.lang))]),
        link_cells.row_links_cell(view, "firms", row["needed_list"]),
        *([] if brief else _extras(view, row)),
        reliability_cell(view, row),
        *([] if brief else _last_cells(view, row)),
    ]


def reliability_cell(view: RequestView, row: ListedGap) -> Cell:
    """How far a gap may be trusted and what it rests on."""
    of_district = bool(row.get("own_coefficients"))
    words = reliability_words(row["grade"], row["rests_on"], view.lang, of_district=of_district)
    return text_cell(words)


def value_cell(view: RequestView, row: ListedGap, account: str) -> Cell:
    """The value in words; which price it rests on is said in its title."""
    if row["gap_typical"] is None:
        return number_cell(view.tr("unknown"))
    words = value_words(view, row) if row["band"] else view.tr("unknown")
    return number_cell(words, account, price_text(row, view.lang))


def value_words(view: RequestView, row: ListedGap | SplitGap) -> str:
    """The range of a value in 100 million CNY; of a recalled price its bands alone."""
    return value_text(row, view.lang)


def _offer_cells(view: RequestView, row: ListedGap) -> list[Cell]:
    return [link_cells.row_links_cell(view, "firms", row["offered_by"])]


def _extras(view: RequestView, row: ListedGap) -> list[Cell]:
    return [
        number_cell(str(row["needed_by"] or view.tr("unknown"))),
        text_cell(view.word("transport", row.get("transport"))),
        admission_cell(view, row),
        number_cell(_energy_text(row.get("energy")) or view.tr("unknown")),
    ]


def _energy_text(tonnes: float | None) -> str:
    """Energy in 10,000 tonnes of coal equivalent."""
    return "" if tonnes is None else format_significant(tonnes / 1e4, 2)


def _last_cells(view: RequestView, row: ListedGap) -> list[Cell]:
    name = partial(_name_subject, view)
    verify = Cell(tuple(Link(point_text(code, view.lang, name)) for code in row["to_verify"] or ()))
    office = row.get("office")
    named = link_cells.row_links_cell(view, "offices", office) if office else text_cell(view.tr("unknown"))
    return [verify, named]


def admission_cell(view: RequestView, row: ListedGap) -> Cell:
    """Verdicts with their clauses. Without a clause permission is to be verified in the province, never presumed."""
    verdicts, clauses = row.get("admission") or ["unknown"], row.get("clauses") or [""]
    found, cited = [], dict[str, list[str]]()
    for verdict, clause in zip(verdicts, clauses, strict=False):
        cited.setdefault(verdict, []).extend([clause] if clause else [])
    for verdict, named in cited.items():
        word, province = view.word("verdict", verdict), row.get("province")
        if named:
            word = view.tr("%(verdict)s: %(clause)s") % {"verdict": word, "clause": view.tr(", ").join(named)}
        elif province:
            word = view.tr(PROVINCE_RULES) % {"verdict": word, "province": province}
        found.append(Link(word))
    return Cell(tuple(found))


def evidence_cell(view: RequestView, row: ListedGap) -> Cell:
    """The evidence of a row in words, colour and border."""
    status, _word = STATUS.get(row["evidence"], ("unknown", ""))
    return badge_cell(view.word("evidence", row["evidence"]), status)


def plants_text(view: RequestView, plants: float | None) -> str:
    """How many usual plants a gap fills: less than one is said so."""
    if plants is None:
        return ""
    return "<1" if 0 < plants < 1 else f"{plants:.1f}"


def _name_subject(view: RequestView, key: str) -> str:
    """What a point to verify is about: a capacity, an assumption, or what has a name of its own."""
    if key in view.district.tables.rows("capacities"):
        return link_cells.capacity_link(view, key).text
    return assumption_text(view, key)


def assumption_text(view: RequestView, key: str) -> str:
    """An assumption in words."""
    rows = view.district.tables["assumptions"].filter(pl.col("id") == key)
    return view.pick(rows.row(0, named=True)) if rows.height else key
