"""The picture of a product up and down: what its makers need, where it comes from, where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl
from fastapi import FastAPI

from liantu.drawings.product_flow import (
    FlowHeadings,
    FlowNode,
    ProductFlow,
    draw_laptop_flow,
    draw_narrow_flow,
    draw_product_flow,
)
from liantu.model.tables import Row
from liantu.papers import short_names
from liantu.web.core import record_rows
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.page import PageNotFound
from liantu.web.core.page_tables import Column, Link, Table, link_cell, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.sentences import NO_PRODUCT

PATH = "/product/{key}/picture/flow"
#: Nodes of a column, firms named at one.
_NODES, _FIRMS = 7, 3
#: Kinds of products that stand on a list of their own, and would dwarf all others.
_UNDRAWN = ("energy", "utility")
_READ = N_(
    "Heights are amounts in one unit; hollow: another unit; hatched: amount unknown, its height says nothing. "
    "Amounts of inputs are not added to each other."
)


class _Balance(NamedTuple):
    """Of a product what is needed, lacks, could come from nearby, and is left over; what nobody knows adds nothing."""

    direct: float
    gap: float
    nearby: float
    surplus: float


class _Stream(NamedTuple):
    """Terms added up: what they are of, how firm, how much (None where nobody knows), and whose."""

    product: str
    state: str
    amount: float | None
    firms: tuple[str, ...]


_FLOWS = pl.Schema(
    {**dict.fromkeys(("side", "name", "state"), pl.String()), "amount": pl.Float64(), "origin": pl.String()}
)


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_flow_picture)


def make_flow_picture(view: RequestView) -> Picture:
    """Where a product comes from and where it goes, with what its makers need."""
    row = record_rows.find_row(view, "products", view.request.path_params["key"])
    if row is None:
        raise PageNotFound(view.tr(NO_PRODUCT))
    return draw_flow(view, row)


def draw_flow(view: RequestView, product: Row) -> Picture:
    """The picture of a product whose row is found."""
    _, key = view.tr, str(product["id"])
    flow = _Reader(view, product).read()
    heading = _heading(view, flow)
    supposed = _("If made here, it would need") if flow.supposed else _("What its makers need")
    headings = FlowHeadings(supposed, _("Comes from"), _("The product"), _("Where it goes"))
    return Picture(
        address=view.url(PATH.format(key=key)),
        heading=heading,
        drawing=draw_product_flow(flow, headings, heading),
        medium=draw_laptop_flow(flow, headings, heading),
        narrow=draw_narrow_flow(flow, headings, heading),
        table=_flow_table(view, flow, headings),
        frames={"flows": _flow_frame(flow)},
        note=_(_READ),
        links=[Link(view.pick(product), view.url(f"/product/{key}"))],
    )


def _heading(view: RequestView, flow: ProductFlow) -> str:
    if not flow.sources and not flow.uses:
        return view.tr("%s: nobody here makes or needs it, as far as is stated") % flow.name
    parts = {"product": flow.name, "from": len(flow.sources), "into": len(flow.uses)}
    return view.tr("%(product)s: where it comes from (%(from)s) and where it goes (%(into)s)") % parts


class _Reader:
    """Reads a product's flows from the terms of the chain room."""

    def __init__(self, view: RequestView, product: Row) -> None:
        self.view, self.product, self.key = view, product, str(product["id"])
        self.units = dict(view.district.tables["products"].select("id", "unit").iter_rows())
        self.unit = str(product["unit"] or "")
        self.names = short_names(view.district, view.lang)
        self.terms = view.district.chain.terms
        self.of_product = self.terms.filter(product=self.key)
        book = view.district.chain.balance().filter(product=self.key)
        amounts = book.select(pl.col(_Balance._fields).fill_null(0.0)).rows()
        self.book = _Balance(*amounts[0]) if amounts else _Balance(0.0, 0.0, 0.0, 0.0)
        drawn = view.district.tables["products"].filter(~pl.col("kind").is_in(_UNDRAWN).fill_null(value=False))
        self.drawn = drawn["id"].implode()

    def read(self) -> ProductFlow:
        """The whole flow."""
        made = self.of_product.filter(pl.col("measure").is_in(["supply", "captive"])).height > 0
        need = self.book.direct
        words = self.view.tr("needed %s") % self._words(need, self.key) if need else ""
        inputs = self._inputs() if made else self._supposed_inputs()
        return ProductFlow(
            self.view.pick(self.product),
            words,
            inputs,
            self._sources(),
            self._uses(),
            supposed=not made and bool(inputs),
        )

    def _inputs(self) -> list[FlowNode]:
        """What plants of the product need, each in its own unit."""
        rows = self.terms.filter(pl.col("product").is_in(self.drawn), measure="demand", via=self.key)
        streams = sorted(_add_up(rows, "product"), key=lambda stream: (stream.amount is None, -(stream.amount or 0.0)))
        return [self._node(stream, self.view.name(stream.product), "local") for stream in streams][:_NODES]

    def _supposed_inputs(self) -> list[FlowNode]:
        """What filling the gap would need by the usual process: a supposition."""
        if not self.book.gap:
            return []
        rows = self.view.district.chain.route_inputs(self.key, self.book.gap)
        rows = rows.filter(pl.col("input").is_in(self.drawn), role="input").head(_NODES)
        streams = [
            _Stream(product, "planned", amount, ()) for product, amount in rows.select("input", "typical").rows()
        ]
        return [self._node(stream, self.view.name(stream.product), "unknown") for stream in streams]

    def _sources(self) -> list[FlowNode]:
        """Makers here by how firm they are, what is nearby, and what nobody here covers."""
        _, nodes = self.view.tr, []
        for measure, label in (("supply", _("Made in the district")), ("captive", _("Made and used on site"))):
            for stream in _add_up(self.of_product.filter(measure=measure), "product"):
                named = f"{label} · {self.view.word('status', stream.state)}"
                nodes.append(self._node(stream, named, "local"))
        gap, nearby = self.book.gap, self.book.nearby
        near = [stream.firms for stream in _add_up(self.of_product.filter(measure="nearby"), "product")]
        parts = (
            (_("Nearby"), min(gap, nearby), "nearby", tuple(firm for firms in near for firm in firms)),
            (_("From outside, or to be brought in"), gap - min(gap, nearby), "outside", ()),
        )
        for label, amount, origin, firms in parts:
            if amount > 0:
                nodes.append(self._node(_Stream(self.key, "operating", amount, firms), label, origin))
        return nodes

    def _uses(self) -> list[FlowNode]:
        """What is made of it here, by product and how firm; what is left over."""
        rows = self.of_product.filter(measure="demand")
        streams = sorted(_add_up(rows, "via"), key=lambda stream: (stream.amount is None, -(stream.amount or 0.0)))
        nodes = []
        for stream in streams[:_NODES]:
            label = f"{self.view.name(stream.product)} · {self.view.word('status', stream.state)}"
            node = self._node(stream._replace(product=self.key), label, "local")
            nodes.append(replace(node, to=self.view.url(f"/product/{stream.product}")))
        if self.book.surplus > 0:
            left = _Stream(self.key, "operating", self.book.surplus, ())
            nodes.append(self._node(left, self.view.tr("Surplus, sold elsewhere"), "unknown"))
        return nodes

    def _node(self, stream: _Stream, label: str, origin: str) -> FlowNode:
        firms = [self.names.get(firm, firm) for firm in stream.firms[:_FIRMS]]
        more = len(stream.firms) - len(firms)
        detail = self.view.join(firms) + (self.view.tr(" and %s firms more") % more if more > 0 else "")
        return FlowNode(
            name=label,
            words=self._words(stream.amount, stream.product),
            detail=detail,
            amount=stream.amount,
            origin=origin,
            state=stream.state if stream.state in ("operating", "building", "planned") else "unknown",
            another_unit=str(self.units.get(stream.product) or "") != self.unit,
            to="" if stream.product == self.key else self.view.url(f"/product/{stream.product}"),
        )

    def _words(self, amount: float | None, product: str) -> str:
        if amount is None:
            return self.view.tr("unknown")
        printed = printed_scale(self.view, [amount], str(self.units.get(product) or ""))
        return f"{figure_text(self.view, amount, printed)} {printed.unit}"


def _add_up(terms: pl.DataFrame, by: str) -> list[_Stream]:
    """Terms by what they are of and how firm; unknown where none of them has an amount."""
    known = pl.col("value").is_not_null().any()
    rows = terms.group_by(by, "status", maintain_order=True).agg(
        pl.when(known).then(pl.col("value").sum()).alias("amount"),
        pl.col("firm").drop_nulls().unique(maintain_order=True).alias("firms"),
    )
    return [_Stream(product, state, amount, tuple(firms)) for product, state, amount, firms in rows.iter_rows()]


def _sides(flow: ProductFlow) -> Iterable[tuple[str, Sequence[FlowNode]]]:
    return (("inputs", flow.inputs), ("sources", flow.sources), ("uses", flow.uses))


def _flow_frame(flow: ProductFlow) -> pl.DataFrame:
    rows = [(side, node.name, node.state, node.amount, node.origin) for side, nodes in _sides(flow) for node in nodes]
    return pl.DataFrame(rows, schema=_FLOWS, orient="row")


def _flow_table(view: RequestView, flow: ProductFlow, headings: FlowHeadings) -> Table:
    _ = view.tr
    labels = {"inputs": headings.inputs, "sources": headings.sources, "uses": headings.uses}
    rows = [
        [text_cell(labels[side]), link_cell(node.name, node.to), number_cell(node.words), text_cell(node.detail)]
        for side, nodes in _sides(flow)
        for node in nodes
    ]
    columns = [Column(_("Side")), Column(_("What")), Column(_("Quantities"), number=True), Column(_("Firms"))]
    return Table(_("The flow as a table"), columns, rows, name="flow")
