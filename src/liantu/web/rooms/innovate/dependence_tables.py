"""The tables of the page of dependence: products, what documents say, criteria, recalled magnitudes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from liantu.web.core import link_cells, record_rows
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import dependence_words as say
from liantu.wording.comparators import add_comparator

if TYPE_CHECKING:
    from liantu.district.dependences import Dependences

_NUMBERS = ("direct", "reached", "makers_here", "met", "not_met", "open")


def list_products(view: RequestView, products: pl.DataFrame, claims: pl.DataFrame) -> Table:
    """One row a product, the gravest first."""
    _ = view.tr
    shares = {row["product"]: row for row in claims.filter(measure="import_share").iter_rows(named=True)}
    country = {row["product"]: row for row in claims.filter(measure="makers_country").iter_rows(named=True)}
    cells = []
    for row in products.iter_rows(named=True):
        key = row["product"]
        share, makers = shares.get(key), country.get(key)
        cells.append(
            [
                Cell((Link(view.name(key), view.url(f"/product/{key}")),)),
                number_cell(_count(row["direct"])),
                number_cell(_count(row["reached"])),
                text_cell(say.makers_text(row, _)),
                text_cell(figure_text(view, makers) if makers else say.country_text(row, _)),
                number_cell(_count(row["makers_here"])),
                text_cell(figure_text(view, share) if share else _(say.NOT_KNOWN)),
                badge_cell(substitution_text(view, row), say.SUBSTITUTION_MEANINGS[row["substitution"]]),
                *(number_cell(_count(row[name])) for name in ("met", "not_met", "open")),
            ]
        )
    columns = [Column(_(words), number=name in _NUMBERS) for name, words in say.COLUMNS.items()]
    judged = ((products["direct"] > 0) & (products["reached"] == 0)).any()
    notes = [_(words) for words in ((say.JUDGED_REPLACEABLE,) if judged else ())] + [_(say.NOT_AMONG_THEM)]
    return Table(_(say.TITLE), columns, cells, notes=notes, name="dependence")


def list_claims(view: RequestView, found: Dependences) -> ListedTable:
    """What documents say, before and after, each with its source; stages of what replaces it among them."""
    _ = view.tr
    rows_of, stages_of = view.district.tables.rows("observations"), view.district.tables["result_stages"]
    cells = [
        [
            _product_cell(view, row["product"]),
            text_cell(view.word("indicator_kind", row["measure"])),
            text_cell(figure_text(view, row)),
            text_cell(view.period(row["period"]) if row["period"] else ""),
            record_rows.citation_cell(view, rows_of[row["id"]], "observations")
            if row["id"]
            else _cite(view, row["source"], say.ORIGINS[row["origin"]]),
        ]
        for row in found.claims.iter_rows(named=True)
    ]
    for row in found.substitutions.iter_rows(named=True):
        stated = stages_of.filter(result=row["result"], stage=row["stage"]).to_dicts() if row["result"] else []
        cells.append(
            [
                _product_cell(view, row["product"]),
                text_cell(_(say.SUBSTITUTION)),
                text_cell(substitution_text(view, row)),
                text_cell(view.period(row["period"]) if row["period"] else ""),
                record_rows.citation_cell(view, stated[0], "result_stages")
                if stated
                else _cite(view, row["source"], say.ORIGINS["cited"]),
            ]
        )
    frame = pl.concat(
        [
            found.claims.select("product", "measure"),
            found.substitutions.select("product", measure=pl.lit("substitution")),
        ]
    )
    columns = [Column(_(words)) for words in say.CLAIM_COLUMNS.values()]
    fields = [FacetField("product", _(say.COLUMNS["product"]), view.name)]
    return ListedTable(Table(_(say.CLAIMS), columns, cells, name="claims"), frame, fields)


def list_criteria(view: RequestView, criteria: pl.DataFrame) -> ListedTable:
    """Every product by every criterion."""
    _ = view.tr
    cells = []
    for row in criteria.iter_rows(named=True):
        texts = [figure_text(view, figure) for figure in row["figures"] or []]
        limit = add_comparator(f"{row['limit']:g}", row["side"], view.lang)
        cells.append(
            [
                _product_cell(view, row["product"]),
                text_cell(view.word("indicator_kind", row["measure"])),
                badge_cell(_(say.VERDICTS[row["state"]]), say.VERDICT_MEANINGS[row["state"]]),
                text_cell(view.join(texts) if texts else _(say.NOT_KNOWN)),
                text_cell(limit),
            ]
        )
    columns = [Column(_(words)) for words in say.CRITERION_COLUMNS.values()]
    fields = [
        FacetField("state", _(say.CRITERION_COLUMNS["state"]), mapped_words(view, say.VERDICTS)),
        FacetField("measure", _(say.CRITERION_COLUMNS["measure"]), lambda code: view.word("indicator_kind", code)),
    ]
    return ListedTable(Table(_(say.CRITERIA), columns, cells, name="criteria"), criteria, fields)


def list_recalled(view: RequestView, rows: pl.DataFrame) -> Table:
    """What is recalled, as bands."""
    _ = view.tr
    cells = [
        [
            _product_cell(view, row["product"]),
            text_cell(f"{row['band_low']:g}–{row['band_high']:g} %"),
            text_cell(view.period(row["period"])),
            text_cell(view.word("result_stage", row["stage"])),
        ]
        for row in rows.iter_rows(named=True)
    ]
    heads = [say.COLUMNS["product"], say.BAND, say.CLAIM_COLUMNS["period"], say.SUBSTITUTION]
    return Table(
        _(say.RECALLED), [Column(_(head)) for head in heads], cells, notes=[_(say.RECALLED_NOTE)], name="recalled"
    )


def figure_text(view: RequestView, row: Mapping[str, object]) -> str:
    """A figure with its comparator and unit."""
    unit = view.units.trade_name(str(row["unit"])) if row["unit"] not in (None, "1") else ""
    gap = "" if not unit or unit == "%" or view.zh else " "
    return add_comparator(f"{row['value']:g}{gap}{unit}", str(row["comparator"]), view.lang)


def substitution_text(view: RequestView, row: Mapping[str, object]) -> str:
    """How far what replaces it has come."""
    if row["stage"] is None:
        return view.tr(say.SUBSTITUTIONS["none"])
    return view.tr(say.STATE_WORDS[str(row["state"])]) % view.word("result_stage", str(row["stage"]))


def _count(number: int | None) -> str:
    return "—" if number is None else str(number)


def _product_cell(view: RequestView, key: str) -> Cell:
    return Cell((link_cells.row_link(view, ("products",), key),))


def _cite(view: RequestView, source: str, origin: str) -> Cell:
    return Cell((Link(view.tr(origin)), Link(view.source_name(source), view.url(f"/source/{source}"))))
