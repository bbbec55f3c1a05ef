"""Cases as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, link_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells, relation_tables
from liantu.wording.approval_relations import EXPIRED, held_text
from liantu.wording.sentences import BY_WEEKENDS

if TYPE_CHECKING:
    from liantu.district.results import CaseRow


def case_table(view: RequestView, frame: pl.DataFrame, title: str) -> Table:
    """State, who holds it, by when it is due."""
    _ = view.tr
    rows = []
    items = label_items(view)
    for row in cast("Iterable[CaseRow]", frame.iter_rows(named=True)):
        rows.append(
            [
                link_cell(items[row["case"]], view.url(f"/case/{row['case']}")),
                project_cells.project_cell(view, row["project"]),
                text_cell(view.word("case_state", row["state"])),
                text_cell(view.word("holder", row["holder"])),
                responsible_office_cell(view, row),
                text_cell(deadline_text(view, row)),
                badge_cell(_("late"), "missing")
                if row["late"]
                else badge_cell(_(EXPIRED), "missing")
                if row["expired"]
                else badge_cell(_("locked"), "missing")
                if row["locked"]
                else text_cell(""),
            ]
        )
    labels = [_("Item"), _("Project"), _("State"), _("Held by"), _("Responsible office"), _("Deadline"), _("Late")]
    return Table(title, [Column(label) for label in labels], rows, name="cases")


def label_items(view: RequestView) -> dict[str, str]:
    """By case its item, code and name, as the version of the graph of the case has it; without one the code alone."""
    deliver, labels = view.district.deliver, {}
    for case, graph, version, key in deliver.all_cases().select("case", "graph", "version", "item").iter_rows():
        item = deliver.find_item(graph, version, key)
        labels[case] = f"{key} {view.pick({'zh': item.zh, 'en': item.en})}".strip() if item else key
    return labels


def responsible_office_cell(view: RequestView, row: CaseRow) -> Cell:
    """The office of a case, or the authority of its graph."""
    graph = view.district.deliver.graphs.get((row["graph"], row["version"]))
    return project_cells.responsible_cell(view, row["office"], graph, row["authority"])


def missing_materials_text(view: RequestView, case: str, missing: Sequence[str] | None) -> str:
    """The materials still missing, by name where the graph has one."""
    rows = view.district.deliver.all_cases().filter(pl.col("case") == case)
    item = view.district.deliver.find_item(*rows.select("graph", "version", "item").row(0)) if rows.height else None
    named = {
        material.id: view.pick({"zh": material.zh, "en": material.en}) for material in (item.materials if item else ())
    }
    return view.join(named.get(material) or material for material in missing or ())


def held_until_text(view: RequestView, row: CaseRow) -> str:
    """Until when the decision in a case is held and what must have begun by then, or that it has expired; blank where
    it has no term."""
    if row["expires"] is None:
        return ""
    graph = view.district.deliver.graphs.get((row["graph"], row["version"]))
    begin = relation_tables.begin_text(view, graph, row["begin"])
    return held_text(row["expires"], begin, row["expired"], row["extensions_left"], view.tr)


def lock_text(view: RequestView, row: CaseRow) -> str:
    """Which items lock a case, each with the reason."""
    graph = view.district.deliver.graphs.get((row["graph"], row["version"]))
    reasons = zip(row["locked_by"], row["lock_reasons"], strict=True)
    return view.join(
        f"{relation_tables.begin_text(view, graph, [name])}{view.tr(': ')}{view.word('lock_reason', reason)}"
        for name, reason in reasons
    )


def deadline_text(view: RequestView, row: CaseRow) -> str:
    """The last day of a case with its label; why there is none."""
    if row["deadline"]:
        return f"{row['deadline']}{view.tr(BY_WEEKENDS) if row['deadline_label'] else ''}"
    return view.tr("days to verify") if row["days"] is None else view.tr("not running")
