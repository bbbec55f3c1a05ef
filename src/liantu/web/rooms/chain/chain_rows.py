"""The chains at a glance: what each makes, how many links it lacks, which come first, how much and worth what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from liantu.model.tables import Row
from liantu.web.core.amount_text import amount_with_unit, figure_text, printed_scale
from liantu.web.core.page_tables import Cell, Column, Link, Table, link_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording.labels import VALUE_A_YEAR
from liantu.wording.price_words import value_text
from liantu.wording.sentences import CONJECTURED, NESTED_LINKS

if TYPE_CHECKING:
    from liantu.district.results import ListedGap

_CUMULATED = ("operating", "with_building", "with_planned")
_FIRST = 4


def chain_table(view: RequestView) -> Table:
    """One row a chain, with what the district makes for it."""
    _ = view.tr
    chains = view.district.tables["chains"].sort(pl.col("order").cast(pl.Int64, strict=False), nulls_last=True)
    columns = [
        Column(_("Chain")),
        Column(_("Makes: operating / with building / with planned")),
        Column(_("Links to fill"), number=True),
        Column(_("of these named by a document"), number=True),
        Column(_("First of them: gap a year, value")),
    ]
    rows = [_row(view, row) for row in chains.iter_rows(named=True)]
    notes = [
        _("* Drawn up by us; not named as a chain in the sources."),
        _(NESTED_LINKS),
    ]
    return Table(
        _("The chains: what nobody here makes for them"),
        columns,
        rows,
        unit=_(VALUE_A_YEAR),
        notes=notes,
        name="chains",
    )


def count_lacking(view: RequestView, chains: pl.DataFrame) -> Table:
    """How many links each chain lacks, and how many of them a document names."""
    _ = view.tr
    rows = []
    for chain in chains.iter_rows(named=True):
        gaps = view.district.chain.gaps("invite", chain["id"])
        named = view.district.chain.count_named(gaps)
        rows.append([text_cell(view.pick(chain)), number_cell(str(gaps.height)), number_cell(str(named))])
    columns = [Column(_("Chain")), Column(_("Links to fill"), number=True)]
    columns.append(Column(_("of these named by a document"), number=True))
    return Table(_("What each chain lacks"), columns, rows, name="lacking")


def _row(view: RequestView, chain: Row) -> list[Cell]:
    key = str(chain["id"])
    gaps = view.district.chain.gaps("invite", key)
    first = cast("Iterable[ListedGap]", gaps.head(_FIRST).iter_rows(named=True))
    named = view.district.chain.count_named(gaps)
    makes = tuple(
        Link(_made_text(view, row), view.url(f"/product/{row['product']}"))
        for row in view.district.chain.products_made_in(key).iter_rows(named=True)
    )
    star = " *" if chain["basis"] == "ours" else ""
    return [
        link_cell(view.pick(chain) + star, view.url(f"/chain/{key}")),
        Cell(makes or (Link(view.tr("no plant stated")),)),
        number_cell(str(gaps.height)),
        number_cell(str(named) if named else ""),
        Cell(tuple(_first_link(view, row, key) for row in first)),
    ]


def _made_text(view: RequestView, row: Mapping[str, Any]) -> str:
    total = [row[column] for column in _CUMULATED]
    if not any(total):
        named = view.tr(CONJECTURED) % view.pick(row) if row["conjectured"] else view.pick(row)
        return view.tr("%(product)s: unknown") % {"product": named}
    printed = printed_scale(view, total, row["unit"])
    amounts = " / ".join(figure_text(view, step, printed) for step in total)
    return f"{view.pick(row)} {amounts} {printed.unit}"


def _first_link(view: RequestView, row: ListedGap, chain: str) -> Link:
    words = f"{view.pick(row)} {amount_with_unit(view, row['gap_typical'], row['unit'])}"
    if row["band"]:
        words = view.tr("%(link)s, worth %(band)s") % {"link": words, "band": value_text(row, view.lang)}
    return Link(words, view.url(f"/account/{row['product']}", measure="gap", chain=chain))
