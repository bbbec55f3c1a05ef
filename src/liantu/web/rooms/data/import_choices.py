"""What there is to choose before a workbook is written: fields for its columns, and plants that are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from liantu.district.loading_tasks import EXISTING
from liantu.model import schema
from liantu.model.problems import Problem, restore_problem
from liantu.web.core import record_rows
from liantu.web.core.forms.posting import PostedForm, redirect_to
from liantu.web.core.forms.saving import require_person
from liantu.web.core.forms.task_queue import wait_for_task
from liantu.web.core.request_view import RequestView

if TYPE_CHECKING:
    from liantu.district.results import Task

#: What the look at a file has found, as the task keeps it.
_Result = dict[str, Any]


def list_choices(view: RequestView, task: Task, result: _Result) -> dict[str, object]:
    """What there is to choose: fields for columns that none is called after, and plants that are there already."""
    chosen = (task.given.get("choices") or {}).get("columns") or result.get("columns") or {}
    unknown = [(entry["table"], entry["heading"]) for entry in result.get("unknown_columns", [])]
    noted = [note for note in map(restore_problem, result.get("notes", [])) if note.code in EXISTING]
    existing = list({_row_place(note): note for note in reversed(noted)}.values())[::-1]
    return {
        "unknown_columns": [
            (heading, [(f.zh, record_rows.field_label(view, f)) for f in schema.read_tables()[table].fields])
            for table, heading in unknown
        ],
        "chosen_columns": sorted(chosen.items()),
        "remembered": bool(result.get("columns")),
        "existing": [
            {
                "place": _row_place(note),
                "cell": " ".join(filter(None, (note.slots.get("sheet"), note.slots.get("cell")))),
                "name": note.value,
                "known_name": note.slots["read"],
                "separate": note.code == "another_plant",
            }
            for note in existing
        ],
    }


def _row_place(note: Problem) -> str:
    """The sheet and the row of a note."""
    digits = "".join(sign for sign in note.slots.get("cell", "") if sign.isdigit())
    return f"{note.slots.get('sheet', '')}!{digits}"


def look_again(view: RequestView, task: Task, posted: PostedForm) -> Response:
    """Have the file looked at once more as was chosen."""
    columns = {heading: posted.get(f"column.{n}") for n, heading in enumerate(posted.all("heading"))}
    columns = {heading: "" if label == "-" else label for heading, label in columns.items() if label}
    separate = [place for n, place in enumerate(posted.all("place")) if posted.get(f"existing.{n}") == "add"]
    id = view.present.imports.queue_again(task, require_person(view), columns, separate)
    wait_for_task(view, id)
    return redirect_to(view.url(f"/import/{id}"))


def list_plain_notes(result: _Result) -> list[Problem]:
    """How cells were read, without what is chosen in a table of its own."""
    return [note for note in map(restore_problem, result.get("notes", [])) if note.code not in EXISTING]
