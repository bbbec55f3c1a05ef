"""企业产能摸底表 for paper: what to ask one firm, or all firms, most useful first."""

from __future__ import annotations

import polars as pl

from liantu.exchange.paper.gap_lists import INDEX
from liantu.exchange.paper.printed_rows import Row, iter_rows, join_names
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.wording.amounts import format_significant, unit_word
from liantu.wording.question_texts import answer_unit, drop_repeated_questions, question_text

TITLE = Text("企业产能摸底表", "Survey of firms' capacities")
LOCAL = Text(
    "未知请留空，不要填零；停产请填零并在备注说明。",
    "Leave blank what is unknown; zero means that the plant makes nothing.",
)
CLASSIFIED = Text(
    "严禁填写涉密信息。填报内容按商业秘密管理，不用于统计。",
    "Never enter classified matter. Answers are kept as commercial secrets and are no statistics.",
)


def survey_sheet(ask: pl.DataFrame, setting: Setting, *, firm: str | None = None) -> PaperSheet:
    """The survey on paper, in the order of effect; for one firm without the other firms' names and without effects."""
    chosen = drop_repeated_questions(ask.filter(pl.col("firm") == firm) if firm else ask)
    columns = [
        INDEX,
        PaperColumn("plant", "装置", "Plant", width=1.4),
        PaperColumn("product", "产品", "Product", width=1.2),
        PaperColumn("question", "需核实事项", "To be verified", width=2.4),
        PaperColumn("current", "现有记录", "On record", width=1.0),
        PaperColumn("answer", "填报值", "Answer", "blank", width=1.2),
        PaperColumn("unit", "单位", "Unit", width=0.8),
        PaperColumn("when", "数据时间", "Date of figure", "blank", width=0.9),
        PaperColumn("remark", "备注", "Remarks", "blank", width=1.2),
    ]
    if firm is None:
        columns.insert(1, PaperColumn("firm", "企业", "Firm", width=1.5))
        columns.insert(-1, PaperColumn("effect", "影响产值（亿元）", "Value moved (100 m CNY)", width=0.9))
        columns.insert(-1, PaperColumn("lists", "影响的补链环节", "Links that enter or leave", width=1.5))
    rows = [_row(row, setting) for row in iter_rows(chosen)]
    above = Text("单位：见各行", "Unit: see each row")
    if firm:
        name = setting.name(firm)
        above = Text(f"填报企业：{name}　　{above.zh}", f"Firm: {name}. {above.en}")
    return PaperSheet(
        TITLE,
        above,
        tuple(columns),
        rows,
        setting,
        (LOCAL, CLASSIFIED),
        computed=firm is None,
    )


def _row(row: dict[str, object], setting: Setting) -> Row:
    zh = setting.chinese
    effect = row.get("effect")
    return {
        "firm": (row.get("firm_zh") if zh else None) or setting.name(row.get("firm")),
        "plant": (row.get("plant_zh") if zh else None) or setting.name(row.get("plant")),
        "product": row.get("product_zh") if zh else row.get("product_en") or row.get("product_zh"),
        "question": question_text(str(row.get("field"))).say(setting.language),
        "current": setting.name(row.get("current")) or setting.unknown,
        "unit": _unit(str(row.get("unit") or answer_unit(str(row.get("field")))), chinese=zh),
        "effect": format_significant(float(str(effect)) / 1e8, 2) if effect is not None else "",
        "lists": join_names(row.get("lists"), setting),
    }


def _unit(unit: str, *, chinese: bool) -> str:
    plain = unit.removesuffix("/年")
    if plain == unit:
        return unit
    return unit_word(plain, chinese=chinese) + ("/年" if chinese else "/yr")
