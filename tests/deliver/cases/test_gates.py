"""A project with cases does not reach a stage while the gate before it is shut."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.deliver.steps import record_step
from liantu.exchange.folder.district_folder import write_folder
from liantu.library.approvals import load_graph
from liantu.library.shipped_tables import load_library
from liantu.model.apply import apply_change
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

from ..district import event
from .graph import VERSIONS, district
from .test_case_record import after, decided, opened


def landed(**more: list[dict[str, str | None]]) -> Tables:
    return district(events=[dict(event("p", "landed", "2024-01"))], **more)


def refused(now: Tables, stage: str, period: str = "2024-03-10") -> list[Problem]:
    with pytest.raises(Problems) as caught:
        record_step(now, "p", stage, period, evidence="号", versions=VERSIONS)
    return caught.value.problems


def started(now: Tables, period: str = "2024-03-10") -> Tables:
    return apply_change(now, record_step(now, "p", "started", period, evidence="号", versions=VERSIONS))


def test_works_do_not_start_before_their_gate_is_open() -> None:
    now = decided(landed(), "A1", "P6", "B2", "C1")
    (problem,) = refused(now, "started")
    assert problem.code == "gate_closed"
    assert "“开工”须先办结：C7 C7、A4 A4" in problem.message()
    assert "C7 C7, A4 A4" in problem.message("en")
    now = after(opened(decided(now, "C7"), "A4"), "a4:promised:03-08", due="2024-06-01")
    assert started(now)
    assert refused(now, "started", "2024-03-07")[0].slots["items"] == "A4 A4"  # on that day it was not decided


def test_what_is_recorded_as_not_required_holds_nobody_up() -> None:
    now = opened(decided(landed(), "A1", "P6", "B2", "C1", "C7"), "A4", event="not_required", reason="豁免")
    assert started(now)


def test_a_project_without_cases_is_not_asked() -> None:
    assert started(landed())


def test_production_waits_for_its_gate_and_for_that_of_the_works_when_passed_over() -> None:
    now = after(opened(decided(landed(), "A1", "P6", "B2", "C1", "C7"), "A4"), "a4:promised:03-08", due="2024-06-01")
    now = started(now)
    (problem,) = refused(now, "operating", "2024-09")
    assert problem.slots["items"] == "W1 W1, D1 D1"
    # Straight from land to production: both gates are asked.
    over = refused(decided(landed(), "A1"), "operating")
    assert [problem.slots["items"] for problem in over] == ["C7 C7, A4 A4", "W1 W1, D1 D1"]


def test_of_several_works_one_opens_the_gate() -> None:
    works: list[dict[str, str | None]] = [{"id": w, "project": "p", "zh": w, "basis": "ours"} for w in ("hall", "tank")]
    now = after(
        opened(decided(landed(works=works), "A1", "P6", "B2", "C1"), "A4"), "a4:promised:03-08", due="2024-06-01"
    )
    now = opened(now, "C7", name="c7-hall", about={"works": "hall"})
    assert [problem.slots["items"] for problem in refused(now, "started")] == ["C7 C7"]
    assert started(after(now, "c7-hall:accepted:03-04", "c7-hall:approved:03-05"))


def test_a_version_that_is_not_at_hand_is_told() -> None:
    now = opened(landed(), "A1")
    with pytest.raises(Problems) as caught:
        record_step(now, "p", "started", "2024-03-10", evidence="号", versions={})
    assert [problem.code for problem in caught.value.problems] == ["no_such_version"]


def test_the_shipped_graph_opens_both_stages() -> None:
    gates = {item.id: item.opens for item in load_graph("filed-industrial").items.values() if item.gate}
    assert gates == {"G1": "started", "G2": "operating"}


# -- through the facade, in a folder and in a workspace ----------------------------------------------------------------

ORCHARD = Path(__file__).parents[2] / "districts" / "orchard"
OWN = """graph: ours
version: 2
items:
  A1: {zh: 备案, days: 3, promise: yes}
  B1: {zh: 许可, days: 5, after: [A1]}
gates:
  G1: {after: [B1], opens: started}
"""


def folder(place: Path, own: str = OWN, version: str = "2") -> Path:
    """The orchard with its own graph and one case."""
    place.mkdir()
    for path in ORCHARD.iterdir():
        if path.is_file():
            (place / path.name).write_bytes(path.read_bytes())
    (place / "approvals").mkdir()
    (place / "approvals" / "ours.yaml").write_text(own, encoding="utf-8")
    projects = [{"id": "shed", "zh": "库房", "basis": "ours"}]
    cases = [{"id": "a1", "project": "shed", "item": "A1", "graph": "ours", "version": version, "basis": "ours"}]
    told = [("submitted", "2028-03-01"), ("accepted", "2028-03-01")]
    events = [{"id": f"a1-{n}", "case": "a1", "day": d, "event": e, "basis": "ours"} for n, (e, d) in enumerate(told)]
    days = [{"date": "2028-03-02", "kind": "holiday", "zh": "停办"}]
    for name, rows in (("projects", projects), ("cases", cases), ("case_events", events), ("calendar_days", days)):
        pl.DataFrame(rows).write_csv(place / f"{name}.csv")
    return place


def test_a_district_keeps_its_own_graph(tmp_path: Path) -> None:
    one = liantu.open(folder(tmp_path / "one"))
    written = ["units", "products", "processes", "coefficients"]
    write_folder(one.tables, tmp_path / "two")
    write_folder(one.tables, tmp_path / "two", written)
    assert (tmp_path / "two" / "approvals" / "ours-2.yaml").exists()
    assert "approvals" not in (tmp_path / "two" / "district.yaml").read_text(encoding="utf-8")
    Workspace.create(tmp_path / "kept.db", one.tables, load_library(), ChangeEntry("test", "load"))
    for place in (one, liantu.open(tmp_path / "two"), liantu.open(tmp_path / "kept.db")):
        assert ("ours", "2") in place.deliver.graphs
        (row,) = place.deliver.cases().to_dicts()
        # Wednesday 1 March 2028; the 2nd is closed, so the third working day is Tuesday the 7th.
        assert (str(row["deadline"]), row["deadline_label"]) == ("2028-03-07", "by_weekends")
        assert not [problem for problem in place.check() if problem.code == "no_such_version"]


def test_a_version_nobody_has_is_a_finding(tmp_path: Path) -> None:
    found = liantu.open(folder(tmp_path / "one", version="7")).check()
    (problem,) = [problem for problem in found if problem.code == "no_such_version"]
    assert (problem.value, problem.slots) == ("7", {"graph": "ours", "choices": "2"})


def test_a_graph_that_is_wrong_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    place = folder(tmp_path / "one", OWN.replace("[A1]", "[A9]").replace("opens: started", "opens: soon"))
    (place / "approvals" / "nameless.yaml").write_text("items: {A1: {days: 1}}", encoding="utf-8")
    (place / "approvals" / "other.yaml").write_text("graph: x\nversion: 1\nitems: {A1: {days: 1}}", encoding="utf-8")
    (place / "approvals" / "same.yaml").write_text("graph: x\nversion: 1\nitems: {A1: {days: 2}}", encoding="utf-8")
    with pytest.raises(Problems) as caught:
        liantu.open(place)
    told = [(problem.code, problem.file.split()[0], problem.row) for problem in caught.value.problems]
    assert ("not_a_choice", "approvals/ours.yaml", 7) in told
    assert ("unknown_item", "approvals/ours.yaml", 5) in told
    assert told.count(("missing_key", "approvals/nameless.yaml", None)) == 2
    assert ("graph_twice", "approvals/same.yaml", None) in told


def test_the_facade_asks_the_gate(tmp_path: Path) -> None:
    place = liantu.open(folder(tmp_path / "one"))
    assert place.deliver.gate("shed", "started").select("gate", "item", "open").rows() == [("G1", "B1", False)]
    now = place.what_if(place.deliver.step("shed", "landed", "2028-02", evidence="号"))
    with pytest.raises(Problems) as caught:
        now.deliver.step("shed", "started", "2028-03", evidence="号")
    assert "B1 许可" in caught.value.problems[0].message()
    now = now.what_if(now.deliver.record("a1", "approved", "2028-03-03"))
    now = now.what_if(now.deliver.open_case("b1", "shed", "B1", "ours", "2", "2028-03-03"))
    now = now.what_if(now.deliver.record("b1", "accepted", "2028-03-03"))
    now = now.what_if(now.deliver.record("b1", "approved", "2028-03-06"))
    assert now.deliver.step("shed", "started", "2028-03", evidence="号")
