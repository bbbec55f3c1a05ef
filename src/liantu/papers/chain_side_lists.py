"""Beside the maps of a chain with few links to fill: the utilities it needs, and what it could become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper import Setting
from liantu.exchange.paper.extension_list import TITLE as EXTENSIONS
from liantu.exchange.paper.gap_lists import TITLES
from liantu.exchange.paper.report import ReportTable
from liantu.model import schema
from liantu.wording import NC_
from liantu.wording.amounts import choose_scale
from liantu.wording.labels import SHARE_OF_INPUTS
from liantu.wording.paper_figures import paper_figure

if TYPE_CHECKING:
    from liantu.district import District

#: Rows of each list, and names in a cell.
_ROWS, _NEEDS = 8, 4
_STATUSES = ("operating", "building", "planned")


def list_utilities(district: District, chain: str, setting: Setting) -> ReportTable | None:
    """要素保障: what the plants of a chain need of energy and water, by the state of the plants."""
    tr = setting.tr
    rows: list[list[str]] = []
    for row in district.chain.gaps("utilities", chain).head(_ROWS).iter_rows(named=True):
        amounts: list[float | None] = [row[status] for status in _STATUSES]
        scale = choose_scale(amounts, row["unit"], chinese=setting.chinese)
        texts = [setting.unknown if amount is None else paper_figure(amount / scale.divisor) for amount in amounts]
        rows.append([str(len(rows) + 1), setting.name(row["product"]), *texts, scale.unit])
    if not rows:
        return None
    states = [schema.label_code("status", status, setting.language) for status in _STATUSES]
    headings = (tr("No."), tr("Product"), *states, tr("Unit"))
    return ReportTable(tr(TITLES["utilities"]), headings, rows, (0.5, 1.8, 1.1, 1.1, 1.1, 1.4), "", (1,))


def list_extensions(district: District, chain: str, setting: Setting) -> ReportTable | None:
    """延链方向: what the surplus of a chain could become, and what else that needs."""
    tr = setting.tr
    rows: list[list[str]] = []
    frame = district.chain.extensions().filter(pl.col("product").is_in(district.chain.products_of(chain)))
    for row in frame.head(_ROWS).select("product", "makes", "main_share", "also_needs").iter_rows():
        product, makes, share, needs = row
        names = [setting.name(name) for name in (needs or [])[:_NEEDS]]
        percent = setting.unknown if share is None else f"{share * 100:.0f} %"
        number = str(len(rows) + 1)
        rows.append([number, setting.name(product), setting.name(makes), percent, tr(", ").join(names)])
    if not rows:
        return None
    columns = ("Surplus made here", NC_("extension list", "Could become"), SHARE_OF_INPUTS)
    headings = (tr("No."), *map(tr, columns), tr(NC_("extension list", "Also needs")))
    return ReportTable(tr(EXTENSIONS), headings, rows, (0.5, 1.6, 1.6, 0.9, 2.6), "", (1, 2, 4))
