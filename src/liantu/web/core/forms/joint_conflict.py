"""A form over several rows that others changed meanwhile: what they wrote stands, what both wrote is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from liantu.model import schema
from liantu.model.joint_forms import CITATION, JOINT_FORMS
from liantu.model.tables import Row, Tables, find_row
from liantu.web.core import record_rows
from liantu.web.core.forms import form_entries, row_names
from liantu.web.core.forms.joint_reading import JointReading
from liantu.web.core.forms.posting import PostedForm
from liantu.web.core.forms.version_words import version_words
from liantu.web.core.request_view import RequestView

_PICK = "pick."


@dataclass(frozen=True)
class Dispute:
    """A field that two people wrote: its name in the form and its label, and both values in words."""

    name: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class JointConflict:
    """What others did to the rows of a form: who, what only they wrote, what is to be chosen."""

    sentences: Sequence[str]
    only_theirs: Sequence[tuple[str, str]]
    disputes: Sequence[Dispute]
    #: The texts of the form with theirs where only they wrote.
    texts: Mapping[str, str]


def list_form_rows(table: str, key: str | None, posted: PostedForm) -> dict[str, tuple[str, str]]:
    """The rows that are there by the prefix of their fields in a form that was sent."""
    found = {} if key is None else {"f.": (table, key)}
    for part in JOINT_FORMS[table].parts:
        for n, child in enumerate(posted.all(f"{part.table}.key")):
            found[f"{part.table}.{n}."] = (part.table, child)
    return found


def settle_disputes(view: RequestView, table: str, key: str | None, posted: PostedForm) -> PostedForm:
    """The form as it was sent, with theirs where that was chosen."""
    texts = dict(posted.texts)
    for prefix, (name, child) in list_form_rows(table, key, posted).items():
        row = find_row(view.present.given, name, child)
        theirs = form_entries.row_to_texts(view, name, row) if row is not None else {}
        for field, text in theirs.items():
            if posted.get(f"{_PICK}{prefix}{field}") == "theirs":
                texts[prefix + field] = [text]
    return replace(posted, texts=texts)


def describe_conflict(
    view: RequestView,
    posted: PostedForm,
    reading: JointReading,
    conflicts: Sequence[tuple[str, str]],
    before: Tables,
) -> JointConflict:
    """Both versions of the rows that others changed, field by field. ``before`` are the tables as the form saw them."""
    texts = {name: posted.get(name) for name in posted.texts}
    sentences, only_theirs, disputes = [], [], []
    prefixes = {row: prefix for prefix, row in reading.keys.items()}
    for name, key in conflicts:
        sentences.append(_describe_author(view, name, key))
        row, prefix = find_row(view.present.given, name, key), prefixes.get((name, key), "")
        if row is None:
            continue
        mine = next(dict(r.fields) for r in reading.rows if (r.table, r.key) == (name, key))
        theirs = form_entries.row_to_texts(view, name, row)
        for field in _moved_fields(name, row, find_row(before, name, key) or {}):
            label = f"{row_names.table_name(view, name)} · {record_rows.field_label(view, field)}"
            if field.name not in mine:
                only_theirs.append((label, version_words(view, name, field, row)))
                if prefix + field.name in texts:
                    texts[prefix + field.name] = theirs[field.name]
            elif mine[field.name] != row[field.name]:
                both = (version_words(view, name, field, row), version_words(view, name, field, {**row, **mine}))
                disputes.append(Dispute(prefix + field.name, label, *both))
    return JointConflict(sentences, only_theirs, disputes, texts)


def _moved_fields(table: str, row: Row, before: Row) -> Iterator[schema.Field]:
    for field in schema.read_tables()[table].fields:
        if row[field.name] != before.get(field.name) and field.name not in CITATION:
            yield field


def _describe_author(view: RequestView, table: str, key: str) -> str:
    """Who changed a row meanwhile, when, in which change."""
    last = view.present.history.versions(table, key).row(0, named=True)
    row = find_row(view.present.given, table, key)
    slots = {
        "row": f"{row_names.table_name(view, table)} {key if row is None else row_names.row_name(view, table, row)}",
        "author": last["author"],
        "made": row_names.local_moment(last["made"]),
        "number": last["opened"],
    }
    if row is None:
        return view.tr("%(row)s was deleted meanwhile: nothing of it can be kept.") % slots
    return (
        view.tr("%(author)s changed %(row)s at %(made)s (change %(number)s) while you were writing. Nothing is lost.")
        % slots
    )
