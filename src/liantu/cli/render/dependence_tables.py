"""Frames of dependence on a terminal: names for ids, words for codes, what is unknown in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import unknown_text
from liantu.model.schema import label_code
from liantu.wording import dependence_words as say
from liantu.wording import translator
from liantu.wording.comparators import add_comparator
from liantu.wording.periods import period_text
from liantu.wording.stop_words import INTERNAL
from liantu.wording.unit_names import UnitNames

if TYPE_CHECKING:
    from liantu.district import District

_WORDS = {"origin": say.ORIGINS, "group": say.SHORT_GROUPS, "state": say.VERDICTS}
_CODES = {"stage": "result_stage", "measure": "indicator_kind", "suppliers_basis": "indicator_kind"}
_HEADS = {
    **say.COLUMNS,
    **{"measure": say.CLAIM_COLUMNS["measure"], "period": say.CLAIM_COLUMNS["period"], "origin": say.ORIGIN},
    **{"state": say.CRITERION_COLUMNS["state"], "group": say.HOW_FEW, "stage": say.SUBSTITUTION, "band": say.BAND},
    **{"figure": say.CLAIM_COLUMNS["figure"], "limit": say.CRITERION_COLUMNS["limit"], "source": say.SOURCE},
    **{"named": say.COLUMNS["makers_country"]},
}
#: What serves a program, or is told with another column.
_BESIDE = ("id", "comparator", "unit", "side", "suppliers_basis", "named_country", "named_abroad", "scope", "result")


def tabulate_dependence(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """The frame in words; columns keep their order."""
    tr = translator(lang)
    names = {**district.tables.names("sources", lang), **district.tables.names("products", lang)}
    units = UnitNames(district.tables, lang.startswith("zh"))
    rows = []
    for row in frame.iter_rows(named=True):
        cells: dict[str, str] = {}
        for name, value in row.items():
            if name not in _BESIDE:
                cells |= _tell(name, value, row, names, units, lang)
        rows.append({tr(_HEADS.get(name, name)): text for name, text in cells.items()})
    return pl.DataFrame(rows, infer_schema_length=None)


def list_dependence_notes(show: str, lang: str) -> list[str]:
    """That it stays in the house, how it is read, and what is only recalled."""
    tr = translator(lang)
    return [tr(INTERNAL), tr(say.RECALLED_NOTE if show == "recalled" else say.HOW_READ)]


def _tell(
    name: str, value: object, row: dict[str, object], names: dict[str, str], units: UnitNames, lang: str
) -> dict[str, str]:
    """One cell in words, under the name of its column; nothing where another column tells it."""
    tr = translator(lang)
    if name == "suppliers":
        return {"suppliers": say.makers_text(row, tr), "makers_country": say.country_text(row, tr)}
    if name in ("band_low", "band_high"):
        return {"band": f"{row['band_low']:g}–{row['band_high']:g} %"}
    if name == "figures":
        texts = [_figure(figure, units, lang) for figure in value] if isinstance(value, list) else []
        return {"figure": tr(", ").join(texts) or unknown_text(lang)}
    if name == "value":
        return {"figure": _figure(row, units, lang)}
    if name == "stage_period" or (name == "state" and value in (None, *say.STATE_WORDS)):
        return {}
    return {name: unknown_text(lang) if value is None else _word(name, str(value), row, names, lang)}


def _word(name: str, text: str, row: dict[str, object], names: dict[str, str], lang: str) -> str:
    """What is known, in words."""
    tr, state = translator(lang), str(row.get("state"))
    if name == "limit":
        return add_comparator(f"{float(text):g}", str(row["side"]), lang)
    if name == "period":
        return period_text(text, lang)
    if name in _WORDS:
        return tr(_WORDS[name][text])
    if name in _CODES:
        label = label_code(_CODES[name], text, lang)
        return tr(say.STATE_WORDS[state]) % label if state in say.STATE_WORDS else label
    return names.get(text, text)


def _figure(row: object, units: UnitNames, lang: str) -> str:
    """A figure with its comparator and its unit in words."""
    if not isinstance(row, dict):
        return ""
    unit = "" if row["unit"] in (None, "1") else units.trade_name(str(row["unit"]))
    gap = "" if not unit or unit == "%" or units.chinese else " "
    return add_comparator(f"{row['value']:g}{gap}{unit}", str(row["comparator"]), lang)
