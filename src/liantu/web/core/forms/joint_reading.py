"""A form over several tables as the one Change it means, and what is wrong with it field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from liantu.district.new_keys import make_key
from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.citation_checks import check_citation
from liantu.model.joint_forms import CITATION, JOINT_FORMS, FormPart
from liantu.model.problems import Problem
from liantu.model.tables import Tables, find_row, row_key
from liantu.web.core.forms import form_reading
from liantu.web.core.forms.form_errors import without_place
from liantu.web.core.forms.new_source import read_new_source
from liantu.web.core.forms.posting import PostedForm
from liantu.web.core.request_view import RequestView

#: Fields of a new source that is written into the form.


@dataclass
class JointReading:
    """The rows that a form means; the key of each of its blocks by prefix, and messages by prefix and field."""

    rows: list[ChangeRow] = field(default_factory=list)
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    wrong: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    key: str = ""

    def change(self, reason: str, source: str) -> Change:
        """The rows as one change."""
        return Change(tuple(self.rows), reason, source)


def read_joint_form(view: RequestView, table: str, key: str | None, posted: PostedForm, tables: Tables) -> JointReading:
    """What a form means against the tables as they were seen."""
    reading = JointReading()
    citation = _read_citation(view, posted, reading)
    reading.key = _read_block(view, reading, table, "f.", key, {}, citation, posted, tables)
    for part in JOINT_FORMS[table].parts:
        linked = {part.link: reading.key}
        for n, known in enumerate(posted.all(f"{part.table}.key")):
            _read_block(view, reading, part.table, f"{part.table}.{n}.", known, linked, citation, posted, tables)
        prefix = f"{part.table}.new."
        if _is_filled(part, prefix, posted):
            _read_block(view, reading, part.table, prefix, None, {**part.says, **linked}, citation, posted, tables)
    return reading


def _is_filled(part: FormPart, prefix: str, posted: PostedForm) -> bool:
    return any(posted.get(prefix + name) for name in part.fields)


def _read_citation(view: RequestView, posted: PostedForm, reading: JointReading) -> dict[str, str | None]:
    """Where the rows come from; a source that is written in becomes a row of its own."""
    texts = {name: posted.get(f"f.{name}") for name in CITATION}
    new = read_new_source(view, posted)
    if new is not None:
        reading.rows.append(new.row)
        reading.keys["s."] = ("sources", new.row.key)
        _add_wrong(view, reading, "s.", new.wrong)
        return {**{name: text or None for name, text in texts.items()}, "source": new.row.key}
    fields, wrong = form_reading.read_fields(view, "capacities", texts)
    _add_wrong(view, reading, "f.", wrong)
    return fields


def _read_block(
    view: RequestView,
    reading: JointReading,
    table: str,
    prefix: str,
    key: str | None,
    linked: Mapping[str, str],
    citation: Mapping[str, str | None],
    posted: PostedForm,
    tables: Tables,
) -> str:
    """One row of the form: what changed of a row that is there, all that was written of a new one; its key."""
    fields = _read_fields(view, reading, table, prefix, posted)
    columns = schema.read_tables()[table].columns
    cited = {name: text for name, text in citation.items() if name in columns and text is not None}
    before = find_row(tables, table, key) if key else None
    if before is not None:
        row = ChangeRow(table, key or "", "update", _select_changed(fields, cited, before))
    else:
        row = _make_new_row(reading, tables, table, {**linked, **fields, **cited})
    reading.keys[prefix] = (table, row.key)
    if row.fields:
        reading.rows.append(row)
        lacking = check_citation(view.present.given, {"quote": None, **(before or {}), **row.fields})
        if before is None or not row.fields.keys().isdisjoint(CITATION):
            _add_wrong(view, reading, "f.", lacking)
    return row.key


def _read_fields(
    view: RequestView, reading: JointReading, table: str, prefix: str, posted: PostedForm
) -> dict[str, str | None]:
    texts = {name.removeprefix(prefix): posted.get(name) for name in posted.texts if name.startswith(prefix)}
    cells = {name: text for name, text in texts.items() if name not in CITATION}
    fields, wrong = form_reading.read_fields(view, table, cells)
    _add_wrong(view, reading, prefix, wrong)
    return fields


def _make_new_row(reading: JointReading, tables: Tables, table: str, fields: Mapping[str, str | None]) -> ChangeRow:
    written = {name: value for name, value in fields.items() if value is not None}
    if schema.read_tables()[table].key == ["id"]:
        written["id"] = _new_key(reading, tables, table, written)
    return ChangeRow(table, row_key(table, written), "insert", written)


def _select_changed(
    fields: Mapping[str, str | None], cited: Mapping[str, str | None], before: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The cells of a row that are others now; where some are, the source of the change is among them."""
    changed = {name: value for name, value in fields.items() if value != before.get(name)}
    return changed and {**changed, **{name: text for name, text in cited.items() if text != before.get(name)}}


def _new_key(reading: JointReading, tables: Tables, table: str, fields: Mapping[str, str | None]) -> str:
    taken = {row.key for row in reading.rows if row.table == table}
    stem = make_key(tables, table, fields)
    return next(key for n in range(1, 100) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)


def _add_wrong(view: RequestView, reading: JointReading, prefix: str, wrong: Mapping[str, list[Problem]]) -> None:
    for name, problems in wrong.items():
        messages = [without_place(problem).message(view.lang) for problem in problems]
        reading.wrong.setdefault((prefix, name), messages)
