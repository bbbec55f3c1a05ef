"""Firms in cultivation: ladders as a picture, the firms on them, the seven words, shares of industries."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.ladder_picture import make_ladder_picture
from liantu.wording.ladder_words import (
    CULTIVATION,
    LADDER,
    NO_DENOMINATOR,
    NO_RULE_OF_TRADITION,
    SEVEN_NOTE,
    SEVEN_RULES,
    STEP,
)

#: So many firms of a word are named in its cell; the list has all.
_NAMED = 8


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/cultivation", show, (FACETS,))


def show(view: RequestView) -> Page:
    """The picture first, then the list of firms that facets narrow."""
    _ = view.tr
    picture = make_ladder_picture(view)
    listed, marked = view.district.cluster.cultivation(), view.district.cluster.seven_words()
    fields = [
        FacetField("ladder", _(LADDER), code_words(view, "ladder")),
        FacetField("step", _(STEP), code_words(view, "ladder_step")),
        FacetField("state", _("State"), code_words(view, "cultivation_state")),
        FacetField("office", _("Responsible office"), view.name),
    ]
    rows, bar = narrow_rows(view, listed, fields)
    tables = [_list_table(view, rows), _word_table(view, marked), _share_table(view)]
    context = {"picture": picture, "tables": tables}
    frames = {"cultivation": rows, **picture.frames, "seven_words": marked}
    sheets = [picture.table, *tables]
    return Page("cluster/cultivation.html", _(CULTIVATION), frames, context, facets=bar, sheets=sheets)


def _list_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """Every firm on a step, with what is still wanted and who is responsible."""
    _ = view.tr
    cells, cited = [], view.district.tables.rows("cultivations")
    for row in frame.iter_rows(named=True):
        until = view.period(row["until"]) if row["until"] else _("time not stated")
        if row["is_overdue"]:
            until = _("%s, over: to be verified") % until
        cells.append(
            [
                link_cells.row_links_cell(view, "firms", [row["firm"]]),
                text_cell(view.word("ladder_step", row["step"])),
                text_cell(view.word("cultivation_state", row["state"])),
                text_cell(view.period(row["period"]) if row["period"] else _("time not stated")),
                text_cell(until),
                text_cell(view.pick(row, "wanted")),
                link_cells.row_links_cell(view, "offices", [row["office"]] if row["office"] else []),
                record_rows.citation_cell(view, cited[row["row"]], "cultivations"),
            ]
        )
    labels = [
        _("Firm"),
        _(STEP),
        _("State"),
        _("Since"),
        _("Valid until"),
        _("Next criterion"),
        _("Responsible office"),
        _("Source, paragraph, quote"),
    ]
    return Table(_("Firms on the steps"), [Column(label) for label in labels], cells, name="cultivation")


def _word_table(view: RequestView, marked: pl.DataFrame) -> Table:
    """The seven words with the rule of each and the firms that it holds of."""
    _ = view.tr
    cells = []
    for word, rule in SEVEN_RULES.items():
        firms = marked.filter(pl.col("word") == word)["firm"].to_list()
        cells.append(
            [
                text_cell(view.word("seven_words", word)),
                text_cell(_(rule)),
                number_cell(str(len(firms)) if firms else _("unknown")),
                link_cells.first_links_cell(view, "firms", firms, _NAMED),
            ]
        )
    columns = [Column(_("Word")), Column(_("Rule"), sentences=True), Column(_("Firms known"), number=True)]
    columns.append(Column(_("Firms")))
    notes = [_(SEVEN_NOTE)]
    return Table(_("Firms by the seven words"), columns, cells, notes=notes, name="seven-words")


def _share_table(view: RequestView) -> Table:
    """The shares that are printed of the district, as they stand, and what cannot be said of them."""
    _ = view.tr
    printed, counted = view.district.cluster.printed_shares(), view.district.cluster.traditional_share()
    table = record_rows.row_table(
        view, "observations", printed, _("Shares of industries as printed"), leave_out=("subject",)
    )
    notes = [_(NO_DENOMINATOR)] if printed.height else []
    if counted.share is None:
        notes.append(_(NO_RULE_OF_TRADITION))
    else:
        rule = view.district.tables.about.get("traditional_industries") or {}
        reference = rule.get("reference") or {}
        slots = {"divisions": view.join(counted.divisions), "reference": reference.get("zh" if view.zh else "en", "")}
        notes.append(_("Rule: divisions %(divisions)s of GB/T 4754 are traditional (%(reference)s).") % slots)
        slots = {"share": f"{counted.share:.0%}", "counted": counted.counted, "firms": counted.with_industry}
        notes.append(
            _("Of %(firms)s firms whose industry is known %(counted)s (%(share)s) are traditional by the rule.") % slots
        )
    return Table(table.title, table.columns, table.rows, notes=notes, name="shares")
