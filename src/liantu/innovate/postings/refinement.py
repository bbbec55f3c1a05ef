"""What a need still lacks before it can be matched, as questions in the order in which they help most.

Refining is where the work is: of needs that come in, most are found after they were asked what they really mean. A
question is of a field that stands blank; nothing is guessed from the text.
"""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables

#: Question, table, field, and what it is for: matching (no match without it), value (matched by words alone without
#: it), condition (a condition that passes with a mark), posting (needed before it is published).
QUESTIONS = (
    ("object", "needs", "object", "matching"),
    ("property", "needs", "property", "matching"),
    ("indicator", "need_indicators", "indicator", "value"),
    ("value", "need_indicators", "value", "value"),
    ("unit", "need_indicators", "indicator_unit", "value"),
    ("direction", "need_indicators", "direction", "value"),
    ("method", "need_indicators", "method", "condition"),
    ("maturity", "needs", "level", "condition"),
    ("rights", "needs", "rights", "condition"),
    ("problem", "needs", "problem_zh", "posting"),
    ("application", "needs", "application", "posting"),
    ("deadline", "needs", "deadline", "posting"),
    ("budget", "needs", "budget", "posting"),
)
_ASKED_OF_NEEDS = {question: field for question, table, field, _use in QUESTIONS if table == "needs"}
_ASKED_OF_INDICATORS = {
    question: field for question, table, field, _use in QUESTIONS if table == "need_indicators" and field != "indicator"
}


def list_open_questions(tables: Tables) -> pl.DataFrame:
    """What each need lacks: need, question, use, table, column, number (of the indicator, else null).

    A need without any indicator is asked for one, and not for its parts.
    """
    needs, indicators = tables["needs"], tables["need_indicators"]
    frames = [
        needs.filter(pl.col(field).is_null()).select(need="id", question=pl.lit(question), number=_NONE)
        for question, field in _ASKED_OF_NEEDS.items()
    ]
    without = needs.join(indicators, left_on="id", right_on="need", how="anti")
    frames.append(without.select(need="id", question=pl.lit("indicator"), number=_NONE))
    frames += [
        indicators.filter(pl.col(field).is_null()).select("need", question=pl.lit(question), number="number")
        for question, field in _ASKED_OF_INDICATORS.items()
    ]
    order = pl.DataFrame(QUESTIONS, schema=["question", "table", "column", "use"], orient="row").with_row_index("rank")
    places = needs.select(need="id").with_row_index("line")
    rows = pl.concat(frames).join(order, on="question").join(places, on="need")
    return rows.sort("line", "rank", "number").select("need", "question", "use", "table", "column", "number")


def judge_readiness(tables: Tables) -> pl.DataFrame:
    """How far each need can be matched: need, readiness (matched, by_words, not_yet), questions (how many are open).

    ``not_yet`` lacks object or property; ``by_words`` lacks an indicator with value, unit and direction.
    """
    open_questions = list_open_questions(tables)
    counts = open_questions.group_by("need").agg(
        pl.len().cast(pl.Int64).alias("questions"),
        (pl.col("use") == "matching").any().alias("unknown"),
    )
    complete = tables["need_indicators"].drop_nulls(["value", "direction"]).select(need="need").unique()
    rows = tables["needs"].select(need="id").join(counts, on="need", how="left", maintain_order="left")
    rows = rows.join(complete.with_columns(valued=True), on="need", how="left", maintain_order="left")
    readiness = (
        pl.when(pl.col("unknown").fill_null(False))
        .then(pl.lit("not_yet"))
        .when(pl.col("valued").fill_null(False))
        .then(pl.lit("matched"))
        .otherwise(pl.lit("by_words"))
    )
    return rows.select("need", readiness.alias("readiness"), pl.col("questions").fill_null(0))


_NONE = pl.lit(None, dtype=pl.String)
