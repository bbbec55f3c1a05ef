"""The page of dependence: what stops here without a product, against how few can supply it. In the house alone."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from fastapi import FastAPI
from markupsafe import Markup

from liantu.drawings import supplier_columns as columns_of
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Link
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate import dependence_tables
from liantu.wording import dependence_words as say
from liantu.wording.stop_words import INTERNAL

PATH = "/dependence"
_TEMPLATE = "innovate/dependence.html"
_YES = "yes"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS, "recalled"))


def show(view: RequestView) -> Page:
    """The picture first, then products, what documents say, criteria; recalled magnitudes where they are called for."""
    _ = view.tr
    title, note = _(say.TITLE), _(INTERNAL)
    found = view.district.innovate.dependence()
    recalled = view.request.query_params.get("recalled") == _YES
    products = found.products.with_columns(
        pl.struct("stage", "state", "met")
        .map_elements(lambda row: say.find_substitution(row["stage"], row["state"], row["met"]), return_dtype=pl.String)
        .alias("substitution")
    )
    switch = Link(
        _(say.HIDE_RECALLED if recalled else say.SHOW_RECALLED), view.page_url(recalled=None if recalled else _YES)
    )
    context: dict[str, object] = {"switch": switch, "note": _(say.HOW_READ)}
    if recalled:
        context["recalled"] = dependence_tables.list_recalled(view, view.district.innovate.recalled_dependence())
    if products.is_empty():
        context["room"] = describe_empty_room(view, "dependence")
        return Page(_TEMPLATE, title, {"dependence": products}, context, internal=note, has_files=False)
    fields = [
        FacetField("group", _(say.HOW_FEW), mapped_words(view, say.SHORT_GROUPS)),
        FacetField("substitution", _(say.SUBSTITUTION), mapped_words(view, say.SUBSTITUTIONS)),
        FacetField("origin", _(say.ORIGIN), mapped_words(view, say.ORIGINS)),
    ]
    listed = ListedTable(dependence_tables.list_products(view, products, found.claims), products, fields)
    more = [dependence_tables.list_claims(view, found), dependence_tables.list_criteria(view, found.criteria)]
    tables, frames, bar = narrow_tables(view, [listed, *more])
    heading = _tell(view, products)
    drawn = _gather_columns(view, frames[0])
    words = columns_of.SupplierWords(
        columns=_(say.HOW_FEW),
        bars=_(say.BAR),
        meanings=[(say.SUBSTITUTION_MEANINGS[key], _(text)) for key, text in say.SUBSTITUTIONS.items()],
    )
    pictures = [
        columns_of.draw_supplier_columns(drawn, words, heading).svg("pic broad"),
        columns_of.draw_narrow_supplier_columns(drawn, words, heading).svg("pic narrow"),
    ]
    context |= {"headline": heading, "drawing": Markup("".join(pictures)), "tables": tables}
    return Page(_TEMPLATE, title, {"dependence": frames[0]}, context, internal=note, has_files=False, facets=bar)


def _tell(view: RequestView, products: pl.DataFrame) -> str:
    few = products.filter(group="few")
    return view.tr(say.HEADING) % {
        "all": products.height,
        "few": few.height,
        "stopping": few.filter(pl.col("reached") > 0).height,
        "volume": products.filter(substitution="volume").height,
    }


def _gather_columns(view: RequestView, products: pl.DataFrame) -> list[columns_of.SupplierColumn]:
    _, (few, several) = view.tr, view.district.innovate.supplier_groups()
    return [
        columns_of.SupplierColumn(
            _(say.GROUPS[group]) % {"few": few, "several": several} if group != "unknown" else _(say.GROUPS[group]),
            [_make_bar(view, row) for row in products.filter(group=group).iter_rows(named=True)],
        )
        for group in say.GROUPS
    ]


def _make_bar(view: RequestView, row: Mapping[str, object]) -> columns_of.SupplierBar:
    _ = view.tr
    reached, key = row["reached"], str(row["product"])
    substitution = str(row["substitution"])
    return columns_of.SupplierBar(
        name=view.name(key),
        to=view.url(f"/product/{key}"),
        stopping=reached if isinstance(reached, int) else None,
        stops=_(say.NO_LINE) if reached is None else _(say.STOPS) % reached,
        makers=view.join([say.makers_text(row, _), dependence_tables.substitution_text(view, row)]),
        meaning=say.SUBSTITUTION_MEANINGS[substitution],
    )
