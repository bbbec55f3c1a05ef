"""What is to be done first on the board of projects: what is late, what waits for another office, what decides."""

from __future__ import annotations

import polars as pl

from liantu.web.core.page_tables import Column, Link, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.web.rooms.deliver.critical_path import build_path_table
from liantu.wording.sentences import LATE_BY_DOCUMENT
from liantu.wording.titles import LATE_AND_AT_RISK

#: Rows of what to do first.
FIRST = 6


def build_late_tables(view: RequestView) -> list[Table]:
    """The first of what is late or near its limit, in few columns; nothing where there is none."""
    _ = view.tr
    found = view.district.deliver.lateness()
    rows = [
        [
            project_cells.project_cell(view, row["project"]),
            project_cells.stage_cell(view, row["stage"]),
            project_cells.lateness_cell(view, row["days"], row["late"]),
            project_cells.date_cell(view, row["limit"]),
            text_cell(_ground(view, row["rule"], row["ground"], row["clause"])),
            project_cells.office_cell(view, row["office"]),
        ]
        for row in found.head(FIRST).iter_rows(named=True)
    ]
    labels = [_("Project"), _("Stage"), _("Late"), _("Limit"), _("Ground"), _("Responsible office")]
    more = Link(f"{_('All')} {found.height}", view.url("/projects/late")) if found.height > FIRST else None
    notes = [_(LATE_BY_DOCUMENT)]
    table = Table(_(LATE_AND_AT_RISK), [Column(label) for label in labels], rows, name="late", notes=notes, onward=more)
    return [table] if rows else []


def build_waiting_tables(view: RequestView) -> list[Table]:
    """The first matters that wait for another office, and the steps that decide when approvals are done."""
    _ = view.tr
    matters = view.district.deliver.follow_ups().filter(pl.col("kind") == "matter", pl.col("settled").is_null())
    rows = [
        [
            project_cells.project_cell(view, row["project"]),
            text_cell(view.pick(row)),
            project_cells.office_cell(view, row["office"]),
            text_cell(row["due"]),
        ]
        for row in matters.head(FIRST).iter_rows(named=True)
    ]
    labels = [_("Project"), _("Matter"), _("Responsible office"), _("Due")]
    table = Table(_("Matters to settle"), [Column(label) for label in labels], rows, name="follow_ups")
    paths = build_path_table(view)
    return [*([table] if rows else []), *([paths] if paths else [])]


def _ground(view: RequestView, rule: str, ground: str, clause: str | None) -> str:
    """The rule with the clause that sets its limit; without one with whose limit it is."""
    return view.join([view.word("lateness_rule", rule), clause or view.word("lateness_ground", ground)])
