"""What the script of a sheet works with: its columns, what may stand in them, the rows, and the words it says."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.district.table_headings import list_choice_words, list_headings
from liantu.model import schema
from liantu.web.core.forms import form_entries
from liantu.web.core.forms.cell_sheet import SheetLine, sheet_fields
from liantu.web.core.forms.unit_cells import unit_columns, unit_words
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.sentences import NOTHING_CHANGED

#: What the script says of what it was asked to do.
_WORDS = {
    "place": N_("%(column)s, row %(row)s"),
    "places": N_("%(place)s (%(number)s cells)"),
    "pasted": N_("Pasted: %(rows)s rows, %(columns)s columns; new rows: %(fresh)s."),
    "by_heading": N_("The first line was read as headings."),
    "appended": N_("No cell was chosen, so the rows stand below those that are there."),
    "over": N_("Written over: %(cells)s filled cells of %(rows)s rows, marked; Ctrl+Z takes it back."),
    "was": N_("Before: %s"),
    "left": N_("Not taken, %s cells:"),
    "no_column": N_("no column of this name"),
    "beyond": N_("beyond the last column"),
    "locked": N_("The key of a row that is there cannot be changed; “%s” was not taken."),
    "no_choice": N_("“%(text)s” is none of the choices: %(choices)s"),
    "state": N_("Changed rows: %(changed)s; new rows: %(fresh)s; cells to mend: %(wrong)s"),
    "checking": N_("Checking …"),
    "sound": N_("Checked: every row can be kept."),
    "unreachable": N_("The server did not answer. Nothing is lost: send again in a moment."),
    "unanswered": N_("The form was not taken (%s). Load the page again; what was typed is offered as a draft."),
    "nothing": NOTHING_CHANGED,
    "many": N_("A sheet takes %s rows at once; load the others as a workbook."),
    "filled": N_("Filled: %s cells."),
    "warned": N_("A warning refuses nothing: keep once more, and it stands as it is."),
    "draft": N_("Not saved yet: what was typed on %s is in the cells again."),
}
#: So many rows a sheet takes and shows at once.
LONGEST = 2_000


def describe_sheet(view: RequestView, table: str, lines: Sequence[SheetLine], draft: str) -> dict[str, object]:
    """The sheet as the script takes it; texts of one line each, blank cells left out."""
    columns = [_column(view, table, field, lines) for field in sheet_fields(table)]
    return {
        "columns": columns,
        "headings": list_headings(table),
        "longest": LONGEST,
        "lines": [
            {"key": line.key, "cells": {n: t for n, t in line.cells.items() if t}} for line in lines if not line.changed
        ],
        "draft": [{"key": line.key, "cells": dict(line.cells)} for line in lines if line.changed],
        "draft_moment": draft,
        "words": {name: view.tr(text) for name, text in _WORDS.items()},
        "colon": view.tr(": "),
    }


def _column(view: RequestView, table: str, field: schema.Field, lines: Sequence[SheetLine]) -> dict[str, object]:
    units = unit_columns(table)
    return {
        "name": field.name,
        "label": form_entries.entry_label(view, table, field),
        "key": bool(field.key),
        "number": field.type in ("decimal", "integer"),
        "unit": field.unit_field,
        "choices": [[code, view.word(field.choices, code)] for code in schema.read_codelist(field.choices)]
        if field.choices
        else [],
        "codes": list_choice_words(table).get(field.name, {}),
        "units": field.name in units,
        "words": unit_words(view, {line.cells.get(field.name, "") for line in lines}) if field.name in units else {},
        "pick": "|".join(field.refers_to),
        "wide": field.name in ("zh", "en", "note", "note_en", "quote") or bool(field.refers_to),
    }
