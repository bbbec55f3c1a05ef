"""A region among others on a terminal: names for ids, a dash for what has no figure, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import FrameRow
from liantu.wording import regional_words as say
from liantu.wording import translator

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import RegionalChoice

#: Columns by view, each with its heading and how its figures are printed.
_COLUMNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "industries": {
        "amount": (say.AMOUNT, ",.0f"),
        "lq": (say.LQ, ".2f"),
        "density": (say.NEARNESS, ".2f"),
        "pci": (say.PCI, ".2f"),
        "gain": (say.GAIN, ".2f"),
    },
    "regions": {
        "amount": (say.AMOUNT, ",.0f"),
        "industries": (say.PRESENT, ".0f"),
        "eci": (say.ECI, ".2f"),
    },
    "growth": {
        "before": (say.BEFORE, ",.0f"),
        "after": (say.AFTER, ",.0f"),
        "change": (say.CHANGED, "+,.0f"),
        "share": (say.BY_ALL, "+,.0f"),
        "mix": (say.BY_MIX, "+,.0f"),
        "competitive": (say.BY_ITSELF, "+,.0f"),
    },
}


def tabulate_regional(
    view: str, frame: pl.DataFrame, choice: RegionalChoice, district: District, lang: str
) -> pl.DataFrame:
    """One of the views with a heading a column."""
    _ = translator(lang)
    headings = {column: _(heading) for column, (heading, _form) in _COLUMNS[view].items()}
    if choice.measure == "exports" and "lq" in headings:
        headings["lq"] = _(say.RCA)
    rows = [
        {
            _("Region") if view == "regions" else _("Industry"): _name(view, row, district, lang),
            **{headings[column]: _write(row, column, form) for column, (_h, form) in _COLUMNS[view].items()},
            _("Note"): _(state) if (state := say.STATES[row["state"]]) else "",
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def list_regional_notes(view: str, lang: str) -> list[str]:
    """How a view is read."""
    return [translator(lang)(say.CHANGE_IS if view == "growth" else say.TO_READ)]


def _name(view: str, row: FrameRow, district: District, lang: str) -> str:
    if view == "regions":
        return say.name_region(district.tables, str(row["region"]), lang)
    return district.score.industry_name(str(row["industry"]), chinese=lang.startswith("zh"))


def _write(row: FrameRow, column: str, form: str) -> str:
    value = row[column]
    if value is None:
        return "—"
    return format(float(str(value)) + 0.0, form)
