"""Made-up projects with their approvals for the made-up district: every turn that a case may take is taken once.

Events are recorded as an officer would record them, so nothing stands in the district that the rules refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from liantu.deliver.applicability import select_applicable
from liantu.deliver.cases.case_record import record_application, record_event
from liantu.deliver.cases.graph_answers import record_answers
from liantu.deliver.cases.graph_versions import Versions, find_newest_graph
from liantu.deliver.steps import record_step
from liantu.library.approvals import Graph, Item, graph_from_mapping
from liantu.library.calendar import read_calendar
from liantu.model.apply import apply_change
from liantu.model.schema import label_code
from liantu.model.tables import Tables
from tools.made_up_district.baselines import save_schedule
from tools.made_up_district.projects import ENTERED

#: The tables that events are recorded in.
RECORDED = ("answers", "baselines", "cases", "case_events", "credit_records", "events")
_FOLDER = Path(__file__).parent / "approvals"
_GRAPH = "yunxi-filed"
_SEED = 72
_LAST = date(2023, 12, 31)
_DAYS = read_calendar()
_OFFICE = {
    "reform": "reform-office",
    "plan": "plan-office",
    "environment": "ecology-office",
    "housing": "housing-office",
}
_OFFICES = (
    ("reform-office", "虚构区发改委", "Made-up development and reform commission"),
    ("plan-office", "虚构区规划自然资源局", "Made-up planning bureau"),
    ("ecology-office", "虚构区生态环境局", "Made-up ecology bureau"),
    ("housing-office", "虚构区住建委", "Made-up housing and construction commission"),
)
#: Project, firm, park, when it begins, answers (None = nobody has answered), what is special about it.
_PROJECTS = (
    ("project-14", "十四", "f051", "east-bank", "2023-02-06", ("form", "low", "other"), ""),
    ("project-5", "五", "f052", "north-slope", "2023-03-01", ("report", "high", "special"), "special_procedure"),
    ("project-6", "六", "f053", "east-bank", "2023-03-20", ("registration", "low", "other"), "promise_kept"),
    ("project-7", "七", "f054", "north-slope", "2023-04-10", ("form", "low", "special"), "promise_broken"),
    ("project-8", "八", "f055", "east-bank", "2023-05-08", ("form", "high", "other"), "gaps_made_good"),
    ("project-9", "九", "f056", "north-slope", "2023-06-05", ("registration", "low", "special"), "two_works"),
    ("project-10", "十", "f057", "east-bank", "2023-09-04", ("registration", "low", "other"), "area"),
    ("project-11", "十一", "f058", "north-slope", "2023-10-09", ("form", "low", "other"), "gaps_ended"),
    ("project-12", "十二", "f059", "east-bank", "2023-11-06", ("report", "high", "special"), "preview"),
    ("project-13", "十三", "f060", "north-slope", "2023-12-04", (None, "low", None), "withheld"),
)
#: What some of them plan: land (mu), fixed investment (100 m CNY), energy (tce); and the one that upgrades its works.
_FIGURES = {
    "project-8": {"land": "45", "fixed_investment": "1.3"},
    "project-9": {"nature": "upgrade", "fixed_investment": "0.5", "energy": "900"},
    "project-10": {"nature": "new", "land": "28", "fixed_investment": "0.9", "energy": "1200"},
    "project-12": {"nature": "new", "land": "60", "fixed_investment": "2.1", "energy": "8600"},
    "project-13": {"nature": "new", "land": "35"},
}


@dataclass
class Recorder:
    """The tables while events are recorded, and the chance that days are drawn from."""

    tables: Tables
    versions: Versions
    random: Random

    def open_case(
        self, project: str, item: Item, graph: Graph, day: date, event: str = "submitted", **fields: Any
    ) -> str:
        """A new case; its id."""
        stem = f"{project}-{item.id.lower()}"
        case = (
            f"{stem}-{fields['works'][-1]}" if fields.get("works") else f"{stem}-pre" if fields.get("preview") else stem
        )
        about = {name: fields.pop(name) for name in ("works", "portion", "last_portion", "preview") if name in fields}
        about["office"] = _OFFICE[item.authority[0]]
        names = (case, project, item.id, graph.id, graph.version, day.isoformat())
        change = record_application(
            self.tables, self.versions, *names, event=event, about=about, source="made-up", **fields
        )
        self.tables = apply_change(self.tables, change)
        return case

    def record(self, case: str, event: str, day: date, **fields: str) -> bool:
        """One event, unless it would be after the district's last day."""
        if day > _LAST:
            return False
        change = record_event(self.tables, self.versions, case, event, day.isoformat(), source="made-up", **fields)
        self.tables = apply_change(self.tables, change)
        return True

    def pick_day(self, day: date, low: int, high: int) -> date:
        """A working day some working days after another."""
        return _DAYS.add(day, self.random.randint(low, high))


def read_graphs() -> list[dict[str, Any]]:
    """The district's own graphs, as its description keeps them."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.yaml"))]


def list_frames() -> dict[str, list[dict[str, str | None]]]:
    """Rows of offices, projects, works and area assessments, before anything happens."""
    works = (("a", "虚构一期厂房", "Made-up first hall"), ("b", "虚构二期厂房", "Made-up second hall"))
    area = {"id": "area-1", "item": "A4", "place": "east-bank", "zh": "虚构区域环评", "document": "虚构文号1"}
    return {
        "offices": [{"id": key, "zh": zh, "en": en, "kind": "government"} for key, zh, en in _OFFICES],
        "projects": [*_projects()],
        "works": [
            {"id": f"project-9-{letter}", "project": "project-9", "zh": zh, "en": en} for letter, zh, en in works
        ],
        "area_assessments": [{**area, "issued": "2023-01", "until": "2025-12-31"}],
    }


def record_events(tables: Tables) -> Tables:
    """The tables with the answers, cases and events of the projects."""
    versions = {(graph.id, graph.version): graph for graph in map(graph_from_mapping, read_graphs())}
    recorder = Recorder(tables, versions, Random(_SEED))
    for project, _zh, _firm, _place, begin, choices, special in _PROJECTS:
        _project(recorder, project, date.fromisoformat(begin), choices, special)
    for project, period, evidence in ENTERED:
        _step(recorder, project, "in_statistics", period, evidence)
    return save_schedule(recorder.tables, versions)


def _projects() -> Iterator[dict[str, str | None]]:
    for key, zh, firm, place, _begin, _choices, _special in _PROJECTS:
        names = {"id": key, "zh": f"虚构项目{zh}", "en": f"Made-up project {key.rpartition('-')[2]}"}
        yield {**names, "owner": firm, "place": place, "office": "reform-office", "sector": "industry"} | _FIGURES.get(
            key, {}
        )


def _project(recorder: Recorder, project: str, begin: date, choices: tuple[str | None, ...], special: str) -> None:
    graph = find_newest_graph(recorder.versions, _GRAPH, begin)
    assert graph is not None
    names = ("environment", "energy", "fire")
    answers = {name: choice for name, choice in zip(names, choices, strict=True) if choice}
    change = record_answers(
        recorder.tables, graph, project, answers, begin.isoformat(), source="made-up", note="虚构申报表"
    )
    recorder.tables = apply_change(recorder.tables, change)
    done: dict[str, date | None] = {}
    for item in select_applicable(graph, answers).graph.items.values():
        if item.stage == "works":
            continue  # no office decides it; the days are drawn below
        # What need only have begun, and what is only the usual order, holds no day up here.
        waits = [waited for waited in item.after if waited.link == "finish" and waited.kind != "recommended"]
        before = [done.get(waited.item) for waited in waits if graph.items[waited.item].stage != "works"]
        if item.gate or None in before:
            done[item.id] = None
            continue
        ready = recorder.pick_day(max([begin, *(day for day in before if day)]), 0, 3)
        if item.id == "D1":
            ready = recorder.pick_day(ready, 90, 130)  # the works
        done[item.id] = _item(recorder, project, item, graph, ready, special) if ready <= _LAST else None
    _steps(recorder, project, begin, done)


def _steps(recorder: Recorder, project: str, begin: date, done: dict[str, date | None]) -> None:
    """The project's way from the first lead, as far as its approvals let it come."""
    gate = [done.get(item, begin) for item in ("A4", "A5", "C7")]
    started = None if None in gate else max(day for day in gate if day)
    over = done.get("D1")
    ways = [("lead", begin, -90), ("assessed", begin, -60), ("talks", begin, -45), ("signed_contract", begin, -20)]
    later = [("landed", done["A2"], 2), ("started", started, 5), ("structure", started, 80), ("completed", over, 1)]
    for stage, base, days in (*ways, *later, ("operating", over, 20)):
        day = base + timedelta(days=days) if base else None
        if day is None or day > _LAST:
            return
        _step(recorder, project, stage, day.isoformat(), f"虚构凭据：{label_code('stage', stage, 'zh_CN')}")


def _step(recorder: Recorder, project: str, stage: str, period: str, evidence: str) -> None:
    about = {"evidence": evidence, "source": "made-up", "basis": "ours"}
    change = record_step(recorder.tables, project, stage, period, versions=recorder.versions, **about)
    recorder.tables = apply_change(recorder.tables, change)


def _item(recorder: Recorder, project: str, item: Item, graph: Graph, ready: date, special: str) -> date | None:
    """The case, or cases, of an item; the day of its decision, None when there is none yet."""
    if special == "area" and item.id == "A4":
        recorder.open_case(project, item, graph, ready, "covered", area="area-1")
        return ready
    if special == "two_works" and item.id == "C7":
        cases = [recorder.open_case(project, item, graph, ready, works=f"project-9-{letter}") for letter in "ab"]
        days = [_ordinary(recorder, case, item, ready) for case in cases]
        return None if None in days else max(day for day in days if day)
    if special == "preview" and item.id == "B2":
        case = recorder.open_case(project, item, graph, ready, preview="yes")
        accepted = recorder.pick_day(ready, 0, 1)
        if recorder.record(case, "accepted", accepted):
            recorder.record(case, "opinion_given", recorder.pick_day(accepted, 3, 5), due="2024-06-30")
        return None
    case = recorder.open_case(project, item, graph, ready)
    turn = _TURNS.get((special, item.id))
    return turn(recorder, case, item, ready) if turn else _ordinary(recorder, case, item, ready)


def _ordinary(recorder: Recorder, case: str, item: Item, ready: date) -> date | None:
    """Accepted, sometimes after correction; decided in time, sometimes not."""
    if recorder.random.random() < 0.2:
        correction_day = recorder.pick_day(ready, 0, 1)
        ready = recorder.pick_day(correction_day, 1, 4)
        if not (
            recorder.record(case, "correction_asked", correction_day, material="form")
            and recorder.record(case, "corrected", ready)
        ):
            return None
    accepted = recorder.pick_day(ready, 0, 1)
    days = max(1, round((item.days or 1) * recorder.random.uniform(0.5, 1.2)))
    decided = _DAYS.add(accepted, days)
    if not recorder.record(case, "accepted", accepted):
        return None
    return decided if recorder.record(case, "approved", decided, document=f"虚构文号{case}") else None


def _paused(recorder: Recorder, case: str, item: Item, ready: date) -> date | None:
    recorder.record(case, "accepted", ready)
    begun, over = _DAYS.add(ready, 3), _DAYS.add(ready, 13)
    recorder.record(case, "special_started", begun, reason="虚构专家评审")
    recorder.record(case, "special_ended", over)
    shown = _DAYS.add(over, 2)
    recorder.record(case, "notice_started", shown)
    recorder.record(case, "notice_ended", shown + timedelta(days=7))
    decided = recorder.pick_day(shown + timedelta(days=7), 3, 6)
    return decided if recorder.record(case, "approved", decided) else None


def _promise_kept(recorder: Recorder, case: str, item: Item, ready: date) -> date | None:
    recorder.record(case, "promised", ready, due=_DAYS.add(ready, 30).isoformat())
    recorder.record(case, "inspected", recorder.pick_day(ready, 15, 25))
    return ready


def _promise_broken(recorder: Recorder, case: str, item: Item, ready: date) -> date | None:
    """Found out after what rested on it was decided, so that is locked."""
    recorder.record(case, "promised", ready, due="2023-11-30")
    found = date(2023, 11, 28)
    recorder.record(
        case, "rectification_ordered", found, due=_DAYS.add(found, 8).isoformat(), reason="虚构：未落实承诺"
    )
    gone = _DAYS.add(found, 12)
    recorder.record(case, "revoked", gone, reason="虚构：逾期未整改")
    recorder.record(case, "credit_recorded", _DAYS.add(gone, 2))
    return ready


def _gaps(recorder: Recorder, case: str, item: Item, ready: date, after: int) -> date:
    recorder.record(case, "accepted_with_gaps", ready, material="licence", due=_DAYS.add(ready, after).isoformat())
    passed = _DAYS.add(ready, 4)
    recorder.record(case, "passed", passed)
    return passed


def _gaps_made_good(recorder: Recorder, case: str, item: Item, ready: date) -> date | None:
    passed = _gaps(recorder, case, item, ready, 10)
    came = _DAYS.add(passed, 2)
    recorder.record(case, "material_supplied", came, material="licence")
    return came if recorder.record(case, "approved", came) else None


def _gaps_ended(recorder: Recorder, case: str, item: Item, ready: date) -> date | None:
    _gaps(recorder, case, item, ready, 10)
    recorder.record(case, "terminated", _DAYS.add(ready, 12), reason="虚构：到期未补齐")
    return None


def _withheld(recorder: Recorder, case: str, item: Item, ready: date) -> date | None:
    _gaps(recorder, case, item, ready, 20)
    return None


def _undecided(recorder: Recorder, case: str, item: Item, ready: date) -> date | None:
    recorder.record(case, "accepted", ready)
    return None


_TURNS = {
    ("special_procedure", "A4"): _paused,
    ("promise_kept", "C7"): _promise_kept,
    ("promise_broken", "C7"): _promise_broken,
    ("preview", "A5"): _undecided,
    ("gaps_made_good", "A2"): _gaps_made_good,
    ("gaps_ended", "B2"): _gaps_ended,
    ("withheld", "A2"): _withheld,
}
