"""The picture of a firm's indicators beside benchmark, mean of the district, and what the next grade takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from fastapi import FastAPI

from liantu.drawings.indicator_bars import IndicatorBar, MarkWords, draw_indicator_bars
from liantu.model.hidden_amounts import SHOWN
from liantu.papers import internal_note
from liantu.web.core.page_tables import Table
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.firm_items import make_item_table, read_sheet
from liantu.web.rooms.score.run_request import RunRequest, require_run
from liantu.wording.amounts import format_significant

if TYPE_CHECKING:
    from liantu.district.results import FirmSheet, SheetItem


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, "/score/firm/{firm}/picture/indicators", show, ("scheme", "year"))


def show(view: RequestView) -> Picture:
    """The indicators of the firm in the address."""
    found = require_run(view)
    sheet = read_sheet(view, found, view.request.path_params["firm"])
    return make_firm_picture(view, found, sheet, make_item_table(view, found, sheet))


def make_firm_picture(view: RequestView, found: RunRequest, sheet: FirmSheet, table: Table) -> Picture:
    """A row an indicator; ``table`` has the same figures. What may not be told has no mark."""
    _ = view.tr
    rows = cast("Iterable[SheetItem]", sheet.items.iter_rows(named=True))
    bars = [_bar(view, found, row) for row in rows if row["indicator"] in found.scheme.indicators]
    words = MarkWords(_("Benchmark"), _("mean of the district"), _("what the next grade takes"), _("Points"))
    small = MarkWords(_("Benchmark"), _("mean"), _("next grade"), "")
    heading = _("%(firm)s: where it stands") % {"firm": view.name(sheet.firm)}
    return Picture(
        address=view.url(f"/score/firm/{sheet.firm}/picture/indicators", **found.address),
        heading=heading,
        drawing=draw_indicator_bars(bars, words, heading),
        narrow=draw_indicator_bars(bars, small, heading, name="indicators-narrow", width=340),
        table=table,
        frames={"items": sheet.items},
        note=_("Each row has a scale of its own; dark reaches the benchmark."),
        internal="" if view.leaves else internal_note(view.lang),
    )


def _bar(view: RequestView, found: RunRequest, row: SheetItem) -> IndicatorBar:
    marks = {
        "benchmark": row["benchmark"] if row["benchmark_state"] in (SHOWN, None) or not view.leaves else None,
        "mean": row["district"] if row["district_state"] == SHOWN else None,
        "next": row["next_value"],
    }
    unit = say.unit_label(view, row["unit"])
    value = view.tr("unknown") if row["value"] is None else f"{format_significant(row['value'], 4)} {unit}".strip()
    points = view.tr("unknown") if row["points"] is None else f"{row['points']:,.2f}"
    return IndicatorBar(
        name=say.indicator_name(view, found.scheme, row["indicator"]),
        value=row["value"],
        words=view.join(filter(None, [value, _benchmark_words(view, marks["benchmark"])])),
        marks={kind: mark for kind, mark in marks.items() if mark is not None},
        points=points,
    )


def _benchmark_words(view: RequestView, benchmark: float | None) -> str:
    """The benchmark in words; nothing where there is none, or it may not be told."""
    return "" if benchmark is None else view.tr("benchmark %s") % format_significant(benchmark, 4)
