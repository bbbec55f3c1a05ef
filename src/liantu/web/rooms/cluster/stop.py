"""The page of what stops when one stops: read in the house alone, always as a scenario."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict, cast

from fastapi import FastAPI
from markupsafe import Markup

from liantu.drawings.drawing import Drawing
from liantu.drawings.stop_bars import StopBar, StopWords, draw_narrow_stop_bars, draw_stop_bars
from liantu.model.problems import Problem, Problems
from liantu.web.core import link_cells
from liantu.web.core.amount_text import figure_text, printed_scale
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.cluster.stop_links_table import list_links
from liantu.wording import stop_words as say

PATH = "/stop"
_TEMPLATE = "cluster/stop.html"
#: Shares bought elsewhere that the page offers to try.
_SHARES = ("0.25", "0.5", "0.75")


class StopRow(TypedDict):
    """A line that a stop reaches."""

    line: str
    plant: str | None
    firm: str | None
    via: str
    output: float | None
    stopped: bool
    days_earliest: float | None
    days_known: float | None
    linear_low: float
    linear_high: float
    low: float
    high: float
    direction: str
    lost_low: float | None
    lost_high: float | None


class Choice(NamedTuple):
    """A choice of the page: its words, where it leads, whether it is the present one."""

    label: str
    to: str
    chosen: bool


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, ("subject", "outside", FACETS))


def show(view: RequestView) -> Page:
    """When and how much stops, as a picture with its table, and the links that it rests on."""
    _ = view.tr
    room = view.district.cluster
    subjects = room.stop_subjects()
    title, note = _(say.TITLE), _(say.INTERNAL)
    if subjects.is_empty():
        empty = {"room": describe_empty_room(view, "chain")}
        return Page(_TEMPLATE, title, {"stops": subjects}, empty, internal=note, has_files=False)
    query = view.request.query_params
    outside = _read_share(query.get("outside"))
    chosen = query.get("subject") or str(subjects["subject"][0])
    frame = room.stop(chosen, outside)
    reached_lines = frame["line"]
    rows = [*cast("Iterable[StopRow]", frame.iter_rows(named=True))]
    texts = [_(say.SUPPOSED).format(name=_name_subject(view, chosen))]
    texts += [_(say.SUPPOSED_SHARE).format(share=f"{outside:.0%}")] if outside is not None else []
    view.page_suppositions = view.suppose(texts)
    reached = [row for row in rows if not row["stopped"]]
    heading = _heading(view, chosen, reached)
    broad, narrow = _draw(view, reached, heading)
    fields = [
        FacetField("direction", _(say.COLUMNS["direction"]), mapped_words(view, say.DIRECTIONS)),
        FacetField("firm", _("Firm"), view.name),
    ]
    links = list_links(view, room.supply_links(outside), reached_lines)
    tables, (frame, _links), bar = narrow_tables(view, [ListedTable(_make_table(view, rows), frame, fields), links])
    share_unknown = room.outside_share() is None and outside is None
    context = {
        "headline": heading,
        "drawing": Markup(broad.svg("pic broad") + narrow.svg("pic narrow")) if reached else "",
        "notes": [
            *([_(say.BY_PRODUCT)] if room.stop_level() == "product" else []),
            *([_(say.SHARE_UNKNOWN)] if share_unknown else []),
            _(say.HOW_READ),
        ],
        "subjects": [
            Choice(
                _name_subject(view, row["subject"]), view.url(PATH, subject=row["subject"]), row["subject"] == chosen
            )
            for row in subjects.iter_rows(named=True)
        ],
        "shares": _share_choices(view, chosen, query.get("outside")),
        "tables": tables,
    }
    return Page(_TEMPLATE, title, {"stops": frame}, context, internal=note, has_files=False, facets=bar)


def _read_share(text: str | None) -> float | None:
    """A share of the address. Raises Problems when it is no number."""
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        slots = {"choices": "0–1", "nearest": ""}
        raise Problems([Problem("not_a_choice", column="outside", value=text, slots=slots)]) from None


def _name_subject(view: RequestView, subject: str) -> str:
    table = "plants" if view.district.cluster.stop_level() == "plant" else "products"
    return link_cells.row_link(view, (table, "products"), subject).text


def _name_line(view: RequestView, row: StopRow) -> str:
    product = link_cells.row_link(view, ("products",), row["via"]).text
    return f"{view.name(row['plant'])} · {product}" if row["plant"] else product


def _heading(view: RequestView, chosen: str, reached: list[StopRow]) -> str:
    """The answer in a sentence: how many, and after how many days the first."""
    _ = view.tr
    slots = {"name": _name_subject(view, chosen), "count": len(reached)}
    if not reached:
        return _("If “%(name)s” stops, no other line here is reached") % slots
    lacking = [row for row in reached if row["days_earliest"] is not None]
    known = [row["days_known"] for row in lacking if row["days_known"] is not None]
    surely = [row["days_earliest"] or 0.0 for row in lacking]
    if known and min(known) <= min(surely):
        slots["days"] = f"{min(known):g}"
        return _("If “%(name)s” stops, %(count)s other lines are reached, the first after %(days)s days") % slots
    if known:
        slots["days"] = f"{min(known):g}"
        return (
            _("If “%(name)s” stops, %(count)s other lines are reached; by stated stocks the first after %(days)s days")
            % slots
        )
    return _("If “%(name)s” stops, %(count)s other lines are reached; how soon is unknown, for stocks are") % slots


def _draw(view: RequestView, rows: list[StopRow], heading: str) -> tuple[Drawing, Drawing]:
    _ = view.tr
    bars = [
        StopBar(
            name=_name_line(view, row),
            to=view.url(f"/product/{row['via']}"),
            days=row["days_earliest"],
            is_known=row["days_known"] is not None and row["days_known"] <= (row["days_earliest"] or 0.0),
            time=say.when_text(row["days_earliest"], row["days_known"], _),
            low=row["low"],
            high=row["high"],
            linear_low=row["linear_low"],
            linear_high=row["linear_high"],
            loss=say.part_text(row["low"], row["high"], _).replace(" %", "\xa0%"),
        )
        for row in rows
    ]
    words = StopWords(
        time=_("When: days until it runs out"),
        how_much=_("How much: part of its output lost"),
        days=_("days"),
        stock=_("still in stock"),
        unknown=_("stock unknown"),
        certain=_("surely lost"),
        perhaps=_("may be lost"),
        linear=_(say.COLUMNS["linear"]),
    )
    return draw_stop_bars(bars, words, heading), draw_narrow_stop_bars(bars, words, heading)


def _share_choices(view: RequestView, subject: str, given_share: str | None) -> list[Choice]:
    unset = Choice(view.tr("not stated"), view.url(PATH, subject=subject), not given_share)
    tried = [
        Choice(f"{float(text):.0%}", view.url(PATH, subject=subject, outside=text), text == given_share)
        for text in _SHARES
    ]
    return [unset, *tried]


def _make_table(view: RequestView, rows: list[StopRow]) -> Table:
    _ = view.tr
    units = dict(view.district.tables["products"].select("id", "unit").iter_rows())
    cells, by_plant = [], view.district.cluster.stop_level() == "plant"
    for row in rows:
        printed = printed_scale(view, [row["lost_low"], row["lost_high"], row["output"]], units.get(row["via"]))
        low, high = (figure_text(view, row[end], printed) for end in ("lost_low", "lost_high"))
        cells.append(
            [
                text_cell(_name_line(view, row)),
                *([link_cells.row_links_cell(view, "firms", [row["firm"]] if row["firm"] else [])] if by_plant else []),
                text_cell(_("it stops itself") if row["stopped"] else _(say.DIRECTIONS[row["direction"]])),
                text_cell("" if row["stopped"] else say.when_text(row["days_earliest"], row["days_known"], _)),
                number_cell(say.part_text(row["low"], row["high"], _)),
                number_cell("" if row["stopped"] else say.part_text(row["linear_low"], row["linear_high"], _)),
                number_cell(low if low == high else f"{low}–{high}"),
                text_cell(printed.unit),
            ]
        )
    order = ("name", *(["firm"] if by_plant else []), "direction", "when", "loss", "linear", "lost", "unit")
    columns = [Column(_(say.COLUMNS[key]), number=key in ("loss", "linear", "lost")) for key in order]
    return Table(_(say.TITLE), columns, cells, name="stops")
