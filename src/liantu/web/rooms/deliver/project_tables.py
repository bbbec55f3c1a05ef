"""The tables of a project's sheet: stages, money by kind, entry test, cases, follow-ups, capacities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.model.tables import Row
from liantu.web.core import link_cells, record_rows
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.page_tables import Cell, Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.web.rooms.deliver.case_rows import case_table
from liantu.web.rooms.land.entry_test import entry_table
from liantu.wording.comparators import add_comparator
from liantu.wording.sentences import MONEY_NOT_ADDED

if TYPE_CHECKING:
    from liantu.district.results import EntryVerdict


@dataclass(frozen=True)
class ProjectFrames:
    """What is on record of a project: its stages, plan and progress, money, cases, talks and visits."""

    history: pl.DataFrame
    gantt: pl.DataFrame
    money: pl.DataFrame
    cases: pl.DataFrame
    follow_ups: pl.DataFrame


def read_project_frames(view: RequestView, key: str) -> ProjectFrames:
    """What is on record of a project at the date."""
    deliver = view.district.deliver
    return ProjectFrames(
        deliver.project_history(key),
        deliver.gantt(key),
        deliver.money_of(key),
        deliver.all_cases().filter(pl.col("project") == key),
        deliver.follow_ups(key),
    )


def build_project_tables(view: RequestView, key: str, found: ProjectFrames) -> list[Table]:
    """The tables of the sheet in its order, those without a row among them."""
    return [
        _stages(view, found.history),
        _money(view, found.money),
        _entry(view, key),
        case_table(view, found.cases, view.tr("Cases")),
        follow_up_table(view, found.follow_ups, view.tr("Follow-up log")),
        *_capacities(view, key),
    ]


def _stages(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            project_cells.stage_cell(view, row["stage"]),
            project_cells.date_cell(view, row["period"]),
            text_cell(row["evidence"]) if row["evidence"] else text_cell(_("no evidence on record")),
            text_cell(view.word("step_reason", row["reason"])),
            record_rows.citation_cell(view, row),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Stage"), _("Time"), _("Proof"), _("Reason"), _("Source, paragraph, quote")]
    return Table(_("Stages"), [Column(label) for label in labels], rows, name="stages")


def _money(view: RequestView, frame: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            text_cell(view.word("money_kind", row["kind"])),
            text_cell(view.word("money_extent", row["extent"])),
            project_cells.date_cell(view, row["period"]),
            _money_amount(view, row),
            text_cell(view.units.trade_name(row["unit"]) if row["unit"] else ""),
            link_cell(view.source_name(row["source"]), view.url(f"/source/{row['source']}"))
            if row["source"]
            else text_cell(""),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [Column(_("Kind")), Column(_("Extent")), Column(_("Time")), Column(_("Amount"), number=True)]
    columns += [Column(_("Unit")), Column(_("Source"))]
    notes = [_(MONEY_NOT_ADDED)]
    return Table(_("Money"), columns, rows, name="money", notes=notes)


def _money_amount(view: RequestView, row: Row) -> Cell:
    if row["amount"] is None:
        return project_cells.count_cell(view, None)
    return number_cell(add_comparator(f"{row['amount']:,.10g}", row["comparator"], view.lang))


def follow_up_table(view: RequestView, frame: pl.DataFrame, title: str) -> Table:
    """Talks, visits and matters of one project; of several each row names its own."""
    _ = view.tr
    several = frame["project"].n_unique() > 1
    rows = [
        [
            *([project_cells.project_cell(view, row["project"])] if several else []),
            project_cells.date_cell(view, row["period"]),
            text_cell(view.word("follow_up_kind", row["kind"])),
            text_cell(view.pick(row)),
            project_cells.office_cell(view, row["office"]),
            text_cell(row["due"]),
            text_cell(row["settled"]),
        ]
        for row in frame.iter_rows(named=True)
    ]
    labels = [_("Time"), _("Kind"), _("Matter"), _("Responsible office"), _("Due"), _("Settled")]
    labels = [_("Project"), *labels] if several else labels
    return Table(title, [Column(label) for label in labels], rows, name="follow_ups")


def _capacities(view: RequestView, key: str) -> list[Table]:
    """The capacities of the project and its plant, and as what they count at the date."""
    _ = view.tr
    rows = [
        [
            Cell((link_cells.capacity_link(view, capacity["id"]),)),
            text_cell(view.name(capacity["product"])),
            _amount(view, capacity),
            text_cell(view.word("status", capacity["status"]))
            if capacity["status"]
            else text_cell(project_cells.unknown_text(view)),
        ]
        for capacity in view.district.deliver.capacities_of(key).iter_rows(named=True)
    ]
    columns = [Column(_("Capacity")), Column(_("Product")), Column(_("Capacity a year"), number=True)]
    columns.append(Column(_("Counts as, at the date")))
    return [Table(_("Capacities at the date"), columns, rows, name="counted")]


def _amount(view: RequestView, row: Row) -> Cell:
    """The capacity as it was given, opening the account of its product's supply."""
    if row["amount"] is None:
        return project_cells.count_cell(view, None)
    known = row["product"] in set(view.district.chain.balance()["product"])
    to = view.url(f"/account/{row['product']}", measure="supply") if known else ""
    figure = given_figure_text(view, row["amount"], row["unit"])
    return number_cell(add_comparator(figure, row["comparator"], view.lang), to)


def _entry(view: RequestView, key: str) -> Table:
    """The entry test of what the project plans; what is not known is to be verified."""
    found = view.district.land.entry_test(view.district.land.planned_project(key))
    return entry_table(view, cast("list[EntryVerdict]", found.to_dicts()), key)
