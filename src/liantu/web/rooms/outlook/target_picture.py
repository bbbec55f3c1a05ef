"""The page of targets: what can be said of each today, what it still needs, and what cannot be said and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.target_cards import BaseRow, TargetBar, TargetCard, draw_target_cards
from liantu.web.core import link_cells
from liantu.web.core.lists.facet_bar import FacetField, code_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_table
from liantu.web.core.page_tables import Cell, Column, Table, text_cell
from liantu.web.core.picture import LAPTOP, Picture, add_picture
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.outlook.target_bridge_card import choose_bridge, make_bridge_card
from liantu.web.rooms.outlook.target_check_card import make_check_card
from liantu.web.rooms.outlook.target_row import TargetRow, name_series, write_aim, write_amount, write_unit
from liantu.wording import N_
from liantu.wording import forecast_words as words
from liantu.wording.amounts import format_range, format_significant
from liantu.wording.target_notes import write_target_notes

PATH = "/targets"
_JUDGED = N_(
    "Targets of %(year)s: of %(all)s, %(known)s can be judged, %(bounded)s by a bound alone, %(supposed)s under a "
    "condition, %(unknown)s not yet"
)
_JUDGED_ALL = N_(
    "Targets of %(year)s: of %(all)s, %(known)s can be judged, %(supposed)s under a condition, %(unknown)s not yet"
)
#: Verdicts by what they let one say; any other lets one say nothing.
_MEANINGS = {
    **{"reached": "made", "needed": "made", "base_at_least": "made"},
    **{"missed": "missing", "needed_supposed": "short", "reckoned_reached": "made"},
}
#: Verdicts of which nothing more is needed: the year is over, or a ceiling holds so far.
_NOTHING_NEEDED = ("year_over", "within_so_far", "not_compared", "reckoned_reached")
#: Verdicts that a published rate, or a floor, gives alone.
_JUDGED_ALONE = ("reached", "missed")
_CARD_MEANINGS = {"missing": "short"}


class PossibleBase(TypedDict):
    """A round number that the base might be, and the growth that it would need."""

    base_year: int
    base: float
    needed: float
    growth: float | None


def register(app: FastAPI) -> None:
    """Add the page."""
    add_picture(app, PATH, make_target_picture, (FACETS,))


def make_target_picture(view: RequestView) -> Picture:
    """A card a target, the furthest year first; blue can be said, amber under a condition, grey hatch cannot."""
    _ = view.tr
    frame = view.district.outlook.targets().sort("year", descending=True, maintain_order=True)
    bases = view.district.outlook.possible_bases()
    rows = [*cast("Iterable[TargetRow]", frame.iter_rows(named=True))]
    checks = view.district.outlook.target_checks()
    cards = _order_cards(view, rows, bases, checks)
    heading = _heading(view, rows)
    fields = [
        FacetField("verdict", _(words.VERDICT), code_words(view, "target_verdict")),
        FacetField("subject", _("Subject"), view.name),
        FacetField("year", _(words.YEAR), str),
    ]
    table, listed, bar = narrow_table(view, ListedTable(_table(view, rows), frame, fields))
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_target_cards(cards, heading, width=1290),
        medium=draw_target_cards(cards, heading, name="targets-medium", width=LAPTOP),
        narrow=draw_target_cards(cards, heading, name="targets-narrow", width=340, across=1),
        table=table,
        frames={"targets": listed, "possible_bases": bases, "target_checks": checks},
        note=" ".join([_(words.RANGES_ARE), _(words.BASES_ARE)]),
        facets=bar,
    )


def _order_cards(
    view: RequestView, rows: list[TargetRow], bases: pl.DataFrame, checks: pl.DataFrame
) -> list[TargetCard]:
    """How the furthest target is made up, where parts of it are expected; the others of its year, the comparisons
    between targets, and the targets of earlier years."""
    bridges = view.district.outlook.stated_bridges()
    chosen = choose_bridge(rows, bridges)
    cards = [(row["year"], _make_card(view, row, bases)) for row in rows if row is not chosen]
    furthest = [card for year, card in cards if year == rows[0]["year"]]
    made_of = []
    if chosen is not None:
        under_way = _list_under_way(view, chosen)
        reckoned = [f"{view.tr(words.STILL_NEEDED)} {_needed(view, chosen)}"] if chosen["supposed"] else []
        notes = [*reckoned, *_notes(view, chosen)]
        made_of = [make_bridge_card(view, chosen, bridges[chosen["target"]], under_way, notes)]
    compared = [make_check_card(view, checks)] if checks.height else []
    return [*made_of, *furthest, *compared, *(card for year, card in cards if year != rows[0]["year"])]


def _list_under_way(view: RequestView, row: TargetRow) -> list[float | None]:
    """The yearly output that each project under way states, None where it states none; nothing of another target."""
    kinds = dict(view.district.tables["indicators"].select("id", "kind").iter_rows())
    projects = view.district.outlook.projects(row["year"]).unique("project", maintain_order=True)
    return projects["output"].to_list() if kinds.get(row["indicator"]) == "output" else []


def _heading(view: RequestView, rows: list[TargetRow]) -> str:
    """How many targets of the furthest year can be judged today."""
    if not rows:
        return view.tr("No target is on record")
    last = [row for row in rows if row["year"] == rows[0]["year"]]
    meanings = [_find_meaning(row) for row in last]
    bounded = [row["verdict"] for row in last if _find_meaning(row) == "made"].count("base_at_least")
    slots = {
        "year": str(rows[0]["year"]),
        "all": len(last),
        "known": sum(meaning in ("made", "missing") for meaning in meanings) - bounded,
        "bounded": bounded,
        "supposed": meanings.count("short"),
        "unknown": meanings.count("unknown"),
    }
    return view.tr(_JUDGED if bounded else _JUDGED_ALL) % slots


def _find_meaning(row: TargetRow) -> str:
    """What a target lets one say; from figures of another scope under a condition only."""
    meaning = _MEANINGS.get(row["verdict"], "unknown")
    is_conditional = row["same_scope"] is False or (row["verdict"] == "reckoned_reached" and row["supposed"])
    return "short" if meaning in ("made", "missing") and is_conditional else meaning


def _make_card(view: RequestView, row: TargetRow, bases: pl.DataFrame) -> TargetCard:
    meaning = _find_meaning(row)
    return TargetCard(
        name=name_series(view, row),
        to=link_cells.row_address(view, "places", row["subject"]) if row["subject"] in _places(view) else "",
        aim=write_aim(view, row),
        verdict=view.word("target_verdict", row["verdict"]),
        meaning=_CARD_MEANINGS.get(meaning, meaning),
        lines=_notes(view, row),
        bar=_make_bar(view, row),
        bases=_list_bases(view, row, bases) if row["verdict"] == "base_unknown" else (),
    )


def _places(view: RequestView) -> set[str]:
    return set(link_cells.table_ids(view, "places"))


def _base(view: RequestView, row: TargetRow) -> str:
    if row["base_year"] is None:
        return "—" if row["verdict"] == "not_compared" else view.tr("unknown")
    value = write_amount(view, row, row["base_low"], row["base_high"])
    return view.tr(words.BASE_OF) % {"year": row["base_year"], "value": value}


def _needed(view: RequestView, row: TargetRow) -> str:
    """What is still needed; from a base of another scope it says so, and of a year that is over nothing is."""
    if _asks_nothing(row):
        return "—"
    amount = write_amount(view, row, row["needed_low"], row["needed_high"])
    if row["verdict"] == "to_fall":
        amount = view.tr(words.BY_LESS) % amount
    marked = row["same_scope"] is False and row["needed_low"] is not None
    return view.tr(words.FROM_OTHER_SCOPE) % amount if marked else amount


def _asks_nothing(row: TargetRow) -> bool:
    """Whether nothing is asked for any more: the year is over, or a rate was published, from which nothing is taken."""
    is_judged = row["verdict"] in _JUDGED_ALONE and row["needed_low"] is None and row["needed_high"] is None
    return row["verdict"] in _NOTHING_NEEDED or is_judged


def _name_need(row: TargetRow) -> str:
    return words.STILL_TO_FALL if row["verdict"] == "to_fall" else words.STILL_NEEDED


def _make_bar(view: RequestView, row: TargetRow) -> TargetBar | None:
    if row["base_low"] is None or row["base_high"] is None:
        return None
    return TargetBar(
        low=row["base_low"],
        high=row["base_high"],
        target=row["value"],
        base_words=_base(view, row),
        needed_words="" if _asks_nothing(row) else f"{view.tr(_name_need(row))} {_needed(view, row)}",
    )


def _list_bases(view: RequestView, row: TargetRow, bases: pl.DataFrame) -> list[BaseRow]:
    found = cast("Iterable[PossibleBase]", bases.filter(pl.col("target") == row["target"]).iter_rows(named=True))
    return [
        BaseRow(
            words=view.tr("if %(year)s were %(base)s") % {"year": base["base_year"], "base": f"{base['base']:g}"},
            growth=base["needed"] if base["growth"] is None else base["growth"],
            growth_words=f"+{base['needed']:g}" if base["growth"] is None else f"{format_significant(base['growth'])}%",
        )
        for base in found
    ]


def _notes(view: RequestView, row: TargetRow) -> list[str]:
    """What the statement rests on."""
    notes = []
    if row["growth_low"] is not None and row["growth_high"] is not None:
        low, high = row["growth_low"], row["growth_high"]
        text = format_significant(low) if low == high else format_range(low, high)
        notes.append(view.tr(words.GROWTH_FROM) % {"year": row["base_year"], "growth": text})
    elif row["growth_high"] is not None:
        growth = view.tr(words.AT_MOST_OF) % format_significant(row["growth_high"])
        from_base = view.tr(words.GROWTH_FROM) % {"year": row["base_year"], "growth": growth}
        notes += [f"{view.tr(words.STILL_NEEDED)} {_needed(view, row)}", from_base]
    return [*notes, *write_target_notes(row, write_unit(view, row), view.lang)]


def _table(view: RequestView, rows: list[TargetRow]) -> Table:
    """The targets with base, what is still needed, growth needed, and what it rests on."""
    _ = view.tr
    cells: list[list[Cell]] = [
        [
            text_cell(name_series(view, row)),
            text_cell(write_aim(view, row)),
            text_cell(view.word("target_verdict", row["verdict"])),
            text_cell(_base(view, row)),
            text_cell(_needed(view, row)),
            text_cell(view.join(_notes(view, row))),
        ]
        for row in rows
    ]
    headings = (words.TARGET, words.AIM, words.VERDICT, words.BASE, words.STILL_NEEDED, words.NOTE)
    return Table(_("Targets and pace"), [Column(_(heading)) for heading in headings], cells, name="targets")
