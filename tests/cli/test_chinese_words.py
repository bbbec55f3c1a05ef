"""Tables on a terminal in Chinese say nothing in code: periods, reasons, answers, items and papers have words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from liantu.cli import app

ROOT = Path(__file__).parents[2] / "districts"
VIEWS = ("list", "history", "gantt", "money", "expiring", "weekly", "claims")
CALLS = [
    *(["projects", str(ROOT / district), view] for district in ("fuling", "yunxi") for view in VIEWS),
    *([command, str(ROOT / "fuling")] for command in ("gaps", "weak", "ask")),
    ["case", str(ROOT / "yunxi"), "project-5-a2"],
    ["schedule", "filed-industrial"],
]
#: A cell that holds a period as tables write it, a word of a code list, or ids joined; the first cell may name a case.
_CODE = re.compile(r"^(\d{4}-\d\d|\d{4}-Q\d|.*\.\..*|[a-z]+(_[a-z]+)*|[A-Z]+-[A-Z].*|\d{7,}.*|.*/\d{6,})$")
_CASE = re.compile(r"^project-\d+-\w+$")


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(Path(word).name for word in call))
def test_no_cell_is_code(call: list[str]) -> None:
    answer = CliRunner(env={"COLUMNS": "400"}).invoke(app, call)
    assert answer.exit_code == 0
    cells = [cell.strip() for line in answer.output.splitlines() if line.startswith("│") for cell in line.split("│")]
    assert [cell for cell in cells if _CODE.match(cell) and not _CASE.match(cell)] == []


def test_a_critical_path_names_its_items() -> None:
    answer = CliRunner(env={"COLUMNS": "400"}).invoke(app, ["schedule", "filed-industrial"])
    path = next(line for line in answer.output.splitlines() if " → " in line)
    assert path.startswith("P4 ")
    assert all(re.fullmatch(r"[A-Z]\d+\w? \S.*", step) for step in path.split(" → "))


def test_a_decision_that_expires_names_what_must_have_begun() -> None:
    answer = CliRunner(env={"COLUMNS": "400"}).invoke(app, ["projects", str(ROOT / "yunxi"), "expiring"])
    row = next(line for line in answer.output.splitlines() if "project-11-a4" in line)
    items = [cell.strip() for cell in row.split("│") if re.match(r"[A-Z]\d", cell.strip())]
    assert items[0] == "A4 环境影响评价"
    assert len(items) == 2
    assert re.fullmatch(r"G1 [\u4e00-\u9fff]+", items[1])
