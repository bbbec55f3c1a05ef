"""延链方向: what the surplus made here could become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from liantu.exchange.paper.amounts import significant
from liantu.exchange.paper.fill import GRADE, INDEX, NOT_SUMMED, OFFICE, REMARK, ROW_UNIT, UNIT, VERIFY
from liantu.exchange.paper.rows import Row, amounts, dicts, given, items, people, product, word
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import Column, Sheet

TITLE = Text("延链方向", "Directions to extend")
WASTE = Text("只列可外销的商品量，废弃物和排放物不作为延链方向。", "Saleable surplus only; waste and emissions are no extension.")


def extension_list(extend: pl.DataFrame, setting: Setting) -> Sheet:
    """延链方向 from the extend frame.

    Reads product, zh, en, unit, surplus, into, into_zh, into_en, per_unit, also_needs, makers, grade, to_verify;
    what the frame does not carry is not printed.
    """
    columns = (
        INDEX,
        Column("name", "本地富余产品", "Surplus made here", width=1.4),
        UNIT,
        Column("surplus", "富余商品量", "Surplus", "number", width=0.9),
        Column("made", "生产企业", "Made by", width=1.6),
        Column("into", "可延伸产品", "Could become", width=1.5),
        Column("per_unit", "单位产品用量", "Use per unit", "number", width=0.9),
        Column("could", "可支撑规模", "Would support", width=1.1),
        Column("also", "还需配套", "Also needs", width=1.8),
        Column("makers", "已知生产企业", "Known makers", width=1.6),
        GRADE,
        VERIFY,
        OFFICE,
        REMARK,
    )
    optional = {"made": "made_by", "per_unit": "per_unit", "could": "could_make", "also": "also_needs", "makers": "makers", "to_verify": "to_verify", "grade": "grade"}
    rows = [_row(row, setting) for row in dicts(extend)]
    return Sheet(TITLE, ROW_UNIT, given(columns, extend, optional), rows, setting, (NOT_SUMMED, WASTE))


def _row(row: Mapping[str, Any], setting: Setting) -> Row:
    target = {"zh": row.get("into_zh"), "en": row.get("into_en"), "product": row.get("into")}
    could = amounts({"could": row.get("could_make"), "unit": row.get("into_unit")}, ("could",), setting)
    return amounts(row, ("surplus",), setting) | {
        "name": product(row, setting),
        "made": people(row.get("made_by"), setting),
        "into": product(target, setting),
        "per_unit": row.get("per_unit"),
        "could": _with_unit(could),
        "also": items(row.get("also_needs"), setting),
        "makers": people(row.get("makers"), setting),
        "grade": word("grade", row.get("grade"), setting),
        "to_verify": items(row.get("to_verify"), setting),
        "office": setting.name(row.get("office")),
    }


def _with_unit(could: Row) -> str:
    return f"{significant(could['could'])} {could['unit']}" if "could" in could else ""
