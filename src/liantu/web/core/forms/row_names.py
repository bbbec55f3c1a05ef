"""Tables, rows and moments in words."""

from __future__ import annotations

from datetime import datetime

from liantu.model import schema
from liantu.model.tables import Row
from liantu.web.core import record_rows
from liantu.web.core.request_view import RequestView

#: Code lists whose word tells one row from another.
_TELLING = {"role", "stage", "observation_status", "name_kind", "member_role", "coefficient_role"}


def table_name(view: RequestView, name: str) -> str:
    """A table by its name; what is no table stays as it is."""
    definition = schema.read_tables().get(name)
    return name if definition is None else definition.zh if view.zh else definition.en


def row_name(view: RequestView, name: str, row: Row) -> str:
    """A row by its name, or by what it is about."""
    definition = schema.read_tables()[name]
    if "zh" in definition.columns and definition.key == ["id"] and (called := view.pick(row)):
        return called
    if name == "documents":
        return str(row.get("file") or row.get("sha256") or "")
    about = [field for field in definition.fields if _tells_of_a_row(field)]
    words = [record_rows.field_cell(view, f, row).text for f in about if row.get(f.name) and f.name != "id"]
    return view.join(dict.fromkeys(words)) or str(row.get("id") or "")


def _tells_of_a_row(field: schema.Field) -> bool:
    """Whether a field says what a row without a name is about."""
    if field.key or field.type == "period" or field.choices in _TELLING:
        return True
    return bool(field.refers_to) and field.name not in ("source", "part_of")


def local_moment(made: str) -> str:
    """A moment as kept (UTC), in the time of this machine, to the minute."""
    return datetime.fromisoformat(made).astimezone().strftime("%Y-%m-%d %H:%M")
