"""One row in a form made from the schema: a new one, or one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.web.core import record_rows
from liantu.web.core.answer import NotHere, Page, add_page
from liantu.web.core.forms import (
    assumed_fields,
    conflict_page,
    current_row,
    form_entries,
    form_initial,
    form_reading,
    row_names,
)
from liantu.web.core.forms.form_errors import Refused, alone, refused
from liantu.web.core.forms.posting import Posted, add_form, lead
from liantu.web.core.forms.saving import save
from liantu.web.core.request_view import View

#: Of a new source written into the form of a row: what says which it is.
SOURCE = ("zh", "kind", "class", "issuer", "published", "address")
_NEW, _OLD = "/tables/{table}/new", "/tables/{table}/{key:path}/edit"


def register(app: FastAPI) -> None:
    """Add the forms and where they go to."""
    add_page(app, _NEW, new)
    add_form(app, _NEW, take_new)
    add_page(app, _OLD, edit)
    add_form(app, _OLD, take_edit)


def new(view: View) -> Page:
    """An empty form; ``f.…`` in the address fills fields in beforehand."""
    table = current_row.definition(view, view.request.path_params["table"]).name
    begun = form_initial.of_new(view, table)
    return _form(view, table, None, begun.values, source=begun.source, draft=begun.draft, reason=begun.reason)


def edit(view: View) -> Page:
    """The row as it is kept."""
    table, key, row = _row(view)
    begun = form_initial.of_row(view, table, key, form_entries.shown(view, table, row))
    return _form(
        view, table, key, begun.values, source=begun.source, draft=begun.draft, base=begun.base, reason=begun.reason
    )


def take_new(view: View, posted: Posted) -> Response | Page:
    """Keep a new row."""
    table = current_row.definition(view, view.request.path_params["table"]).name
    values, source = _values(posted, "f."), _values(posted, "s.")
    fields, wrong = form_reading.fields(view, table, values)
    given = current_row.tables(view)
    added = _source(view, source, fields, wrong)
    _require(view, table, given, fields, wrong, cites_new=bool(added))
    definition = schema.tables()[table]
    if definition.key == ["id"] and not fields.get("id"):
        fields["id"] = form_reading.new_key(given, table, fields)
    key = current_row.key_of(table, fields)
    rows = (*added, ChangeRow(table, key, "insert", {n: v for n, v in fields.items() if v is not None}))
    change = Change(rows, posted.get("reason"), fields.get("source") or "")
    found = _try(view, table, key, change, None, wrong)
    if isinstance(found, int):
        form_initial.forget(view, form_initial.name(table))
        return _onward(view, posted, table, key, found)
    return _form(view, table, None, values, found, source=source, reason=posted.get("reason"), made=key)


def take_edit(view: View, posted: Posted) -> Response | Page:
    """Keep what was changed of a row; when somebody else changed it meanwhile, both versions are shown."""
    table, key, row = _row(view)
    base = posted.number("base")
    values, source = _values(posted, "f."), _values(posted, "s.")
    values = {**conflict_page.chosen(view, table, row, values, posted), **{f: row[f] or "" for f in _key(table)}}
    fields, wrong = form_reading.fields(view, table, values)
    seen = current_row.row(current_row.tables(view, base), table, key) or dict(row)
    changed = {name: value for name, value in fields.items() if value != seen.get(name)}
    added = _source(view, source, changed, wrong)
    merged = {**seen, **fields, **changed}
    if changed:
        _require(view, table, current_row.tables(view), merged, wrong, cites_new=bool(added))
    rows = (*added, ChangeRow(table, key, "update", changed))
    change = Change(rows if changed else (), posted.get("reason"), merged.get("source") or "" if changed else "")
    found = _try(view, table, key, change, base, wrong)
    if isinstance(found, int):
        form_initial.forget(view, form_initial.name(table, key))
        return _onward(view, posted, table, key, found)
    if found.conflicts:
        return conflict_page.page(view, table, key, row, seen, fields, changed, posted)
    return _form(view, table, key, values, found, source=source, base=base, reason=posted.get("reason"))


def _try(
    view: View, table: str, key: str, change: Change, base: int | None, wrong: Mapping[str, Sequence[Problem]]
) -> int | Refused:
    """The number it was kept under, or everything that is wrong with it."""
    told = {
        (table, key, name): [alone(problem).message(view.lang) for problem in problems]
        for name, problems in wrong.items()
    }
    try:
        if not wrong:
            return save(view, change, base)
        # What else is wrong is told at once: the fields that cannot be read are left out of the attempt.
        readable = tuple(replace(r, fields={n: v for n, v in r.fields.items() if n not in wrong}) for r in change.rows)
        _ = view.present.what_if(replace(change, rows=readable)).tables
    except Problems as problems:
        found = refused(view, current_row.tables(view), change, problems.problems)
        for place, messages in told.items():
            found.cells[place] = messages
        return found
    return Refused(told)


def _require(
    view: View,
    table: str,
    given: Any,
    fields: Mapping[str, str | None],
    wrong: dict[str, list[Problem]],
    *,
    cites_new: bool,
) -> None:
    """Source, place and words of what a source states; required fields are told by the schema's own check."""
    for name, problems in form_reading.cited(given, fields).items():
        if name in schema.tables()[table].columns and not (name == "source" and cites_new):
            wrong.setdefault(name, problems)


def _source(
    view: View, source: Mapping[str, str], fields: dict[str, str | None], wrong: Mapping[str, Sequence[Problem]]
) -> tuple[ChangeRow, ...]:
    """The new source that was written into the form; the row then cites it."""
    if not source.get("zh", "").strip():
        return ()
    given, _wrong = form_reading.fields(view, "sources", source)
    key = form_reading.new_key(current_row.tables(view), "sources", given)
    fields["source"] = key
    return (ChangeRow("sources", key, "insert", {n: v for n, v in given.items() if v is not None}),)


def _form(
    view: View,
    table: str,
    key: str | None,
    values: Mapping[str, str],
    found: Refused | None = None,
    *,
    source: Mapping[str, str] | None = None,
    draft: Any = None,
    base: int | None = None,
    reason: str = "",
    made: str = "",
) -> Page:
    _ = view.tr
    definition = schema.tables()[table]
    found = found or Refused()
    cites = "source" in definition.columns and definition.field("source").refers_to
    sourced = {n: told for (t, _k, n), told in found.cells.items() if t == "sources"}
    name = row_names.table_name(view, table)
    row = None if key is None else current_row.row(current_row.tables(view), table, key)
    title = _("New row: %s") % name if row is None else f"{name}{_(': ')}{row_names.row_name(view, table, row)}"
    context = {
        "table": table,
        "key": key,
        "groups": form_entries.groups(
            view,
            table,
            values,
            found.of(table, key or made),
            locked=key is not None,
            assumed=_assumed(view, table, key),
        ),
        "source": form_entries.groups(view, "sources", source or {}, sourced, prefix="s.", only=SOURCE)
        if cites
        else [],
        "source_open": bool(source and source.get("zh")),
        "problems": found.rest,
        "base": view.present.number if base is None else base,
        "reason": reason,
        "draft": draft,
        "draft_name": form_initial.name(table, key),
        "readonly": view.present.workspace is None,
        "units": view.present.given.units.names(),
        "description": "" if view.zh else definition.description,
    }
    frames = {} if row is None else {table: current_row.tables(view)[table].head(0)}
    body = {"row": row, "problems": found.rest}
    return Page("data/edit.html", title, frames, context, body, 422 if found else 200, kept=False)


def _assumed(view: View, table: str, key: str | None) -> dict[str, str]:
    """What is assumed of the fields of a row, in words."""
    found = {} if key is None else assumed_fields.of_row(current_row.tables(view), table, key)
    fields = {name: schema.tables()[table].field(name) for name in found}
    return {
        name: f"{record_rows.cell_of(view, fields[name], {name: row['value']}).text} · {view.pick(row)}"
        for name, row in found.items()
    }


def _row(view: View) -> tuple[str, str, dict[str, Any]]:
    table, key = current_row.definition(view, view.request.path_params["table"]).name, view.request.path_params["key"]
    row = current_row.row(current_row.tables(view), table, key)
    if row is None:
        raise NotHere(view.tr("The district has nothing of that name."))
    return table, key, row


def _key(table: str) -> list[str]:
    return schema.tables()[table].key


def _values(posted: Posted, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): posted.get(name) for name in posted.texts if name.startswith(prefix)}


def _onward(view: View, posted: Posted, table: str, key: str, number: int) -> Response:
    return lead(view.url(f"/history/{number}", table=table, row=key))
