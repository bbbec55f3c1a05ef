"""Any order of edits, imports, undos, restarts, backups: every past moment stays, and undoing all gives the first.

What should be there is kept beside the workspace in plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from tests.examples import look_at, looks_at_all
from tests.store.conftest import Places
from tests.store.edits import ANN

from liantu.library.shipped_tables import load_library
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problems
from liantu.model.tables import conform_frame
from liantu.store.backup import restore, write_backup
from liantu.store.commit import ChangeEntry
from liantu.store.integrity import find_integrity_problems
from liantu.store.workspace import Workspace

Row = dict[str, str | None]
State = dict[tuple[str, str], Row]

WATCHED = ("firms", "plants", "capacities")
FIRMS = ("sweet", "mash", "next", "new-1", "new-2", "new-3")
PLANTS = ("sweet-1", "sweet-2", "mash-1", "next-1", "far-1")
CAPACITIES = ("juice-1", "juice-2", "pulp-1")
AMOUNTS = st.integers(0, 9).map(str)


class Machine(RuleBasedStateMachine):
    """A workspace and what should be in it, after every change."""

    places: Places
    orchards: Places
    moves = 0

    @initialize()
    def begin(self) -> None:
        self.workspace = Workspace(self.orchards(), load_library())
        self.states: list[State] = [{}, self.read()]

    def read(self, number: int | None = None) -> State:
        tables = self.workspace.tables(number)
        return {(name, str(row["id"])): row for name in WATCHED for row in tables[name].iter_rows(named=True)}

    @property
    def now(self) -> State:
        return {key: dict(row) for key, row in self.states[-1].items()}

    def expect(self, after: State, write: Callable[[], int]) -> None:
        """The write gives this state, or is refused and gives the one there was."""
        fits = all(("firms", row["firm"]) in after for (name, _), row in after.items() if name == "plants")
        if not fits:
            self.expect_refusal(write)
            return
        number = write()
        if after != self.states[-1]:
            self.states.append(after)
        assert number == len(self.states) - 1
        assert self.read() == after

    def expect_refusal(self, write: Callable[[], int]) -> None:
        with pytest.raises(Problems):
            write()
        assert self.read() == self.states[-1]

    # -- edits ------------------------------------------------------------------------------------

    @rule(key=st.sampled_from(CAPACITIES), amount=AMOUNTS)
    def edit_amount(self, key: str, amount: str) -> None:
        after = self.now
        after["capacities", key]["amount"] = amount
        self.expect(after, lambda: self.commit(ChangeRow("capacities", key, "update", {"amount": amount})))

    @rule(key=st.sampled_from(PLANTS), firm=st.sampled_from(FIRMS))
    def move_plant(self, key: str, firm: str) -> None:
        after = self.now
        after["plants", key]["firm"] = firm
        self.expect(after, lambda: self.commit(ChangeRow("plants", key, "update", {"firm": firm})))

    @rule(key=st.sampled_from(FIRMS), digit=AMOUNTS)
    def found_firm(self, key: str, digit: str) -> None:
        fields: Row = {"id": key, "zh": f"公司{key}{digit}", "kind": "firm", "basis": "ours"}
        row = ChangeRow("firms", key, "insert", fields)
        after = self.now
        if ("firms", key) in after:
            self.expect_refusal(lambda: self.commit(row))
            return
        after["firms", key] = conform_frame("firms", pl.DataFrame([fields])).row(0, named=True)
        self.expect(after, lambda: self.commit(row))

    @rule(key=st.sampled_from(FIRMS))
    def close_firm(self, key: str) -> None:
        after = self.now
        there = after.pop(("firms", key), None)
        work = lambda: self.commit(ChangeRow("firms", key, "delete", {}))  # noqa: E731
        self.expect(after, work) if there else self.expect_refusal(work)

    def commit(self, *rows: ChangeRow) -> int:
        return self.workspace.commit(Change(rows), ANN)

    # -- the whole --------------------------------------------------------------------------------

    @rule(data=st.data())
    def load_tables_of_then(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, len(self.states) - 1))
        then = self.workspace.tables(number)
        turned = {name: then[name].reverse() for name in WATCHED}  # another order is no change
        kept = self.states[number]
        self.expect(kept, lambda: self.workspace.replace(then.replace(**turned), ChangeEntry("bob", "import")))

    @precondition(lambda self: len(self.states) > 2)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(2, len(self.states) - 1))
        before, then, after = self.states[number - 1], self.states[number], self.now
        rested_on = False
        for key in {key for key in {*before, *then} if before.get(key) != then.get(key)}:
            rested_on |= after.get(key) != then.get(key)
            after.pop(key, None)
            if key in before:
                after[key] = before[key]
        if rested_on:
            self.expect_refusal(lambda: self.workspace.undo(number, ANN))
        else:
            self.expect(after, lambda: self.workspace.undo(number, ANN))

    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.states) - 1))
        assert self.read(number) == self.states[number]

    @rule()
    def restart(self) -> None:
        self.workspace.engine.dispose()
        self.workspace = Workspace(self.workspace.place, load_library())

    # It costs more than all the rest; what was restored once is backed up and restored once more.
    @precondition(lambda self: self.moves < 2)
    @rule()
    def move_house(self) -> None:
        self.moves += 1
        with TemporaryDirectory() as folder:
            file, place = Path(folder) / "backup.zip", self.places()
            assert write_backup(self.workspace.engine, file) == restore(file, place) == len(self.states) - 1
        self.workspace.engine.dispose()
        self.workspace = Workspace(place, load_library())

    def teardown(self) -> None:
        if not hasattr(self, "workspace"):
            return
        for number, state in enumerate(self.states):
            assert self.read(number) == state
        first = self.workspace.tables(1)
        for number in range(len(self.states) - 1, 1, -1):
            self.workspace.undo(number, ANN)
        assert all(self.workspace.tables()[name].equals(first[name]) for name in WATCHED)
        assert find_integrity_problems(self.workspace) == []
        self.workspace.engine.dispose()


@pytest.mark.hypothesis
def test_any_order_of_work(places: Places, orchards: Places, kind: str) -> None:
    class Here(Machine):
        pass

    Here.places, Here.orchards = staticmethod(places), staticmethod(orchards)
    examples, steps = (4, 12) if kind == "sqlite" else (2, 8)
    examples = look_at(examples) if looks_at_all() else examples // 2
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Here,
        settings=settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=quiet),
    )
