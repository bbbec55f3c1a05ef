"""Every event of a case follows from those before it; nothing stands in the log that could not have happened."""

from __future__ import annotations

from dataclasses import replace

from liantu.model.case_states import read_state_machine, replay_events
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_case_history(tables: Tables) -> list[Problem]:
    """Events that their case did not allow: ``event_not_allowed``, ``event_out_of_order``, ``event_lacks`` and more."""
    if tables["case_events"].is_empty():
        return []
    rules = read_state_machine(tables)
    versions = dict(tables["cases"].select("id", "version").iter_rows())
    events = tables["case_events"].with_row_index("line").partition_by("case", as_dict=True, maintain_order=True)
    return [
        replace(problem, row=int(str(event["line"])) + 2)
        for (case,), rows in events.items()
        for event, problem in replay_events(rules, str(versions.get(str(case)) or ""), rows.iter_rows(named=True))[1]
    ]
