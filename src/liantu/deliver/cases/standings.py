"""The cases of a district as they stood at a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from liantu.deliver.cases.graph_versions import Versions, find_item
from liantu.library.approvals import Item
from liantu.model.case_states import Standing, StateMachine, parse_day, read_state_machine, replay_events
from liantu.model.tables import Tables


@dataclass(frozen=True)
class Case:
    """One case with where it stands; ``works`` is None for the whole project, ``portion`` for an undivided permit."""

    id: str
    project: str
    item: str
    graph: str
    works: str | None
    portion: str | None
    last_portion: bool
    preview: bool
    office: str | None
    submitted: date | None
    standing: Standing

    def with_standing(self, standing: Standing) -> Case:
        """The case at another standing."""
        return replace(self, standing=standing)

    def find_item(self, versions: Versions) -> Item | None:
        """The item in the version the case is on; None where that version is not at hand."""
        found = find_item(versions, self.graph, self.standing.version, self.item, "cases")
        return found if isinstance(found, Item) else None


def read_cases(tables: Tables, as_of: date | None = None, project: str | None = None) -> Iterator[Case]:
    """The cases, of a project or of all, after the events up to a day; all events when no day is given."""
    rows, events = tables["cases"], tables["case_events"]
    if project is not None:
        rows = rows.filter(pl.col("project") == project)
        events = events.filter(pl.col("case").is_in(rows["id"].implode()))
    by_case = events.partition_by("case", as_dict=True, maintain_order=True)
    rules = read_state_machine(tables)
    for row in rows.iter_rows(named=True):
        case_events = by_case.get((row["id"],))
        happened = (
            [e for e in case_events.iter_rows(named=True) if _has_happened(e["day"], as_of)]
            if case_events is not None
            else []
        )
        standing, _ = replay_events(rules, row["version"], happened)
        yield Case(
            id=row["id"],
            project=row["project"],
            item=row["item"],
            graph=row["graph"],
            works=row["works"],
            portion=row["portion"],
            last_portion=row["last_portion"] == "yes",
            preview=row["preview"] == "yes",
            office=row["office"],
            submitted=parse_day(happened[0]["day"]) if happened else None,
            standing=standing,
        )


def is_decided(rules: StateMachine, case: Case) -> bool:
    """Whether a decision stands in the case; whether it is in force depends on what comes before it."""
    return rules.standing[case.standing.state] == "decided"


def _has_happened(text: str | None, as_of: date | None) -> bool:
    day = parse_day(text)
    return as_of is None or day is None or day <= as_of
