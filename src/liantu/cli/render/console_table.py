"""Tables on a terminal: the columns an officer reads first, in words."""

from __future__ import annotations

from math import floor, log10
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table

from liantu.model import schema
from liantu.model.bounds import Bound, read_bound

#: Which columns a view shows; JSON and CSV give all.
_COLUMNS = {
    "gaps": [
        "product",
        "evidence",
        "operating",
        "building",
        "planned",
        "supply",
        "gap_typical",
        "unit",
        "plants_filled",
        "band",
        "grade",
    ],
    "balance": [
        "product",
        "operating",
        "building",
        "planned",
        "supply",
        "captive",
        "offer",
        "gap",
        "surplus",
        "unit",
    ],
    "extensions": ["product", "surplus", "unit", "makes", "use", "makes_up_to", "makes_unit"],
    "weak": ["product", "reason", "supply", "direct", "gap", "unit", "plants"],
    "questions": ["firm_zh", "product", "field", "current", "answers", "effect"],
    "moves": ["product", "list_before", "list_after", "gap_before", "gap_after", "unit"],
    "schedule": ["item", "name", "elapsed", "start", "finish", "slack", "start_date", "finish_date"],
    "list": ["zh", "stage", "period", "beside", "place", "office", "tiers"],
    "history": ["project", "stage", "period", "evidence", "reason"],
    "gantt": ["project", "stage", "kind", "period", "clause"],
    "late": ["project", "stage", "rule", "ground", "limit", "days", "office"],
    "passage": ["from", "to", "reached", "passed", "share", "dated", "undated", "days_low", "days_high"],
    "money": ["kind", "currency", "extent", "projects", "base"],
    "follow_ups": ["period", "project", "kind", "zh", "office", "due", "settled"],
    "weekly": ["section", "zh", "what", "period", "office", "due"],
    "claims": ["observation", "counts", "period", "value", "unit", "itemised", "projects", "undated"],
    "cases": [
        *("case", "project", "item", "state", "holder", "since", "missing", "due"),
        *("deadline", "deadline_label", "late"),
    ],
    "case_history": ["day", "event", "material", "due", "version", "document", "reason"],
}
#: Which list words the codes of a column; other columns are shown as they are.
_CODES = {
    "stage": "stage",
    "beside": "stage",
    "from": "stage",
    "to": "stage",
    "state": "case_state",
    "holder": "holder",
    "event": "case_event",
    "rule": "lateness_rule",
    "ground": "lateness_ground",
    "section": "weekly_section",
    "extent": "money_extent",
    "counts": "claim_counts",
    "sector": "sector",
}
_CODES_OF = {
    ("gantt", "kind"): "milestone_kind",
    ("money", "kind"): "money_kind",
    ("follow_ups", "kind"): "follow_up_kind",
    ("history", "reason"): "step_reason",
    ("case_applies", "applies"): "yes_no",
}
#: Columns in which a blank says that there is nothing, not that something is unknown.
_NOTHING = {
    "deadline_label",
    "because",
    "open",
    "beside",
    "clause",
    "due",
    "settled",
    "evidence",
    "reason",
    "material",
    "version",
    "document",
    "holder",
}
#: Figures that may have an unknown part.
_SEEN = ("operating", "building", "planned", "supply", "gap_typical", "gap", "surplus")
_HEADERS = {
    "product": ("环节", "Product"),
    "evidence": ("依据", "Evidence"),
    "operating": ("需求·在产", "Operating"),
    "building": ("需求·在建", "Building"),
    "planned": ("需求·规划", "Planned"),
    "supply": ("本地商品量", "Supply"),
    "gap_typical": ("缺口", "Gap"),
    "gap": ("缺口", "Gap"),
    "unit": ("单位/年", "Unit a year"),
    "plants_filled": ("折合套数", "Usual plants"),
    "band": ("产值量级（亿元）", "Value (100 m CNY)"),
    "grade": ("可信度", "Grade"),
    "captive": ("厂内自用", "Captive"),
    "offer": ("副产可供", "Offers"),
    "surplus": ("富余", "Surplus"),
    "makes": ("可延伸", "Could become"),
    "use": ("单耗", "Use"),
    "makes_up_to": ("至多可产", "Up to"),
    "makes_unit": ("单位", "Unit"),
    "reason": ("原因", "Reason"),
    "zh": ("名称", "Name"),
    "project": ("项目", "Project"),
    "projects": ("项目数", "Projects"),
    "stage": ("阶段", "Stage"),
    "beside": ("附注", "Beside the line"),
    "period": ("时间", "Period"),
    "place": ("园区", "Place"),
    "office": ("责任单位", "Office"),
    "tier": ("层级", "Tier"),
    "tiers": ("层级", "Tiers"),
    "sector": ("行业类别", "Sector"),
    "kind": ("类型", "Kind"),
    "clause": ("条款", "Clause"),
    "rule": ("规则", "Rule"),
    "applies": ("是否适用", "Applies"),
    "because": ("所据答复", "Because"),
    "open": ("尚待答复", "Still open"),
    "part": ("内容", "Part"),
    "before": ("现行版本", "Before"),
    "after": ("该版本", "After"),
    "ground": ("依据", "Ground"),
    "limit": ("时限", "Limit"),
    "days": ("超期天数", "Days over"),
    "from": ("原阶段", "From"),
    "to": ("新阶段", "To"),
    "reached": ("到达", "Reached"),
    "passed": ("进入", "Passed"),
    "share": ("转化率（%）", "Share (%)"),
    "dated": ("有日期", "Dated"),
    "undated": ("日期未掌握", "Undated"),
    "days_low": ("天数·短", "Days, least"),
    "days_high": ("天数·长", "Days, most"),
    "currency": ("币种", "Currency"),
    "extent": ("口径", "Extent"),
    "base": ("金额（元）", "Amount"),
    "section": ("栏目", "Section"),
    "what": ("内容", "What"),
    "due": ("时限", "Due"),
    "settled": ("办结", "Settled"),
    "signed": ("签约", "Signed"),
    "landed": ("落户", "Landed"),
    "started": ("开工", "Started"),
    "contract": ("合同额（元）", "Contract money (CNY)"),
    "in_place": ("到位资金（元）", "Money in place (CNY)"),
    "observation": ("统计值", "Observation"),
    "counts": ("计什么", "Counts"),
    "value": ("所载", "Stated"),
    "itemised": ("逐项", "Itemised"),
    "case": ("办件", "Case"),
    "item": ("事项", "Item"),
    "state": ("状态", "State"),
    "holder": ("当前持有", "Held by"),
    "since": ("自", "Since"),
    "missing": ("欠缺材料", "Missing"),
    "deadline": ("办理期限", "Deadline"),
    "deadline_label": ("期限说明", "Note on the deadline"),
    "late": ("超期", "Late"),
    "day": ("日期", "Day"),
    "event": ("办理动作", "Event"),
    "material": ("材料", "Material"),
    "version": ("版本", "Version"),
    "document": ("文号", "Document"),
    "direct": ("需求", "Demand"),
    "plants": ("装置数", "Plants"),
    "firm_zh": ("企业", "Firm"),
    "field": ("待核项", "Unknown"),
    "current": ("现值", "Now"),
    "answers": ("试算取值", "Tried"),
    "effect": ("影响（亿元）", "Effect (100 m CNY)"),
    "list_before": ("原清单", "List before"),
    "list_after": ("现清单", "List after"),
    "gap_before": ("原缺口", "Gap before"),
    "gap_after": ("现缺口", "Gap after"),
    "name": ("名称", "Name"),
    "elapsed": ("工作日", "Working days"),
    "start": ("最早开始", "Start"),
    "finish": ("最早办结", "Finish"),
    "slack": ("机动天数", "Slack"),
    "start_date": ("开始日期", "Start date"),
    "finish_date": ("办结日期", "Finish date"),
}


def print_frame(name: str, frame: pl.DataFrame, language: str) -> None:
    """Print a result as a table; at most three significant digits; unknown reads 未掌握, never zero."""
    zh = language.startswith("zh")
    table = Table()
    # A view whose columns follow from its data (stages of a board) shows them all.
    columns = [c for c in _COLUMNS.get(name, frame.columns) if c in frame.columns]
    for column in columns:
        numeric = frame.schema[column].is_numeric()
        table.add_column(_header(name, column, zh), justify="right" if numeric else "left")
    for row in frame.iter_rows(named=True):
        table.add_row(*(_cell(name, column, row, zh) for column in columns))
    print_table(table)


def print_table(table: Table) -> None:
    """Print a table as wide as the window."""
    # In a pipe or a file nothing is lost to the width of a window that is not there.
    console = Console()
    Console(width=None if console.is_terminal else 200).print(table)


def _header(name: str, column: str, zh: bool) -> str:
    stages = schema.read_codelist("stage")
    if name in ("board", "quarterly") and column in stages:
        return stages[column].zh if zh else stages[column].en
    if name == "history" and column == "evidence":
        return "凭据" if zh else "Evidence"
    return _HEADERS.get(column, (column, column))[0 if zh else 1]


def _cell(name: str, column: str, row: dict[str, Any], zh: bool) -> str:
    value = row[column]
    if value is None and column in _NOTHING:
        return ""
    coded = _CODES_OF.get((name, column)) or _CODES.get(column)
    if value is not None and coded:
        return schema.label_code(coded, value, "zh_CN" if zh else "en")
    if isinstance(value, bool):
        return ("是" if value else "否") if zh else ("yes" if value else "no")
    if column in ("product", "makes"):
        prefix = "makes_" if column == "makes" else ("product_" if "product_zh" in row else "")
        return str(row[f"{prefix}{'zh' if zh else 'en'}"])
    if column.startswith("list_"):
        return schema.label_code("list", value or "none", "zh_CN" if zh else "en")
    part = read_bound(row, column) if "unknown_demand_by" in row and column in _SEEN else Bound(value)
    if part.value is None:
        return "未掌握" if zh else "unknown"
    if column == "effect":
        value = value / 1e8
    if column in ("evidence", "grade") and name != "history":
        return schema.label_code(column, value, "zh_CN" if zh else "en")
    if isinstance(value, float):
        return ("≥" if part.least else "≤" if part.most else "") + format_significant(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def format_significant(value: float, digits: int = 3) -> str:
    """A number with that many significant digits, thousands marked.

    >>> format_significant(67500.0), format_significant(0.0), format_significant(1234567), format_significant(4929.81, 6), format_significant(136.0, 6)
    ('67,500', '0', '1,230,000', '4,929.81', '136')
    """
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits}g}")
    if abs(rounded) < 100:
        return f"{rounded:,.{digits}g}"
    text = f"{rounded:,.{max(digits - 1 - floor(log10(abs(rounded))), 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
