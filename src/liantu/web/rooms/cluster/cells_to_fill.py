"""Which cells of the matrix of clusters to fill first: whom to ask what, and the cell that then has an amount."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.flow_picture import name_group
from liantu.wording.question_texts import unknown_word

#: Cells that are named; the page of questions has the others.
_SHOWN = 3


@dataclass(frozen=True)
class CellToFill:
    """Whom to ask, what of which product, which cell it fills, and the address of his questions."""

    firm: str
    question: str
    cell: str
    href: str


def list_cells_to_fill(view: RequestView, flows: pl.DataFrame) -> list[CellToFill]:
    """Cells without an amount whose product somebody can be asked about, in the order in which answers move the lists;
    ``flows`` are the potential flows between clusters. A product is asked about once."""
    _, by = view.tr, view.request.query_params.get("by") or "cluster"
    unsized = flows.filter(pl.col("quantity").is_null()).unique("product", keep="first", maintain_order=True)
    amounts = pl.col("field").str.contains("amount") & pl.col("firm").is_not_null()
    questions = view.district.chain.questions().filter(amounts).unique("product", keep="first", maintain_order=True)
    found = questions.join(unsized, on="product", maintain_order="left").head(_SHOWN)
    return [
        CellToFill(
            view.name(row["firm"]),
            _(": ").join([view.name(row["product"]), _(unknown_word("amount"))]),
            " → ".join(name_group(view, row[side], by) for side in ("seller", "buyer")),
            view.url("/ask", firm=row["firm"]),
        )
        for row in found.iter_rows(named=True)
    ]
