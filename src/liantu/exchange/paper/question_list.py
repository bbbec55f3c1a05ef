"""企业产能摸底表 for paper: what to ask one firm, or all firms, most useful first."""

from __future__ import annotations

import polars as pl

from liantu.exchange.paper.gap_lists import INDEX
from liantu.exchange.paper.printed_rows import PrintedRow, iter_rows, join_names
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.wording import N_
from liantu.wording.amounts import format_significant, yearly_unit_word
from liantu.wording.labels import ROW_UNIT
from liantu.wording.question_texts import answer_unit, drop_repeated_questions, question_text

TITLE = N_("Survey of firms' capacities")
LOCAL = N_("Leave blank what is unknown; zero means that the plant makes nothing.")
CLASSIFIED = N_("Never enter classified matter. Answers are kept as commercial secrets and are no statistics.")


def survey_sheet(ask: pl.DataFrame, setting: Setting, *, firm: str | None = None) -> PaperSheet:
    """The survey on paper, in the order of effect; for one firm without the other firms' names and without effects."""
    chosen = drop_repeated_questions(ask.filter(pl.col("firm") == firm) if firm else ask)
    columns = [
        INDEX,
        PaperColumn("plant", N_("Plant"), width=1.4),
        PaperColumn("product", N_("Product"), width=1.2),
        PaperColumn("question", N_("To be verified"), width=2.4),
        PaperColumn("current", N_("On record"), width=1.0),
        PaperColumn("answer", N_("Answer"), "blank", width=1.2),
        PaperColumn("unit", N_("Unit"), width=0.8),
        PaperColumn("when", N_("Date of figure"), "blank", width=0.9),
        PaperColumn("remark", N_("Remarks"), "blank", width=1.2),
    ]
    if firm is None:
        columns.insert(1, PaperColumn("firm", N_("Firm"), width=1.5))
        columns.insert(-1, PaperColumn("effect", N_("Value moved (100 m CNY)"), width=0.9))
        columns.insert(-1, PaperColumn("lists", N_("Links that enter or leave"), width=1.5))
    rows = [_row(row, setting) for row in iter_rows(chosen)]
    above = setting.tr(ROW_UNIT)
    if firm:
        above = setting.tr("Firm: %(firm)s. %(unit_note)s") % {"firm": setting.name(firm), "unit_note": above}
    return PaperSheet(
        setting.tr(TITLE),
        above,
        tuple(columns),
        rows,
        setting,
        (setting.tr(LOCAL), setting.tr(CLASSIFIED)),
        computed=firm is None,
    )


def _row(row: dict[str, object], setting: Setting) -> PrintedRow:
    zh = setting.chinese
    effect = row.get("effect")
    least = "≥" if row.get("unpriced") else ""
    return {
        "firm": (row.get("firm_zh") if zh else None) or setting.name(row.get("firm")),
        "plant": (row.get("plant_zh") if zh else None) or setting.name(row.get("plant")),
        "product": row.get("product_zh") if zh else row.get("product_en") or row.get("product_zh"),
        "question": setting.tr(question_text(str(row.get("field")))),
        "current": setting.name(row.get("current")) or setting.unknown,
        "unit": yearly_unit_word(str(row.get("unit") or answer_unit(str(row.get("field")))), chinese=zh),
        "effect": setting.unknown if effect is None else least + format_significant(float(str(effect)) / 1e8, 2),
        "lists": join_names(row.get("lists"), setting),
    }
