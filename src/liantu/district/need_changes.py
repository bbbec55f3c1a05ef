"""Changes of needs and results: answers to what a need still lacks, and a result that becomes a project."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.district.new_keys import make_key
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.schema import translate_codes
from liantu.model.tables import Tables

#: What an answer of this name fills in, where that is not the field of its question.
SCALE = "scale"
_FIRST = "1"
_PARTS = {"indicator": "indicator", "value": "value", "unit": "indicator_unit", "direction": "direction"}
_OF_INDICATOR = {**_PARTS, "method": "method"}


def answer_questions(tables: Tables, questions: pl.DataFrame, need: str, answers: Mapping[str, str]) -> Change:
    """The Change that writes answers to the open questions of a need; ``answers`` by question, with the number of the
    indicator behind a dot (``method.1``). A need without an indicator gets its first one.

    Raises Problems where nothing is answered, or what nobody asked: ``nothing_answered``.
    """
    of_need = questions.filter(table="needs")
    fields = dict(of_need.select("question", "column").iter_rows())
    if "maturity" in fields:
        fields[SCALE] = SCALE
    stated = {fields[name]: text for name, text in answers.items() if name in fields and text}
    made = [ChangeRow("needs", need, "update", stated)] if stated else []
    made += _answer_of_indicators(questions, need, answers)
    if "indicator" in questions["question"] and answers.get("indicator"):
        row = tables.rows("needs")[need]
        first = {field: answers.get(name) or None for name, field in _OF_INDICATOR.items()}
        cited = {"basis": row["basis"], "source": row["source"]}
        about = {"need": need, "number": _FIRST, **first, **cited}
        made.append(ChangeRow("need_indicators", f"{need}/{_FIRST}", "insert", about))
    if not made:
        raise Problems([Problem("nothing_answered", value=need)])
    return Change(tuple(made))


def _answer_of_indicators(questions: pl.DataFrame, need: str, answers: Mapping[str, str]) -> list[ChangeRow]:
    """What answers of numbered questions fill in, a row an indicator."""
    changes: dict[str, dict[str, str | None]] = {}
    for question, column, number in questions.drop_nulls("number").select("question", "column", "number").iter_rows():
        if text := answers.get(f"{question}.{number}"):
            changes.setdefault(f"{need}/{number}", {})[column] = text
    return [ChangeRow("need_indicators", key, "update", change) for key, change in changes.items()]


def build_result_project(tables: Tables, result: str, day: str) -> Change:
    """The Change that makes a project of the pipeline of a result: project, first step, and the tie between the two.

    The project is of the sector research and stands as a lead; nothing of it is guessed. Raises Problems:
    ``no_such_result``, ``result_has_project``.
    """
    row = tables.rows("results").get(result)
    if row is None:
        raise Problems([Problem("no_such_result", value=result)])
    if row["project"]:
        raise Problems([Problem("result_has_project", value=str(row["zh"]), slots={"project": str(row["project"])})])
    project = make_key(tables, "projects", {"zh": str(row["zh"])})
    event = make_key(tables, "events", {"zh": f"{project}-lead"})
    cited = {"basis": row["basis"], "source": row["source"]}
    about = {"id": project, "zh": row["zh"], "en": row["en"], "owner": row["owner"], "sector": "research"}
    step = {"id": event, "project": project, "stage": "lead", "period": day, "evidence": result}
    return Change(
        (
            ChangeRow("projects", project, "insert", {**about, **cited}),
            ChangeRow("events", event, "insert", {**step, **cited}),
            ChangeRow("results", result, "update", {"project": project}),
        )
    )


def build_posting(tables: Tables, side: str, key: str, state: str, fields: Mapping[str, str | None]) -> Change:
    """The Change that records a step of publication, or an interest, of a need or result: ``fields`` of
    ``posting_events``, of which what a step does not take is left out.

    Raises Problems, all at once: ``posting_not_possible`` where the step does not follow ``state``, ``required`` for a
    day or party that is left blank.
    """
    from liantu.innovate.postings.posting_states import FOLLOWING, OF_PARTY, UNTIL

    row, step = tables.rows(f"{side}s")[key], fields.get("step") or ""
    problems = []
    if step not in FOLLOWING[state]:
        problems.append(
            Problem(
                "posting_not_possible",
                column="step",
                value=translate_codes("posting_step", step) if step else str(row["zh"]),
            )
        )
    needed = ("period", *(("party",) if step in OF_PARTY else ()))
    problems += [Problem("required", "posting_events", column=name) for name in needed if not fields.get(name)]
    if problems:
        raise Problems(problems)
    taken = {"step", "period", "office", "zh", *(("until",) if step in UNTIL else ())}
    taken |= {"party"} if step in OF_PARTY else set()
    about = {name: text for name, text in fields.items() if name in taken and text}
    event = make_key(tables, "posting_events", {"zh": f"{key}-{step}"})
    cited = {"basis": row["basis"], "source": row["source"]}
    return Change((ChangeRow("posting_events", event, "insert", {"id": event, side: key, **about, **cited}),))


def build_decision(tables: Tables, need: str, result: str, fields: Mapping[str, str | None]) -> Change:
    """The Change that records what was decided on a need and a result, with its reason: ``fields`` of
    ``match_decisions``. Raises Problems, all at once: ``no_such_result``, ``required``."""
    needed = ("decision", "period")
    problems = [Problem("required", "match_decisions", column=name) for name in needed if not fields.get(name)]
    if result not in tables.rows("results"):
        problems.append(Problem("no_such_result", value=result))
    if problems:
        raise Problems(problems)
    row = tables.rows("needs")[need]
    decision = make_key(tables, "match_decisions", {"zh": f"{need}-{result}"})
    about = {name: text for name, text in fields.items() if text}
    cited = {"basis": row["basis"], "source": row["source"]}
    stated = {"id": decision, "need": need, "result": result, **about, **cited}
    return Change((ChangeRow("match_decisions", decision, "insert", stated),))
