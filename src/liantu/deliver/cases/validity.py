"""Which decisions are in force: a decided case whose legal prerequisites are in force, all the way back.

So a revocation locks again what rested on it, and a new decision unlocks it; nobody writes either.
"""

from __future__ import annotations

from collections.abc import Iterable

from liantu.deliver.cases.graph_versions import Versions
from liantu.deliver.cases.standings import Case, is_decided
from liantu.library.approvals import Graph, Item
from liantu.model.case_states import read_state_machine
from liantu.model.tables import Tables

#: States in which no decision was needed, so nothing has to come before.
_FREE = ("not_required",)


class DecisionValidity:
    """The decisions of one project; ``works`` are the ids of its works."""

    def __init__(self, tables: Tables, versions: Versions, project: str, cases: Iterable[Case]) -> None:
        self._rules = read_state_machine(tables)
        self._versions = versions
        self._cases: dict[str, list[Case]] = {}
        for case in cases:
            self._cases.setdefault(case.item, []).append(case)
        works = tables["works"].select("id", "project").iter_rows()
        self._works = [work for work, owner in works if owner == project]
        self._known: dict[tuple[str, str | None], bool] = {}

    def case(self, case: Case) -> bool:
        """Whether the decision in a case is in force."""
        if not is_decided(self._rules, case):
            return False
        item = case.find_item(self._versions)
        return case.standing.state in _FREE or item is None or not self.missing(case, item)

    def missing(self, case: Case, item: Item) -> list[str]:
        """What bars the decision in a case: legal prerequisites not in force, and items that keep its gates shut."""
        graph = self._versions[case.graph, case.standing.version]
        gates = [before.item for before in item.after if graph.items[before.item].gate]
        legal = [name for name in item.legal if name not in gates and not self.item(name, case.works)]
        return list(dict.fromkeys([*legal, *(name for gate in gates for name in self.shut(graph, gate, case.works))]))

    def rests_on_revoked(self, case: Case, item: Item) -> bool:
        """Whether a legal prerequisite of a case, however far back, was revoked and is not decided anew."""
        for name in item.legal:
            if self.item(name, case.works):
                continue
            for before in self._within(name, case.works):
                prior = before.find_item(self._versions)
                decided = is_decided(self._rules, before)
                if before.standing.state == "revoked" or (decided and prior and self.rests_on_revoked(before, prior)):
                    return True
        return False

    def shut(self, graph: Graph, gate: str, works: str | None = None) -> list[str]:
        """The items that keep a gate shut; of a permit given in portions the first opens it."""
        found = []
        for name in (before.item for before in graph.items[gate].after):
            if graph.items[name].gate:
                found += self.shut(graph, name, works)
            elif not (self.item(name, works) or (graph.items[name].portions and self.begun(name, works))):
                found.append(name)
        return found

    def item(self, item: str, works: str | None = None) -> bool:
        """Whether an item is decided for some works, or for the whole project: then for each of its works."""
        key = (item, works)
        if key not in self._known:
            self._known[key] = False  # a circle of prerequisites decides nothing
            self._known[key] = self._whole(item, works) or (
                works is None and bool(self._works) and all(self._whole(item, work) for work in self._works)
            )
        return self._known[key]

    def begun(self, item: str, works: str | None = None) -> bool:
        """Whether any portion of an item is decided: enough to start on that portion."""
        return any(self.case(case) for case in self._within(item, works))

    def _whole(self, item: str, works: str | None) -> bool:
        return any(self.case(case) for case in self._within(item, works) if case.portion is None or case.last_portion)

    def _within(self, item: str, works: str | None) -> list[Case]:
        return [case for case in self._cases.get(item, []) if case.works is None or case.works == works]
