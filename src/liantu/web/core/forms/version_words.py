"""A value of a row in words, where two versions of it stand beside each other."""

from __future__ import annotations

from liantu.model import schema
from liantu.model.tables import Row
from liantu.web.core import record_rows
from liantu.web.core.forms.unit_cells import unit_columns
from liantu.web.core.request_view import RequestView


def version_words(view: RequestView, table: str, field: schema.Field, row: Row) -> str:
    """The value of a field as pages print it: a code, a reference, a unit by its name; that it is blank."""
    value = row.get(field.name)
    if value and field.name in unit_columns(table):
        return view.units.trade_name(str(value))
    return record_rows.field_cell(view, field, row).text or str(view.tr("(blank)"))
