"""A district's tables as files: a blank folder to begin with, a folder and a workbook of what there is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.change import Change


def begin_folder(folder: Path, name: str, as_of: date, region: str | None = None) -> None:
    """Write a blank district: tables with their headers, the usual processes of its region. Raises Problems."""
    from liantu.exchange.folder.new_folder import write_new_folder

    write_new_folder(folder, name, as_of, region)


def write_tables_folder(view: DistrictView, folder: Path, whole: DistrictView, notes: Mapping[str, str]) -> None:
    """Write the given rows of a district, without those of the library, as a folder. Raises Problems.

    Of which tables of the ``whole`` district it lacks rows is said in the folder, with ``notes`` (zh, en) for people.
    """
    from liantu.exchange.folder.lacking_rows import write_lacking_rows
    from liantu.exchange.folder.own_tables import write_folder_over_library
    from liantu.library.shipped_tables import load_library

    write_folder_over_library(view.given, load_library(), folder)
    lacking = [name for name, frame in whole.given.frames.items() if view.given[name].height < frame.height]
    write_lacking_rows(folder, lacking, whole.number if whole.workspace is not None else 0, notes)


def write_change(view: DistrictView, change: Change, folder: Path) -> None:
    """Write the tables that a change touches into the district's folder; the other files stay as they are.

    Raises Problems when the change cannot be applied, and nothing is written then.
    """
    from liantu.exchange.folder.district_folder import write_table
    from liantu.model.apply import apply_change

    after = apply_change(view.given, change)
    for name in dict.fromkeys(row.table for row in change.rows):
        write_table(after, folder, name)


def write_tables_workbook(view: DistrictView, path: Path, notice: str) -> None:
    """Write all tables of a district as one workbook, with a notice on its first sheet."""
    from liantu.exchange.folder.plain_workbook import write_workbook

    write_workbook(view.tables.frames, path, notice)


def frame_to_csv(frame: pl.DataFrame) -> bytes:
    """A frame as CSV in UTF-8 that a spreadsheet opens, and runs nothing of."""
    from liantu.exchange.loading.table_export import to_csv

    return to_csv(frame)
