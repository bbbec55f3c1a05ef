"""A district's tables as files: a blank folder to begin with, a folder and a workbook of what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.change import Change
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems


def begin_folder(
    folder: Path,
    name: str,
    as_of: date,
    region: str | None = None,
    kind: str | None = None,
    basins: tuple[str, ...] = (),
    language: str = "zh_CN",
) -> None:
    """Write a blank district: tables with their headers and a page that says what they are for, in a language.

    ``kind`` is a word for the kind of district whose tables are laid out; every table without one. Raises Problems
    for a word that is none, a basin that is none, and when something is in the folder already.
    """
    from liantu.exchange.folder.new_examples import find_kind
    from liantu.exchange.folder.new_folder import write_new_folder
    from liantu.exchange.folder.new_readme import NewDistrict
    from liantu.library.basins import list_basins

    found = find_kind(kind) if kind else None
    if kind and found is None:
        raise Problems([_refuse_word("--like", kind, [name for _code, name in list_district_kinds("zh_CN")])])
    wrong = [_refuse_word("--basin", basin, list_basins()) for basin in basins if basin not in list_basins()]
    if wrong:
        raise Problems(wrong)
    district = NewDistrict(folder.resolve().name, name, as_of, region, basins)
    write_new_folder(folder, district, found.code if found else None, language)


def list_district_kinds(language: str) -> list[tuple[str, str]]:
    """The kinds of district that tables are laid out for: code, and name in a language."""
    from liantu.exchange.folder.new_examples import list_kinds

    return [(kind.code, kind.en if language == "en" else kind.zh) for kind in list_kinds()]


def require_province(written: str) -> str:
    """The short Chinese name of a province. Raises Problems when it is none."""
    from liantu.library.provinces import find_province, list_provinces

    found = find_province(written)
    if found is None:
        raise Problems([_refuse_word("--province", written, list_provinces())])
    return found


def list_open_basins(province: str | None) -> tuple[str, ...]:
    """The basins of which the law names only some counties of the province: the district knows whether it is one."""
    from liantu.library.basins import find_partial_basins

    return find_partial_basins(province)


def _refuse_word(option: str, value: str, choices: Iterable[str]) -> Problem:
    known = list(choices)
    slots = {"choices": ", ".join(known), "nearest": suggest_nearest(value, known)}
    return Problem("not_a_choice", column=option, value=value, slots=slots)


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
