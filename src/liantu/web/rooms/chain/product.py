"""One product: its balance, who makes and needs it, routes, coefficients with grade, names, classes."""

from __future__ import annotations

from collections.abc import Mapping, Set

import polars as pl
from fastapi import FastAPI

from liantu.model.tables import Row
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import (
    amount_with_unit,
    figure_text,
    per_unit_text,
    printed_scale,
    spoken_figure,
)
from liantu.web.core.answer import add_page
from liantu.web.core.forms.edit_links import edit_links
from liantu.web.core.make_lead import link_new_lead, link_new_need
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.paper_links import brief_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.gap_rows import gap_table
from liantu.web.rooms.chain.market_table import market_table
from liantu.web.rooms.chain.price_rows import price_table
from liantu.web.rooms.chain.product_flow_picture import draw_flow
from liantu.web.rooms.chain.resource_table import resource_table
from liantu.web.rooms.chain.site_admission_table import list_site_admissions, site_admission_table
from liantu.wording.amounts import format_significant, unit_word
from liantu.wording.labels import MADE_ON_SITE_TOO, USE_PER_UNIT
from liantu.wording.large_numbers import shorten_number
from liantu.wording.origins import ORIGIN_LEGEND, reliability_words
from liantu.wording.sentences import NO_PRODUCT

_MEASURES = (
    "operating",
    "building",
    "planned",
    "direct",
    "supply",
    "captive",
    "nearby",
    "offer",
    "gap",
    "surplus",
    "conditional",
)


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/product/{key}", show)


def show(view: RequestView) -> Page:
    """Everything about one product."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "products", key)
    if row is None:
        raise PageNotFound(_(NO_PRODUCT))
    terms = view.district.chain.terms.filter(pl.col("product") == key)
    book = view.district.chain.balance().filter(pl.col("product") == key)
    gaps = view.district.chain.gaps("all").filter(pl.col("product") == key)
    makes, needs = _makers(view, terms, row), _needs(view, terms, row)
    routes, uses = _routes(view, key), _uses(view, key)
    resources = view.district.chain.resources(key)
    sites = list_site_admissions(view, key)
    markets, caps = view.district.chain.markets(key), view.district.chain.market_caps(key)
    prices = view.district.chain.prices_of(key)
    tables = [
        *([gap_table(view, gaps, _("On the list"), name="gap")] if gaps.height else []),
        site_admission_table(view, sites),
        *([_balance(view, book, row)] if book.height else []),
        *([resource_table(view, resources)] if gaps.height or markets.height else []),
        *([market_table(view, markets, caps, row["unit"] or "")] if markets.height else []),
        makes,
        needs,
        *routes,
        uses,
        price_table(view, prices, row["unit"] or ""),
        *_other_row_tables(view, key),
    ]
    context = {
        **edit_links(view, "products", key),
        "facts": _facts(view, row),
        "tables": [t for t in tables if t.rows],
        "picture": draw_flow(view, row) if book.height else None,
        "papers": brief_links(view, key) if gaps.height else [],
        "make_lead": link_new_lead(view, key) if gaps.height else None,
        "make_need": link_new_need(view, key) if gaps.height else None,
        "chains": [link_cells.row_link(view, ["chains"], chain) for chain in _chains(view, key)],
    }
    coefficients = view.district.tables["coefficients"]
    routes_frame = coefficients.join(
        view.district.tables["processes"].filter(pl.col("product") == key).select(pl.col("id").alias("process")),
        on="process",
    )
    frames = {
        "balance": book,
        "terms": terms,
        "gap": gaps,
        "coefficients": routes_frame,
        "markets": markets,
        "market_caps": caps,
        "resources": resources,
        "sites": sites,
        "product": pl.DataFrame([row]),
        "prices": prices,
    }
    return Page("chain/product.html", view.pick(row), frames, context)


def _facts(view: RequestView, row: Row) -> list[tuple[str, Cell]]:
    """What the library says of it, figures with the unit they are in."""
    each = per_unit_text(view, "", row["unit"])
    units = dict.fromkeys(("price_low", "price_high", "capital"), f"{view.tr('yuan')}{each}")
    units["jobs"] = f"{view.tr('persons')}{each}"
    written = dict(row)
    for field in ("usual_plant_low", "usual_plant_typical", "usual_plant_high"):
        written[field] = amount_with_unit(view, float(amount), row["unit"]) if (amount := row[field]) else None
    for field, unit in units.items():
        written[field] = f"{shorten_number(figure, chinese=view.zh)} {unit}" if (figure := row[field]) else None
    written["unit"] = unit_word(row["unit"] or "", chinese=view.zh)
    return record_rows.field_facts(view, "products", written)


def _balance(view: RequestView, book: pl.DataFrame, row: Row) -> Table:
    _ = view.tr
    values = book.row(0, named=True)
    printed = printed_scale(view, [values[m] for m in _MEASURES], row["unit"])
    labels = (
        *(f"{_('Demand')} · {view.word('status', s)}" for s in _MEASURES[:3]),
        _("Demand"),
        _("Merchant supply"),
        _("Used on site"),
        _("Nearby"),
        _("By-product offers"),
        _("Gap"),
        _("Surplus"),
        _(MADE_ON_SITE_TOO),
    )
    line = [link_cells.bounded_number_cell(view, values, m, printed) for m in _MEASURES]
    return Table(
        _("Balance"), [Column(label, number=True) for label in labels], [line], unit=printed.unit, name="balance"
    )


def _makers(view: RequestView, terms: pl.DataFrame, row: Row) -> Table:
    _ = view.tr
    lines = []
    for term in terms.filter(pl.col("measure").is_in(["supply", "nearby"])).iter_rows(named=True):
        printed = printed_scale(view, [term["amount"]], row["unit"])
        lines.append(
            [
                text_cell("") if not term["plant"] else link_cells.row_links_cell(view, "plants", [term["plant"]]),
                link_cells.row_links_cell(view, "firms", [term["firm"]] if term["firm"] else []),
                text_cell(view.word("status", term["status"])),
                number_cell(figure_text(view, term["amount"], printed, at_least=term["least"])),
                text_cell(printed.unit if term["amount"] is not None else ""),
                text_cell(_("unknown") if term["load"] is None else f"{format_significant(term['load'] * 100)} %"),
                text_cell(_("unknown") if term["share"] is None else f"{format_significant(term['share'] * 100)} %"),
                text_cell(view.name(term["process"])),
            ]
        )
    columns = [Column(_("Plant")), Column(_("Firm")), Column(_("Status")), Column(_("Capacity"), number=True)]
    columns += [Column(_("Unit")), Column(_("Load")), Column(_("Used on site")), Column(_("Process"))]
    return Table(_("Who makes it"), columns, lines, name="makers")


def _needs(view: RequestView, terms: pl.DataFrame, row: Row) -> Table:
    _ = view.tr
    demand = terms.filter(pl.col("measure") == "demand")
    units: dict[str, str | None] = {}
    origins: dict[str, str] = {}
    own_coefficients: set[str] = set()
    if demand.height:  # three products in four are needed by nobody here
        units = dict(view.district.tables["products"].select("id", "unit").iter_rows())
        origins = dict(view.district.chain.coefficient_origins().iter_rows())
        own_coefficients = set(view.district.chain.own_coefficients()["coefficient"])
    lines = []
    for term in demand.iter_rows(named=True):
        printed = printed_scale(view, [term["value"]], row["unit"])
        per_unit = per_unit_text(view, row["unit"], units.get(term["via"]))
        lines.append(
            [
                link_cells.row_links_cell(view, "plants", [term["plant"]])
                if term["plant"]
                else text_cell(link_cells.capacity_link(view, term["row"]).text),
                link_cells.row_links_cell(view, "firms", [term["firm"]] if term["firm"] else []),
                text_cell(view.word("status", term["status"])),
                link_cells.row_links_cell(view, "products", [term["via"]]),
                link_cells.derived_number_cell(view, str(row["id"]), term["status"], term["value"], printed),
                text_cell(printed.unit if term["value"] is not None else ""),
                number_cell(_use_text(view, term, per_unit)),
                text_cell(_reliability_text(view, term, origins, own_coefficients)),
            ]
        )
    columns = [
        Column(_("Plant")),
        Column(_("Firm")),
        Column(_("Status")),
        Column(_("For making")),
        Column(_("Need"), number=True),
    ]
    columns += [
        Column(_("Unit")),
        Column(_(USE_PER_UNIT), number=True),
        Column(_("Reliability")),
    ]
    return Table(_("Who needs it"), columns, lines, name="needs", notes=[_(ORIGIN_LEGEND)])


def _reliability_text(view: RequestView, term: Row, origins: Mapping[str, str], own_coefficients: Set[str]) -> str:
    key = term["coefficient"] or ""
    return reliability_words(term["grade"], origins.get(key), view.lang, of_district=key in own_coefficients)


def _use_text(view: RequestView, term: Row, per_unit: str) -> str:
    """What is used of it for a unit; of a plant of open process that may take none it is unknown."""
    if term["typical"] is None:
        return view.tr("unknown")
    return " / ".join(spoken_figure(view, float(term[c] or 0)) for c in ("low", "typical", "high")) + f" {per_unit}"


def _routes(view: RequestView, key: str) -> list[Table]:
    """The processes that make it, each with its coefficients."""
    _ = view.tr
    tables = view.district.tables
    found = []
    for process in tables["processes"].filter(pl.col("product") == key).iter_rows(named=True):
        rows = _fill_units(view, tables["coefficients"].filter(pl.col("process") == process["id"]))
        default = tables["defaults"].filter(pl.col("process") == process["id"]).height > 0
        title = (_("Default route: %s") if default else _("Route: %s")) % view.pick(process)
        found.append(record_rows.row_table(view, "coefficients", rows, title, leave_out=("process",)))
    return found


def _uses(view: RequestView, key: str) -> Table:
    """What uses it, in the library."""
    rows = view.district.tables["coefficients"].filter(
        (pl.col("input") == key) & pl.col("role").is_in(["input", "utility"])
    )
    return record_rows.row_table(
        view, "coefficients", _fill_units(view, rows), view.tr("Used in (library)"), leave_out=("input",)
    )


def _fill_units(view: RequestView, rows: pl.DataFrame) -> pl.DataFrame:
    """Coefficients with the unit they mean where none is written: of the input for one of the product."""
    words = [per_unit_text(view, unit, made_unit) for unit, made_unit in view.district.chain.coefficient_units(rows)]
    return rows.with_columns(pl.Series("unit", words, pl.String))


def _other_row_tables(view: RequestView, key: str) -> list[Table]:
    """Rows of the district that speak of it, other than those shown above."""
    shown = {"coefficients", "processes", "defaults", "compositions", "products", "prices", "markets"}
    return [
        record_rows.row_table(view, name, rows, leave_out=used if len(used) == 1 else ())
        for name, rows, used in view.district.links.referring("products", key)
        if name not in shown
    ]


def _chains(view: RequestView, key: str) -> list[str]:
    tables = view.district.tables
    members = tables["members"].filter((pl.col("entity") == key) & pl.col("role").is_in(["product", "missing"]))[
        "group"
    ]
    roots = tables["chains"].filter(pl.col("root") == key)["id"]
    known = link_cells.table_ids(view, "chains")
    return [chain for chain in dict.fromkeys([*roots, *members]) if chain in known]
