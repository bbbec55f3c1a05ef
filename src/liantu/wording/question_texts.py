"""What each unknown is asked as, on paper and in the survey workbook."""

from __future__ import annotations

import polars as pl

from liantu.exchange.paper.setting import Text

_QUESTIONS = {
    "amount": Text("年产能（设计或核定）", "Capacity a year (design or approved)"),
    "self_use": Text("产量中本厂自用的比例（%）", "Share of output used on the same site (%)"),
    "load": Text("年开工率（%）", "Utilisation of the year (%)"),
    "process": Text("采用的工艺或体系", "Process or chemistry in use"),
    "product": Text("主要产品", "Main product"),
    "status": Text("项目当前阶段", "Present stage of the project"),
}


def question_text(field: str) -> Text:
    """The words of a question; the field's own name when it is a new one."""
    return _QUESTIONS.get(field, Text(field, field))


def answer_unit(field: str) -> str:
    """The unit of an answer that always has the same one."""
    return "%" if field in ("self_use", "load") else ""


def drop_repeated_questions(ask: pl.DataFrame) -> pl.DataFrame:
    """The questions without those a firm would read twice: the load of a plant with several capacities is one.

    The order is kept, so the one with the larger effect stays.
    """
    subject = pl.when(pl.col("field") == "load").then(pl.col("plant")).otherwise(pl.col("capacity"))
    marked = ask.with_columns(subject.alias("_subject"))
    return marked.unique(["field", "_subject"], keep="first", maintain_order=True).drop("_subject")
