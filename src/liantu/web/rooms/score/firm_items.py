"""The sheet of a firm, and its indicators as a table: values, means, benchmark, points, what the next grade takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from liantu.district.release_records import FIRM_MEANS, Recipient
from liantu.model.hidden_amounts import MARK, SHOWN, marked_amount
from liantu.papers import hidden_note
from liantu.web.core.page import PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.run_request import RunRequest
from liantu.wording.amounts import format_significant
from liantu.wording.labels import MEAN, POINTS_UNCAPPED, TO_NEXT_GRADE
from liantu.wording.sentences import NOT_BY_IT_ALONE, POINTS_ADD_UP

if TYPE_CHECKING:
    from liantu.district.results import FirmSheet

_MEANS = ("industry", "park", "district")


def read_sheet(view: RequestView, found: RunRequest, key: str) -> FirmSheet:
    """The sheet of a firm with the means that may be told; raises PageNotFound for a firm that is not evaluated."""
    if key not in found.run.firms["firm"]:
        raise PageNotFound(view.tr("That firm is not among those evaluated in that year."))
    score = view.district.score
    means = (
        score.release_means(found.scheme.id, found.year, Recipient(FIRM_MEANS, view.name(key)))
        if view.leaves
        else score.disclosable_means(found.scheme.id, found.year)
    )
    return score.firm_sheet(key, found.scheme.id, found.year, means)


def is_not_evaluated(sheet: FirmSheet) -> bool:
    """Whether the firm is not evaluated: its points are not unknown, there are none."""
    return bool(sheet.head["treatment"] == "not_evaluated")


def make_item_table(view: RequestView, found: RunRequest, sheet: FirmSheet) -> Table:
    """A row an indicator, and what else adds to the total."""
    _ = view.tr
    rows = []
    for row in sheet.items.iter_rows(named=True):
        means = [_mean(view, row, name) for name in _MEANS]
        points = number_cell("—") if is_not_evaluated(sheet) else say.points_cell(view, row["points"])
        rows.append(
            [
                text_cell(say.indicator_name(view, found.scheme, row["indicator"])),
                *_value_cells(view, row, means),
                number_cell("" if row["weight"] is None else f"{row['weight']:g}"),
                _uncapped_cell(row["uncapped"], row["uncapped_state"] if view.leaves else SHOWN),
                points,
                _next_cell(view, row),
            ]
        )
    mean = _(MEAN)
    columns = [
        Column(_("Indicator")),
        Column(_("Unit")),
        Column(_("This firm"), number=True),
        Column(_("Industry"), mean, number=True),
        Column(_("Park"), mean, number=True),
        Column(_("District"), mean, number=True),
        Column(_("Benchmark"), number=True),
        Column(_("Weight"), number=True),
        Column(_(POINTS_UNCAPPED), number=True),
        Column(_("Points"), number=True),
        Column(_(TO_NEXT_GRADE), number=True),
    ]
    notes = [_(POINTS_ADD_UP)]
    notes += [_("Industry: %s.") % name] if (name := say.industry_name(view, sheet.head["industry"])) else []
    if any(cell.text == MARK for row in rows for cell in row):
        notes.append(hidden_note(view.lang))
    return Table(_("Indicators"), columns, rows, notes=notes, name="items")


def _next_cell(view: RequestView, row: Mapping[str, Any]) -> Cell:
    """The value at which the indicator alone reaches the next grade."""
    if row["next_state"] == "beyond":
        return number_cell(view.tr(NOT_BY_IT_ALONE))
    return number_cell("—" if row["next_value"] is None else format_significant(row["next_value"], 4))


def _uncapped_cell(points: float | None, state: str | None) -> Cell:
    """Points before cap and floor, with a mark where they would give the benchmark away."""
    uncapped = marked_amount(points, state)
    return number_cell(uncapped or "" if isinstance(uncapped, str | None) else f"{uncapped:,.2f}")


def _value_cells(view: RequestView, row: dict[str, Any], means: list[Cell]) -> list[Cell]:
    """Unit, value, means and benchmark of an indicator; blank where it is points alone."""
    unit = text_cell(say.unit_label(view, row["unit"]))
    if row["weight"] is None and row["unit"] == "" and row["value"] is None:
        return [unit, number_cell(""), *means, number_cell("")]
    if view.leaves and not {row["benchmark_state"], row["low_state"], row["high_state"]} <= {SHOWN, None}:
        benchmark = MARK
    elif row["low"] is None:
        benchmark = say.amount_cell(view, row["benchmark"]).text
    else:
        benchmark = f"{format_significant(row['low'], 4)} – {format_significant(row['high'], 4)}"
    return [unit, say.amount_cell(view, row["value"]), *means, number_cell(benchmark)]


def _mean(view: RequestView, row: Mapping[str, Any], name: str) -> Cell:
    mean = marked_amount(row[name], row[f"{name}_state"])
    return number_cell(mean or "" if isinstance(mean, str | None) else format_significant(mean, 4))
