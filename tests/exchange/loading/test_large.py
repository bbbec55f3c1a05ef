"""A workbook of 60,000 rows: read, previewed, found unchanged the second time, in bounded memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .making import book, part, repacked

SHEET = "xl/worksheets/sheet1.xml"
ROWS = 60_000
#: Megabytes of the whole process, above what the program and the file take before anything is read: a row may take
#: what it takes where 200,000 of them take 250 and 500.
READ, PREVIEWED = 75, 150

_PROGRAM = """
import json, sys, time
import polars as pl
from liantu.exchange.loading.preview import preview_sheets
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame

def megabytes():
    # the peak of this program alone: rusage would count the tests that started it
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024

def table(name, **columns):
    return conform_frame(name, pl.DataFrame(columns))

library = load_library()
tables = Tables({}, {
    **library.frames,
    "sources": table("sources", id=["one"], kind=["newspaper"], zh=["某报"], **{"class": ["public"]}),
    "firms": table("firms", id=["f"], zh=["甲"], kind=["firm"], basis=["ours"]),
    "plants": table("plants", id=[f"p{n}" for n in range(100)], zh=[f"装置{n}" for n in range(100)], firm=["f"] * 100,
                    basis=["ours"] * 100),
})
content = open(sys.argv[1], "rb").read()
told = []
before, start = megabytes(), time.process_time()
sheets = parse_sheets(content, "a.xlsx", tables.units, lambda done, total: told.append(done / total))
read_in, read_with = time.process_time() - start, megabytes() - before
start = time.process_time()
first = preview_sheets(tables, sheets)
previewed_in, previewed_with = time.process_time() - start, megabytes() - before
again = preview_sheets(first.after, sheets)
print(json.dumps({
    "read": [read_in, read_with],
    "previewed": [previewed_in, previewed_with],
    "told": [len(told), told == sorted(told), told[-1]],
    "first": first.counts, "again": again.counts, "problems": [p.message() for p in first.problems[:3]],
}))
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    head = ["编号", "装置", "产品", "年产能（GWh/年）", "时间", "依据类型"]
    small = book([head], title="产能")
    rows = "".join(
        f'<row r="{row}">{text("A", row, f"c{row}")}{text("B", row, f"装置{row % 100}")}{text("C", row, "lfpcell")}'
        f'<c r="D{row}"><v>{row / 4}</v></c>{text("E", row, "2023年5月")}{text("F", row, "本系统设定")}</row>'
        for row in range(2, ROWS + 2)
    )
    sheet = part(small, SHEET).replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    path = tmp_path_factory.mktemp("large") / "a.xlsx"
    path.write_bytes(repacked(small, {SHEET: sheet}))
    return path


def text(letter: str, row: int, value: str) -> str:
    return f'<c r="{letter}{row}" t="inlineStr"><is><t>{value}</t></is></c>'


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_many_rows_in_bounded_memory(path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path)], env=environment, capture_output=True, check=True, timeout=900
    )
    told = json.loads(done.stdout)
    print(f"\n{ROWS:,} rows: read {told['read']}, previewed {told['previewed']} (seconds, megabytes)")
    assert told["problems"] == []
    none = {"added": 0, "changed": 0, "unchanged": 0, "deleted": 0, "refused": 0}
    assert told["first"] == {"capacities": none | {"added": ROWS}}
    assert told["again"] == {"capacities": none | {"unchanged": ROWS}}
    times, rising, last = told["told"]
    assert times > 20
    assert rising
    assert last == 1
    assert told["read"][1] < READ
    assert told["previewed"][1] < PREVIEWED
