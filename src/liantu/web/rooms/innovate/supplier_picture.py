"""The picture of dependence: what stops here without a product, against how few can supply it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.drawings import supplier_columns as columns_of
from liantu.web.core.picture import Picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate import dependence_tables
from liantu.wording import dependence_words as say
from liantu.wording.stop_words import INTERNAL

#: Of the page: it is in the house alone, so the picture has no page or file of its own.
PATH = "/dependence"


def make_supplier_picture(view: RequestView) -> Picture:
    """Of all products of the district on whose makers a document says something."""
    found = view.district.innovate.dependence()
    products = judge_substitution(found.products)
    return draw_products(view, products, found.claims, tell_dependence(view, products))


def judge_substitution(products: pl.DataFrame) -> pl.DataFrame:
    """The products with the column ``substitution``: how far each is replaced."""
    return products.with_columns(
        pl.struct("stage", "state", "met")
        .map_elements(lambda row: say.find_substitution(row["stage"], row["state"], row["met"]), return_dtype=pl.String)
        .alias("substitution")
    )


def draw_products(view: RequestView, products: pl.DataFrame, claims: pl.DataFrame, heading: str) -> Picture:
    """The picture of some products, see ``judge_substitution``, under the heading of all."""
    _ = view.tr
    columns = _gather_columns(view, products)
    words = columns_of.SupplierWords(
        columns=_(say.HOW_FEW),
        bars=_(say.BAR),
        meanings=[(say.SUBSTITUTION_MEANINGS[key], _(text)) for key, text in say.SUBSTITUTIONS.items()],
    )
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=columns_of.draw_supplier_columns(columns, words, heading),
        narrow=columns_of.draw_narrow_supplier_columns(columns, words, heading),
        table=dependence_tables.list_products(view, products, claims),
        frames={"dependence": products},
        internal=_(INTERNAL),
    )


def tell_dependence(view: RequestView, products: pl.DataFrame) -> str:
    """The answer of the page in a sentence."""
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
        stops=say.stops_text(row, _),
        makers=view.join([say.makers_text(row, _), dependence_tables.substitution_text(view, row)]),
        meaning=say.SUBSTITUTION_MEANINGS[substitution],
    )
