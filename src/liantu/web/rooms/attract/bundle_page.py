"""The page of one bundle: its routes as chains, figures and factors, clauses, partners, what is open, the account."""

from __future__ import annotations

from typing import cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.bundle_chains import (
    draw_bundle_chains,
    draw_laptop_bundle_chains,
    draw_narrow_bundle_chains,
)
from liantu.web.core import link_cells
from liantu.web.core.amount_text import amount_with_unit, figure_text
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.proposal_rows import (
    PATH,
    ProposalRow,
    list_rows,
    partner_cell,
    partner_place,
    partner_state,
    picture_rows,
    picture_words,
    title_of,
)
from liantu.web.rooms.attract.proposals import make_table
from liantu.web.rooms.chain.market_table import market_table
from liantu.wording import NC_
from liantu.wording import proposal_words as say
from liantu.wording.amounts import hundred_million_text
from liantu.wording.price_words import price_text, value_text
from liantu.wording.verdict_words import verdict_text

_TEMPLATE = "attract/bundle.html"
_CNY = 1e8


def register(app: FastAPI) -> None:
    """Add the page and its picture."""
    add_page(app, PATH + "/{bundle}", show)
    add_picture(app, PATH + "/{bundle}/picture/routes", make_routes_picture)


def show(view: RequestView) -> Page:
    """One bundle with its account."""
    row = _find(view)
    found = view.district.attract.proposals()
    parts = {
        name: frame.filter(pl.col("bundle") == row["bundle"])
        for name, frame in (
            ("steps", found.steps),
            ("clauses", found.clauses),
            ("partners", found.partners),
            ("not_built", found.not_built),
        )
    }
    terms = view.district.attract.bundle_terms(row["bundle"])
    points = found.open.filter(pl.col("bundle") == row["bundle"])
    picture = make_routes_picture(view)
    chain = view.district.chain
    markets = market_table(view, chain.markets(row["product"]), chain.market_caps(row["product"]), row["unit"])
    tables = [
        _make_needs_table(view, row, terms, has_market=bool(markets.rows)),
        _make_factor_table(view, row),
        _make_step_table(view, parts["steps"]),
        _make_bought_table(view, parts["not_built"]),
        _make_clause_table(view, parts["clauses"]),
        _make_partner_table(view, parts["partners"]),
        _make_open_table(view, points),
        _make_term_table(view, terms),
        markets,
    ]
    title = title_of(view, row, found.clauses)
    advice = view.word("proposal_advice", row["advice"])
    context = {
        "headline": f"{title}{view.tr(': ')}{advice}{view.tr('; ')}{say.size_text(row, view.lang)}",
        "picture": picture,
        "tables": [table for table in tables if table.rows],
        "no_clause": "" if parts["clauses"].height else view.tr(say.NO_CLAUSE),
        "to_all": view.url(PATH),
    }
    frames = {"terms": terms, **parts, "open": points}
    body = {"proposal": view.district.attract.proposal_records(_frame(view, row))[0], "terms": terms.to_dicts()}
    return Page(_TEMPLATE, view.pick(row), frames, context, body, sheets=tables, names_firms=True)


def make_routes_picture(view: RequestView) -> Picture:
    """All routes of the product of a bundle, the one of the page first."""
    row = _find(view)
    bundles = view.district.attract.choose_proposals(row["product"])
    frame = bundles.sort(pl.col("bundle") != row["bundle"], maintain_order=True)
    rows = list_rows(frame)
    barred = frame.filter(pl.col("advice").is_in(["restricted", "forbidden"])).height
    heading = view.tr(say.ROUTES_HEADING) % {"name": view.pick(row), "count": len(rows), "barred": barred}
    drawn, words = picture_rows(view, rows), picture_words(view)
    return Picture(
        address=view.url(f"{PATH}/{row['bundle']}/picture/routes"),
        heading=heading,
        drawing=draw_bundle_chains(drawn, words, heading),
        medium=draw_laptop_bundle_chains(drawn, words, heading),
        narrow=draw_narrow_bundle_chains(drawn, words, heading),
        table=make_table(view, rows, heading, "routes"),
        frames={"routes": frame},
        note=view.tr(say.NO_SUM),
        links=[Link(view.tr(say.TITLE), view.url(PATH))],
    )


def _frame(view: RequestView, row: ProposalRow) -> pl.DataFrame:
    return view.district.attract.proposals().bundles.filter(pl.col("bundle") == row["bundle"])


def _find(view: RequestView) -> ProposalRow:
    key = view.request.path_params["bundle"]
    found = view.district.attract.proposals().bundles.filter(pl.col("bundle") == key)
    if found.is_empty():
        raise PageNotFound(key)
    return list_rows(found)[0]


def _list_uses(view: RequestView, row: ProposalRow, terms: pl.DataFrame) -> list[list[Cell]]:
    """What of the need here it fills, what it sells away, and what it takes of what is to be had here."""
    _, units = view.tr, view.district.tables.rows("products")
    share = f"{view.tr(', ')}{_(say.COLUMNS['share'])} {say.share_text(row['fill_share'], _)}"
    fill = amount_with_unit(view, row["fill"], row["unit"]) + (share if row["fill_share"] is not None else "")
    used = terms.filter(pl.col("measure") == "use").group_by("product", maintain_order=True).agg(pl.col("value").sum())
    names = [
        f"{view.name(product)} {amount_with_unit(view, value, units[product]['unit'])}"
        for product, value in used.sort("value", descending=True).iter_rows()
    ]
    return [
        [text_cell(_(say.COLUMNS["fill"])), number_cell(fill, "#terms")],
        [text_cell(_(say.COLUMNS["sold"])), number_cell(say.share_text(row["sold_share"], _), "#terms")],
        [text_cell(_(say.USED_HERE)), number_cell(view.join(names) or "—", "#terms")],
    ]


def _make_needs_table(view: RequestView, row: ProposalRow, terms: pl.DataFrame, *, has_market: bool) -> Table:
    """What it fills, uses, sells and needs of the place, costs and is worth; unknown where nobody knows."""
    _, figures = view.tr, cast("dict[str, float | None]", row)
    rows = _list_uses(view, row, terms)
    for key, (label, unit) in say.NEED_LABELS.items():
        value = figures[key]
        if key == "capital" and value is not None:
            text = _(say.MONEY) % hundred_million_text(value)
        else:
            text = amount_with_unit(view, value, unit) if key != "jobs" else figure_text(view, value)
        rows.append([text_cell(_(label)), number_cell(text, "#terms")])
    rows.append([text_cell(_(say.LAND)), number_cell(say.land_text(figures, _, view.lang), "#terms")])
    worth = value_text(cast("dict[str, object]", row), view.lang)
    price = price_text(cast("dict[str, object]", row), view.lang)
    rows.append([text_cell(_(say.COLUMNS["value"])), number_cell(_worth(view, worth), "#terms", price)])
    facts = cast("dict[str, object]", row)
    for label, words in ((say.COLUMNS["nation"], say.nation_text), (say.RATIO, say.ratio_text)):
        text = words(facts, _, view.lang)
        rows.append([text_cell(_(label)), Cell((Link(text, "#market"),)) if has_market else text_cell(text)])
    basis = str(facts["land_basis"]) if facts["land_high"] is not None else None
    land = say.land_basis_text(basis, view.district.attract.land_standards_elsewhere(), _)
    limit = _(say.CAPACITY_LIMIT) % f"{view.district.attract.capacity_limit():g}"
    notes = [note for note in (_(say.NOT_OF_A_YEAR), price if worth else "", land, limit) if note]
    return Table(
        _(say.NEEDS), [Column(_(say.ITEM)), Column(_(say.A_YEAR), number=True)], rows, notes=notes, name="needs"
    )


def _worth(view: RequestView, worth: str) -> str:
    return view.tr(say.MONEY) % worth if worth else view.tr("unknown")


def _make_factor_table(view: RequestView, row: ProposalRow) -> Table:
    """Each factor with its value, weight and points."""
    _, figures = view.tr, cast("dict[str, float | None]", row)
    rows = []
    for factor, weight in view.district.attract.proposal_weights().items():
        value = figures[f"factor_{factor}"]
        shown = _("unknown") if value is None else f"{value:.2g}"
        points = f"{figures[f'points_{factor}']:.0f}"
        rows.append(
            [text_cell(view.word("proposal_factor", factor)), *map(number_cell, (shown, f"{weight:g}", points))]
        )
    rows.append([text_cell(_(say.SUM)), number_cell(""), number_cell(""), number_cell(f"{row['points']:.0f}")])
    labels = (_("Factor"), _("Value, 0 to 1"), _("Weight"), _(say.COLUMNS["points"]))
    columns = [Column(label, number=number > 0) for number, label in enumerate(labels)]
    return Table(_(say.FACTORS), columns, rows, notes=[_(say.RECALLED_NATION)], name="factors")


def _make_step_table(view: RequestView, steps: pl.DataFrame) -> Table:
    """The steps, each with its process, size and why it belongs to the bundle."""
    _, products = view.tr, view.district.tables.rows("products")
    rows = [
        [
            link_cells.product_cell(view, {"product": step["step"]}),
            text_cell(view.name(step["process"]) if step["process"] else _("unknown")),
            text_cell(view.name(step["taken_for"]) if step["taken_for"] else ""),
            text_cell(view.word("bundle_step", step["why"])),
            number_cell(amount_with_unit(view, step["amount"], products[step["step"]]["unit"]), "#terms"),
        ]
        for step in steps.sort("number").iter_rows(named=True)
    ]
    labels = (_("Product"), _("Process"), _("Taken for"), _(say.COLUMNS["reason"]))
    columns = [*map(Column, labels), Column(_(say.A_YEAR), number=True)]
    return Table(_(say.STEPS), columns, rows, name="steps")


def _make_bought_table(view: RequestView, bought: pl.DataFrame) -> Table:
    """The main inputs that the bundle buys, each with why it does not build them."""
    _ = view.tr
    rows = [
        [link_cells.product_cell(view, row), text_cell(view.word("not_built", row["reason"]))]
        for row in bought.iter_rows(named=True)
    ]
    columns = [Column(_("Product")), Column(_(say.COLUMNS["reason"]))]
    return Table(_(say.NOT_BUILT), columns, rows, name="not_built")


def _make_clause_table(view: RequestView, clauses: pl.DataFrame) -> Table:
    """The clauses with number, day and whether a text of them was read."""
    _, language = view.tr, "zh" if view.zh else "en"
    rows = [
        [
            text_cell(view.name(row["process"])),
            badge_cell(verdict_text(row["verdict"], view.lang, to_verify=row["status"] != "confirmed"), "missing"),
            text_cell(f"{row[f'act_{language}']} {row['number']}"),
            text_cell(row[f"clause_{language}"]),
            text_cell(row["since"].isoformat()),
            text_cell(_(say.SURENESS[row["read_in"]])),
            text_cell(row["page"] or ""),
        ]
        for row in clauses.iter_rows(named=True)
    ]
    labels = (
        _("Process"),
        _("Verdict"),
        _("Act"),
        _("Clause"),
        _("In force since"),
        _(NC_("gap list", "Grade")),
        _("Page"),
    )
    return Table(_(say.CLAUSES), [*map(Column, labels)], rows, name="clauses")


def _make_partner_table(view: RequestView, partners: pl.DataFrame) -> Table:
    """Who makes here or nearby what the bundle makes or takes."""
    _, products = view.tr, view.district.tables.rows("products")
    rows = [
        [
            text_cell(view.word("partner_role", row["role"])),
            link_cells.product_cell(view, row),
            partner_cell(view, row["firm"], row["where"]),
            text_cell(partner_place(view, row["where"], row["plant"])),
            text_cell(partner_state(view, row["where"], row["status"], row["period"], later=row["later"])),
            number_cell(amount_with_unit(view, row["amount"], products[row["product"]]["unit"])),
        ]
        for row in partners.iter_rows(named=True)
    ]
    labels = (_("Role"), _("Product"), _("Firm"), _("Place"), _("Status"))
    columns = [*map(Column, labels), Column(_("Capacity"), number=True)]
    return Table(_(say.SUPPLY_FIRST), columns, rows, notes=[_(say.LISTED_MAKERS)], name="partners")


def _make_open_table(view: RequestView, points: pl.DataFrame) -> Table:
    """What stays open, and of which products."""
    grouped = points.group_by("point", maintain_order=True).agg(pl.col("product").drop_nulls())
    rows = [
        [text_cell(view.word("proposal_open", point)), link_cells.row_links_cell(view, "products", products)]
        for point, products in grouped.iter_rows()
    ]
    return Table(view.tr(say.OPEN), [Column(view.tr("Point")), Column(view.tr("Products"))], rows, name="open")


def _make_term_table(view: RequestView, terms: pl.DataFrame) -> Table:
    """Every term: amount times factor is the value."""
    _, units = view.tr, {key: row["unit"] for key, row in view.district.tables.rows("products").items()}
    rows = []
    for term in terms.filter(pl.col("value").is_null() | (pl.col("value") != 0)).iter_rows(named=True):
        value = _term_value(view, term["measure"], term["value"], units[term["product"]])
        rows.append(
            [
                text_cell(view.word("proposal_measure", term["measure"])),
                link_cells.product_cell(view, term),
                text_cell(_source_word(view, term["source"])),
                text_cell(view.name(term["step"])),
                number_cell(amount_with_unit(view, term["amount"], units[term["step"]])),
                number_cell(figure_text(view, term["factor"])),
                number_cell(value),
                text_cell(view.word("grade", term["grade"])),
            ]
        )
    columns = [Column(_(label), number=key in ("amount", "factor", "value")) for key, label in say.TERM_LABELS.items()]
    return Table(_(say.TERMS), columns, rows, notes=[_(say.NO_SUM)], name="terms")


def _term_value(view: RequestView, measure: str, value: float | None, unit: str | None) -> str:
    """The value of a term in its unit: money in hundred millions, people counted."""
    if value is None:
        return view.tr("unknown")
    if measure == "land":
        return f"{figure_text(view, value)} {view.tr('mu')}"
    if measure in ("capital", "value"):
        return view.tr(say.MONEY) % hundred_million_text(value)
    return figure_text(view, value) if measure == "jobs" else amount_with_unit(view, value, unit)


def _source_word(view: RequestView, source: str | None) -> str:
    return view.tr(say.ENDS[source]) if source in say.ENDS else view.word("supply_source", source)
