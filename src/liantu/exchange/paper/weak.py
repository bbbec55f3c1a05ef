"""强链清单: links made and needed here that fall short, or rest on one plant."""

from __future__ import annotations

import polars as pl

from liantu.exchange.paper.fill import (
    AT_LEAST,
    DEMAND,
    GRADE,
    INDEX,
    NAME,
    NEEDED,
    NOT_SUMMED,
    OFFICE,
    REMARK,
    ROW_UNIT,
    SHORT,
    SUPPLY,
    UNIT,
    VERIFY,
)
from liantu.exchange.paper.rows import Row, dicts, gap_row, given, items, people
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import Column, Sheet

TITLE = Text("强链清单", "Links to strengthen")
ONE_PLANT = Text(
    "单一装置在化工行业属常态，仅在本地其他企业依赖时列出。",
    "Resting on one plant is normal in chemicals; it is listed only where others here depend on it.",
)


def weak_list(weak: pl.DataFrame, setting: Setting) -> Sheet:
    """强链清单 from the weak frame: the columns of the gaps frame, with ``reason``, ``made_by`` and ``plants`` where given."""
    columns = (
        INDEX,
        NAME,
        Column("made", "生产企业", "Made by", width=1.6),
        Column("plants", "装置数", "Plants", "number", width=0.6),
        Column("reason", "薄弱之处", "What is weak", width=1.6),
        UNIT,
        *DEMAND,
        *SUPPLY,
        *SHORT,
        NEEDED,
        GRADE,
        VERIFY,
        OFFICE,
        REMARK,
    )
    own = {c.field: c.field for c in (*DEMAND, *SUPPLY)}
    optional = own | {"plants": "plants", "reason": "reason", "made": "made_by", "gap_typical": "gap_typical", "gap_range": "gap_p10", "to_verify": "to_verify", "grade": "grade"}
    rows = [_row(row, setting) for row in dicts(weak)]
    return Sheet(TITLE, ROW_UNIT, given(columns, weak, optional), rows, setting, (NOT_SUMMED, AT_LEAST, ONE_PLANT))


def _row(row: dict[str, object], setting: Setting) -> Row:
    return gap_row(row, setting) | {
        "made": people(row.get("made_by"), setting),
        "plants": row.get("plants"),
        "reason": items(row.get("reason"), setting),
        "remark": "",
    }
