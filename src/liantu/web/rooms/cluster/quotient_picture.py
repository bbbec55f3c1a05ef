"""The picture of a region among others: its industries by quotient and by nearness to what it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, cast

from fastapi import FastAPI

from liantu.drawings.empty_frame import draw_empty_frame
from liantu.drawings.quotient_scatter import IndustryMark, ScatterWords, draw_quotient_scatter
from liantu.drawings.ratio_bars import RatioBar, draw_ratio_bars
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import regional_words as say

if TYPE_CHECKING:
    from liantu.district.results import RegionalChoice

PATH = "/clusters/regions/picture"
QUERY = ("measure", "period", "region", "since")
_WIDTH = 960.0


class QuotientRow(TypedDict):
    """An industry of the region; nulls where it is left out or has no quotient."""

    industry: str
    amount: float | None
    lq: float | None
    present: bool | None
    density: float | None
    pci: float | None
    gain: float | None
    unit: str
    state: str


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_quotient_picture, QUERY)


def read_choice(view: RequestView) -> RegionalChoice:
    """Table, region and earlier period that the address names, or the usual ones."""
    query = view.request.query_params
    measure, period, region, since = (query.get(name) or None for name in QUERY)
    return view.district.cluster.regional_choice(measure, period, region, since)


def make_quotient_picture(view: RequestView) -> Picture:
    """A mark an industry: nearness across, quotient up; on a telephone bars of the quotient."""
    _ = view.tr
    if view.district.cluster.regional_tables().is_empty():
        return _make_empty(view)
    choice = read_choice(view)
    frame = view.district.cluster.specialisation(choice)
    rows = [*cast("Iterable[QuotientRow]", frame.iter_rows(named=True))]
    heading = _write_heading(view, choice, rows)
    bars = [
        RatioBar(name_industry(view, row["industry"], brief=True), "", row["lq"], f"{row['lq']:.2f}")
        for row in rows
        if row["lq"] is not None
    ]
    return Picture(
        address=view.url(PATH, **link_choice(choice)),
        heading=heading,
        drawing=draw_quotient_scatter(_list_marks(view, rows), _words(view), heading, name="quotients", width=_WIDTH),
        narrow=draw_ratio_bars(bars, 1.0, "LQ 1", heading, name="quotients-narrow", width=NARROW),
        table=_make_table(view, choice, rows),
        frames={"specialisation": frame},
        note=_(say.TO_READ),
    )


def link_choice(choice: RegionalChoice) -> dict[str, str]:
    """The parameters of an address that shows a choice."""
    return {name: value for name, value in choice._asdict().items() if value is not None}


def name_industry(view: RequestView, code: str, *, brief: bool = False) -> str:
    """A code with its name."""
    return view.district.score.industry_name(code, chinese=view.zh, brief=brief)


def write_amount(amount: float | None) -> str:
    """An amount as it is counted; a dash where the row is left out, which its note says."""
    return "—" if amount is None else f"{amount:,.0f}"


def write_figure(value: float | None) -> str:
    """A figure of a row; a dash where it has none."""
    return "—" if value is None else f"{value + 0.0:.2f}"


def _make_empty(view: RequestView) -> Picture:
    words = view.tr(say.NO_TABLE)
    frame = view.district.cluster.regional_tables()
    table = Table(words, [Column(view.tr("Industry"))], [], name="specialisation")
    drawing = draw_empty_frame(words, words, "quotients", _WIDTH)
    room = describe_empty_room(view, "regions")
    return Picture(view.url(PATH), words, drawing, table, {"tables": frame}, empty=room)


def _write_heading(view: RequestView, choice: RegionalChoice, rows: list[QuotientRow]) -> str:
    """How many industries stand out, and the nearest that does not."""
    _ = view.tr
    computed = [row for row in rows if row["lq"] is not None]
    tables = view.district.cluster.regional_tables()
    slots = {
        "region": say.name_region(view.district.tables, choice.region, view.lang),
        "measure": view.word("regional_measure", choice.measure),
        "period": view.period(choice.period),
        "present": sum(bool(row["present"]) for row in computed),
        "all": len(computed),
        "regions": tables.filter(measure=choice.measure, period=choice.period)["regions"].item(),
    }
    heading = _(say.HEADING) % slots
    lacking = [row for row in computed if not row["present"] and row["density"] is not None]
    if not lacking:
        return heading
    nearest = max(lacking, key=lambda row: row["density"] or 0.0)
    return heading + _("; ") + _(say.NEAREST) % name_industry(view, nearest["industry"], brief=True)


def _list_marks(view: RequestView, rows: list[QuotientRow]) -> list[IndustryMark]:
    return [
        IndustryMark(
            density=row["density"],
            quotient=row["lq"],
            name=name_industry(view, row["industry"], brief=True),
            words=f"{write_figure(row['lq'])}, {write_figure(row['density'])}",
        )
        for row in rows
        if row["lq"] is not None and row["density"] is not None
    ]


def _words(view: RequestView) -> ScatterWords:
    return ScatterWords(*(view.tr(word) for word in (say.NEARNESS, say.LQ, say.AT_ONE, say.HAS, say.LACKS)))


def _make_table(view: RequestView, choice: RegionalChoice, rows: list[QuotientRow]) -> Table:
    """The industries, those left out last, each with why."""
    _ = view.tr
    cells: list[list[Cell]] = [
        [
            text_cell(name_industry(view, row["industry"])),
            number_cell(write_amount(row["amount"])),
            number_cell(write_figure(row["lq"])),
            number_cell(write_figure(row["density"])),
            number_cell(write_figure(row["pci"])),
            number_cell(write_figure(row["gain"])),
            text_cell(_(say.STATES[row["state"]]) if row["state"] != "computed" else ""),
        ]
        for row in rows
    ]
    quotient = say.RCA if choice.measure == "exports" else say.LQ
    numbers = (say.AMOUNT, quotient, say.NEARNESS, say.PCI, say.GAIN)
    columns = [Column(_("Industry")), *(Column(_(word), number=True) for word in numbers), Column(_("Note"))]
    unit = view.units.trade_name(rows[0]["unit"]) if rows and rows[0]["unit"] else ""
    return Table(_(say.INDUSTRIES), columns, cells, unit=unit, notes=[_(say.TO_READ)], name="specialisation")
