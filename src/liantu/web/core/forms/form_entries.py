"""The fields of a form, made from the schema: what may stand there, what stands there, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from liantu.model import schema
from liantu.web.core import record_rows
from liantu.web.core.forms import reference_search
from liantu.web.core.request_view import RequestView
from liantu.wording import N_

GROUPS = {"identity": N_("Identity"), "content": N_("Content"), "provenance": N_("Where it comes from")}
#: How a period may be written, in words first.
_PERIODS = N_("2023, May 2023, Q1 2023, April–December 2023, from 2010 on; or 2023-05, 2023-Q1, 2023-05-01")
_LONG = {"note", "note_en", "business_zh", "business_en", "reason_zh", "reason_en"}


@dataclass(frozen=True)
class FormEntry:
    """One field of a form."""

    name: str
    label: str
    kind: str
    value: str = ""
    note: str = ""
    needed: bool = False
    locked: bool = False
    options: Sequence[tuple[str, str]] = ()
    pick: str = ""
    units: str = ""
    problems: Sequence[str] = ()
    #: What is assumed as long as the field is blank.
    assumed: str = ""


def entry_groups(
    view: RequestView,
    table: str,
    values: Mapping[str, str],
    problems: Mapping[str, Sequence[str]],
    *,
    prefix: str = "f.",
    locked: bool = False,
    only: Sequence[str] = (),
    assumed: Mapping[str, str] | None = None,
) -> list[tuple[str, list[FormEntry]]]:
    """The fields of a table in their groups. The key of a row that is there is ``locked``."""
    found: dict[str, list[FormEntry]] = {}
    for field in schema.read_tables()[table].fields:
        if only and field.name not in only:
            continue
        entry = _entry(view, table, field, values.get(field.name, ""), problems.get(field.name, ()), prefix, locked)
        found.setdefault(field.group, []).append(replace(entry, assumed=(assumed or {}).get(field.name, "")))
    return [(view.tr(GROUPS.get(group, group)), entries) for group, entries in found.items()]


def _entry(
    view: RequestView, table: str, field: schema.Field, value: str, problems: Sequence[str], prefix: str, locked: bool
) -> FormEntry:
    kind = "text"
    options: list[tuple[str, str]] = []
    if field.choices:
        kind, options = (
            "choice",
            [(code, view.word(field.choices, code)) for code in schema.read_codelist(field.choices)],
        )
    elif field.refers_to:
        kind = "reference"
    elif field.type in ("decimal", "integer"):
        kind = "number"
    elif field.name == "unit":
        kind = "unit"
    elif field.name in _LONG:
        kind = "long"
    made = field.name == "id" and schema.read_tables()[table].key == ["id"]
    return FormEntry(
        name=prefix + field.name,
        label=entry_label(view, table, field),
        kind=kind,
        value=value,
        note=_note(view, field),
        needed=(field.required or bool(field.key)) and not made,
        locked=locked and bool(field.key),
        options=options,
        pick="|".join(field.refers_to),
        units=f"{prefix}{field.unit_field}" if field.unit_field else "",
        problems=problems,
    )


def entry_label(view: RequestView, table: str, field: schema.Field) -> str:
    """The label of a field; which language it is in is said where there are two of it."""
    paired = {f"{field.name}_en", f"{field.name}_zh", "en"} & set(schema.read_tables()[table].columns)
    if not view.zh and field.name.endswith("zh") and paired:
        return field.en
    return record_rows.field_label(view, field)


def _note(view: RequestView, field: schema.Field) -> str:
    """What helps to fill it in: the unit of a number, the form of a period, and in English the description."""
    if field.type == "period":
        return view.tr(_PERIODS)
    if field.quantity and not field.unit_field:
        return field.quantity
    return "" if view.zh else field.description


def row_to_texts(view: RequestView, table: str, row: Mapping[str, str | None]) -> dict[str, str]:
    """A row as a form shows it: references by name."""
    values = {}
    for field in schema.read_tables()[table].fields:
        value = row.get(field.name) or ""
        values[field.name] = reference_search.reference_text(view, field, value) if field.refers_to and value else value
    return values
