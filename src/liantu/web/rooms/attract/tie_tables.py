"""The tables beside candidates: firms that a firm here could introduce, firms that followed others, refusals."""

from __future__ import annotations

import polars as pl

from liantu.web.core import link_cells, record_rows
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.candidate_view import CandidateView
from liantu.wording import candidate_words as say


def make_tie_table(view: RequestView, found: CandidateView) -> Table:
    """Firms elsewhere that are tied to one here; those that are candidates of the product first."""
    _ = view.tr
    rows = found.rows
    named = pl.concat([rows["candidate"], rows["short"].drop_nulls(), rows["name"]]).implode()
    ties = view.district.attract.introducers(found.recalled)
    is_candidate = pl.col("candidate").is_in(named) | pl.col("firm").is_in(named)
    ordered = ties.with_columns(is_candidate.alias("of_product")).sort(
        "of_product", descending=True, maintain_order=True
    )
    cells = [
        [
            text_cell(row["firm"]),
            text_cell(_(say.PREDICATES.get(row["predicate"], row["predicate"]))),
            link_cells.row_links_cell(view, "firms", [row["resident"]]),
            text_cell(_("candidate of this link") if row["of_product"] else ""),
            text_cell(_(say.BASES.get(row["basis"], row["basis"]))),
            _source_cell(view, row["source"]),
        ]
        for row in ordered.iter_rows(named=True)
    ]
    labels = [_("Firm"), _(say.TIE), _(say.FIRM_HERE), _("For this link"), _("Basis"), _("Source")]
    return Table(_(say.TIES), [Column(label) for label in labels], cells, name="ties")


def make_following_table(view: RequestView) -> Table:
    """Who came after whom, here or elsewhere."""
    _ = view.tr
    cells = []
    for row in view.district.attract.followings().iter_rows(named=True):
        ends = [
            link_cells.row_links_cell(view, "firms", [row[f"{end}_id"]]) if row[f"{end}_id"] else text_cell(row[end])
            for end in ("leader", "follower")
        ]
        cells.append(
            [*ends, text_cell(_(say.BASES.get(row["basis"], row["basis"]))), _source_cell(view, row["source"])]
        )
    labels = [_("Came first"), _("Followed"), _("Basis"), _("Source")]
    return Table(_(say.FOLLOWINGS), [Column(label) for label in labels], cells, name="followings")


def make_refusal_table(view: RequestView) -> Table:
    """Every refusal, with when and why; also as a table of its own to be carried away within the house."""
    _ = view.tr
    frame = view.district.tables["refusals"]
    table = record_rows.row_table(
        view, "refusals", frame, _(say.REFUSALS), leave_out=("id", "basis", "locator", "quote")
    )
    return Table(table.title, table.columns, table.rows, notes=table.notes, name="refusals")


def _source_cell(view: RequestView, key: str | None) -> Cell:
    if not key:
        return text_cell("")
    return Cell(
        (link_cells.row_link(view, ("sources",), key) if key in link_cells.table_ids(view, "sources") else Link(key),)
    )
