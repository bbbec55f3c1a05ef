"""What each unknown is called in a list, and asked as on paper and in the survey workbook."""

from __future__ import annotations

import polars as pl

from liantu.wording import N_

_QUESTIONS = {
    "amount": N_("Capacity a year (design or approved)"),
    "self_use": N_("Share of output used on the same site (%)"),
    "load": N_("Utilisation of the year (%)"),
    "process": N_("Process or chemistry in use"),
    "product": N_("Main product"),
    "status": N_("Present stage of the project"),
    "on_site": N_("Whether it is made on the same site"),
}

_UNKNOWNS = {
    "amount": N_("Capacity a year"),
    "self_use": N_("Share used on site (%)"),
    "load": N_("Load (%)"),
    "process": N_("Process or chemistry"),
    "status": N_("Whether and when it is built"),
    "on_site": _QUESTIONS["on_site"],
}


def question_text(field: str) -> str:
    """The message of a question; the field's own name when it is a new one."""
    return _QUESTIONS.get(field, field)


def unknown_word(field: str) -> str:
    """The message of what is unknown, in a table of questions; the field's own name when it is a new one."""
    return _UNKNOWNS.get(field, field)


def answer_unit(field: str) -> str:
    """The unit of an answer that always has the same one."""
    return "%" if field in ("self_use", "load") else ""


def drop_repeated_questions(ask: pl.DataFrame) -> pl.DataFrame:
    """The questions without those a firm would read twice: the load of a plant with several capacities is one, and
    what is asked together is asked one by one.

    The order is kept, so the one with the larger effect stays.
    """
    subject = (
        pl.when(pl.col("field") == "load")
        .then(pl.col("plant"))
        .when(pl.col("field") == "on_site")
        .then(pl.concat_str("capacity", "product", separator="/"))
        .otherwise(pl.col("capacity"))
    )
    marked = ask.filter(pl.col("field").is_in([*_QUESTIONS])).with_columns(subject.alias("_subject"))
    return marked.unique(["field", "_subject"], keep="first", maintain_order=True).drop("_subject")
