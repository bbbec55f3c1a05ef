"""The picture of the energy of groups, and its table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

from fastapi import FastAPI

from liantu.drawings.energy_bars import EnergyBar, draw_energy_bars, draw_narrow_energy_bars
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording import green_words as say

PATH = "/green/picture/energy"
QUERY = ("by", "use", "factor")
_TABLES = {"cluster": "clusters", "chain": "chains", "place": "places", "project": "projects"}


class EnergyRow(TypedDict):
    """What the plants of a group use, or filling a link would."""

    group: str
    status: str | None
    fuel: float | None
    feedstock: float | None
    power: float | None
    heat: float | None
    electricity: float | None
    water: float | None
    carbon: float | None
    energy_open: bool | None
    water_open: bool | None
    carbon_open: bool | None
    total: float | None
    land: float | None
    land_open: bool | None
    stated: float | None


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_energy_picture, QUERY)


def read_choices(view: RequestView) -> tuple[str, str, str | None]:
    """What the address asks for: grouping, purpose, basis of electricity."""
    query = view.request.query_params
    return query.get("by") or "cluster", query.get("use") or "review", query.get("factor") or None


def make_energy_picture(view: RequestView) -> Picture:
    """A bar a group and status, in parts; what becomes a product apart."""
    _ = view.tr
    by, purpose, basis = read_choices(view)
    frame = view.district.cluster.resource_uses(by, purpose, basis=basis)
    rows = [*cast("Iterable[EnergyRow]", frame.iter_rows(named=True))]
    rules = view.district.cluster.purpose_rules(purpose, basis)
    known = sorted((row for row in rows if _find_parts(row)), key=lambda row: -sum(_find_parts(row).values()))
    bars = [
        EnergyBar(
            name=_name(view, by, row, status_first=True),
            to=link_cells.row_address(view, _TABLES[by], row["group"]),
            parts={part: value / 1e4 for part, value in _find_parts(row).items()},
            is_open=bool(row["energy_open"]),
            words=_words(view, row),
        )
        for row in known
    ]
    heading = _heading(view, by, known, rows)
    legend = {**{part: _(word) for part, word in say.PARTS.items()}, "unknown": _("a part unknown")}
    notes = say.list_rule_notes(rules, _)
    return Picture(
        address=view.url(PATH, by=by, use=purpose, factor=basis),
        heading=heading,
        drawing=draw_energy_bars(bars, legend, "", heading),
        narrow=draw_narrow_energy_bars(bars, legend, heading),
        table=_make_table(view, by, rows),
        frames={"uses": frame},
        unit=_(say.UNIT),
        note=" ".join([*notes, _(say.HOW_READ)]),
    )


def _find_parts(row: EnergyRow) -> dict[str, float]:
    """The known parts in the order in which they are drawn."""
    parts = {"fuel": row["fuel"], "power": row["power"], "heat": row["heat"], "feedstock": row["feedstock"]}
    return {part: value for part, value in parts.items() if value is not None and value > 0}


def _name(view: RequestView, by: str, row: EnergyRow, *, status_first: bool = False) -> str:
    """The name of a group with its status; ahead of it where the end of a long name may be cut."""
    name = link_cells.row_link(view, (_TABLES[by],), row["group"]).text
    if row["group"] == "ungrouped":
        return name
    if not row["status"]:
        return name
    status = view.word("status", row["status"])
    return f"{status} · {name}" if status_first else f"{name} · {status}"


def _words(view: RequestView, row: EnergyRow) -> str:
    """The figure beside a bar: what is burnt or bought, and what becomes a product."""
    _ = view.tr
    parts = _find_parts(row)
    burnt = sum(value for part, value in parts.items() if part != "feedstock")
    text = say.tce_text(burnt, _, at_least=bool(row["energy_open"]))
    if "feedstock" in parts:
        text += _("; as raw material {amount}").format(amount=say.tce_text(parts["feedstock"], _))
    return text


def _heading(view: RequestView, by: str, known: list[EnergyRow], rows: list[EnergyRow]) -> str:
    """Who uses the most; of what is known alone where a part of another one is unknown."""
    _ = view.tr
    if not known:
        return _("Of no plant is enough known to say what it uses")
    first = known[0]
    slots = {"name": _name(view, by, first), "amount": _words(view, first)}
    if any(row["energy_open"] for row in rows if row is not first):
        return _("Most energy of what is known: {name}, {amount} (10,000 t of coal equivalent a year)").format(**slots)
    return _("Most energy here: {name}, {amount} (10,000 t of coal equivalent a year)").format(**slots)


def _make_table(view: RequestView, by: str, rows: list[EnergyRow]) -> Table:
    _ = view.tr
    keys = [key for key in say.COLUMNS if key != "stated" or by == "project"]
    columns = [Column(_(say.COLUMNS[key]), number=key not in ("name", "status")) for key in keys]
    cells = []
    for row in rows:
        least, wet = bool(row["energy_open"]), bool(row["water_open"])
        texts = _part_texts(view, row)
        texts |= {
            "total": say.tce_text(row["total"], _, at_least=least),
            "stated": say.tce_text(row["stated"], _),
            "electricity": say.scaled_text(row["electricity"], 1e6, _, at_least=least),
            "water": say.scaled_text(row["water"], 1e4, _, at_least=wet),
            "land": say.scaled_text(row["land"], 1.0, _, at_least=bool(row["land_open"])),
            "carbon": say.scaled_text(row["carbon"], 1e4, _, at_least=bool(row["carbon_open"])),
        }
        named = link_cells.row_links_cell(view, _TABLES[by], [row["group"]])
        status = text_cell(view.word("status", row["status"]))
        cells.append([named, status, *(number_cell(texts[key]) for key in keys[2:])])
    return Table(_(say.TITLE), columns, cells, unit=_(say.UNIT), notes=[_(say.HOW_READ), _(say.LAND)], name="uses")


def _part_texts(view: RequestView, row: EnergyRow) -> dict[str, str]:
    """The parts of a row; where others are known, one that no process names reads so."""
    parts = {"fuel": row["fuel"], "power": row["power"], "heat": row["heat"], "feedstock": row["feedstock"]}
    known = next((value for value in parts.values() if value is not None), None)
    least = bool(row["energy_open"])
    return {
        part: say.part_text(value, known, view.tr, at_least=least and part != "feedstock")
        for part, value in parts.items()
    }


def make_links_table(view: RequestView, rows: list[EnergyRow]) -> Table:
    """What filling each missing link would add."""
    _ = view.tr
    columns = [Column(_(say.COLUMNS[key]), number=key != "name") for key in say.LINK_COLUMNS]
    cells = [
        [
            link_cells.row_links_cell(view, "products", [row["group"]]),
            *(number_cell(text) for text in _part_texts(view, row).values()),
            number_cell(say.tce_text(row["total"], _)),
            number_cell(say.scaled_text(row["electricity"], 1e6, _)),
            number_cell(say.scaled_text(row["water"], 1e4, _)),
            number_cell(say.scaled_text(row["carbon"], 1e4, _)),
        ]
        for row in rows
    ]
    return Table(_(say.LINKS_TITLE), columns, cells, unit=_(say.UNIT), notes=_quota_notes(view), name="links")


def _quota_notes(view: RequestView) -> list[str]:
    """What places state of energy, and that links nest in each other."""
    _ = view.tr
    by_place: dict[str, list[tuple[str, str, str]]] = {}
    for place, measure, period, amount, unit in view.district.cluster.energy_limits().iter_rows():
        text = _("unknown") if amount is None else f"{amount:,.0f} {view.units.name(unit) if unit else ''}".strip()
        by_place.setdefault(place, []).append((view.word("limit_measure", measure), text, view.period(period)))
    notes = [
        _(say.QUOTA).format(
            place=view.name(place),
            period=stated[0][2],
            amounts=view.join(f"{word} {text}" for word, text, _p in stated),
        )
        for place, stated in by_place.items()
    ]
    return [*(notes or [_(say.NO_QUOTA)]), _("Links hold each other and are not added up.")]
