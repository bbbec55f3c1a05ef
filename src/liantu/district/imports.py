"""Workbooks, CSV files and filled survey forms on their way into a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.documents import Document, Documents
from liantu.district.loading_tasks import list_remembered, read_task_file
from liantu.district.tasks import Tasks
from liantu.district.view import DistrictView
from liantu.model.problems import Problem, Problems, restore_problem

if TYPE_CHECKING:
    from liantu.store.tasks import Task

#: The kinds of task that loading is: what a file would change, and writing it.
KINDS = ("preview", "load")
#: What more rows would move is not computed while one waits for the page.
_LONGEST = 5_000


@dataclass(frozen=True)
class Imports:
    """Loading of files: a template to fill in, what a filled one would change, and writing that."""

    view: DistrictView

    def template(self, tables: Sequence[str], language: str, filled: bool = False) -> bytes:
        """A workbook of some tables to fill in; with the rows that may be seen when ``filled``.

        Raises KeyError for a table that the schema does not know.
        """
        from liantu.exchange.loading.template import write_template

        return write_template(self.view.given, tables, language, filled)

    def listed(self) -> list[Task]:
        """The tasks of loading, the last asked for first; none of a district in a folder."""
        return [task for task in Tasks(self.view).listed() if task.kind in KINDS]

    def queue_preview(
        self,
        name: str,
        content: bytes,
        author: str,
        replace: bool = False,
        filling: Mapping[str, str] | None = None,
    ) -> str:
        """Store a file and have it looked at; the id of the task. Nothing of the district is written.

        ``replace``: rows that the file has not are to go. ``filling`` is what new rows say where the file is silent
        (basis, source, locator). Raises Problems for a district in a folder.
        """
        sha256 = Documents(self.view).store(Document(name, content), author)
        arguments = {"name": name, "replace": replace, "choices": {"filling": dict(filling or {})}}
        return Tasks(self.view).queue("preview", arguments, author, sha256)

    def queue_again(
        self,
        preview: Task,
        author: str,
        columns: Mapping[str, str],
        separate: Sequence[str],
        tables: Mapping[str, str] | None = None,
        same: Sequence[str] = (),
    ) -> str:
        """Have a file looked at once more: columns by their headings, tables by the titles of their sheets, the places
        of firms and plants that are others, and those of plants that are the same."""
        known = preview.given.get("choices") or {}
        result = preview.result if isinstance(preview.result, dict) else {}
        before = list_remembered(preview)
        choices = {
            **known,
            "columns": {**(known.get("columns") or before.get("columns") or {}), **columns},
            "tables": {**(known.get("tables") or before.get("tables") or {}), **(tables or {})},
            "shape": known.get("shape") or result.get("shape") or "",
            "separate": list(separate),
            "same": list(same),
        }
        return Tasks(self.view).queue("preview", {**preview.given, "choices": choices}, author, preview.file or "")

    def find_moves(self, preview: Task) -> pl.DataFrame | None:
        """What would move in the lists once a file is written; None where it is refused, or too long to say at once.

        Computed once for a file that was looked at, for as long as the district is the same.
        """
        return self.view.cache.once(("moves of a file", preview.id), lambda: (self._compute_moves(preview),))[0]

    def _compute_moves(self, preview: Task) -> pl.DataFrame | None:
        from liantu.district.chain import ChainRoom

        workspace = self.view.require_workspace()
        try:
            found = read_task_file(workspace, preview, self.view.given, None, list_remembered(preview))
            change = found.answers
            if change is None and found.preview is not None and found.preview.ok:
                change = found.preview.change()
            if change is None or not 0 < len(change.rows) <= _LONGEST:
                return None
            return ChainRoom(self.view.what_if(change)).moves_since(ChainRoom(self.view))
        except Problems:
            return None

    def queue_load(self, preview: Task, author: str, reason: str = "", source: str = "") -> str:
        """Have written what the look at a file has shown; the id of the task.

        Raises Problems when the file was not looked at, or is refused.
        """
        if preview.kind != "preview" or preview.state != "done":
            raise Problems([Problem("not_looked_at", value=str(preview.given["name"]))])
        refused = preview.result.get("problems", [])
        if refused:
            raise Problems([restore_problem(slots) for slots in refused])
        choices = {**(preview.given.get("choices") or {})}
        for name, remembered in list_remembered(preview).items():
            choices[name] = choices.get(name) or remembered
        arguments = {
            **preview.given,
            "choices": choices,
            "base": preview.result["base"],
            "reason": reason,
            "source": source,
        }
        return Tasks(self.view).queue("load", arguments, author, preview.file or "")

    def mark_workbook(self, task: Task, language: str) -> bytes:
        """The workbook of a task with what is wrong in it marked where it stands. Raises Problems."""
        from liantu.district.incoming_files import annotate_file
        from liantu.exchange.loading.annotated_workbook import annotate_workbook

        workspace = self.view.require_workspace()
        content = Documents(self.view).load_bytes(task.file or "")
        found = read_task_file(workspace, task, workspace.tables(), None, list_remembered(task))
        name, preview = str(task.given["name"]), found.preview
        if preview is None:
            return annotate_workbook(content, name, (), (), language)
        return annotate_file(content, name, preview, language)
