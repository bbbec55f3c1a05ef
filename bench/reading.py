"""Files of hundreds of columns that nobody knows: told in a second, as tables and as returns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.turns import find_medians
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.returns.returns_file import read_returns
from liantu.model.problems import Problems

COLUMNS = 380
Row = Callable[..., None]


def measure(row: Row, turns: int) -> None:
    """A table of firms and a sheet of returns, each with so many columns of other figures."""
    strange = ",".join(f"指标{number}（万元）" for number in range(COLUMNS))
    figures = ",1" * COLUMNS
    with TemporaryDirectory() as folder:
        table, returns = Path(folder) / "企业.csv", Path(folder) / "a.csv"
        table.write_text(f"编号,名称,类型,{strange}\na,甲,企业{figures}", encoding="utf-8")
        returns.write_text(f"企业名称,年份,税收（万元）,{strange}\n甲,2023,10{figures}", encoding="utf-8")
        as_table, as_returns = find_medians(turns, lambda: parse_sheets(table), lambda: _refuse(returns))
    for label, seconds in (("a table", as_table), ("returns", as_returns)):
        row(f"{label} of {COLUMNS} columns that nobody knows", f"{seconds:.2f} s", "< 1 s", seconds < 1)


def _refuse(path: Path) -> None:
    try:
        read_returns(path)
    except Problems:
        return
    raise AssertionError(path)
