"""The district's own composite indices: files of its folder, which a workspace keeps in its description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.index_files import (
    IndexOptions,
    compute_chosen,
    compute_table_index,
    measure_index_sensitivity,
    read_district_scheme,
)
from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.outlook.index.run import IndexRun
    from liantu.outlook.index.scheme import IndexScheme

_KEY = "indices"
#: A column of the data that names units in English.
_ENGLISH = "uNameEn"
#: N of the N(d+2) runs that the ranges of ranks rest on.
_SAMPLES = 500


def list_indices(view: DistrictView) -> pl.DataFrame:
    """The indices by id with the names of their schemes. Raises Problems."""
    schemes = [(file["index"], _read_scheme(file)) for file in _list_files(view)]
    rows = [(key, scheme.zh, scheme.en) for key, scheme in schemes]
    return pl.DataFrame(rows, schema=dict.fromkeys(("index", "zh", "en"), pl.String), orient="row")


def compute_district_index(
    view: DistrictView, index: str | None = None, options: IndexOptions | None = None
) -> IndexRun:
    """An index over the data beside its file, or over the observations where there are none. Raises Problems."""
    files = {file["index"]: file for file in _list_files(view)}
    if not files:
        raise Problems([Problem("no_index_file")])
    chosen = index or next(iter(files))
    if chosen not in files:
        slots = {"nearest": suggest_nearest(chosen, files), "choices": ", ".join(files)}
        raise Problems([Problem("unknown_index", value=chosen, slots=slots)])
    if options is not None:
        return _compute(view, files[chosen], options)
    key = ("district index", chosen, view.as_of)
    return view.cache.once_for(view.tables, key, lambda: _compute(view, files[chosen], IndexOptions()))


def name_units(view: DistrictView, run: IndexRun, *, chinese: bool) -> Mapping[str, str]:
    """The units of a run by name: a row of the district by its own, any other as its data name it."""
    from liantu.exchange.indicator_tables import read_content_table

    labels = view.tables.labels("zh_CN" if chinese else "en")
    named = {unit: labels.get(unit, name) for unit, name in zip(run.data.units, run.data.names, strict=True)}
    file = next((file for file in _list_files(view) if file["index"] == run.scheme.id and file.get("csv")), None)
    if chinese or file is None:
        return named
    table = read_content_table(file["csv"].encode(), f"{file['index']}.csv")
    english = zip(table.texts("uCode"), table.texts(_ENGLISH), strict=True)
    return {**named, **{unit: name for unit, name in english if name and unit not in labels}}


def find_rank_ranges(run: IndexRun) -> pl.DataFrame:
    """The ranks of a run with their ranges: unit, time, rank, low, median, high, mean."""
    step = run.scheme.step("normalise")
    factors = (f"normalise={step.method}|rank",) if step and step.method not in (None, "rank") else ()
    return measure_index_sensitivity(run, factors, samples=_SAMPLES).ranks


def _list_files(view: DistrictView) -> Iterable[Mapping[str, str]]:
    found: Iterable[Mapping[str, str]] = view.tables.about.get(_KEY) or ()
    return found


def _read_scheme(file: Mapping[str, str]) -> IndexScheme:
    return read_district_scheme(file.get("yaml", ""), f"{_KEY}/{file['index']}.yaml")


def _compute(view: DistrictView, file: Mapping[str, str], options: IndexOptions) -> IndexRun:
    from liantu.exchange.indicator_tables import read_content_table
    from liantu.outlook.index.observed import collect_observed

    scheme = _read_scheme(file)
    if file.get("csv"):
        table = read_content_table(file["csv"].encode(), f"{file['index']}.csv")
        return compute_table_index(table, scheme, options).run
    return compute_chosen(scheme, options, lambda chosen: collect_observed(view.tables, chosen, view.as_of))
