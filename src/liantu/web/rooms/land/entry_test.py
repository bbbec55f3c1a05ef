"""Entry test of a planned project: what it brings per mu and uses per output, against the standards of its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from fastapi import FastAPI

from liantu.model.problems import Problem, Problems
from liantu.model.typed_amounts import read_amount
from liantu.model.units import format_decimal
from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_unfilled
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.wording import N_
from liantu.wording.amounts import format_significant
from liantu.wording.labels import WHY_TO_VERIFY
from liantu.wording.sentences import NOTHING_OF_NAME

if TYPE_CHECKING:
    from liantu.district.results import EntryVerdict, PlannedProject

_LABELS = {
    "land": N_("Land"),
    "investment": N_("Fixed investment"),
    "output": N_("Output a year"),
    "tax": N_("Tax a year"),
    "energy": N_("Energy a year"),
}
_KINDS = {"met": "made", "not_met": "missing", "to_verify": "short"}


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/score/entry", show, ("project", "place", "industry", *_LABELS))


def show(view: RequestView) -> Page:
    """The form, and the test of what stands in the address."""
    _ = view.tr
    plan = _plan(view)
    land = view.district.land
    frame = land.entry_test(plan)
    filled, conclusion = plan != land.plan(), land.conclude(frame)
    context = {
        "filled": filled,
        "verdict": view.word("entry_verdict", conclusion),
        "kind": _KINDS[conclusion],
        "amounts": [
            (name, f"{_(label)} ({say.unit_label(view, land.plan_units[name])})", _amount_text(getattr(plan, name)))
            for name, label in _LABELS.items()
        ],
        "projects": _name_choices(view, "projects"),
        "project": view.request.query_params.get("project") or "",
        "places": _name_choices(view, "places"),
        "place": plan.place or "",
        "industry": plan.industry or "",
        "carried": view.carried,
        "room": describe_unfilled(view, "entry", "land_standards"),
        "table": entry_table(view, cast("list[EntryVerdict]", frame.to_dicts())),
    }
    body = {"conclusion": conclusion if filled else None, "entry": frame.to_dicts()}
    return Page("land/entry.html", _("Entry test of a project"), {"entry": frame}, context, body)


def _plan(view: RequestView) -> PlannedProject:
    """The plan of the address: a project of the district, and what is typed over it. Raises Problems."""
    query = view.request.query_params
    project = query.get("project") or ""
    if project and project not in link_cells.table_ids(view, "projects"):
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    wrong: list[Problem] = []
    units = view.district.land.plan_units
    read = {name: read_amount(query.get(name), view.tr(_LABELS[name]), wrong, above=name == "land") for name in units}
    typed = {name: value for name, value in read.items() if value is not None}
    if wrong:
        raise Problems(wrong)
    where = {name: query.get(name) or None for name in ("place", "industry")}
    if where["place"] and where["place"] not in link_cells.table_ids(view, "places"):
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    changes: dict[str, Any] = {**typed, **{name: value for name, value in where.items() if value}}
    return view.district.land.plan(project, **changes)


def _amount_text(value: float | None) -> str:
    return "" if value is None else format_decimal(Decimal(repr(value)))


def _name_choices(view: RequestView, table: str) -> list[tuple[str, str]]:
    return [(row["id"], view.pick(row)) for row in view.district.tables[table].iter_rows(named=True)]


def entry_table(view: RequestView, rows: Iterable[EntryVerdict], project: str = "") -> Table:
    """The indicators against their standards; of a ``project`` each value leads to the test it comes from."""
    _ = view.tr
    account = view.url("/score/entry", project=project) if project else ""
    columns = [
        Column(_("Indicator")),
        Column(_("Planned"), number=True),
        Column(_("Unit")),
        Column(_("Standard"), number=True),
        Column(_("Verdict")),
        Column(_(WHY_TO_VERIFY)),
        Column(_("Clause")),
        Column(_("Source, paragraph, quote")),
    ]
    lines = [
        [
            text_cell(view.word("land_indicator", row["indicator"])),
            replace(say.amount_cell(view, row["value"]), account=account if row["value"] is not None else ""),
            text_cell(say.unit_label(view, row["unit"])),
            _standard(view, row),
            badge_cell(view.word("entry_verdict", row["verdict"]), _KINDS[row["verdict"]]),
            text_cell(view.word("entry_reason", row["reason"])),
            text_cell(row["clause"]),
            record_rows.citation_cell(view, {"source": row["source"], "locator": row["locator"]})
            if row["source"]
            else text_cell(""),
        ]
        for row in rows
    ]
    note = _("Without a standard, or with a value that is unknown, an indicator is to be verified: never a tick.")
    return Table(_("Against the land standards of the place"), columns, lines, notes=[note], name="entry")


def _standard(view: RequestView, row: EntryVerdict) -> Cell:
    if row["standard"] is None:
        return number_cell("" if row["reason"] == "no_standard" else view.tr("unknown"))
    return number_cell(f"{view.word('comparator', row['comparator'])} {format_significant(row['standard'], 4)}")
