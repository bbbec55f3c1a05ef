"""docs/reference/results.md names every field that the questions answer with."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import liantu
from liantu.cli.commands.report import VIEWS

from .running import ROOT, run

ORCHARD = str(ROOT / "tests" / "districts" / "orchard")
FULING = str(ROOT / "districts" / "fuling")
YUNXI = str(ROOT / "districts" / "yunxi")
_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
#: Fields of a gap that CSV and Python have and JSON has not.
BESIDE = {
    *("needed_list", "offered_by", "unknown_demand_in", "assumptions", "transport", "hazardous", "energy_intensive"),
    *("admission", "clauses", "province", "energy", "office"),
}
SECTIONS = dict(_SECTION.findall((ROOT / "docs/reference/results.md").read_text(encoding="utf-8")))


def fields(answer: Any) -> set[str]:
    """All keys at any depth."""
    if isinstance(answer, dict):
        return set(answer).union(*map(fields, answer.values()))
    return set().union(*map(fields, answer)) if isinstance(answer, list) else set()


def documented(section: str) -> set[str]:
    """The names in the first column of a section's tables."""
    rows = re.findall(r"^\| (`.*?) \| (.*?) \|$", SECTIONS[section], re.MULTILINE)
    return {name for first, _ in rows for name in re.findall(r"`(\w+)`", first)}


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("gaps", ["gaps", ORCHARD, "--list", "all", "--format", "json"]),
        ("balance", ["balance", ORCHARD, "--format", "json"]),
        ("extensions", ["extend", FULING, "--format", "json"]),
        ("weak", ["weak", FULING, "--format", "json"]),
        ("questions", ["ask", ORCHARD, "--format", "json"]),
        ("coefficients", ["coefficients", FULING, "--format", "json"]),
        ("moves", ["what-if", ORCHARD, "--with", "-capacities:pulp-1", "--format", "json"]),
        ("targets", ["forecast", FULING, "--format", "json"]),
        ("parts", ["targets", FULING, "parts", "--format", "json"]),
        ("checks", ["targets", FULING, "checks", "--format", "json"]),
        ("series", ["forecast", FULING, "series", "--format", "json"]),
        ("bases", ["forecast", FULING, "bases", "--format", "json"]),
        ("link_uses", ["green", FULING, "--links", "--format", "json"]),
        ("account", ["account", FULING, "electrolyte"]),
    ],
)
def test_every_field_is_documented(section: str, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = run(["liantu", *words], monkeypatch)
    assert code == 0, said
    answer = json.loads(said)
    if section != "account":
        assert {"as_of", "known_at", "assumptions"} < set(answer)
        answer = answer[section]
        assert answer, f"{section} is empty: nothing was tested"
    found = fields(answer)
    assert found <= set(re.findall(r"`(\w+)`", SECTIONS[section]))
    missing = documented(section) - found - (BESIDE if section == "gaps" else set())
    assert not missing, f"documented, but not there: {sorted(missing)}"


def test_columns_of_needs_on_site_are_documented() -> None:
    assert {*liantu.open(FULING).chain.conditional_needs().columns} == documented("conditional")


def test_columns_of_gaps_are_documented() -> None:
    columns = set(liantu.open(ORCHARD).chain.gaps("all").columns)
    words = set(re.findall(r"`(\w+)`", SECTIONS["gaps"]))
    assert columns <= words | {f"gap_{part}" for part in words} | {f"value_{part}" for part in words}
    assert columns >= BESIDE


@pytest.mark.parametrize(
    "section",
    [
        *("expected", "per_unit", "admission", "past"),
        *("stop", "resource_uses", "local_rates", "concentration", "ladders"),
        *("cultivation", "growth", "figure_parts"),
        *(f"report_{view}" for view in VIEWS),
    ],
)
def test_columns_of_frames_are_documented(section: str) -> None:
    d, made_up = liantu.open(FULING), liantu.open(YUNXI)
    month = made_up.outlook.dispatch()
    frames = {
        "cultivation": made_up.cluster.cultivation,
        "growth": made_up.outlook.published,
        "figure_parts": made_up.outlook.parts,
        "report_table": month.table,
        "report_measures": month.measures,
        "report_firms": month.firms,
        "report_course": month.course,
        "report_forecasts": month.forecasts,
        "report_near": month.near_line,
        "report_moves": month.moves,
        "report_account": lambda: month.account("industry"),
        "report_told": month.told_sums,
        "expected": d.chain.stated_output,
        "per_unit": lambda: d.chain.per_unit("spandex"),
        "admission": lambda: d.chain.admission(["electrolyte"]),
        "past": lambda: made_up.outlook.past_forecasts(),
        "stop": lambda: d.cluster.stop("ammonia"),
        "resource_uses": d.cluster.resource_uses,
        "local_rates": made_up.cluster.local_rates,
        "ladders": d.cluster.ladders,
        "concentration": made_up.cluster.concentration,
    }
    assert set(frames[section]().columns) == documented(section)
