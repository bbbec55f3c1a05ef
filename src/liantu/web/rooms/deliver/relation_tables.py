"""What items of a graph wait for and how long their decisions are held, as tables and marks of the drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable
from liantu.web.core.page_tables import Column, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view
from liantu.web.rooms.deliver.graph_view import GraphRequest
from liantu.wording.approval_relations import MUST_HAVE_BEGUN, lag_text, months_text

if TYPE_CHECKING:
    from liantu.district.results import Graph, Item, Prerequisite


def prerequisite_table(view: RequestView, found: GraphRequest) -> Table:
    """What each item waits for, how long after it, and why."""
    _ = view.tr
    graph = found.applied.graph
    rows = [
        [
            text_cell(graph_view.item_label(view, graph, item.id)),
            text_cell(graph_view.item_label(view, graph, before.item)),
            text_cell(relation_text(view, item, before)),
            text_cell(_(graph_view.KINDS[before.kind])),
        ]
        for item in graph.items.values()
        for before in item.after
    ]
    columns = [Column(_("Item")), Column(_("Waits for")), Column(_("From when")), Column(_("Why"))]
    notes = [
        _("%(item)s does not begin before %(day)s.")
        % {"item": graph_view.item_label(view, graph, item.id), "day": item.not_before}
        for item in graph.items.values()
        if item.not_before
    ]
    return Table(_("Prerequisites"), columns, rows, name="prerequisites", notes=notes)


def list_prerequisites(view: RequestView, found: GraphRequest) -> ListedTable:
    """What items wait for, with what narrows it: why they do."""
    kinds = [before.kind for item in found.applied.graph.items.values() for before in item.after]
    fields = [FacetField("why", view.tr("Why"), mapped_words(view, graph_view.KINDS))]
    return ListedTable(
        prerequisite_table(view, found), pl.DataFrame({"why": pl.Series(kinds, dtype=pl.String)}), fields
    )


def relation_text(view: RequestView, item: Item, before: Prerequisite) -> str:
    """The lag of a prerequisite, and the others of which one is enough; blank where the item simply follows it."""
    others = [other.item for other in item.after if other.choice == before.choice and other.item != before.item]
    parts = [lag_text(before.link, before.lag, before.unit, view.tr)]
    if before.choice and others:
        parts.append(view.tr("or else %s") % view.join(others))
    return view.tr("; ").join(part for part in parts if part)


def relations_text(view: RequestView, item: Item) -> str:
    """How an item follows others beyond simply following them, as its card in the drawing says it; mostly blank."""
    parts = []
    for group in item.choices:
        texts = [
            view.tr(": ").join(
                part for part in (before.item, lag_text(before.link, before.lag, before.unit, view.tr)) if part
            )
            for before in group
            if len(group) > 1 or before.lag or before.link == "start"
        ]
        if texts:
            parts.append(view.tr(" or ").join(texts))
    if item.not_before:
        parts.append(view.tr("not before %s") % item.not_before)
    return view.tr("; ").join(parts)


def validity_table(view: RequestView, found: GraphRequest) -> Table:
    """How long decisions are held; those whose source nobody has read are a note and lock nothing."""
    _ = view.tr
    rows = []
    for item in found.applied.graph.items.values():
        validity = item.validity
        if validity is None:
            continue
        times = _("%(times)s times %(months)s months") % {
            "times": validity.extensions,
            "months": validity.extension_months,
        }
        status = _(graph_view.STATUS[validity.status])
        rows.append(
            [
                text_cell(graph_view.item_label(view, found.applied.graph, item.id)),
                text_cell(months_text(validity.months, _)),
                text_cell(begin_text(view, found.applied.graph, validity.begin)),
                text_cell(times if validity.extensions else _("none")),
                text_cell(f"{status}{_(': ')}{validity.basis}" if validity.basis else status),
                text_cell(_("locks what waits for it") if validity.binding else _("a note only")),
            ]
        )
    labels = [
        _("Item"),
        _("Decision held for"),
        _(MUST_HAVE_BEGUN),
        _("May be extended"),
        _("Ground"),
        _("Once expired"),
    ]
    return Table(_("How long decisions are held"), [Column(label) for label in labels], rows, name="validity")


def begin_text(view: RequestView, graph: Graph | None, names: tuple[str, ...] | list[str]) -> str:
    """Items by id and name."""
    return view.join(graph_view.item_label(view, graph, name) if graph else name for name in names)
