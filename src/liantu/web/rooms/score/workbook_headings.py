"""Frames of the evaluation as its workbooks say them: columns in the office's words, names beside ids, codes in words.

The other forms keep ids and codes: programs read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl
from fastapi import FastAPI

from liantu.model import schema
from liantu.web.core import record_rows
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView
from liantu.web.core.xlsx import add_sheet_wording
from liantu.web.rooms.score import evaluation_words as say
from liantu.wording import N_
from liantu.wording import evaluation_codes as codes
from liantu.wording.column_headings import column_heading
from liantu.wording.evaluation_headings import HEADINGS

if TYPE_CHECKING:
    from liantu.district.results import Scheme

Speak = Callable[[Any], str]

#: Frames that are rows of a table of the district.
_TABLES = {"runs": "evaluations", "objections": "objections"}
#: Columns of ids, whose name stands beside them.
_NAMED = {
    "firm": N_("Firm (id)"),
    "park": N_("Park (id)"),
    "place": N_("Place (id)"),
    "parcel": N_("Parcel (id)"),
    "other": N_("Other party (id)"),
    "evaluation": N_("Run (id)"),
}
#: Frames of sums: a blank key is the whole district.
_SUMS = ("group", "industry", "park")
_WHOLE = N_("Whole district")


def register(app: FastAPI) -> None:
    """Have the workbooks of the room, and of the land pages beside it, put into words here."""
    add_sheet_wording(app, "/score", frame_with_headings)


def frame_with_headings(view: RequestView, page: Page, name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame of a name in words; the page says by which scheme it was made."""
    scheme = view.district.score.schemes().get(page.context.get("scheme") or "")
    if name in _TABLES:
        spoken = _rows(view, _TABLES[name], frame)
    else:
        spoken = (series for column in frame for series in _to_word_columns(view, scheme, name, column))
    columns: dict[str, pl.Series] = {}
    for column in filter(lambda series: series.name, spoken):
        # Two things of a scheme may bear one name.
        columns[column.name if column.name not in columns else f"{column.name} ({len(columns) + 1})"] = column
    return pl.DataFrame(columns)


def _rows(view: RequestView, table: str, frame: pl.DataFrame) -> Iterator[pl.Series]:
    """Rows of a table, as pages and their own forms say them."""
    fields = {field.name: field for field in schema.read_tables()[table].fields}
    for column in frame:
        field = fields.get(column.name)
        if field is None:
            yield column.alias(_label(view, None, table, column.name))
            continue
        label = record_rows.field_label(view, field)
        if column.name == "scheme":
            yield column.alias(_label(view, None, table, "scheme"))
            yield _codes_to_words(column, partial(say.scheme_name, view), label)
        elif column.name in _NAMED:
            yield column.alias(view.tr(_NAMED[column.name]))
            yield _codes_to_words(column, view.name, label)
        elif field.choices or field.refers_to:
            yield _codes_to_words(column, partial(_field, view, field), label)
        else:
            yield column.alias(field.zh if view.zh else field.en)


def _field(view: RequestView, field: schema.Field, value: Any) -> str:
    return record_rows.field_cell(view, field, {field.name: value}).text


def _to_word_columns(view: RequestView, scheme: Scheme | None, name: str, column: pl.Series) -> Iterator[pl.Series]:
    """A column of a frame as one column or, of ids, two."""
    label, key = _label(view, scheme, name, column.name), column.name
    if name in _SUMS and key == name:
        column = column.fill_null(_WHOLE)
    if key in _NAMED and column.dtype == pl.String:
        yield column.replace(_WHOLE, None).alias(view.tr(_NAMED[key]))
        yield _codes_to_words(column, lambda value: view.tr(value) if value == _WHOLE else view.name(value), label)
        return
    spoken = _code_wordings(view, scheme, name).get(key)
    if spoken is None or column.dtype.is_numeric():
        yield column.alias(label)
    elif isinstance(column.dtype, pl.List):
        yield _codes_to_words(column, lambda values: view.join(spoken(value) for value in values), label)
    else:
        yield _codes_to_words(column, lambda value: view.tr(value) if value == _WHOLE else spoken(value), label)


def _codes_to_words(column: pl.Series, speak: Speak, label: str) -> pl.Series:
    words = [None if value is None else speak(value) for value in column.to_list()]
    return pl.Series(label, words, pl.String)


def _label(view: RequestView, scheme: Scheme | None, name: str, column: str) -> str:
    """The heading of a column: that of the frame, else of the room, else the name of an indicator."""
    found = HEADINGS.get(f"{name}.{column}", HEADINGS.get(column))
    if found is not None:
        return view.tr(found) if found else ""
    label = say.indicator_name(view, scheme, column) if scheme else column
    if label == column:
        return column_heading(column, view.tr)
    if name in _SUMS and scheme and column in scheme.indicators:
        unit = say.unit_label(view, scheme.indicators[column].unit)
        return view.tr("%(what)s (%(unit)s)") % {"what": label, "unit": unit} if unit else label
    return view.tr("%s, points") % label if scheme and column in scheme.indicators else label


def _code_wordings(view: RequestView, scheme: Scheme | None, name: str) -> dict[str, Speak]:
    """How the codes of each column are said."""
    word, coded = view.word, say.code_label
    common: dict[str, Speak] = {
        "source": view.source_name,
        "basis": partial(word, "basis"),
        "industry": lambda code: say.industry_name(view, code),
        "treatment": partial(coded, view, codes.TREATMENTS),
        "causes": lambda code: coded(view, codes.CAUSES, code),
        "rule": partial(coded, view, codes.RULES),
        "status": partial(coded, view, codes.STATUS),
        "stable": lambda value: say.stability_cell(view, value).text,
        "evidence": partial(word, "land_evidence"),
        "comparator": partial(word, "comparator"),
        "verdict": partial(word, "entry_verdict"),
        "reason": partial(word, "entry_reason"),
        "parcels": view.name,
        "lessors": view.name,
        "total": lambda value: view.tr(_WHOLE) if value else "",
        "unit": lambda text: say.unit_label(view, text),
    }
    if name == "entry":
        return {**common, "indicator": partial(word, "land_indicator")}
    if name == "land":
        return {**common, "step": partial(word, "land_step")}
    if scheme is None:
        return common
    indicator = partial(say.indicator_name, view, scheme)
    return common | {
        "group": partial(say.group_name, view, scheme),
        "peers": partial(say.pool_name, view, scheme),
        "pool": partial(say.pool_name, view, scheme),
        "class": partial(say.class_name, view, scheme),
        "moves": partial(say.move_name, view, scheme),
        "changes": partial(say.variant_name, view, scheme),
        "indicator": indicator,
        "indicators": indicator,
        "step": partial(coded, view, codes.STEPS),
    }
