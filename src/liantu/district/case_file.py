"""One case of a district: where it stands, its item, its clock, what may be recorded of it next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.district.view import DistrictView

if TYPE_CHECKING:
    from liantu.deliver.cases.case_row import CaseRow
    from liantu.deliver.clock import Deadline
    from liantu.library.approvals import Graph, Item


@dataclass(frozen=True)
class CaseFile:
    """A case by its id, under the graphs of its district."""

    view: DistrictView
    graphs: Mapping[tuple[str, str], Graph]
    case: str

    def now(self) -> CaseRow | None:
        """The case after all its events, also those after the date; None when it is not there."""
        from liantu.deliver.cases.case_overview import build_case_overview

        rows = self.view.tables["cases"].filter(pl.col("id") == self.case)
        if rows.is_empty():
            return None
        frame = build_case_overview(self.view.tables, self.graphs, date.max, rows["project"][0])
        return cast("CaseRow", frame.row(by_predicate=pl.col("case") == self.case, named=True))

    def item(self) -> Item | None:
        """The item of the case as the answers of its project have it; None where its version is not at hand."""
        from liantu.deliver.cases.graph_answers import adapt_versions

        now = self.now()
        if now is None:
            return None
        adapted = adapt_versions(self.graphs, self.view.tables, now["project"])
        graph = adapted.get((now["graph"], now["version"]))
        return graph.items.get(now["item"]) if graph else None

    def history(self) -> pl.DataFrame:
        """Every event of the case, in order."""
        return self.view.tables["case_events"].filter(pl.col("case") == self.case)

    def deadline(self) -> Deadline | None:
        """The deadline of the case with all it was counted from; None where it has none."""
        from liantu.deliver.cases.case_clock import compute_case_deadline, read_district_calendar
        from liantu.deliver.cases.graph_answers import adapt_versions
        from liantu.deliver.cases.standings import read_cases

        found = next((row for row in read_cases(self.view.tables, self.view.as_of) if row.id == self.case), None)
        item = found.find_item(adapt_versions(self.graphs, self.view.tables, found.project)) if found else None
        if found is None or item is None:
            return None
        return compute_case_deadline(found.standing, item, read_district_calendar(self.view.tables))

    def offered_events(self) -> list[str]:
        """The events that may be recorded of it now; a promise or gaps only where the graph allows them."""
        from liantu.deliver.cases.preconditions import list_offered_events
        from liantu.deliver.cases.standings import read_cases
        from liantu.model.case_states import read_state_machine

        rules = read_state_machine(self.view.tables)
        found = next((known for known in read_cases(self.view.tables) if known.id == self.case), None)
        return list_offered_events(rules, found, self.item()) if found else []

    def applicability(self) -> pl.DataFrame:
        """Whether the item of the case applies under the answers of its project: item, applies, rule, because, open.
        No row where the version of its graph is not at hand."""
        from liantu.deliver.applicability import select_applicable
        from liantu.deliver.cases.graph_answers import read_answers

        now = self.now()
        graph = now and self.graphs.get((now["graph"], now["version"]))
        if now is None or graph is None:
            return pl.DataFrame(schema=["item", "applies", "rule", "because", "open"])
        table = select_applicable(graph, read_answers(self.view.tables, now["project"], graph)).table
        return table.filter(pl.col("item") == now["item"])

    def versions(self) -> pl.DataFrame:
        """What would differ for the case under the other versions of its graph: version, part, before, after."""
        from liantu.deliver.cases.graph_versions import compare_items, format_item_part

        columns = ["version", "part", "before", "after"]
        now = self.now()
        if now is None:
            return pl.DataFrame(schema=columns)
        running = self.graphs.get((now["graph"], now["version"]))
        item = running.items.get(now["item"]) if running else None
        rows = [
            (version, part, format_item_part(before), format_item_part(after))
            for (name, version), graph in self.graphs.items()
            if name == now["graph"] and version != now["version"]
            for part, before, after in compare_items(item, graph.items.get(now["item"]))
        ]
        return pl.DataFrame(rows, schema=columns, orient="row")
