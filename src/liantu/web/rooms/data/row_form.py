"""One row in a form made from the schema: a new one, or one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.new_keys import make_key
from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.citation_checks import check_citation
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Row, find_row, row_key
from liantu.web.core import record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms import (
    conflict_page,
    form_entries,
    form_initial,
    form_reading,
    row_names,
    table_query,
)
from liantu.web.core.forms.form_errors import FormErrors, sort_problems, without_place
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.forms.unit_choices import list_unit_choices
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import NOTHING_OF_NAME

#: Of a new source written into the form of a row: what says which it is.
SOURCE = ("zh", "kind", "class", "issuer", "published", "address")
_NEW, _OLD = "/tables/{table}/new", "/tables/{table}/{key:path}/edit"


def register(app: FastAPI) -> None:
    """Add the forms and where they go to."""
    add_page(app, _NEW, show_new, ("f.<field>",))
    add_form(app, _NEW, handle_new_post)
    add_page(app, _OLD, show_edit)
    add_form(app, _OLD, handle_edit_post)


def show_new(view: RequestView) -> Page:
    """An empty form; ``f.…`` in the address fills fields in beforehand."""
    table = table_query.table_definition(view, view.request.path_params["table"]).name
    begun = form_initial.initial_of_new(view, table)
    return _form(view, table, None, begun.values, source=begun.source, draft=begun.draft, reason=begun.reason)


def show_edit(view: RequestView) -> Page:
    """The row as it is kept."""
    table, key, row = _row(view)
    begun = form_initial.initial_of_row(view, table, key, form_entries.row_to_texts(view, table, row))
    return _form(
        view, table, key, begun.values, source=begun.source, draft=begun.draft, base=begun.base, reason=begun.reason
    )


def handle_new_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Keep a new row."""
    table = table_query.table_definition(view, view.request.path_params["table"]).name
    values, source = _values(posted, "f."), _values(posted, "s.")
    fields, wrong = form_reading.read_fields(view, table, values)
    tables = view.present.given
    added = _source(view, source, fields, wrong)
    _check_required(view, table, tables, fields, wrong, cites_new=bool(added))
    definition = schema.read_tables()[table]
    if definition.key == ["id"] and not fields.get("id"):
        fields["id"] = make_key(tables, table, fields)
    key = row_key(table, fields)
    rows = (*added, ChangeRow(table, key, "insert", {n: v for n, v in fields.items() if v is not None}))
    change = Change(rows, posted.get("reason"), fields.get("source") or "")
    found = _try_commit(view, table, key, change, None, wrong)
    if isinstance(found, int):
        form_initial.delete_form_draft(view, form_initial.form_draft_name(table))
        return _redirect_after_commit(view, posted, table, key, found)
    return _form(view, table, None, values, found, source=source, reason=posted.get("reason"), made=key)


def handle_edit_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Keep what was changed of a row; when somebody else changed it meanwhile, both versions are shown."""
    table, key, row = _row(view)
    base = posted.number("base")
    values, source = _values(posted, "f."), _values(posted, "s.")
    values = {
        **conflict_page.resolve_conflict(view, table, row, values, posted),
        **{f: row[f] or "" for f in _key(table)},
    }
    fields, wrong = form_reading.read_fields(view, table, values)
    before = find_row(view.present.history.tables(base), table, key) or dict(row)
    changed = {name: value for name, value in fields.items() if value != before.get(name)}
    added = _source(view, source, changed, wrong)
    merged = {**before, **fields, **changed}
    if changed:
        _check_required(view, table, view.present.given, merged, wrong, cites_new=bool(added))
    rows = (*added, ChangeRow(table, key, "update", changed))
    change = Change(rows if changed else (), posted.get("reason"), merged.get("source") or "" if changed else "")
    found = _try_commit(view, table, key, change, base, wrong)
    if isinstance(found, int):
        form_initial.delete_form_draft(view, form_initial.form_draft_name(table, key))
        return _redirect_after_commit(view, posted, table, key, found)
    if found.conflicts:
        return conflict_page.show_conflict(view, table, key, row, before, fields, changed, posted)
    return _form(view, table, key, values, found, source=source, base=base, reason=posted.get("reason"))


def _try_commit(
    view: RequestView, table: str, key: str, change: Change, base: int | None, wrong: Mapping[str, Sequence[Problem]]
) -> int | FormErrors:
    """The number it was kept under, or everything that is wrong with it."""
    unreadable = {
        (table, key, name): [without_place(problem).message(view.lang) for problem in problems]
        for name, problems in wrong.items()
    }
    try:
        if not wrong:
            return commit_change(view, change, base)
        # What else is wrong is told at once: the fields that cannot be read are left out of the attempt.
        readable = tuple(replace(r, fields={n: v for n, v in r.fields.items() if n not in wrong}) for r in change.rows)
        _ = view.present.what_if(replace(change, rows=readable)).tables
    except Problems as problems:
        found = sort_problems(view, view.present.given, change, problems.problems)
        for place, messages in unreadable.items():
            found.cells[place] = messages
        return found
    return FormErrors(unreadable)


def _check_required(
    view: RequestView,
    table: str,
    tables: Any,
    fields: Mapping[str, str | None],
    wrong: dict[str, list[Problem]],
    *,
    cites_new: bool,
) -> None:
    """Source, place and words of what a source states; required fields are told by the schema's own check."""
    for name, problems in check_citation(tables, fields).items():
        if name in schema.read_tables()[table].columns and not (name == "source" and cites_new):
            wrong.setdefault(name, problems)


def _source(
    view: RequestView, source: Mapping[str, str], fields: dict[str, str | None], wrong: Mapping[str, Sequence[Problem]]
) -> tuple[ChangeRow, ...]:
    """The new source that was written into the form; the row then cites it."""
    if not source.get("zh", "").strip():
        return ()
    fields_of_source, _wrong = form_reading.read_fields(view, "sources", source)
    key = make_key(view.present.given, "sources", fields_of_source)
    fields["source"] = key
    return (ChangeRow("sources", key, "insert", {n: v for n, v in fields_of_source.items() if v is not None}),)


def _form(
    view: RequestView,
    table: str,
    key: str | None,
    values: Mapping[str, str],
    found: FormErrors | None = None,
    *,
    source: Mapping[str, str] | None = None,
    draft: Any = None,
    base: int | None = None,
    reason: str = "",
    made: str = "",
) -> Page:
    _ = view.tr
    definition = schema.read_tables()[table]
    found = found or FormErrors()
    cites = "source" in definition.columns and definition.field("source").refers_to
    sourced = {n: messages for (t, _k, n), messages in found.cells.items() if t == "sources"}
    name = row_names.table_name(view, table)
    row = None if key is None else find_row(view.present.given, table, key)
    title = _("New row: %s") % name if row is None else f"{name}{_(': ')}{row_names.row_name(view, table, row)}"
    context = {
        "table": table,
        "key": key,
        "groups": form_entries.entry_groups(
            view,
            table,
            values,
            found.row_messages(table, key or made),
            locked=key is not None,
            assumed=_assumed_texts(view, table, key),
        ),
        "source": form_entries.entry_groups(view, "sources", source or {}, sourced, prefix="s.", only=SOURCE)
        if cites
        else [],
        "source_open": bool(source and source.get("zh")),
        "problems": found.general,
        "base": view.present.number if base is None else base,
        "reason": reason,
        "draft": draft,
        "draft_name": form_initial.form_draft_name(table, key),
        "readonly": view.present.workspace is None,
        "units": list_unit_choices(view),
        "description": "" if view.zh else definition.description,
    }
    frames = {} if row is None else {table: view.present.given[table].head(0)}
    body = {"row": row, "problems": found.general}
    return Page("data/edit.html", title, frames, context, body, 422 if found else 200, cacheable=False)


def _assumed_texts(view: RequestView, table: str, key: str | None) -> dict[str, str]:
    """What is assumed of the fields of a row, in words."""
    found = {} if key is None else view.present.links.assumptions(table, key)
    fields = {name: schema.read_tables()[table].field(name) for name in found}
    return {
        name: f"{record_rows.field_cell(view, fields[name], {name: row['value']}).text} · {view.pick(row)}"
        for name, row in found.items()
    }


def _row(view: RequestView) -> tuple[str, str, Row]:
    table, key = (
        table_query.table_definition(view, view.request.path_params["table"]).name,
        view.request.path_params["key"],
    )
    row = find_row(view.present.given, table, key)
    if row is None:
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    return table, key, row


def _key(table: str) -> list[str]:
    return schema.read_tables()[table].key


def _values(posted: PostedForm, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): posted.get(name) for name in posted.texts if name.startswith(prefix)}


def _redirect_after_commit(view: RequestView, posted: PostedForm, table: str, key: str, number: int) -> Response:
    return redirect_to(view.url(f"/history/{number}", table=table, row=key))
