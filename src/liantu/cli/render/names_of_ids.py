"""Names in the place of ids in what a terminal prints: figures of documents, answers that were tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables
from liantu.wording import translator
from liantu.wording.markets import amount_words
from liantu.wording.scope_words import scope_text


def list_observation_names(tables: Tables, lang: str) -> dict[str, str]:
    """Every observation by what it says of whom."""
    names = tables.labels(lang)
    comma = translator(lang)(", ")
    rows = tables["observations"].select("id", "subject", "indicator", "scope").iter_rows()
    return {
        key: comma.join(filter(None, (names.get(subject), names.get(indicator), scope_text(scope, lang))))
        for key, subject, indicator, scope in rows
    }


def name_answers(questions: pl.DataFrame, tables: Tables, lang: str) -> pl.DataFrame:
    """The questions with what is said now, and what was tried, in words."""
    names, units = tables.labels(lang), dict(tables["products"].select("id", "unit").iter_rows())
    current, answers = [], []
    for row in questions.iter_rows(named=True):
        words = _AnswerWords(row["field"].split("+"), units.get(row["product"]) or "", names, lang)
        current.append(names.get(row["current"], row["current"]))
        answers.append([words.describe(answer) for answer in row["answers"]])
    return questions.with_columns(
        pl.Series("current", current, pl.String), pl.Series("answers", answers, pl.List(pl.String))
    )


@dataclass(frozen=True)
class _AnswerWords:
    """The words for answers to one question, or to several that are asked together."""

    fields: list[str]
    unit: str
    names: Mapping[str, str]
    lang: str

    def describe(self, answer: str) -> str:
        """An answer; of several questions one to each."""
        parts = zip(self.fields, answer.split(" + "), strict=True)
        return " + ".join(self._part(field, part) for field, part in parts)

    def _part(self, field: str, part: str) -> str:
        if field == "on_site":
            return schema.label_code("yes_no", part, self.lang)
        if field == "amount":
            return amount_words(float(part), self.unit, self.lang)
        return self.names.get(part) or schema.label_code("status", part, self.lang)
