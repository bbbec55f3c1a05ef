"""Groups, industries, parks and the district: sum ÷ sum, as they may be told."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from fastapi import FastAPI

from liantu.access import Purpose
from liantu.district.published_sums import flag_hidden_values, widen_table
from liantu.district.release_records import GROUP_SUMS, Recipient
from liantu.model.hidden_amounts import MARK, marked_amount
from liantu.papers import hidden_note, unpublished_note
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.run_request import RunRequest, empty_page, read_run_request, run_choices
from liantu.wording.amounts import format_significant


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/score/groups", show, ("scheme", "year", "recipient"))


def show(view: RequestView) -> Page:
    """Every indicator of every group, industry and park."""
    _ = view.tr
    title = _("Groups: sum ÷ sum")
    found = read_run_request(view)
    if found is None:
        return empty_page(view, title)
    # One release for all forms: a page beside a file that went out would tell the difference.
    outside = view.district.for_purpose(Purpose.LEAVING)
    score, recipient = view.district.score, view.request.query_params.get("recipient") or None
    tables = (
        score.release_means(found.scheme.id, found.year, Recipient(GROUP_SUMS, recipient))
        if view.leaves
        else score.disclosable_means(found.scheme.id, found.year)
    )
    shown = [_table(view, found, table) for table in tables]
    frames = {table.columns[0]: widen_table(table) for table in tables}
    if not frames:
        frames = {"groups": pl.DataFrame({"group": pl.Series([], dtype=pl.String)})}
    context = {
        **run_choices(view, found),
        "tables": shown,
        "nothing": _("Of a what-if no sums are told: beside the true ones they would tell of a firm.")
        if outside.supposed or outside.off
        else " ".join(p.message(view.lang) for p in view.district.score.refused_means(found.scheme.id, found.year))
        or _("Nothing is left that may be passed on."),
        "withheld": view.withheld,
        "action": "/score/groups",
    }
    body = {table.columns[0]: flag_hidden_values(table).to_dicts() for table in tables}
    inside = not view.district.score.is_published(found.scheme.id, found.year)
    internal = unpublished_note(view.lang) if inside else ""
    return Page(
        "score/tables.html",
        _heading(view, found, tables) or title,
        frames,
        context,
        body,
        cacheable=not view.leaves,
        internal=internal,
        rests_on=outside.strictest_class,
    )


def _heading(view: RequestView, found: RunRequest, tables: Sequence[pl.DataFrame]) -> str:
    """The first indicator of the whole district, and how many groups stand beside it; nothing where no sum is told."""
    if not tables:
        return ""
    name, sheet = tables[0].columns[0], widen_table(tables[0])
    indicator = tables[0]["indicator"][0]
    whole = [*sheet.filter(pl.col(name).is_null()).iter_rows(named=True)]
    if not whole:
        return ""
    value_text = _cell(whole[0][indicator], whole[0][f"{indicator}_state"], 4).text
    unit = say.unit_label(view, found.scheme.indicators[indicator].unit)
    slots = {
        "indicator": say.indicator_name(view, found.scheme, indicator),
        "value": value_text if value_text == MARK or not unit else f"{value_text} {unit}",
        "groups": sheet.height - len(whole),
    }
    return view.tr("Sum ÷ sum of the whole district: %(indicator)s %(value)s; groups beside it: %(groups)s") % slots


def _table(view: RequestView, found: RunRequest, table: pl.DataFrame) -> Table:
    _ = view.tr
    name = table.columns[0]
    labels = {"group": _("Peer group"), "industry": _("Industry"), "park": _("Park")}
    used = table["indicator"].unique(maintain_order=True).to_list()
    sheet = widen_table(table)
    rows, hidden = [], False
    for row in sheet.iter_rows(named=True):
        line = [text_cell(_name(view, found, name, row[name])), _cell(row["firms"], row["firms_state"], 9)]
        line += [_cell(row[indicator], row[f"{indicator}_state"], 4) for indicator in used]
        hidden = hidden or any(cell.text == MARK for cell in line)
        rows.append(line)
    columns = [Column(labels[name]), Column(_("Number of firms"), number=True)]
    for indicator in used:
        unit = say.unit_label(view, found.scheme.indicators[indicator].unit)
        label = say.indicator_name(view, found.scheme, indicator)
        columns.append(Column(f"{label} ({unit})" if unit else label, number=True))
    notes = [_("Sum of all firms ÷ sum of all firms, never the mean of the firms' ratios.")]
    if hidden:
        notes.append(hidden_note(view.lang))
    return Table(_("By %s") % labels[name].lower(), columns, rows, notes=notes, name=name)


def _name(view: RequestView, found: RunRequest, by: str, key: str | None) -> str:
    if key is None:
        return view.tr("Whole district")
    if not key:
        return view.tr("not known")
    if by == "group":
        return say.group_name(view, found.scheme, key)
    return view.name(key) if by == "park" else say.industry_name(view, key)


def _cell(value: float | None, state: str, digits: int) -> Cell:
    amount = marked_amount(value, state)
    return number_cell(amount or "" if isinstance(amount, str | None) else format_significant(amount, digits))
