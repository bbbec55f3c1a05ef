"""强链清单: links made and needed here that fall short, or rest on one plant."""

from __future__ import annotations

import polars as pl

from liantu.exchange.paper.gap_lists import (
    INDEX,
    NAME,
    NOT_SUMMED,
    OFFICE,
    REMARK,
    ROW_UNIT,
    UNIT,
)
from liantu.exchange.paper.printed_rows import Row, amounts, dicts, people, product
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import Column, Sheet

TITLE = Text("强链清单", "Links to strengthen")
ONE_PLANT = Text(
    "单一装置在化工行业属常态，仅在本地其他企业依赖时列出。",
    "Resting on one plant is normal in chemicals; it is listed only where others here depend on it.",
)


REASONS = {
    "short": Text("本地有，产能不足", "made here but short"),
    "one_plant": Text("仅一套装置", "rests on one plant"),
}


def weak_list(weak: pl.DataFrame, setting: Setting) -> Sheet:
    """强链清单 from the weak frame, a row a link."""
    columns = (
        INDEX,
        NAME,
        Column("reason", "薄弱之处", "What is weak", width=1.4),
        Column("made", "生产企业", "Made by", width=1.6),
        Column("plants", "装置数", "Plants", "number", width=0.7),
        UNIT,
        Column("direct", "本地需求", "Local demand", "number", width=0.9),
        Column("supply", "本地商品量", "Local supply", "number", width=0.9),
        Column("gap", "缺口（中值）", "Gap (typical)", "number", width=0.9),
        Column("needed", "需求企业", "Needed by", width=1.8),
        OFFICE,
        REMARK,
    )
    rows = [_row(row, setting) for row in dicts(weak)]
    return Sheet(TITLE, ROW_UNIT, columns, rows, setting, (NOT_SUMMED, ONE_PLANT))


def _row(row: dict[str, object], setting: Setting) -> Row:
    reason = REASONS.get(str(row.get("reason")))
    return amounts(row, ("direct", "supply", "gap"), setting) | {
        "name": product(row, setting),
        "reason": reason.say(setting.language) if reason else str(row.get("reason") or ""),
        "made": people(row.get("made_by"), setting),
        "plants": row.get("plants"),
        "needed": people(row.get("needed_by"), setting),
        "office": people(row.get("office") or [], setting),
    }
