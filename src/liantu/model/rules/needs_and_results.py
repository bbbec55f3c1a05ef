"""What makes needs and results usable: indicators, a scale for each level, one owner, a review before publication."""

from __future__ import annotations

import polars as pl

from liantu.model.names_alike import compact_name
from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem, join_texts
from liantu.model.schema import translate_codes
from liantu.model.tables import Tables

#: Tables that state a maturity.
_RATED = ("needs", "results", "consortium_milestones")
#: What says why nothing came of a match.
_REASONED = ("refused", "postponed")
_STAGES = ("laboratory", "pilot", "small_batch", "volume")


def check_need_indicators(tables: Tables) -> list[Problem]:
    """Needs without any quantified indicator: ``need_without_indicator``. They can be held, not matched by value."""
    stated = tables["need_indicators"].select(id="need")
    rows = tables["needs"].with_row_index("line").join(stated, on="id", how="anti", maintain_order="left")
    return [
        _problem("need_without_indicator", "needs", line, "zh", zh) for line, zh in rows.select("line", "zh").rows()
    ]


def check_maturity_scales(tables: Tables) -> list[Problem]:
    """Levels without scale: ``maturity_without_scale``; levels that the scale has not: ``maturity_not_on_scale``."""
    levels = tables["maturity_levels"]
    known = {str(scale): group["level"].to_list() for (scale,), group in levels.group_by("scale", maintain_order=True)}
    problems = []
    for table in _RATED:
        rows = tables[table].with_row_index("line").drop_nulls("level").select("line", "scale", "level")
        for line, scale, level in rows.iter_rows():
            if scale is None:
                problems.append(_problem("maturity_without_scale", table, line, "level", level))
            elif scale in known and level not in known[scale]:
                slots = {"scale": scale, "choices": join_texts(known[scale])}
                problems.append(_problem("maturity_not_on_scale", table, line, "level", level, **slots))
    return problems


def check_result_owners(tables: Tables) -> list[Problem]:
    """Results of one title or one text under two owners: ``result_of_two_owners``, at the later row."""
    rows = tables["results"].with_row_index("line").with_columns(pl.col("line").cast(pl.Int64))
    found: dict[int, Problem] = {}
    for column in ("zh", "text_zh"):
        alike = rows.drop_nulls([column, "owner"]).with_columns(compact_name(pl.col(column)).alias("alike"))
        alike = alike.with_columns(
            pl.col("owner").first().over("alike").alias("before"), pl.col("id").first().over("alike").alias("other")
        ).filter(pl.col("owner") != pl.col("before"))
        for line, text, before, other in alike.select("line", column, "before", "other").iter_rows():
            slots = {"owner": before, "other": other}
            found.setdefault(line, _problem("result_of_two_owners", "results", line, column, text, **slots))
    return [found[line] for line in sorted(found)]


def check_posting_subjects(tables: Tables) -> list[Problem]:
    """Postings of neither or of both a need and a result: ``posting_subject``."""
    rows = tables["posting_events"].with_row_index("line")
    wrong = rows.filter(pl.col("need").is_null() == pl.col("result").is_null())
    return [
        _problem("posting_subject", "posting_events", line, "need", need)
        for line, need in wrong.select("line", "need").iter_rows()
    ]


def check_reviews(tables: Tables) -> list[Problem]:
    """Published without a review on or before that day: ``published_unreviewed``."""
    rows = add_period_days(tables["posting_events"].with_row_index("line").with_columns(pl.col("line").cast(pl.Int64)))
    rows = rows.with_columns(pl.coalesce("need", "result").alias("subject")).drop_nulls("subject")
    reviews = rows.filter(pl.col("step") == "reviewed").group_by("subject").agg(pl.col("first").min().alias("reviewed"))
    shown = rows.filter(pl.col("step") == "published").join(reviews, on="subject", how="left", maintain_order="left")
    wrong = shown.filter(pl.col("reviewed").is_null() | (pl.col("reviewed") > pl.col("last"))).sort("line")
    return [
        _problem("published_unreviewed", "posting_events", line, "period", period, subject=subject)
        for line, period, subject in wrong.select("line", "period", "subject").iter_rows()
    ]


def check_decision_reasons(tables: Tables) -> list[Problem]:
    """Matches refused or put off without a reason: ``decision_without_reason``; nobody could learn from them."""
    rows = tables["match_decisions"].with_row_index("line")
    wrong = rows.filter(pl.col("decision").is_in(_REASONED), pl.col("reason").is_null())
    return [
        _problem("decision_without_reason", "match_decisions", line, "reason", None, need=need, result=result)
        for line, need, result in wrong.select("line", "need", "result").iter_rows()
    ]


def check_stage_order(tables: Tables) -> list[Problem]:
    """Stages of a result that ended before an earlier stage began: ``result_stages_out_of_order``."""
    ranks = pl.DataFrame({"stage": _STAGES, "rank": range(len(_STAGES))})
    rows = tables["result_stages"].with_row_index("line").with_columns(pl.col("line").cast(pl.Int64))
    dated = add_period_days(rows).drop_nulls(["first", "last"]).join(ranks, on="stage", maintain_order="left")
    earlier = dated.select("result", earlier="rank", begun="first", before="stage")
    wrong = dated.join(earlier, on="result").filter(
        pl.col("earlier") < pl.col("rank"), pl.col("last") < pl.col("begun")
    )
    wrong = wrong.unique("line", keep="first", maintain_order=True).sort("line")
    return [
        _problem("result_stages_out_of_order", "result_stages", line, "period", period, **_name_stages(stage, before))
        for line, period, stage, before in wrong.select("line", "period", "stage", "before").iter_rows()
    ]


def _name_stages(stage: str, before: str) -> dict[str, str]:
    return {"stage": translate_codes("result_stage", stage), "before": translate_codes("result_stage", before)}


def _problem(code: str, table: str, line: int, column: str, value: str | None, **slots: str) -> Problem:
    return Problem(code, table, f"{table}.csv", line + 2, column, value or "", slots)
