"""补链清单, 要素保障清单, 大宗原料清单, 同厂自产待核清单: the lists of what is needed and not made here."""

from __future__ import annotations

import polars as pl

from liantu.exchange.paper.printed_rows import columns_present, iter_rows, to_printed_gap
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet

NEED = Text("需求量", "Demand")
GAP = Text("缺口", "Gap")
NOT_SUMMED = Text(
    "各环节互为上下游，缺口与产值不可加总。",
    "Links feed one another: neither gaps nor values may be added up.",
)
AT_LEAST = Text(
    "“≥”表示部分企业产能未掌握，实际不低于此数；缺口低值、高值为P10、P90，只反映单耗的不确定性。",
    "“≥”: some capacities are unknown and the true figure is not lower; low and high are P10 and P90 over the "
    "ranges of the coefficients only.",
)
ADMISSION = Text(
    "准入“待核”指未掌握准入条款，不代表可以准入。",
    "Admission “to be verified” means that no clause is known, not that it is allowed.",
)

INDEX = PaperColumn("index", "序号", "No.", "index", width=0.45)
NAME = PaperColumn("name", "环节（产品·品级）", "Link (product, grade)", width=1.6)
UNIT = PaperColumn("unit", "单位", "Unit", width=1.0)
REMARK = PaperColumn("remark", "备注", "Remarks", width=1.1)
DEMAND = (
    PaperColumn("operating", "在产", "Operating", "number", width=0.85, group=NEED),
    PaperColumn("building", "在建", "Building", "number", width=0.75, group=NEED),
    PaperColumn("planned", "规划", "Planned", "number", width=0.75, group=NEED),
)
SUPPLY = (
    PaperColumn("supply", "本地商品量", "Local supply", "number", width=0.8),
    PaperColumn("nearby", "周边可供", "Nearby", "number", width=0.75),
)
SHORT = (
    PaperColumn("gap_typical", "中值", "Typical", "number", width=0.8, group=GAP),
    PaperColumn("gap_range", "低值–高值", "Low–high", width=1.1, group=GAP),
)
NEEDED = PaperColumn("needed", "需求企业", "Needed by", width=1.8)
GRADE = PaperColumn("grade", "可信度", "Grade", width=0.75)
VERIFY = PaperColumn("to_verify", "待核项", "To verify", width=1.8)
OFFICE = PaperColumn("office", "责任单位", "Office in charge", "blank", width=1.0)

TITLES = {
    "invite": Text("补链清单", "Links to fill"),
    "utilities": Text("要素保障清单", "Utilities to secure"),
    "commodities": Text("大宗原料清单", "Bulk materials"),
    "onsite": Text("同厂自产待核清单", "Usually made on the same site"),
}
ROW_UNIT = Text("单位：见各行", "Unit: see each row")


def gap_list(gaps: pl.DataFrame, setting: Setting) -> PaperSheet:
    """补链清单 from the gaps frame of the list ``invite``; ``admission`` and ``office`` are printed when joined."""
    columns: tuple[PaperColumn, ...] = (
        INDEX,
        NAME,
        PaperColumn("evidence", "文件依据", "Evidence", width=1.4),
        UNIT,
        *DEMAND,
        *SUPPLY,
        *SHORT,
        PaperColumn("plants_filled", "折合套数", "Usual plants", "number", digits=2, width=0.7),
        NEEDED,
        PaperColumn("needed_by", "需求形成年份", "From year", width=0.75),
        PaperColumn("transport", "外购难度", "Transport", width=0.9),
        PaperColumn("admission", "准入", "Admission", width=1.6),
        PaperColumn(
            "energy", "新增能耗（万吨标准煤，当量值）", "Added energy (thousand tce, calorific)", "number", width=1.0
        ),
        PaperColumn("band", "产值量级（亿元）", "Value (100 m CNY)", width=0.85),
        GRADE,
        VERIFY,
        OFFICE,
        REMARK,
    )
    if "needed_by" not in gaps.columns or gaps["needed_by"].is_null().all():
        columns = tuple(column for column in columns if column.field != "needed_by")
    columns = columns_present(columns, gaps, {"transport": "transport", "energy": "energy"})
    return _sheet("invite", columns, gaps, setting, (NOT_SUMMED, AT_LEAST, ADMISSION))


def utilities_list(gaps: pl.DataFrame, setting: Setting, *, which: str = "utilities") -> PaperSheet:
    """要素保障清单 (or 大宗原料清单, 同厂自产待核清单): what must be secured rather than invited."""
    columns = (INDEX, NAME, UNIT, *DEMAND, *SUPPLY, *SHORT, NEEDED, GRADE, VERIFY, OFFICE, REMARK)
    notes = (AT_LEAST,) if which == "utilities" else (NOT_SUMMED, AT_LEAST)
    return _sheet(which, columns, gaps, setting, notes)


def _sheet(
    which: str, columns: tuple[PaperColumn, ...], gaps: pl.DataFrame, setting: Setting, notes: tuple[Text, ...]
) -> PaperSheet:
    rows = [to_printed_gap(row, setting) for row in iter_rows(gaps)]
    if which != "invite":  # a usual plant says nothing of what is bought from a grid or a market
        rows = [row | {"remark": ""} for row in rows]
    return PaperSheet(TITLES[which], ROW_UNIT, columns, rows, setting, notes)
