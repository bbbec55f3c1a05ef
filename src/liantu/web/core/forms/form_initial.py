"""What a form begins with: the row as it is kept, what the address says, or a draft that was left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liantu.model.change import Change, ChangeRow
from liantu.web.core.forms import row_names
from liantu.web.core.request_view import RequestView

if TYPE_CHECKING:
    from liantu.district.results import Draft
    from liantu.web.core.forms.cell_sheet import SheetLine


@dataclass(frozen=True)
class FormInitial:
    """The values of a form and of the new source in it; ``draft`` says when the draft was left that they are from."""

    values: Mapping[str, str]
    source: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    base: int | None = None
    draft: str = ""


def form_draft_name(table: str, key: str | None = None) -> str:
    """Under which name the draft of a form is kept: its address."""
    return f"/tables/{table}/new" if key is None else f"/tables/{table}/{key}/edit"


def initial_of_new(view: RequestView, table: str) -> FormInitial:
    """A draft that was left, or what the address fills in."""
    query = view.request.query_params
    fields = {n.removeprefix("f."): v for n, v in query.items() if n.startswith("f.")}
    first = {"basis": "stated", **fields}
    if fields:
        return FormInitial(first)
    return _initial_from_draft(view, form_draft_name(table), table) or FormInitial(first)


def initial_of_row(view: RequestView, table: str, key: str, row: Mapping[str, str]) -> FormInitial:
    """The row as it is kept, with a draft over it that was left."""
    return _initial_from_draft(view, form_draft_name(table, key), table, row) or FormInitial(row)


def _initial_from_draft(
    view: RequestView, draft_name: str, table: str, row: Mapping[str, str] | None = None
) -> FormInitial | None:
    draft = find_form_draft(view, draft_name)
    if draft is None:
        return None
    values, source = dict(row or {}), {}
    for change_row in draft.change.rows:
        texts = {n: v or "" for n, v in change_row.fields.items()}
        if change_row.operation == "insert" and change_row.key == "s.":
            source = texts
        elif change_row.table == table:
            values |= texts
    return FormInitial(values, source, draft.change.reason, draft.base, row_names.local_moment(draft.saved))


def find_form_draft(view: RequestView, draft_name: str) -> Draft | None:
    """The draft that whoever asks has left under a name."""
    return view.present.drafts(view.person).find(draft_name)


def save_form_draft(
    view: RequestView, draft_name: str, table: str, texts: Mapping[str, Mapping[str, str]], reason: str, base: int
) -> None:
    """Keep what stands in a form, as it was typed; ``texts`` by prefix of the fields."""
    rows = [ChangeRow(table if prefix == "f." else "sources", prefix, "insert", dict(t)) for prefix, t in texts.items()]
    view.present.drafts(view.person).save(draft_name, Change(tuple(rows), reason), base)


def delete_form_draft(view: RequestView, draft_name: str) -> None:
    """The draft is done with."""
    view.present.drafts(view.person).delete(draft_name)


def sheet_draft_name(table: str) -> str:
    """Under which name the draft of a sheet is kept."""
    return f"/tables/{table}/grid"


def save_sheet_draft(view: RequestView, table: str, lines: Sequence[SheetLine], reason: str, base: int) -> None:
    """Keep a half-filled sheet as it was typed."""
    rows = tuple(ChangeRow(table, f"*{line.key}", "update", dict(line.cells)) for line in lines)
    view.present.drafts(view.person).save(sheet_draft_name(table), Change(rows, reason), base)
