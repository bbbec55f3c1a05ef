"""Cells that lead somewhere: products, firms, sources, and numbers with their account."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from liantu.model import schema
from liantu.model.bounds import read_bound
from liantu.web.core.amount_text import figure_text
from liantu.web.core.nameless_rows import nameless_row_text
from liantu.web.core.page_tables import Cell, Link, number_cell
from liantu.web.core.remark_marks import remark_mark
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import Scale

#: Tables whose rows have a page of their own.
PAGES = {
    "products": "product",
    "firms": "firm",
    "plants": "plant",
    "places": "place",
    "projects": "project",
    "clusters": "cluster",
    "chains": "chain",
    "institutes": "institute",
    "schemes": "scheme",
    "offices": "office",
    "initiatives": "initiative",
    "sources": "source",
    "needs": "need",
    "results": "result",
}


def row_address(view: RequestView, table: str, key: str) -> str:
    """The address of the page of a row; empty when the table has none."""
    return view.url(f"/{PAGES[table]}/{key}") if table in PAGES else ""


def row_link(view: RequestView, tables: Iterable[str], key: str | None) -> Link:
    """A link to the row that an id names, looked for in the tables in order."""
    if not key:
        return Link("")
    for table in tables:
        if key in table_ids(view, table):
            return Link(_title(view, table, key), row_address(view, table, key))
    return Link(key)


def table_ids(view: RequestView, table: str) -> Collection[str]:
    """All ids of a table; none when its rows have another key."""
    return view.district.tables.rows(table).keys() if schema.read_tables()[table].key == ["id"] else ()


def _title(view: RequestView, table: str, key: str) -> str:
    if table == "capacities":
        return capacity_link(view, key).text
    # A product and its chain may share an id: the name is looked for in the table that is meant.
    name = view.district.tables.names(table, view.lang).get(key) or view.names.get(key)
    return name or nameless_row_text(view, table, view.district.tables.rows(table)[key])


def row_links_cell(view: RequestView, table: str, keys: Iterable[str] | None) -> Cell:
    """Several rows of one table in a cell."""
    return Cell(tuple(row_link(view, [table], key) for key in keys or ()))


def first_links_cell(view: RequestView, table: str, keys: Sequence[str], shown: int) -> Cell:
    """The first rows of one table in a cell, and how many more there are."""
    links = [row_link(view, [table], key) for key in keys[:shown]]
    if len(keys) > shown:
        links.append(Link(view.tr("and %s more") % (len(keys) - shown)))
    return Cell(tuple(links))


def product_cell(view: RequestView, row: Mapping[str, Any], stem: str = "") -> Cell:
    """A product by its name, leading to its page; ``stem`` chooses ``makes`` and the like."""
    key = row[stem or "product"]
    label = view.pick(row, stem) if (f"{stem}_zh" if stem else "zh") in row else view.name(key)
    link = Link(label or view.name(key), view.url(f"/product/{key}"))
    return Cell((link,), mark=remark_mark(view, "products", key))


def capacity_link(view: RequestView, key: str) -> Link:
    """A capacity by its plant and product, leading to the plant's page."""
    row = view.district.tables.rows("capacities").get(key)
    if row is None:
        return Link(key)
    owner = row["plant"] or row["group"]
    made = view.name(row["product"])
    text = f"{view.name(owner)} · {made}" if made else view.name(owner)
    return Link(text, view.url(f"/plant/{row['plant']}") if row["plant"] else "")


def derived_number_cell(
    view: RequestView,
    key: str,
    measure: str,
    value: float | None,
    printed: Scale | None = None,
    *,
    at_least: bool = False,
    at_most: bool = False,
    title: str = "",
    chain: str | None = None,
) -> Cell:
    """A number that the engine made, opening its account; ``chain`` when it counts one chain's needs only."""
    return number_cell(
        figure_text(view, value, printed, at_least=at_least, at_most=at_most),
        view.url(f"/account/{key}", measure=measure, chain=chain),
        title,
    )


def bounded_number_cell(
    view: RequestView,
    row: Mapping[str, object],
    measure: str,
    printed: Scale,
    *,
    account_measure: str = "",
    chain: str | None = None,
) -> Cell:
    """A figure of a row, as far as it is known; ``account_measure`` is the measure of the account that it opens."""
    part = read_bound(row, measure)
    return derived_number_cell(
        view,
        str(row["product"]),
        account_measure or measure,
        part.value,
        printed,
        at_least=part.at_least,
        at_most=part.at_most,
        chain=chain,
    )


def plain_number_cell(
    view: RequestView, value: float | None, printed: Scale | None = None, *, at_least: bool = False
) -> Cell:
    """A number without an account of its own."""
    return number_cell("" if value is None else figure_text(view, value, printed, at_least=at_least))
