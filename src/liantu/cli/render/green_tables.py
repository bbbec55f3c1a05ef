"""绿色+ on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.model.schema import label_code
from liantu.wording import green_words as say
from liantu.wording import translator

if TYPE_CHECKING:
    from liantu.district import District

_TABLES = {
    "cluster": "clusters",
    "chain": "chains",
    "place": "places",
    "project": "projects",
    "product": "products",
}


def tabulate_uses(frame: pl.DataFrame, by: str, district: District, lang: str) -> pl.DataFrame:
    """What groups use, or what filling links would, with a heading a column."""
    _ = translator(lang)
    names = district.tables.names(_TABLES[by], lang)
    rows = []
    for row in frame.iter_rows(named=True):
        least = bool(row["energy_open"])
        shown = {_(say.COLUMNS["name"]): names.get(row["group"], row["group"])}
        if "status" in row:
            shown[_(say.COLUMNS["status"])] = label_code("status", row["status"], lang) if row["status"] else ""
        known = next((row[part] for part in say.PARTS if row[part] is not None), None)
        for part in say.PARTS:
            at_least = least and part != "feedstock"
            shown[_(say.COLUMNS[part])] = say.part_text(row[part], known, _, at_least=at_least)
        shown[_(say.COLUMNS["total"])] = say.tce_text(row["total"], _, at_least=least)
        if by == "project":
            shown[_(say.COLUMNS["stated"])] = say.tce_text(row["stated"], _)
        sizes = {"electricity": 1e6, "water": 1e4, "land": 1.0, "carbon": 1e4}
        opens = {"electricity": "energy_open", "water": "water_open", "land": "land_open", "carbon": "carbon_open"}
        for key, size in sizes.items():
            if key in row:
                shown[_(say.COLUMNS[key])] = say.scaled_text(row[key], size, _, at_least=bool(row[opens[key]]))
        rows.append(shown)
    return pl.DataFrame(rows)


def list_green_notes(district: District, purpose: str, basis: str | None, lang: str) -> list[str]:
    """The unit, what the purpose states and leaves open, and how it is read."""
    _ = translator(lang)
    rules = district.cluster.purpose_rules(purpose, basis)
    notes = say.list_rule_notes(rules, _)
    return [_(say.UNIT), *notes, _(say.HOW_READ), _(say.LAND)]
