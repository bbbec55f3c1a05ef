"""Cases as a table."""

from __future__ import annotations

from typing import Any

import polars as pl

from liantu.web.core.page_tables import Column, Table, badge, link, words
from liantu.web.core.request_view import View
from liantu.web.rooms.deliver import project_cells


def case_table(view: View, frame: pl.DataFrame, title: str) -> Table:
    """State, who holds it, by when it is due."""
    _ = view.tr
    rows = []
    for row in frame.iter_rows(named=True):
        item = view.district.item_of(row["graph"], row["version"], row["item"])
        name = view.pick({"zh": item.zh, "en": item.en}) if item else ""
        rows.append(
            [
                link(f"{row['item']} {name}".strip(), view.url(f"/case/{row['case']}")),
                project_cells.project(view, row["project"]),
                words(view.word("case_state", row["state"])),
                words(view.word("holder", row["holder"])),
                project_cells.office(view, row["office"]),
                words(deadline(view, row)),
                badge(_("late"), "missing")
                if row["late"]
                else badge(_("locked"), "missing")
                if row["locked"]
                else words(""),
            ]
        )
    labels = [_("Item"), _("Project"), _("State"), _("Held by"), _("Responsible office"), _("Deadline"), _("Late")]
    return Table(title, [Column(label) for label in labels], rows, name="cases")


def missing(view: View, row: dict[str, Any]) -> str:
    """The materials still missing, by name where the graph has one."""
    rows = view.district.running().filter(pl.col("case") == row["case"])
    item = view.district.item_of(*rows.select("graph", "version", "item").row(0)) if rows.height else None
    named = {one.id: view.pick({"zh": one.zh, "en": one.en}) for one in (item.materials if item else ())}
    return view.join(named.get(one) or one for one in row["missing"] or [])


def deadline(view: View, row: dict[str, object]) -> str:
    """The last day of a case with its label; why there is none."""
    if row["deadline"]:
        return f"{row['deadline']}{view.tr(' (by weekends for now)') if row['deadline_label'] else ''}"
    return view.tr("days to verify") if row["days"] is None else view.tr("not running")
