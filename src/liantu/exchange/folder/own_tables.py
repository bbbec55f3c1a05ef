"""A district's own tables as a folder, without the library beneath them: out, and in over what is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from liantu.exchange.folder.district_folder import REQUIRED, list_table_files, read_about, write_folder
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables, empty_table
from liantu.model.units import Units


def write_folder_over_library(tables: Tables, beneath: Tables, folder: Path) -> None:
    """The folder that, read over the same library, gives these tables; its files are overwritten."""
    frames: dict[str, pl.DataFrame] = {}
    for name in schema.read_tables():
        frame, under = tables[name], beneath[name]
        district_rows = frame.join(under, on=frame.columns, how="anti", nulls_equal=True, maintain_order="left")
        # A file that an earlier export left would bring back rows that are gone.
        if district_rows.height or name in REQUIRED or (folder / f"{name}.csv").exists():
            frames[name] = district_rows
    write_folder(Tables(tables.about, frames), folder, list(frames))


def read_folder_sheets(
    folder: Path, units: Units, *, whole: bool = False
) -> tuple[list[TableSheet], Mapping[str, object] | None]:
    """The CSVs of a folder as sheets, and its description when it has one. Raises Problems.

    ``whole``: the folder is all of the district, so a table of the district without a file has no rows.
    """
    about = read_about(folder) if (folder / "district.yaml").exists() else None
    files = list_table_files(folder)
    if not files:
        raise Problems([Problem("empty_file", file=str(folder))])
    sheets = [sheet for path in files for sheet in parse_sheets(path, units=units)]
    present = {sheet.table for sheet in sheets}
    if whole and about is not None and all(sheet.table for sheet in sheets):
        absent = [
            name for name, table in schema.read_tables().items() if table.part == "district" and name not in present
        ]
        sheets += [TableSheet(f"{name}.csv", name, name, empty_table(name)) for name in absent]
    return sheets, about
