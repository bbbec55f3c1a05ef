"""延链方向: what the surplus made here could become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from liantu.exchange.paper.gap_lists import INDEX, NOT_SUMMED, OFFICE, REMARK, ROW_UNIT, UNIT
from liantu.exchange.paper.printed_rows import Row, iter_rows, join_names, product_name, scale_amounts
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.wording.amounts import format_range, format_significant, unit_word

TITLE = Text("延链方向", "Directions to extend")
SHARED = Text(
    "同一富余量列出多个去向，各行不可同时实现。",
    "One surplus is listed under several uses: the rows cannot all come true.",
)
WHOLE = Text(
    "富余按在产、在建、规划全部产能计；本地用量未掌握的，实际不高于此数。",
    "The surplus is of plants operating, being built and planned; where a use here is unknown it is not higher.",
)
WASTE = Text(
    "只列可外销的商品量，废弃物和排放物不作为延链方向。", "Saleable surplus only; waste and emissions are no extension."
)


def extension_list(extend: pl.DataFrame, setting: Setting) -> PaperSheet:
    """延链方向 from the extend frame, a row a surplus and what it could become."""
    columns = (
        INDEX,
        PaperColumn("name", "本地富余产品", "Surplus made here", width=1.4),
        UNIT,
        PaperColumn("surplus", "富余商品量", "Surplus", "number", width=0.9),
        PaperColumn("into", "可延伸产品", "Could become", width=1.5),
        PaperColumn("use", "单位产品用量", "Use per unit", width=1.1),
        PaperColumn("could", "可支撑规模", "Would support", width=1.3),
        PaperColumn("also", "还需配套", "Also needs", width=2.6),
        PaperColumn("made", "本地已有企业", "Already made here by", width=1.4),
        PaperColumn("value", "产值量级（亿元）", "Value (100 m CNY)", width=1.0),
        OFFICE,
        REMARK,
    )
    rows = [_row(row, setting) for row in iter_rows(extend)]
    return PaperSheet(TITLE, ROW_UNIT, columns, rows, setting, (NOT_SUMMED, SHARED, WHOLE, WASTE))


def _row(row: Mapping[str, Any], setting: Setting) -> Row:
    target = {"zh": row.get("makes_zh"), "en": row.get("makes_en"), "product": row.get("makes")}
    could = scale_amounts({"could": row.get("makes_up_to"), "unit": row.get("makes_unit")}, ("could",), setting)
    return scale_amounts(row, ("surplus",), setting) | {
        "name": product_name(row, setting),
        "into": product_name(target, setting),
        "use": _use(row, setting),
        "could": f"{format_significant(could['could'])} {could['unit']}" if "could" in could else setting.unknown,
        "also": join_names(row.get("also_needs"), setting),
        "made": join_names(row.get("made_by"), setting),
        "value": format_range(_hundred_million(row.get("value_low")), _hundred_million(row.get("value_high")), 2),
        "office": join_names(row.get("office") or [], setting),
    }


def _use(row: Mapping[str, Any], setting: Setting) -> str:
    if row.get("use") is None:
        return setting.unknown
    units = [unit_word(str(row.get(name) or ""), chinese=setting.chinese) for name in ("unit", "makes_unit")]
    return f"{format_significant(row['use'])} {units[0]}/{units[1]}"


def _hundred_million(value: float | None) -> float | None:
    return None if value is None else value / 1e8
