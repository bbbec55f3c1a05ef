"""What a form asks about an event of a case, or about a new case: only what the event wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from liantu.web.core.forms.form_entries import FormEntry
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view
from liantu.web.rooms.deliver.graph_view import GraphRequest

if TYPE_CHECKING:
    from liantu.district.results import CaseRow, Item

#: The events a case may begin with.
BEGINNINGS = ("submitted", "not_required", "covered")
FormValues = Mapping[str, str]


def event_entries(
    view: RequestView, row: CaseRow, item: Item | None, event: str, form_values: FormValues
) -> list[FormEntry]:
    """The fields of an event of a case that stands as in ``row`` of the overview."""
    wants = view.present.deliver.event_fields(row["state"], event)
    fields = ["day", *wants, *(name for name in ("document", "reason") if name not in wants)]
    return [
        _entry(view, row, item, event, name, form_values.get(name, ""), name == "day" or name in wants)
        for name in fields
    ]


def opening_entries(view: RequestView, found: GraphRequest, form_values: FormValues) -> list[FormEntry]:
    """The fields of a new case of a project: its item, how it begins, and of which part of the project it is."""
    _ = view.tr
    tables = view.present.tables
    yes = [("yes", view.word("yes_no", "yes"))]
    works = tables["works"].filter(pl.col("project") == found.project)
    parts = [
        FormEntry("item", _("Item"), "choice", needed=True, options=_items(view, found)),
        FormEntry("event", _("Begins with"), "choice", needed=True, options=_events(view)),
        _day(view),
        FormEntry(
            "works", _("Works"), "choice", options=_name_choices(view, works), note=_("blank: of the whole project")
        ),
        FormEntry("portion", _("Portion"), "text", note=_("of a permit given in stages")),
        FormEntry("last_portion", _("Last portion"), "choice", options=yes),
        FormEntry("preview", _("Pre-review"), "choice", options=yes, note=_("its opinion has no legal force")),
        FormEntry("office", _("Office in charge"), "choice", options=_name_choices(view, tables["offices"])),
        _area(view, found.project),
        FormEntry("reason", _("Reason"), "text", note=_("needed where nothing is applied for")),
    ]
    blank = {"works": works.is_empty(), "area": not _area(view, found.project).options}
    return [_set_value(entry, form_values) for entry in parts if not blank.get(entry.name)]


def _items(view: RequestView, found: GraphRequest) -> list[tuple[str, str]]:
    """Items that apply or may, those that have a case with its state."""
    rows = view.district.deliver.all_cases().filter(pl.col("project") == found.project)
    states = dict(rows.select("item", "state").iter_rows())
    applies = dict(found.applied.table.select("item", "applies").iter_rows())
    options = []
    for item in found.graph.items.values():
        if not item.gate and applies[item.id] != "no":
            state_text = view.word("case_state", states.get(item.id))
            label = graph_view.item_label(view, found.graph, item.id)
            options.append((item.id, f"{label} · {state_text}" if state_text else label))
    return options


def _events(view: RequestView) -> list[tuple[str, str]]:
    return [(code, view.word("case_event", code)) for code in BEGINNINGS]


def _name_choices(view: RequestView, rows: pl.DataFrame) -> list[tuple[str, str]]:
    return [(row["id"], view.pick(row) or row["id"]) for row in rows.iter_rows(named=True)]


def _set_value(entry: FormEntry, form_values: FormValues) -> FormEntry:
    from dataclasses import replace

    return replace(entry, value=form_values.get(entry.name, ""))


def _day(view: RequestView, value: str = "") -> FormEntry:
    return FormEntry("day", view.tr("Day"), "text", value, needed=True, note="2024-03-18")


def _area(view: RequestView, project: str, value: str = "") -> FormEntry:
    rows = view.present.tables["area_assessments"]
    options = [
        (assessment, f"{assessment} {item or ''} {until or ''}")
        for assessment, item, until in rows.select("id", "item", "until").rows()
    ]
    return FormEntry("area", view.tr("Area assessment"), "choice", value, options=options)


def _entry(
    view: RequestView, row: CaseRow, item: Item | None, event: str, name: str, value: str, needed: bool
) -> FormEntry:
    _ = view.tr
    if name == "day":
        return _day(view, value)
    if name == "area":
        return _area(view, row["project"], value)
    if name == "version":
        others = [
            version
            for graph, version in view.present.deliver.graphs
            if graph == row["graph"] and version != row["version"]
        ]
        return FormEntry(
            name, _("Version"), "choice", value, needed=needed, options=[(version, version) for version in others]
        )
    if name == "material":
        return _material(view, row, item, event, value)
    labels = {"due": _("Due"), "document": _("Document number"), "reason": _("Reason")}
    note = {"due": "2024-03-18", "reason": ""}.get(name, "")
    if name == "due" and item is not None and event == "promised":
        note = _permission(view, item.promise.possible) or note
    return FormEntry(name, labels.get(name, name), "text", value, needed=needed, note=note)


def _material(view: RequestView, row: CaseRow, item: Item | None, event: str, value: str) -> FormEntry:
    """Materials as boxes to tick: what is missing still, or what the item has; of gaps the secondary ones alone."""
    _ = view.tr
    known = {material.id: material for material in item.materials} if item else {}
    ids: Sequence[str] = list(known)
    note = ""
    if event == "material_supplied":
        ids = row["missing"]
    elif event == "accepted_with_gaps":
        ids = [material.id for material in known.values() if material.part == "secondary"]
        note = (_permission(view, item.gaps.possible) if item else "") or _("a main material must not be missing")
    options = [
        (material, view.pick({"zh": known[material].zh, "en": known[material].en}) if material in known else material)
        for material in ids
    ]
    if not options:
        return FormEntry(
            "material", _("Material"), "text", value, needed=True, note=note or _("several: separated by ;")
        )
    return FormEntry("material", _("Material"), "checks", value, needed=True, options=options, note=note)


def _permission(view: RequestView, possible: str) -> str:
    sentences = {"no": view.tr("the graph does not allow it for this item")}
    sentences["unknown"] = view.tr("whether it is allowed for this item is to be verified: it will be refused")
    return sentences.get(possible, "")
