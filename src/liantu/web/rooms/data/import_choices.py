"""What there is to choose before a workbook is written: fields for its columns, and plants that are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from liantu.district.loading_tasks import EXISTING, TO_CHOOSE, find_row_place
from liantu.district.table_headings import list_column_fields
from liantu.model import schema
from liantu.model.problems import Problem, restore_problem
from liantu.web.core import record_rows
from liantu.web.core.forms import row_names
from liantu.web.core.forms.posting import PostedForm, redirect_to
from liantu.web.core.forms.saving import require_person
from liantu.web.core.forms.task_queue import wait_for_task
from liantu.web.core.request_view import RequestView

if TYPE_CHECKING:
    from liantu.district.results import Task

#: The tables that files of offices mostly are, and those that no file is.
_USUAL = (
    "plants",
    "firms",
    "capacities",
    "projects",
    "events",
    "loads",
    "observations",
    "targets",
    "returns",
    "prices",
)
_HOUSE = ("documents", "comments", "assignments", "saved_views", "releases")
#: What has been chosen of a row that is there, by how it was noted.
_CHOSEN = {"another_plant": "add"}
#: What the look at a file has found, as the task keeps it.
_Result = dict[str, Any]


def list_choices(view: RequestView, task: Task, result: _Result) -> dict[str, object]:
    """What there is to choose: fields for columns that none is called after, and plants that are there already."""
    chosen = (task.given.get("choices") or {}).get("columns") or result.get("columns") or {}
    unknown = [(entry["table"], entry["heading"]) for entry in result.get("unknown_columns", [])]
    listed = {sheet["table"] for sheet in result.get("sheets", []) if sheet["lists"]}
    noted = [note for note in map(restore_problem, result.get("notes", [])) if note.code in EXISTING]
    existing = list({find_row_place(note): note for note in reversed(noted)}.values())[::-1]
    refused = map(restore_problem, result.get("problems", []))
    undecided = {find_row_place(problem) for problem in refused if problem.code == TO_CHOOSE}
    return {
        **_list_sheets(view, result),
        "unknown_columns": [
            (heading, [(f.zh, record_rows.field_label(view, f)) for f in list_column_fields(table, table in listed)])
            for table, heading in unknown
        ],
        "chosen_columns": sorted(chosen.items()),
        "remembered": bool(result.get("columns")),
        "existing": [
            {
                "place": find_row_place(note),
                "cell": " ".join(filter(None, (note.slots.get("sheet"), note.slots.get("cell")))),
                "name": note.value,
                "known_name": note.slots["read"],
                "choice": "" if find_row_place(note) in undecided else _CHOSEN.get(note.code, "update"),
            }
            for note in existing
        ],
    }


def _list_sheets(view: RequestView, result: _Result) -> dict[str, object]:
    """The sheets with the table that each was read as, and the tables to choose from: those of every day first."""
    every = [name for name in schema.read_tables() if name not in _HOUSE]
    groups = [(view.tr("Usual"), _USUAL), (view.tr("Others"), [name for name in every if name not in _USUAL])]
    return {
        "sheets": [(sheet["title"], sheet["table"], sheet["lists"]) for sheet in result.get("sheets", [])],
        "table_groups": [(label, [(n, row_names.table_name(view, n)) for n in names]) for label, names in groups],
        "chosen_tables": [
            (title, row_names.table_name(view, name) if name else "")
            for title, name in (result.get("tables") or {}).items()
        ],
    }


def look_again(view: RequestView, task: Task, posted: PostedForm) -> Response:
    """Have the file looked at once more as was chosen."""
    columns = {heading: posted.get(f"column.{n}") for n, heading in enumerate(posted.all("heading"))}
    columns = {heading: "" if label == "-" else label for heading, label in columns.items() if label}
    chosen = {place: posted.get(f"existing.{n}") for n, place in enumerate(posted.all("place"))}
    separate, same = ([place for place, choice in chosen.items() if choice == word] for word in ("add", "update"))
    id = view.present.imports.queue_again(task, require_person(view), columns, separate, _read_tables(posted), same)
    wait_for_task(view, id)
    return redirect_to(view.url(f"/import/{id}"))


def _read_tables(posted: PostedForm) -> dict[str, str]:
    """The tables that were chosen for sheets otherwise than they were read; nothing for a sheet that is left."""
    chosen = {title: posted.get(f"table.{n}") for n, title in enumerate(posted.all("sheet"))}
    before = dict(zip(posted.all("sheet"), posted.all("was"), strict=False))
    known = {*schema.read_tables(), ""}
    return {title: name for title, name in chosen.items() if name != before.get(title) and name in known}


def list_plain_notes(result: _Result) -> list[Problem]:
    """How cells were read, without what is chosen in a table of its own."""
    notes = [note for note in map(restore_problem, result.get("notes", [])) if note.code not in EXISTING]
    derived = sum(note.code == "derived_id" for note in notes)
    others = [note for note in notes if note.code != "derived_id"]
    return [*others, *([Problem("derived_ids", value=str(derived))] if derived else [])]
