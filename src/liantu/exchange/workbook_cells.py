"""Opening a workbook someone sends us, and its cells as the text a person sees."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from liantu.exchange.loading.container import check_size, open_archive
from liantu.model.problems import Problem, Problems

#: What a formula leaves in its cell when it cannot be reckoned.
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


def open_workbook(path: Path) -> Workbook:
    """The workbook, values only. Raises Problems when it is none, or not safe to open."""
    if not path.exists():
        raise Problems([Problem("not_a_workbook", file=path.name, value=str(path))])
    check_size(path.stat().st_size, path.name)
    open_archive(path.read_bytes(), path.name)[0].close()
    try:
        return load_workbook(path, data_only=True, read_only=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, SyntaxError, EOFError) as error:
        raise Problems([Problem("not_a_workbook", file=path.name, value=path.name)]) from error


def cell_text(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as written here, blanks empty.

    >>> cell_text(30.0), cell_text(datetime(2023, 5, 1)), cell_text(None), cell_text(0.1)
    ('30', '2023-05-01', '', '0.1')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def is_error(text: str) -> bool:
    """Whether a cell holds a formula's error."""
    return text in ERRORS
