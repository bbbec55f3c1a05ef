"""Saved schedules (进度基线): the schedule of a project as it stood on a day, kept item by item under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from liantu.deliver.cases.graph_versions import Versions
from liantu.library.approvals import Graph
from liantu.model.change import Change, ChangeRow
from liantu.model.periods import parse_period
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables, row_key


@dataclass(frozen=True)
class Baseline:
    """``items`` has a row an item: item, start, finish. ``graph`` and ``version`` are what it was made by."""

    name: str
    graph: str
    version: str
    saved: date | None
    items: pl.DataFrame


def record_baseline(
    tables: Tables, graph: Graph, project: str, name: str, day: date, items: pl.DataFrame, **provenance: str | None
) -> Change:
    """The Change that keeps a schedule under a name; ``items`` has item, start and finish.

    Raises Problems when the project is not there, or the name is blank or taken: what is saved is never overwritten.
    """
    if project not in tables["projects"]["id"]:
        raise Problems([Problem("no_such_row", "projects", value=project)])
    if not name:
        raise Problems([Problem("required", "baselines", column="name")])
    if name in list_baselines(tables, project)["name"]:
        raise Problems([Problem("baseline_taken", "baselines", column="name", value=name)])
    of_all = {"project": project, "name": name, "graph": graph.id, "version": graph.version, "saved": day.isoformat()}
    rows = []
    for item, start, finish in items.select("item", "start", "finish").iter_rows():
        dates = {"item": item, "start": start.isoformat(), "finish": finish.isoformat()}
        fields = {**of_all, **dates, "basis": "ours", **provenance}
        rows.append(ChangeRow("baselines", row_key("baselines", fields), "insert", fields))
    return Change(tuple(rows), reason=provenance.get("note") or "", source=provenance.get("source") or "")


def list_baselines(tables: Tables, project: str) -> pl.DataFrame:
    """The saved schedules of a project, the last saved first: name, graph, version, saved, items (how many)."""
    rows = tables["baselines"].filter(pl.col("project") == project)
    found = rows.group_by("name", maintain_order=True).agg(
        pl.col("graph", "version", "saved").first(), pl.len().alias("items")
    )
    return found.sort("saved", descending=True, maintain_order=True)


def read_baseline(tables: Tables, project: str, graph: Graph, name: str) -> Baseline:
    """A saved schedule of a project by its name. Raises Problems when the graph has none of that name."""
    of_graph = (pl.col("project") == project) & (pl.col("graph") == graph.id)
    rows = tables["baselines"].filter(of_graph & (pl.col("name") == name))
    if rows.is_empty():
        choices = tables["baselines"].filter(of_graph)["name"].unique(maintain_order=True)
        slots = {"project": project, "choices": ", ".join(choices) or "—"}
        raise Problems([Problem("no_such_baseline", "baselines", column="name", value=name, slots=slots)])
    items = [
        (row["item"], _read_day(row["start"], first=True), _read_day(row["finish"], first=False))
        for row in rows.iter_rows(named=True)
    ]
    frame = pl.DataFrame(items, schema={"item": pl.String, "start": pl.Date, "finish": pl.Date}, orient="row")
    frame = frame.drop_nulls()
    return Baseline(name, graph.id, rows["version"][0], _read_day(rows["saved"][0], first=False), frame)


def check_baseline_rows(tables: Tables, versions: Versions) -> list[Problem]:
    """Rows of saved schedules on a version that is not at hand, or for an item that it does not have."""
    rows = tables["baselines"].with_row_index("line")
    problems = []
    for line, graph, version, item in rows.select("line", "graph", "version", "item").iter_rows():
        found = versions.get((graph, version))
        if found is None:
            choices = ", ".join(number for name, number in versions if name == graph) or "—"
            slots, column, value = {"graph": graph, "choices": choices}, "version", version
        elif item not in found.items:
            slots = {"graph": graph, "version": version, "choices": ", ".join(found.items)}
            column, value = "item", item
        else:
            continue
        code = "no_such_version" if found is None else "no_such_item"
        problems.append(Problem(code, "baselines", "baselines.csv", line + 2, column, value, slots))
    return problems


def _read_day(text: str, *, first: bool) -> date | None:
    """The day a text says; of a longer period its first or last."""
    period = parse_period(text)
    if period is None:
        return None
    return (period.first or period.last) if first else (period.last or period.first)
