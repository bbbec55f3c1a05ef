"""What a form begins with: the row as it is kept, what the address says, or a draft that was left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liantu.model.change import Change, ChangeRow
from liantu.store import drafts
from liantu.store.drafts import Draft
from liantu.web.core.forms import row_names
from liantu.web.core.request_view import View

if TYPE_CHECKING:
    from liantu.web.core.forms.cell_sheet import Line


@dataclass(frozen=True)
class Beginning:
    """The values of a form and of the new source in it; ``draft`` says when the draft was left that they are from."""

    values: Mapping[str, str]
    source: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    base: int | None = None
    draft: str = ""


def name(table: str, key: str | None = None) -> str:
    """Under which name the draft of a form is kept: its address."""
    return f"/tables/{table}/new" if key is None else f"/tables/{table}/{key}/edit"


def of_new(view: View, table: str) -> Beginning:
    """A draft that was left, or what the address fills in."""
    query = view.request.query_params
    asked = {n.removeprefix("f."): v for n, v in query.items() if n.startswith("f.")}
    first = {"basis": "stated", **asked}
    if asked:
        return Beginning(first)
    return _left(view, name(table), table) or Beginning(first)


def of_row(view: View, table: str, key: str, row: Mapping[str, str]) -> Beginning:
    """The row as it is kept, with a draft over it that was left."""
    return _left(view, name(table, key), table, row) or Beginning(row)


def _left(view: View, draft_name: str, table: str, row: Mapping[str, str] | None = None) -> Beginning | None:
    draft = find(view, draft_name)
    if draft is None:
        return None
    values, source = dict(row or {}), {}
    for one in draft.change.rows:
        texts = {n: v or "" for n, v in one.fields.items()}
        if one.operation == "insert" and one.key == "s.":
            source = texts
        elif one.table == table:
            values |= texts
    return Beginning(values, source, draft.change.reason, draft.base, row_names.moment(draft.saved))


def find(view: View, draft_name: str) -> Draft | None:
    """The draft that whoever asks has left under a name."""
    workspace = view.present.workspace
    if workspace is None or not view.person:
        return None
    return drafts.load(workspace.engine, view.person, draft_name)


def leave(
    view: View, draft_name: str, table: str, texts: Mapping[str, Mapping[str, str]], reason: str, base: int
) -> None:
    """Keep what stands in a form, as it was typed; ``texts`` by prefix of the fields."""
    workspace = view.present.workspace
    if workspace is None or not view.person:
        return
    rows = [ChangeRow(table if prefix == "f." else "sources", prefix, "insert", dict(t)) for prefix, t in texts.items()]
    drafts.save(workspace.engine, view.person, draft_name, Change(tuple(rows), reason), base)


def forget(view: View, draft_name: str) -> None:
    """The draft is done with."""
    workspace = view.present.workspace
    if workspace is not None and view.person:
        drafts.drop(workspace.engine, view.person, draft_name)


def sheet_name(table: str) -> str:
    """Under which name the draft of a sheet is kept."""
    return f"/tables/{table}/grid"


def leave_sheet(view: View, table: str, lines: Sequence[Line], reason: str, base: int) -> None:
    """Keep a half-filled sheet as it was typed."""
    workspace = view.present.workspace
    if workspace is None or not view.person:
        return
    rows = tuple(ChangeRow(table, f"*{line.key}", "update", dict(line.cells)) for line in lines)
    drafts.save(workspace.engine, view.person, sheet_name(table), Change(rows, reason), base)
