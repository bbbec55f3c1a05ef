"""A firm, plant, product, project or place in one form over the tables beneath; what moves is shown first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.model.joint_forms import CITATION, JOINT_FORMS, FormPart
from liantu.model.problems import Problems
from liantu.model.tables import find_row
from liantu.web.core.answer import add_page
from liantu.web.core.forms import form_entries, form_initial, form_reading, joint_drafts, row_names
from liantu.web.core.forms.form_errors import FormErrors, sort_problems
from liantu.web.core.forms.joint_conflict import JointConflict, describe_conflict, settle_disputes
from liantu.web.core.forms.joint_reading import JointReading, read_joint_form
from liantu.web.core.forms.new_source import SOURCE
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.forms.unit_choices import list_unit_choices
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Table
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.moves_table import moves_table
from liantu.wording.sentences import NOTHING_OF_NAME


@dataclass
class JointAnswer:
    """What is answered to a form: how it was read, its texts, what is wrong, what moves."""

    reading: JointReading
    texts: Mapping[str, str]
    general: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    conflict: JointConflict | None = None
    gaps: Table | None = None


_NEW, _OLD = "/forms/{table}", "/forms/{table}/{key:path}"


def register(app: FastAPI) -> None:
    """Add the forms and where they go to."""
    add_page(app, _NEW, show_new, ("f.<field>",))
    add_form(app, _NEW, handle_post)
    add_page(app, _OLD, show_old)
    add_form(app, _OLD, handle_post)


def show_new(view: RequestView) -> Page:
    """An empty form; ``f.…`` in the address fills fields in beforehand, else a draft that was left."""
    query, table = view.request.query_params, _table(view)
    fields = {name.removeprefix("f."): text for name, text in query.items() if name.startswith("f.")}
    texts = form_entries.row_to_texts(view, table, {"basis": "stated", **fields})
    shown = {f"f.{name}": text for name, text in texts.items()} | _fill_parts(view, table, fields)
    draft = None if fields else joint_drafts.find_joint_draft(view, table, None, {})
    return _page(view, table, None, {**shown, **(draft.texts if draft else {})}, draft=draft)


def _fill_parts(view: RequestView, table: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Fields that are those of a part, as the product of a plant, in the new row of that part."""
    shown: dict[str, str] = {}
    for part in JOINT_FORMS[table].parts:
        of_part = {name: text for name, text in fields.items() if name in part.fields and name not in CITATION}
        of_part = {name: text for name, text in of_part.items() if name not in JOINT_FORMS[table].fields}
        texts = form_entries.row_to_texts(view, part.table, of_part) if of_part else {}
        shown |= {f"{part.table}.new.{name}": texts[name] for name in of_part if name in texts}
    return shown


def show_old(view: RequestView) -> Page:
    """The row with its parts as they are kept, and what was typed over them and left."""
    table, key = _table(view), view.request.path_params["key"]
    shown = _kept_texts(view, table, key)
    draft = joint_drafts.find_joint_draft(view, table, key, _part_keys(view, table, key))
    return _page(view, table, key, {**shown, **(draft.texts if draft else {})}, draft=draft)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Show what would move, or keep all rows as one change; what is wrong stands beside its field."""
    table, key = _table(view), view.request.path_params.get("key")
    posted = settle_disputes(view, table, key, posted)
    base = posted.number("base")
    tables = view.present.history.tables(base or None)
    reading = read_joint_form(view, table, key, posted, tables)
    change = reading.change(posted.get("reason"), "")
    texts = {name: posted.get(name) for name in posted.texts}
    shown = JointAnswer(reading, texts if reading.wrong else _restate_references(view, reading, texts))
    after = None
    try:
        if not reading.wrong and posted.get("do") == "keep":
            number = commit_change(view, change, base or None)
            form_initial.delete_form_draft(view, joint_drafts.joint_draft_name(table, key))
            return redirect_to(view.url(f"/history/{number}", table=table, row=reading.key))
        after = view.present.what_if(change)
        shown.warnings = [problem.message(view.lang) for problem in after.supposed_warnings]
    except Problems as found:
        errors = sort_problems(view, view.present.given, change, found.problems)
        shown.general = list(errors.general)
        _place_messages(reading, errors)
        if errors.conflicts:
            shown.conflict = describe_conflict(view, posted, reading, errors.conflicts, tables)
            shown.texts = shown.conflict.texts
    if after is not None and change.rows and not reading.wrong:
        shown.gaps = moves_table(view, after.chain.moves_since(view.present.chain))
    return _page(view, table, key, shown.texts, posted, shown)


def _restate_references(view: RequestView, reading: JointReading, texts: dict[str, str]) -> dict[str, str]:
    """The texts of a form, with the row in place of the initials or the name that was read as it."""
    for prefix, (table, _key) in reading.keys.items():
        for name in schema.read_tables()[table].columns:
            if texts.get(prefix + name):
                field_of_text = schema.read_tables()[table].field(name)
                texts[prefix + name] = form_reading.restate_text(view, field_of_text, texts[prefix + name])
    return texts


def _place_messages(reading: JointReading, errors: FormErrors) -> None:
    """Put what is wrong beside the fields of the form."""
    for prefix, (name, row) in reading.keys.items():
        for column, messages in errors.row_messages(name, row).items():
            reading.wrong.setdefault(("f." if column in CITATION else prefix, column), messages)


def _table(view: RequestView) -> str:
    table = str(view.request.path_params["table"])
    if table not in JOINT_FORMS:
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    return table


def _part_keys(view: RequestView, table: str, key: str | None) -> dict[str, list[str]]:
    """The keys of the rows of each part that the form shows."""
    found = {}
    for part in JOINT_FORMS[table].parts:
        rows = view.present.given[part.table].iter_rows(named=True) if key and part.shows_rows else ()
        found[part.table] = [row["id"] for row in rows if row[part.link] == key]
    return found


def _kept_texts(view: RequestView, table: str, key: str) -> dict[str, str]:
    row = find_row(view.present.given, table, key)
    if row is None:
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    cells = form_entries.row_to_texts(view, table, row)
    texts = {f"f.{name}": text for name, text in cells.items() if name not in CITATION}
    for part, keys in _part_keys(view, table, key).items():
        for n, child in enumerate(keys):
            found = find_row(view.present.given, part, child) or {}
            texts |= {f"{part}.{n}.{name}": t for name, t in form_entries.row_to_texts(view, part, found).items()}
    return texts


def _page(
    view: RequestView,
    table: str,
    key: str | None,
    texts: Mapping[str, str],
    posted: PostedForm | None = None,
    answer: JointAnswer | None = None,
    draft: joint_drafts.JointDraft | None = None,
) -> Page:
    answer = answer or JointAnswer(JointReading(), texts)
    wrong = answer.reading.wrong
    name = row_names.table_name(view, table)
    row = None if key is None else find_row(view.present.given, table, key)
    title = view.tr("Add: %s") % name if row is None else view.tr("Edit: %s") % row_names.row_name(view, table, row)
    is_wrong = bool(wrong or answer.general or answer.conflict)
    reason = posted.get("reason") if posted else draft.reason if draft else ""
    citation = form_entries.GROUPS["provenance"]
    context = {
        **_fields(view, table, key, texts, wrong),
        **_state(view, posted, answer, draft),
        "table": table,
        "key": key,
        "citation_label": view.tr(citation),
        "is_wrong": is_wrong,
        "reason": reason,
        "draft_name": joint_drafts.joint_draft_name(table, key),
        "looked_at": posted is not None and not is_wrong,
    }
    body = _describe_rows(answer.reading if posted else None, answer.general)
    return Page("data/joint.html", title, {}, context, body, 422 if is_wrong else 200, cacheable=False)


def _state(
    view: RequestView, posted: PostedForm | None, answer: JointAnswer, draft: joint_drafts.JointDraft | None
) -> dict[str, object]:
    """On which change the form rests, what others did to its rows, what would move, and what it is warned of."""
    base = view.present.number
    if draft is not None:
        base = draft.base
    elif posted is not None and answer.conflict is None:
        base = posted.number("base") or base
    return {
        "base": base,
        "draft": draft.moment if draft else "",
        "conflict": answer.conflict,
        "problems": answer.general,
        "warnings": answer.warnings,
        "gaps": answer.gaps,
        "readonly": view.present.workspace is None,
        "units": list_unit_choices(view),
    }


def _describe_rows(reading: JointReading | None, general: Sequence[str] | None) -> dict[str, object]:
    """The form for programs: the rows that it means, and what is wrong."""
    if reading is None:
        return {"rows": [], "problems": []}
    rows = [[row.table, row.key, row.operation, dict(row.fields)] for row in reading.rows]
    return {"rows": rows, "problems": [*(general or []), *chain.from_iterable(reading.wrong.values())]}


def _narrow_choices(part: FormPart, entries: Sequence[form_entries.FormEntry]) -> list[form_entries.FormEntry]:
    """The fields of a new row of a part, with the choices that the form offers."""
    offers = {f"{part.table}.new.{name}": codes for name, codes in part.offers.items()}
    return [
        replace(entry, options=[(code, word) for code, word in entry.options if code in offers[entry.name]])
        if entry.name in offers
        else entry
        for entry in entries
    ]


def _fields(
    view: RequestView,
    table: str,
    key: str | None,
    texts: Mapping[str, str],
    wrong: Mapping[tuple[str, str], Sequence[str]],
) -> dict[str, object]:
    """The fields of the form block by block: the row, its parts, where it comes from, a new source."""

    def entries(
        table_of_block: str, prefix: str, fields: tuple[str, ...], *, needed: bool = False
    ) -> list[form_entries.FormEntry]:
        """The fields of a block, in the order of the form; of a block that may stay blank none is ``needed``."""
        values = {name: texts.get(prefix + name, "") for name in fields}
        found = {name: wrong.get((prefix, name), ()) for name in fields}
        groups = form_entries.entry_groups(view, table_of_block, values, found, prefix=prefix, only=fields)
        by_name = {entry.name: entry for _label, group in groups for entry in group}
        chosen = [by_name[prefix + name] for name in fields if prefix + name in by_name]
        return chosen if needed else [replace(entry, needed=False) for entry in chosen]

    keys = _part_keys(view, table, key)
    is_cited = table != "products"
    return {
        "main": entries(table, "f.", JOINT_FORMS[table].fields, needed=True),
        "parts": [
            {
                "table": part.table,
                "name": row_names.table_name(view, part.table),
                "blocks": [
                    (child, entries(part.table, f"{part.table}.{n}.", part.fields))
                    for n, child in enumerate(keys[part.table])
                ],
                "fresh": _narrow_choices(part, entries(part.table, f"{part.table}.new.", part.fields)),
            }
            for part in JOINT_FORMS[table].parts
        ],
        "citation": entries("capacities", "f.", CITATION, needed=key is None and is_cited),
        "source": entries("sources", "s.", SOURCE),
        "source_open": bool(texts.get("s.zh")),
    }
