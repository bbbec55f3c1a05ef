"""The picture of the local balance: how far what is made here covers what is needed, and how many products by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl
from fastapi import FastAPI

from liantu.model.bounds import read_coverage
from liantu.web.core import link_cells
from liantu.web.core.amount_text import printed_scale
from liantu.web.core.page_tables import Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.supply_picture import COVERAGE, make_supply_picture

PATH = "/balance/picture/coverage"
#: Rows that are drawn: of these something is known of a maker here.
_SHOWN = 14
_DRAWN = ("partly", "covered", "unknown", "none")


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_balance_picture, ("chain",))


def make_balance_picture(view: RequestView) -> Picture:
    """How far what is made here covers what is needed, of the district or of one chain (``chain=``)."""
    _ = view.tr
    chain = view.request.query_params.get("chain") or None
    frame = view.district.chain.named_balance(chain)
    coverage = _read_coverages(frame)
    rows = {row["product"]: row for row in frame.iter_rows(named=True)}
    drawn = sorted((key for key in rows if coverage[key] in _DRAWN), key=lambda key: _DRAWN.index(coverage[key]))
    counts = Counter(coverage.values())
    slots = {state: counts[state] for state in COVERAGE} | {"all": len(frame) - counts[""]}
    heading = (
        _(
            "Products needed in known amounts: %(all)s; covered by what is made here: %(covered)s, "
            "in part: %(partly)s, not made here: %(none)s, maker not stated: %(unstated)s, "
            "made in an unknown amount: %(unknown)s"
        )
        % slots
    )
    chosen = [rows[key] for key in drawn[:_SHOWN]]
    return make_supply_picture(
        view,
        view.url(PATH, chain=chain),
        heading,
        chosen,
        {key: (_(COVERAGE[coverage[key]][0]), COVERAGE[coverage[key]][1]) for key in drawn},
        _table(view, frame, coverage, heading),
        {"balance": frame},
        [Link(_("Local balance"), view.url("/balance", chain=chain))],
        _("Drawn where something is known of a maker here; all products stand in the table."),
    )


def count_kinds(view: RequestView, frame: pl.DataFrame) -> Table:
    """How many products are covered, and how far, and of which kinds they are."""
    _ = view.tr
    coverage = _read_coverages(frame)
    kinds = {state: Counter[str]() for state in COVERAGE}
    for product, kind in frame.select("product", "kind").iter_rows():
        if coverage[product]:
            kinds[coverage[product]][kind or ""] += 1
    rows = []
    for state, (word, _meaning) in COVERAGE.items():
        parts = [f"{view.word('product_kind', kind)} {count}" for kind, count in kinds[state].most_common()]
        rows.append([text_cell(_(word)), number_cell(str(kinds[state].total())), text_cell(view.join(parts))])
    columns = [Column(_("Covered")), Column(_("How many"), number=True), Column(_("Kind"))]
    return Table(_("Products by how far they are covered"), columns, rows, name="coverage")


def _read_coverages(frame: pl.DataFrame) -> dict[str, str]:
    return {row["product"]: read_coverage(row) for row in frame.iter_rows(named=True)}


def _table(view: RequestView, frame: pl.DataFrame, coverage: Mapping[str, str], title: str) -> Table:
    """The needed products with the figures of the picture."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        state = coverage[row["product"]]
        if not state:
            continue
        measures = ("direct", "supply", "captive", "gap")
        printed = printed_scale(view, [row[measure] for measure in measures], row["unit"])
        word, meaning = COVERAGE[state]
        rows.append(
            [
                link_cells.product_cell(view, row),
                badge_cell(_(word), meaning),
                *(link_cells.bounded_number_cell(view, row, measure, printed) for measure in measures),
                text_cell(printed.unit),
            ]
        )
    labels = (_("Need"), _("merchant"), _("used on site"), _("Gap"))
    columns = [Column(_("Product")), Column(_("Covered")), *(Column(label, number=True) for label in labels)]
    return Table(title, [*columns, Column(_("Unit"))], rows, name="coverage-table")
