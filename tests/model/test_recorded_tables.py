"""What a computation read is known, so its result stands until one of those tables changes."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from liantu.district import open_district
from liantu.model.apply import apply_change
from liantu.model.change import Change
from liantu.model.change_checks import check_change
from liantu.model.recorded_tables import compute_once, record_tables
from liantu.model.rules import run_rules
from liantu.model.tables import Tables, conform_frame, empty_table

ORCHARD = Path(__file__).parents[1] / "districts" / "orchard"


def test_what_is_read_of_a_changed_copy_is_read_of_the_district() -> None:
    tables, read = open_district(ORCHARD).tables, {}
    recorded = record_tables(tables, read)
    copy = recorded.replace(plants=tables["plants"].head(1))
    assert copy["plants"].height == 1
    assert copy.numbers("loads").height == tables["loads"].height
    assert set(read) == {"loads"}


def test_a_table_that_was_not_there_is_known_to_have_been_missing() -> None:
    bare = Tables({}, {})
    assert compute_once(bare, "firms", lambda tables: tables["firms"].height) == 0
    later = bare.with_about(bare.about, {"firms": pl.DataFrame({"id": ["a"]})})
    assert compute_once(later, "firms", lambda tables: tables["firms"].height) == 1


def test_a_rule_runs_again_only_when_a_table_that_it_reads_has_changed() -> None:
    tables, runs = open_district(ORCHARD).tables, []

    def count_plants(given: Tables) -> int:
        runs.append(1)
        return given["plants"].height

    assert compute_once(tables, "count", count_plants) == tables["plants"].height
    firms = tables.replace(firms=tables["firms"].head(0))
    assert compute_once(firms, "count", count_plants) == tables["plants"].height
    assert len(runs) == 1
    plants = firms.replace(plants=tables["plants"].head(1))
    assert compute_once(plants, "count", count_plants) == 1
    assert len(runs) == 2


def test_findings_after_an_edit_are_those_of_reading_all_anew() -> None:
    tables = open_district(ORCHARD).tables
    known = run_rules(tables)
    capacity = tables["capacities"]["id"][0]
    change = Change.from_query([f"capacities:{capacity};quote={'q' * 31};note=x"])
    after = apply_change(tables, change)
    fresh = Tables(after.about, after.frames)
    assert [str(problem) for problem in run_rules(after)] == [str(problem) for problem in run_rules(fresh)] != known
    change = Change.from_query([f"capacities:{capacity};note=x"])
    assert check_change(tables, apply_change(tables, change), change).rows("capacities")[capacity]["note"] == "x"


def test_an_answer_is_kept_for_as_long_as_the_tables_it_looked_at_are_the_same() -> None:
    asked = []

    def count_firms(tables: Tables) -> int:
        asked.append(tables.rows("firms"))  # through a cache of its own
        return len(asked[-1]) if tables["plants"].is_empty() else 0

    firms = pl.DataFrame([{"id": "a"}, {"id": "b"}])
    tables = Tables({}, {"firms": conform_frame("firms", firms)})
    assert compute_once(tables, "count", count_firms) == 2
    changed = [
        tables.replace(places=empty_table("places")),  # not looked at
        tables.replace(firms=conform_frame("firms", firms.head(1))),
        tables.replace(plants=conform_frame("plants", firms)),  # looked at, and not there before
    ]
    assert [compute_once(now, "count", count_firms) for now in [*changed, tables]] == [2, 1, 0, 2]
    assert len(asked) == 3


def test_what_else_was_asked_is_another_answer() -> None:
    tables = Tables({}, {"firms": conform_frame("firms", pl.DataFrame([{"id": "a"}, {"id": "b"}]))})

    def ask(count: int) -> list[str]:
        return compute_once(tables, "first firms", lambda read: read["firms"]["id"].head(count).to_list(), (count,))

    assert [ask(1), ask(2), ask(1)] == [["a"], ["a", "b"], ["a"]]
    assert ask(1) is ask(1)


def test_of_an_earlier_state_that_is_taken_over_which_rests_on_frames_of_this_one() -> None:
    firms, plants = (conform_frame(name, pl.DataFrame([{"id": "a"}])) for name in ("firms", "plants"))
    earlier = Tables({}, {"firms": firms, "plants": plants})
    known = {name: earlier.numbers(name) for name in ("firms", "plants")}
    later = Tables({}, {"firms": firms, "plants": plants.clone()}).take_over(earlier)
    assert later.numbers("firms") is known["firms"]
    assert later.numbers("plants") is not known["plants"]
