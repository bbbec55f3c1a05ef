"""What a project answered to the questions of a graph, and what of the graph it is held to."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.deliver.applicability import build_binding_graph, select_applicable
from liantu.deliver.cases.graph_versions import Versions
from liantu.library.approvals import Graph, Item
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import BilingualText, Problem, Problems, compose_part, join_texts
from liantu.model.tables import Tables


def read_answers(tables: Tables, project: str, graph: Graph) -> dict[str, str]:
    """The answers of a project that a version of the graph knows, by question.

    The others are left to ``find_unknown_answers``.
    """
    rows = tables["answers"].filter((pl.col("project") == project) & (pl.col("graph") == graph.id))
    answers = dict(rows.select("question", "choice").iter_rows())
    return {name: choice for name, choice in answers.items() if _known(graph, name, choice)}


def adapt_versions(versions: Versions, tables: Tables, project: str) -> Versions:
    """The versions as the answers of a project have them: rules set days, what does not apply holds nobody up."""
    if project not in tables["answers"]["project"]:
        return versions
    return {key: build_binding_graph(graph, read_answers(tables, project, graph)) for key, graph in versions.items()}


def record_answers(
    tables: Tables, graph: Graph, project: str, answers: Mapping[str, str], day: str, **provenance: str | None
) -> Change:
    """The Change that keeps answers of a project: those given are set, and those of the graph not given are taken back.

    Raises Problems when the project is not there, or an answer or its question is not known to the graph.
    """
    if project not in tables["projects"]["id"]:
        slots = {"wanted": "projects", "nearest": ""}
        raise Problems([Problem("dangling", "answers", column="project", value=project, slots=slots)])
    select_applicable(graph, answers)
    current = tables["answers"].filter((pl.col("project") == project) & (pl.col("graph") == graph.id))
    before = {row["question"]: row for row in current.iter_rows(named=True)}
    rows = []
    for name, choice in answers.items():
        key = f"{project}/{graph.id}/{name}"
        new = {"project": project, "graph": graph.id, "question": name, "choice": choice, "day": day}
        fields = {**new, "basis": "ours", **provenance}
        if name not in before:
            rows.append(ChangeRow("answers", key, "insert", fields))
        elif before[name]["choice"] != choice:
            rows.append(ChangeRow("answers", key, "update", fields))
    gone = [name for name in before if name not in answers]
    rows += [ChangeRow("answers", f"{project}/{graph.id}/{name}", "delete", {}) for name in gone]
    return Change(tuple(rows), reason=provenance.get("note") or "", source=provenance.get("source") or "")


def check_item_applies(tables: Tables, graph: Graph, project: str, item: Item) -> Problem | None:
    """What speaks against an application: the kept answers say that the item does not apply."""
    table = select_applicable(graph, read_answers(tables, project, graph)).table.filter(pl.col("item") == item.id)
    if table["applies"].to_list() != ["no"]:
        return None
    rule, because = table.select("rule", "because").row(0)
    slots: dict[str, str] = {"rule": rule, "because": _describe_answers(graph, because)}
    return Problem("item_not_applicable", "cases", column="item", value=item.id, slots=slots)


def find_unknown_answers(tables: Tables, versions: Versions) -> list[Problem]:
    """Answers that no version at hand of their graph knows."""
    rows = tables["answers"].with_row_index("line").iter_rows(named=True)
    return [
        Problem("answer_unknown", "answers", "answers.csv", row["line"] + 2, "choice", row["choice"], _build_slots(row))
        for row in rows
        if not any(
            name == row["graph"] and _known(graph, row["question"], row["choice"])
            for (name, _version), graph in versions.items()
        )
    ]


def _describe_answers(graph: Graph, because: str) -> BilingualText:
    """The answers for which a rule fired, in words."""
    pairs = [part.split("=", 1) for part in because.split(", ") if part]
    answered = [(graph.questions[name], graph.questions[name].choices[choice]) for name, choice in pairs]
    answers = (
        compose_part(
            "answer",
            question=BilingualText(question.zh, question.en or question.zh),
            choice=BilingualText(choice.get("zh", ""), choice.get("en", "")),
        )
        for question, choice in answered
    )
    return join_texts(answers, "clauses")


def _build_slots(row: Mapping[str, str]) -> dict[str, str]:
    return {"graph": row["graph"], "question": row["question"]}


def _known(graph: Graph, question: str, choice: str) -> bool:
    return question in graph.questions and choice in graph.questions[question].choices
