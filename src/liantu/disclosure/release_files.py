"""A release as bytes: what it was made of and every cell with its state, so that it can be read back exactly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from liantu.disclosure.release import ProtectedTables, build_release
from liantu.disclosure.table_cells import Measure, Ratio
from liantu.model.problems import Problem, Problems

#: What the bytes say they are; another number is another layout.
_LAYOUT = "liantu release 1"
_TABLE_NUMBERS = ("value",)


def write_release(release: ProtectedTables) -> bytes:
    """The tables of a release, shown and hidden cells, and the microdata behind them: for the house only.

    The same release gives the same bytes.

    >>> from liantu.disclosure import DisclosureRules, protect_tables
    >>> firms = pl.DataFrame({"firm": list("abcd"), "tax": [4.0, 5, 5, None]})
    >>> release = protect_tables(firms, [[]], ["tax"], DisclosureRules(3, (2, 85.0), None, 10, 2, True))
    >>> read_release(write_release(release)).tables[0].equals(release.tables[0])
    True
    """
    original = release.original
    content = {
        "layout": _LAYOUT,
        "firm": original.firm,
        "period": original.period,
        "breakdowns": original.breakdowns,
        "measures": [_describe_measure(measure) for measure in original.measures],
        "microdata": original.microdata.to_dict(as_series=False),
        "tables": [table.to_dict(as_series=False) for table in release.tables],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def read_release(content: bytes) -> ProtectedTables:
    """The release that ``write_release`` wrote. Raises Problems for bytes that are none."""
    try:
        record = json.loads(content)
        if record["layout"] != _LAYOUT:
            raise ValueError(record["layout"])
        measures = [_build_measure(part) for part in record["measures"]]
        original = build_release(pl.DataFrame(), record["breakdowns"], measures, record["firm"], record["period"])
        microdata = _build_frame(record["microdata"], original.columns())
        original = build_release(microdata, record["breakdowns"], measures, record["firm"], record["period"])
        tables = tuple(_build_frame(table, _TABLE_NUMBERS) for table in record["tables"])
    except (ValueError, KeyError, TypeError) as error:
        raise Problems([Problem("unreadable_release", value=str(error))]) from error
    return ProtectedTables(tables, (), original)


def _describe_measure(measure: Measure) -> str | dict[str, str]:
    return vars(measure) if isinstance(measure, Ratio) else measure


def _build_measure(part: str | Mapping[str, str]) -> Measure:
    return part if isinstance(part, str) else Ratio(**part)


def _build_frame(columns: Mapping[str, list[Any]], numbers: list[str] | tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(dict(columns), {name: pl.Float64 if name in numbers else pl.String for name in columns})
