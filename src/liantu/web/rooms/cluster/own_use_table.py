"""Own use: what owners make for their own needs at one site, as a table and in a line; no flow, so it stands apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import cluster_words as say

#: Own uses that a line names; the table has all.
_NAMED = 3


class OwnUseRow(TypedDict):
    """What a group needs of a product, and what of it its owners make themselves."""

    group: str
    product: str
    demand: float | None
    own_use: float | None
    left: float | None
    demand_open: bool
    own_open: bool
    zh: str | None
    en: str | None
    unit: str


def list_own_uses(view: RequestView, frame: pl.DataFrame) -> list[OwnUseRow]:
    """Rows of `find_own_uses` with names and units."""
    products = view.district.tables["products"].select(pl.col("id").alias("product"), "zh", "en", "unit")
    named = frame.join(products, on="product", how="left", maintain_order="left")
    return [*cast("Iterable[OwnUseRow]", named.iter_rows(named=True))]


def make_own_use_table(view: RequestView, rows: list[OwnUseRow], names: dict[str, str]) -> Table:
    """Every need of which the owner makes a part; ``names`` are those of the groups."""
    _ = view.tr
    cells = []
    for row in rows:
        printed = printed_scale(view, [row["demand"], row["own_use"]], row["unit"])
        neither = row["own_open"] and row["demand_open"]
        cells.append(
            [
                text_cell(names[row["group"]]),
                link_cells.product_cell(view, row),
                number_cell(figure_text(view, row["demand"], printed, at_least=row["demand_open"])),
                number_cell(figure_text(view, row["own_use"], printed, at_least=row["own_open"])),
                number_cell(
                    figure_text(
                        view,
                        None if neither else row["left"],
                        printed,
                        at_least=row["demand_open"],
                        at_most=row["own_open"],
                    )
                ),
                text_cell(printed.unit),
            ]
        )
    columns = [Column(_(say.WHO_NEEDS)), Column(_("Product")), Column(_("Demand"), number=True)]
    columns += [Column(_(say.OWN_USE), number=True), Column(_(say.FROM_OTHERS), number=True), Column(_("Unit"))]
    return Table(_(say.OWN_USES), columns, cells, notes=[_(say.OWN_USE_NOTE)], name="own_uses")


def write_own_uses(view: RequestView, rows: list[OwnUseRow]) -> str:
    """The own uses in a line, those with an amount first; nothing where there are none."""
    if not rows:
        return ""
    ordered = sorted(rows, key=lambda row: row["own_use"] is None)
    words = [_write_own_use(view, row) for row in ordered[:_NAMED]]
    words += [view.tr("and %s more") % (len(rows) - _NAMED)] if len(rows) > _NAMED else []
    return view.tr(say.OWN_USE_APART) % view.join(words)


def _write_own_use(view: RequestView, row: OwnUseRow) -> str:
    printed = printed_scale(view, [row["own_use"]], row["unit"])
    text = figure_text(view, row["own_use"], printed, at_least=row["own_open"])
    return f"{view.pick(row)} {text}" + (f" {printed.unit}" if row["own_use"] is not None else "")
