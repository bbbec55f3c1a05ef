"""Gates: what must be in force before a project reaches a stage: start of works, start of production."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from liantu.deliver.cases.graph_answers import adapt_versions
from liantu.deliver.cases.graph_versions import Versions, find_item
from liantu.deliver.cases.standings import Case, read_cases
from liantu.deliver.cases.validity import DecisionValidity
from liantu.library.approvals import Graph
from liantu.model.problems import BilingualText, Problem, Problems, join_texts
from liantu.model.schema import translate_codes
from liantu.model.tables import Tables

_SCHEMA = {"gate": pl.String, "item": pl.String, "zh": pl.String, "en": pl.String, "open": pl.Boolean}


def build_gate_rows(
    tables: Tables, versions: Versions, project: str, stage: str, as_of: date, works: str | None = None
) -> pl.DataFrame:
    """The items of the gates that open a stage, and whether each is in force: columns gate, item, zh, en, open.

    The gates are those of the graphs that the project's cases are on, each in the version of the latest application.
    A permit given in portions opens its gate with the first: works may start on that much. No rows: no case, or no
    gate before the stage. Raises Problems when a version is not at hand.
    """
    cases = list(read_cases(tables, as_of, project))
    versions = adapt_versions(versions, tables, project)
    force = DecisionValidity(tables, versions, project, cases, as_of)
    rows = []
    for graph in _graphs(versions, cases):
        for found in (item for item in graph.items.values() if item.opens == stage):
            undecided = force.shut(graph, found.id, works)
            prerequisites = dict.fromkeys([*(b.item for b in found.after if not graph.items[b.item].gate), *undecided])
            rows += [(found.id, i, graph.items[i].zh, graph.items[i].en, i not in undecided) for i in prerequisites]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def list_undecided(rows: pl.DataFrame) -> list[str]:
    """The items that keep a gate shut."""
    return rows.filter(~pl.col("open"))["item"].to_list()


def find_closed_gates(
    tables: Tables, versions: Versions, project: str, stages: Sequence[str], as_of: date
) -> list[Problem]:
    """``gate_closed`` for each stage whose gate is shut, naming what is undecided.

    Of several works one is enough: the project starts with it.
    """
    works = [None, *tables["works"].filter(pl.col("project") == project)["id"]]
    problems = []
    for stage in stages:
        try:
            each = [
                build_gate_rows(tables, versions, project, stage, as_of, work).filter(~pl.col("open")) for work in works
            ]
        except Problems as unread:
            return list(unread.problems)
        least = min(each, key=lambda rows: rows.height)
        if least.height:
            names = least.unique("item", maintain_order=True).select("item", "zh", "en").rows()
            words = (BilingualText(f"{item} {zh}".strip(), f"{item} {en or zh}".strip()) for item, zh, en in names)
            slots: dict[str, str] = {"items": join_texts(words)}
            problems.append(
                Problem("gate_closed", "events", column="stage", value=translate_codes("stage", stage), slots=slots)
            )
    return problems


def find_unknown_versions(tables: Tables, versions: Versions) -> list[Problem]:
    """Cases on a version of a graph that is not at hand, or for an item that it does not have."""
    found = (find_item(versions, case.graph, case.standing.version, case.item, "cases") for case in read_cases(tables))
    return list({problem.message(): problem for problem in found if isinstance(problem, Problem)}.values())


def _graphs(versions: Versions, cases: Sequence[Case]) -> list[Graph]:
    """Each graph of the cases, in the version of its latest application. Raises Problems."""
    applied = sorted((case for case in cases if case.submitted), key=lambda case: case.submitted or date.min)
    latest = {case.graph: case for case in applied}
    found = {
        name: find_item(versions, name, case.standing.version, case.item, "cases") for name, case in latest.items()
    }
    problems = [problem for problem in found.values() if isinstance(problem, Problem)]
    if problems:
        raise Problems(problems)
    return [versions[name, case.standing.version] for name, case in latest.items()]
